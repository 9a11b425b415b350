"""Tortured phrases: fixed expressions with a word replaced by a synonym, as rewriting software does."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity

SPUN_PHRASE = "consistency.spun_phrase"

CARDS = (
    SignalCard(
        signal_id=SPUN_PHRASE,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="A fixed expression stands with a word replaced by a synonym, as rewriting software does.",
        disclaimer="Says nothing about where the text was taken from, nor whether a person wrote it badly.",
        fires=(
            "The ministry will spend more on counterfeit consciousness and colossal information.",
            "She became the country’s initial woman prime minister in the autumn.",
            "The patient died of kidney disappointment in the escalated care ward.",
        ),
        near_misses=(
            "The ministry will spend more on artificial intelligence and big data.",
            "Researchers call wording such as “counterfeit consciousness” a tortured phrase.",
            "Her initial reaction was disappointment; the kidney had not been a match.",
        ),
        base_rate=0.0,
    ),
)

_ABOUT_WORDING = words_of("consistency_guards", "wording")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every lexicon hit; what is quoted, or the article's very topic, is no trace."""
    for text in document.fields:
        for hit in text.hits("spun_phrases"):
            yield _judge_spun(document, text, hit)


def _judge_spun(document: Document, text: FieldText, hit: Hit) -> Judgement:
    location = text.location(hit.first, hit.last)
    if text.is_quoted(location.start):
        return Rejection(SPUN_PHRASE, location, "quoted words")
    if _mentions(document, _ABOUT_WORDING, hit):
        return Rejection(SPUN_PHRASE, location, "the article is about wording")
    if hit.entry.label == "synonym" and _is_name(text, hit):
        return Rejection(SPUN_PHRASE, location, "capitalised: a name")
    usual = hit.entry.attributes["usual"]
    message = f"“{text.tokens.phrase(hit.first, hit.last)}” stands where edited English has “{usual}”."
    return Finding(SPUN_PHRASE, location, message)


def _mentions(document: Document, words: frozenset[str], hit: Hit) -> bool:
    """Whether the article holds any of the words outside the phrase itself."""
    return not (words - set(hit.entry.cue.split())).isdisjoint(document.layer(_vocabulary))


def _vocabulary(document: Document) -> frozenset[str]:
    return frozenset(word for text in document.fields for word in text.tokens.lower)


def _is_name(text: FieldText, hit: Hit) -> bool:
    words = text.tokens.words[hit.first : hit.last]
    return all(word[0].isupper() for word in words if word[0].isalpha() and len(word) > 2)  # noqa: PLR2004 - "of"

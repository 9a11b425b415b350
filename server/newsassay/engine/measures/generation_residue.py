"""Residue of text generators: they speak of themselves, refuse their task, or leave a blank."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity

GENERATION_RESIDUE = "consistency.generation_residue"

CARDS = (
    SignalCard(
        signal_id=GENERATION_RESIDUE,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="A text generator speaks of itself, refuses its task, or has left a blank to be filled.",
        disclaimer="Does not detect generated text as such; articles about generators and quotations are left out.",
        fires=(
            "The minister resigned. As of my knowledge cutoff, no successor had been named.",
            "I cannot complete this prompt. The parade starts at noon.",
            "Certainly! Here is the rewritten article: The bridge will close on Monday.",
        ),
        near_misses=(
            "The chatbot answered: “As an AI language model, I have no opinions.”",
            "Lawyers spotted the words as an AI language model in a brief that ChatGPT had written.",
            "The cutoff for applications is Friday, and my knowledge of the rules is poor.",
        ),
        base_rate=0.0,
    ),
)

_GENERATORS = words_of("consistency_guards", "generator")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every lexicon hit; what is quoted, or the article's very topic, is no trace."""
    for text in document.fields:
        for hit in text.hits("generation_residue"):
            yield _judge(document, text, hit)


def _judge(document: Document, text: FieldText, hit: Hit) -> Judgement:
    location = text.location(hit.first, hit.last)
    if text.is_quoted(location.start):
        return Rejection(GENERATION_RESIDUE, location, "quoted words")
    if _mentions(document, _GENERATORS, hit):
        return Rejection(GENERATION_RESIDUE, location, "the article is about text generators")
    if (
        hit.entry.label == "placeholder"
        and not _is_bracketed(text, hit)
        and hit.entry.cue != "lorem ipsum dolor"
    ):
        return Rejection(GENERATION_RESIDUE, location, "not in brackets: no blank")
    if hit.entry.label == "opening" and not _opens_paragraph(text, hit):
        return Rejection(GENERATION_RESIDUE, location, "inside a paragraph: may be the author's own turn")
    what = {
        "identity": "A text generator names itself",
        "cutoff": "A text generator speaks of its limits",
        "refusal": "A text generator refuses its task",
        "opening": "A text generator addresses whoever asked it",
        "assistant": "A text generator addresses whoever asked it",
        "placeholder": "A blank was left to be filled",
    }[hit.entry.label]
    return Finding(GENERATION_RESIDUE, location, f"{what}: “{text.tokens.phrase(hit.first, hit.last)}”.")


def _mentions(document: Document, words: frozenset[str], hit: Hit) -> bool:
    """Whether the article holds any of the words outside the phrase itself."""
    return not (words - set(hit.entry.cue.split())).isdisjoint(document.layer(_vocabulary))


def _vocabulary(document: Document) -> frozenset[str]:
    return frozenset(word for text in document.fields for word in text.tokens.lower)


def _is_bracketed(text: FieldText, hit: Hit) -> bool:
    return text.tokens.word_at(hit.first - 1) in ("[", "{", "<") and text.tokens.word_at(hit.last) in (
        "]",
        "}",
        ">",
        ":",
    )


def _opens_paragraph(text: FieldText, hit: Hit) -> bool:
    return hit.first in text.paragraphs

"""Vague sources: "critics say", "some believe", "according to many"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_adverb, word_set
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

VAGUE_SOURCE = "attribution.vague_source"

CARDS = (
    SignalCard(
        signal_id=VAGUE_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="A claim or judgement is credited to people who cannot be identified.",
        disclaimer="Groups with a name, number or affiliation (“three surgeons at the clinic”) can be identified.",
        fires=(
            "Critics say the plan will cost jobs.",
            "Some believe the treasure was never found.",
            "The film was praised by many for its score.",
            "According to experts, the ice is too thin.",
        ),
        near_misses=(
            "Three economists at the central bank say the plan will cost jobs.",
            "Critics of the plan met in the town hall.",
            "The film was praised by The Evening Ledger.",
            "Many of the houses have no heating.",
        ),
        w3c_refs=("db18b042", "70fff801"),
        precision=0.91,
        base_rate=0.4,
    ),
)

_REPORTING = words_of("reporting_verbs")
_OPINION = words_of("vague_groups", "opinion")
_OPENERS = frozenset(
    ["some", "many", "most", "several", "various", "other", "others", "numerous", "few", "certain"]
)
_NOUN_OR_VERB = word_set(
    "worry hope doubt support praise report view question call note blame credit protest demand estimate fear"
    " thought dispute claim"
)
_CLAUSE_START = (
    WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.SUBJECT_PRONOUN | WordClass.SUBORDINATOR
)
_PARTICIPLES = ("ed", "en", "wn", "ld", "id", "de")
_GOVERNING = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.PREPOSITION
_FINITE = (WordClass.AUXILIARY | WordClass.SUBORDINATOR | WordClass.SUBJECT_PRONOUN).value
_PHRASE = 7
_OPENING_QUOTES = frozenset("\"“‘'«&")
_SKIPPED = (WordClass.MODAL | WordClass.HAVE | WordClass.DO).value
_IDENTIFYING = (WordClass.POSSESSIVE | WordClass.SUBJECT_PRONOUN).value


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every group noun, and every bare quantifier, that could be a source."""
    for text in document.fields:
        for hit in text.hits("vague_groups"):
            yield from _judge_group(text, hit)
        for hit in text.hits("hedging_quantifier"):
            if hit.entry.label in ("some", "many", "most", "several") and hit.last - hit.first == 1:
                yield from _judge_bare(text, hit)


def _judge_group(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    tokens = text.tokens
    first = hit.first
    opener, two_back = tokens.lower_at(first - 1), tokens.lower_at(first - 2)
    if opener in _OPENERS:
        first -= 1
    elif two_back in _OPENERS and opener.isalpha() and not opener.endswith("s"):
        first -= 2
    elif hit.entry.label == "people":
        return  # a class of people, named for what it is: "residents said"
    if not _is_source(tokens, first, hit.last):
        return
    quantified = first < hit.first
    location = text.location(first, hit.last)
    reason = _identified(text, first, hit) if not quantified else ""
    if reason:
        yield Rejection(VAGUE_SOURCE, location, reason)
    else:
        yield Finding(
            VAGUE_SOURCE, location, f"“{tokens.phrase(first, hit.last)}” cannot be identified as a source."
        )


def _judge_bare(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    """Judge a quantifier alone: "some say", "many believe", "regarded by many"."""
    tokens = text.tokens
    before = tokens.lower_at(hit.first - 1)
    after = tokens.lower_at(hit.last)
    bare_agent = before == "by" and (
        not after
        or not after[0].isalpha()
        or (tokens.has_class(hit.last, WordClass.PREPOSITION) and after != "of")
        or after in ("to", "and", "as")
    )
    if bare_agent or _verb_follows(tokens, hit.last):
        location = text.location(hit.first, hit.last)
        yield Finding(
            VAGUE_SOURCE,
            location,
            f"“{tokens.phrase(hit.first, hit.last)}” cannot be identified as a source.",
        )


def _is_source(tokens: Tokens, first: int, last: int) -> bool:
    if (tokens.lower_at(first - 1) == "by" and tokens.lower_at(first - 2).endswith(_PARTICIPLES)) or (
        tokens.lower_at(first - 1) == "to" and tokens.lower_at(first - 2) == "according"
    ):
        return True
    return _verb_follows(tokens, last) or _verb_behind_phrase(tokens, last)


def _verb_behind_phrase(tokens: Tokens, i: int) -> bool:
    """Whether "of …" or "and …" at token i ends before a reporting verb: "critics of the dam say"."""
    if tokens.lower_at(i) not in ("of", "and"):
        return False
    for k in range(i + 2, min(i + _PHRASE, len(tokens) - 1)):
        word = tokens.lower[k]
        if word in _REPORTING:
            return word not in _NOUN_OR_VERB and not _is_noun(tokens, k) and not _is_governed(tokens, k)
        if not word[0].isalpha() or tokens.classes[k] & _FINITE:
            return False
    return False


def _is_governed(tokens: Tokens, i: int) -> bool:
    """Whether a determiner, preposition or "to" before token i makes it a noun, participle or infinitive."""
    return tokens.has_class(i - 1, _GOVERNING)


def _verb_follows(tokens: Tokens, i: int) -> bool:
    """Whether a reporting verb starts at token i, auxiliaries and adverbs before it aside."""
    for k in range(i, min(i + 4, len(tokens))):
        word = tokens.lower[k]
        if (
            word in ("agreed", "agree", "hope", "hoped", "expect", "expected")
            and tokens.lower_at(k + 1) == "to"
        ):
            return False
        if word in _REPORTING:
            return not _is_noun(tokens, k)
        if not (tokens.classes[k] & _SKIPPED or is_adverb(word)):
            return False
    return False


def _is_noun(tokens: Tokens, i: int) -> bool:
    """Whether a form that can be a noun is one: third persons cannot follow plurals, "some worry" needs a clause."""
    word = tokens.lower[i]
    if word.endswith("s") or tokens.lower_at(i + 1) == "of":
        return True
    if tokens.has_class(i + 1, WordClass.BE) and tokens.lower_at(i - 1) not in _OPINION:
        return True
    following = tokens.word_at(i + 1)[:1]
    return word in _NOUN_OR_VERB and not (
        tokens.has_class(i + 1, _CLAUSE_START) or following.isupper() or following in _OPENING_QUOTES
    )


def _identified(text: FieldText, first: int, hit: Hit) -> str:
    """Why a group without quantifier can be identified: a name, number, owner or place before or behind it."""
    tokens = text.tokens
    before = tokens.lower_at(first - 1)
    if text.sentence_at(first).first != first:
        if (
            before[:1].isdigit()
            or tokens.classes[first - 1] & _IDENTIFYING
            or before in ("the", "these", "those", "two", "three", "four", "five")
        ):
            return "the group is defined: its number or reference is given"
        if tokens.words[first - 1][0].isupper():
            return "the group is named"
    if tokens.word_at(hit.last)[:1].isupper():
        return "the group's members are named"
    if tokens.lower_at(hit.last) in ("at", "from"):
        return "the group's affiliation is given"
    return ""

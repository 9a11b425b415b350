"""Vague quantifiers: "many experts", "some say", "several sources"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_quantity, word_set
from newsassay.engine.signals.cues import Rule, judge_cues
from newsassay.engine.text.closed_class import WordClass

VAGUE_QUANTIFIER = "hedging.vague_quantifier"

CARDS = (
    SignalCard(
        signal_id=VAGUE_QUANTIFIER,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A number of people or things is left open where a figure or a name could stand.",
        disclaimer="Comparisons, questions, degrees and amounts that nobody counts are no hedges.",
        fires=(
            "Many residents believe the dam is unsafe.",
            "Some say the vote was rigged.",
            "Several experts doubt the figures.",
            "The law has been copied in many countries.",
        ),
        near_misses=(
            "Some 40 residents signed the letter.",
            "How many seats are left?",
            "The team won twice as many games as its rival.",
            "She will return some day.",
        ),
        w3c_refs=("98495085",),
    ),
)

_PEOPLE = words_of("vague_groups")
_SAYING = words_of("reporting_verbs")
_UNCOUNTED = word_set(
    "time point day way reason sort kind form type extent degree distance length cases more"
)
_DETERMINING = (WordClass.DETERMINER | WordClass.POSSESSIVE).value
_COMPARING = word_set("how as so too twice not n't great good the these those his her its their")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every quantifier that names no number."""
    return judge_cues(document, "hedging_quantifier", VAGUE_QUANTIFIER, _RULES)


def _about_people(text: FieldText, hit: Hit) -> bool:
    """Whether people or opinions are counted: a group noun within two words, or a reporting verb next."""
    tokens, i = text.tokens, hit.last
    if tokens.lower_at(i) in _SAYING:
        return True
    return any(tokens.lower_at(k) in _PEOPLE for k in (i, i + 1))


def _not_many(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    before, after = tokens.lower_at(i - 1), tokens.lower_at(hit.last)
    if before in _COMPARING:
        return f"{before} many: a comparison or question"
    if after in ("more", "as", "fewer", "a", "years", "times", "months", "days", "hours", "weeks"):
        return f"many {after}: a comparison or a time"
    return ""


def _not_several(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if after in (
        "years",
        "times",
        "months",
        "days",
        "hours",
        "weeks",
        "minutes",
        "decades",
        "generations",
    ) or after in ("hundred", "thousand"):
        return f"several {after}: a time or a number"
    return ""


def _not_certain(text: FieldText, hit: Hit) -> str:
    return "" if _about_people(text, hit) else "certain, various: kinds, not a number"


def _not_some(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if is_quantity(tokens, hit.last):
        return f"some {tokens.phrase(hit.last, hit.last + 1)}: an approximation"
    if after in _UNCOUNTED:
        return f"some {after}: an indefinite, not a quantity"
    if not after or not after[0].isalpha():
        return "some: nothing is counted"
    return ""


def _not_most(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if hit.first and tokens.classes[hit.first - 1] & _DETERMINING:
        return "the most: a superlative"
    if after == "of" or after in _SAYING or after in _PEOPLE:
        return ""
    return "most: a superlative or degree"


def _not_few(text: FieldText, hit: Hit) -> str:
    return "" if _about_people(text, hit) else "a few: a small number of things"


_OPEN = "leaves open how many and who"
_RULES = {
    "many": Rule(_not_many, _OPEN),
    "several": Rule(_not_several, _OPEN),
    "certain": Rule(_not_certain, _OPEN),
    "some": Rule(_not_some, _OPEN),
    "most": Rule(_not_most, _OPEN),
    "few": Rule(_not_few, _OPEN),
}

"""Adverbs, adjectives and nouns of probability: "probably", "likely", "a possible link", "the possibility"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.text.closed_class import WordClass

EPISTEMIC_ADVERB = "hedging.epistemic_adverb"

CARDS = (
    SignalCard(
        signal_id=EPISTEMIC_ADVERB,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="An adverb, adjective or noun of probability leaves open whether something is so.",
        disclaimer="Comparisons (“more likely”), degrees (“as soon as possible”) and legal terms are no hedges.",
        fires=(
            "The fire was probably started by a heater.",
            "The deal is likely to fail in the upper house.",
            "Doctors warned of a possible link to the dye.",
            "Perhaps the tower was never finished.",
        ),
        near_misses=(
            "Smokers are more likely to lose teeth than others.",
            "The poll asked 900 likely voters.",
            "The crew will repair the line as soon as possible.",
            "The judge found probable cause for the search.",
            "The new lens made it possible to photograph at night.",
        ),
        w3c_refs=("c2385f39",),
        precision=0.91,
        base_rate=1.7,
    ),
)

_COMPARING = word_set("more less equally twice times far as so too how just")
_POLLED = ("voter", "caucus", "primary", "electorate", "republican", "democratic", "general-election")
_POLLED_WITHIN = 2
_AFTER_NOUN = frozenset(["of", "to", "for", "and", ".", ",", "", "in", "as", "is", "was", "that"])
_FIRM = word_set(
    "own firm strong stated expressed deep genuine sincere mistaken false growing nagging oft-repeated"
)
_BEFORE_ATTRIBUTE = (
    WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.PREPOSITION | WordClass.COORDINATOR
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every adverb, adjective and noun of probability."""
    return judge_cues(document, "hedging_adverb", EPISTEMIC_ADVERB, _RULES)


def _compared(text: FieldText, hit: Hit) -> str:
    before = text.tokens.lower_at(hit.first - 1)
    if before in _COMPARING:
        return f"{before} {text.tokens.phrase(hit.first, hit.last)}: a comparison, not a hedge"
    return ""


def _not_likely(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    if any(tokens.lower_at(hit.last + k).startswith(_POLLED) for k in range(_POLLED_WITHIN)):
        return "likely voters: a pollster's term"
    return _compared(text, hit)


def _not_most_likely(text: FieldText, hit: Hit) -> str:
    if hit.entry.cue == "most likely" and text.tokens.lower_at(hit.first - 1) == "the":
        return "the most likely: a comparison, not a hedge"
    return ""


def _not_possible(text: FieldText, hit: Hit) -> str:  # noqa: PLR0911 - one return for each sense
    tokens, i = text.tokens, hit.first
    before = tokens.lower_at(i - 1)
    if before in ("not", "n't") or before.endswith("n't"):
        return "not possible: cannot be done"
    if before in (
        "as",
        "where",
        "if",
        "when",
        "ever",
        "largest",
        "widest",
        "highest",
        "lowest",
        "fullest",
        "every",
        "all",
    ):
        return f"{before} possible: a degree, not a hedge"
    if before.endswith("est") or tokens.lower_at(i - 2) == "as" or tokens.lower_at(i - 3) == "as":
        return "as … as possible: a degree, not a hedge"
    if before in ("is", "was", "be", "became", "become", "are", "were") and tokens.lower_at(i + 1) == "to":
        return "possible to: can be done"
    if before in ("it", "this", "that") or tokens.lower_at(i - 2) in ("makes", "make", "made", "making"):
        return "make possible: enabled, not uncertain"
    if tokens.lower_at(i + 1) in ("by", "because", "thanks", "from", "since", "through", "only", "without"):
        return "possible by: enabled, not uncertain"
    return _compared(text, hit)


def _not_probable_cause(text: FieldText, hit: Hit) -> str:
    """A court's "probable cause for arrest", not the probable cause of a crash."""
    return "" if text.tokens.lower_at(hit.last) in ("of", "is", "was") else "probable cause: legal term"


def _not_potential(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    after = tokens.lower_at(i + 1)
    if tokens.lower[i] == "potential" and after in _AFTER_NOUN:
        return "potential: capacity, not probability"
    return ""


def _not_held(text: FieldText, hit: Hit) -> str:
    """Accept "the belief that", which nobody holds by name, not "her firm belief that"."""
    tokens, i = text.tokens, hit.first - 1
    if tokens.lower_at(i) in _FIRM:
        i -= 1
    return "a belief with its holder: attribution" if tokens.has_class(i, WordClass.POSSESSIVE) else ""


def _not_seeming(text: FieldText, hit: Hit) -> str:
    """Accept "an apparent error"; "the error is apparent to all" says that it can be seen."""
    tokens = text.tokens
    is_attribute = tokens.has_class(hit.first - 1, _BEFORE_ATTRIBUTE) and tokens.lower_at(hit.last).isalpha()
    return "" if is_attribute else "apparent: plain to see"


def _not_tentative(text: FieldText, hit: Hit) -> str:
    if text.tokens.lower_at(hit.last) in ("steps", "step", "smile"):
        return "tentative: hesitant, not uncertain"
    return ""


_POSSIBLE = "leaves open whether this is so"
_RULES = {
    "plain": Rule(plain, _POSSIBLE),
    "apparent": Rule(plain, "marks an inference from appearances"),
    "held": Rule(_not_held, _POSSIBLE),
    "seeming": Rule(_not_seeming, "marks an inference from appearances"),
    "likely": Rule(_not_likely, _POSSIBLE),
    "most_likely": Rule(_not_most_likely, _POSSIBLE),
    "possible": Rule(_not_possible, _POSSIBLE),
    "probable": Rule(_compared, _POSSIBLE),
    "probable_cause": Rule(_not_probable_cause, _POSSIBLE),
    "potential": Rule(_not_potential, _POSSIBLE, 0.5),
    "tentative": Rule(_not_tentative, _POSSIBLE),
}

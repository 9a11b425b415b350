"""Approximators: rounders ("about 300") and adaptors ("somewhat", "largely", "generally")."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_quantity, word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.text.closed_class import WordClass

APPROXIMATOR = "hedging.approximator"

CARDS = (
    SignalCard(
        signal_id=APPROXIMATOR,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.INFO,
        claim="A quantity is rounded, or a description holds only more or less.",
        disclaimer="Rounding is no fault: it weighs little. “About” before anything but a quantity is a preposition.",
        fires=(
            "About 300 people lost power.",
            "Some 40 boats were damaged.",
            "The two reports differ somewhat.",
            "The valley is generally considered safe.",
        ),
        near_misses=(
            "The film is about the war.",
            "Some say the valley is safe.",
            "They walked around the lake.",
            "The pianist played almost without a pause.",
        ),
        precision=0.97,
        base_rate=1.9,
    ),
)

# "Is often considered", "commonly known": the adverb limits who holds the view.
_REPORTED = word_set(
    "considered regarded described referred said thought believed known accepted assumed cited viewed understood"
    " interpreted compared claimed argued credited named quoted"
)
_TOTALS = frozenset(
    [
        "all",
        "every",
        "everyone",
        "everything",
        "always",
        "never",
        "any",
        "no",
        "none",
        "entirely",
        "exclusively",
        "completely",
        "nothing",
        "identical",
        "impossible",
    ]
)
_SPECIES = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.INTERROGATIVE
_SPECIES_ADJECTIVES = word_set(
    "same new different certain other best right wrong only first last one own special"
)
_NOT_ADAPTED = frozenset(["enough", "priced", "treated", "play", "of"])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every rounder and adaptor."""
    return judge_cues(document, "hedging_approximator", APPROXIMATOR, _RULES)


def _not_rounder(text: FieldText, hit: Hit) -> str:
    if (
        hit.entry.cue == "about"
        and text.tokens.lower_at(hit.last) in _TOTALS
        and text.tokens.lower[hit.first] in ("almost", "nearly")
    ):
        return ""
    return "" if is_quantity(text.tokens, hit.last) else f"{hit.entry.cue}: no quantity follows"


def _not_or_so(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    window = range(max(hit.first - 3, 0), hit.first)
    return "" if any(is_quantity(tokens, i) for i in window) else "or so: no quantity before it"


def _not_kind_of(text: FieldText, hit: Hit) -> str:
    """Adaptor "kind of angry", not the species noun: "the kind of plan", "this sort of thing"."""
    before = hit.first - 1
    if text.tokens.has_class(before, _SPECIES) or text.tokens.lower_at(before) in _SPECIES_ADJECTIVES:
        return f"{text.tokens.lower_at(before)} {hit.entry.cue}: a species, no hedge"
    return ""


def _not_extent(text: FieldText, hit: Hit) -> str:
    if text.tokens.lower_at(hit.last) in ("that", "which", "to"):
        return f"{hit.entry.cue} that: manner, no hedge"
    before = text.tokens.lower_at(hit.first - 1)
    return (
        f"{before} {hit.entry.cue}: a comparison"
        if before in ("more", "most", "very", "quite", "too", "so")
        else ""
    )


def _not_adaptor(text: FieldText, hit: Hit) -> str:
    if text.tokens.lower_at(hit.last) in _NOT_ADAPTED:
        return f"{hit.entry.cue}: manner, not degree"
    return ""


def _not_frequency(text: FieldText, hit: Hit) -> str:
    before = text.tokens.lower_at(hit.first - 1)
    if before in ("how", "more", "as", "too", "less", "most", "so", "very", "not"):
        return f"{before} {hit.entry.cue}: a comparison of frequency"
    if text.tokens.lower_at(hit.last) in _REPORTED and not text.tokens.has_class(
        hit.first - 1, WordClass.HAVE
    ):
        return ""
    return f"{hit.entry.cue}: how often, not how surely"


_ROUND = "rounds a quantity"
_LOOSE = "says that this holds only more or less"
_RULES = {
    "plain": Rule(plain, _LOOSE),
    "rounder": Rule(_not_rounder, _ROUND),
    "or_so": Rule(_not_or_so, _ROUND),
    "adaptor": Rule(_not_adaptor, _LOOSE),
    "kind_of": Rule(_not_kind_of, _LOOSE),
    "extent": Rule(_not_extent, _LOOSE),
    "generality": Rule(_not_extent, "limits this to the general case"),
    "frequency": Rule(_not_frequency, "limits this to the usual case"),
}

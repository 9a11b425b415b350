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
from newsassay.engine.text.tokens import Tokens

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
            "The firm owns about 11% of the port.",
            "They walked around the lake.",
            "The pianist played almost without a pause.",
        ),
        precision=0.97,
        base_rate=1.7,
    ),
)

# "Is often considered", "commonly known": the adverb limits who holds the view.
_REPORTED = word_set(
    "considered regarded described referred said thought believed known accepted assumed cited viewed understood"
    " interpreted compared claimed argued credited named quoted called termed dubbed labelled labeled taken associated"
    " confused mistaken hailed touted dismissed portrayed criticised criticized depicted characterized characterised"
)
_TOTALS = word_set(
    "all every everyone everything always never any no none entirely exclusively completely nothing identical"
    " impossible total complete entire unanimous unanimously universal universally absolute unlimited nobody"
    " everywhere anything anyone invisible inevitable"
)
_SPECIES = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.INTERROGATIVE
_SPECIES_ADJECTIVES = word_set(
    "same new different certain other best right wrong only first last one own special"
)
# Figures that a reader takes as exact: 12.5, 2,079, and 11 of a unit (Jansen & Pollmann 2001, "On round numbers").
_EXACT_DIGITS = 3
_ROUND_STEP = 5
_YEAR_DIGITS = 4
_CURRENCIES = frozenset("$€£¥")
_SCALED = word_set(
    "% percent per pct million billion trillion thousand m bn km kilometers kilometres miles meters metres feet"
    " inches acres hectares kg kilograms pounds tons tonnes litres liters gallons degrees dollars euros francs yen"
)
_LAPSES = word_set(
    "years months weeks days hours minutes decades centuries year month week day hour decade century"
)
_LAPSE_WITHIN = 4
_NOT_ADAPTED = frozenset(["enough", "priced", "treated", "play", "of"])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every rounder and adaptor."""
    return judge_cues(document, "hedging_approximator", APPROXIMATOR, _RULES)


def _not_rounder(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    is_bound = tokens.lower[hit.first] in ("almost", "nearly")
    if is_bound and tokens.lower_at(hit.last) in _TOTALS:
        return ""
    if not is_quantity(tokens, hit.last):
        return f"{_phrase(text, hit)}: no quantity follows"
    if is_bound and not _LAPSES.isdisjoint(tokens.lower[hit.last + 1 : hit.last + _LAPSE_WITHIN]):
        return "a lapse of time that is almost full"
    return "the figure is exact to its last digits" if _is_exact(tokens, hit.last) else ""


def _is_exact(tokens: Tokens, i: int) -> bool:
    """Whether the figure at token i is no round number: "about 11%", "some 2,079 bones"; years aside.

    Nobody rounds to such a figure, so the rounder takes next to nothing back.
    """
    has_unit = False
    while tokens.lower_at(i) in _CURRENCIES or tokens.lower_at(i) == "us":
        has_unit = True
        i += 1
    figure = tokens.lower_at(i)
    whole = figure.replace(",", "")
    if not whole.replace(".", "", 1).isdecimal() or (figure.isdecimal() and len(figure) == _YEAR_DIGITS):
        return False
    digits = whole.replace(".", "").strip("0") if "." in whole else whole.rstrip("0")
    if len(digits) >= _EXACT_DIGITS:
        return True
    has_unit = has_unit or tokens.lower_at(i + 1) in _SCALED
    return has_unit and len(digits) == _EXACT_DIGITS - 1 and int(digits) % _ROUND_STEP > 0


def _not_or_so(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    window = range(max(hit.first - 3, 0), hit.first)
    return "" if any(is_quantity(tokens, i) for i in window) else "or so: no quantity before it"


def _not_kind_of(text: FieldText, hit: Hit) -> str:
    """Adaptor "kind of angry", not the species noun: "the kind of plan", "this sort of thing"."""
    before = hit.first - 1
    if text.tokens.has_class(before, _SPECIES) or text.tokens.lower_at(before) in _SPECIES_ADJECTIVES:
        return f"{text.tokens.lower_at(before)} {_phrase(text, hit)}: a species, no hedge"
    return ""


def _not_extent(text: FieldText, hit: Hit) -> str:
    if text.tokens.lower_at(hit.last) in ("that", "which", "to"):
        return f"{_phrase(text, hit)} that: manner, no hedge"
    before = text.tokens.lower_at(hit.first - 1)
    return (
        f"{before} {_phrase(text, hit)}: a comparison"
        if before in ("more", "most", "very", "quite", "too", "so")
        else ""
    )


def _not_share(text: FieldText, hit: Hit) -> str:
    """A share of a whole, "largely a success", not the main cause or place: "largely because", "mainly in the north"."""
    following = text.tokens.lower_at(hit.last)
    if following in ("because", "due") or text.tokens.has_class(hit.last, WordClass.PREPOSITION):
        return f"{_phrase(text, hit)} {following}: the main cause, place or means"
    return _not_extent(text, hit)


def _not_adaptor(text: FieldText, hit: Hit) -> str:
    if text.tokens.lower_at(hit.last) in _NOT_ADAPTED:
        return f"{_phrase(text, hit)}: manner, not degree"
    return ""


def _not_frequency(text: FieldText, hit: Hit) -> str:
    before = text.tokens.lower_at(hit.first - 1)
    if before in ("how", "more", "as", "too", "less", "most", "so", "very", "not"):
        return f"{before} {_phrase(text, hit)}: a comparison of frequency"
    is_perfect = text.tokens.has_class(hit.first - 1, WordClass.HAVE)
    after = hit.last + (text.tokens.lower_at(hit.last) == "been")
    if text.tokens.lower_at(after) in _REPORTED and is_perfect == (after > hit.last):
        return ""
    return f"{_phrase(text, hit)}: how often, not how surely"


def _phrase(text: FieldText, hit: Hit) -> str:
    return text.tokens.phrase(hit.first, hit.last).lower()


_ROUND = "rounds a quantity"
_LOOSE = "says that this holds only more or less"
_RULES = {
    "plain": Rule(plain, _LOOSE),
    "rounder": Rule(_not_rounder, _ROUND),
    "or_so": Rule(_not_or_so, _ROUND),
    "adaptor": Rule(_not_adaptor, _LOOSE),
    "kind_of": Rule(_not_kind_of, _LOOSE),
    "extent": Rule(_not_extent, _LOOSE),
    "share": Rule(_not_share, _LOOSE),
    "generality": Rule(_not_extent, "limits this to the general case"),
    "frequency": Rule(_not_frequency, "limits this to the usual case"),
}

"""Quantities: what is counted or measured, how much of it, and in which interval.

A quantity is a numeral with its unit and head noun: "at least 20 Dutch soldiers" is
[20, inf) soldiers, modified by Dutch. Two quantities can be compared when unit and head noun agree;
they conflict when their intervals cannot meet.
"""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.numerals import NUMBER_WORDS, Numeral, find_figures, parse_numeral
from newsassay.engine.facts.word_forms import PLURALS, is_plural, singular
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

_INFINITE = float("inf")
_LONGEST_WORD = 12  # a number word, with the space before it
_CURRENCY_SIGNS = {"$": "$", "£": "£", "€": "€", "¥": "¥", "₹": "rupee"}
_CURRENCY_PREFIXES = frozenset(["us", "a", "au", "nz", "c", "ca", "hk", "s"])
_HEADED = frozenset(["count", "fraction", "indefinite", "ordinal"])
RATE = "per "  # with which the heads of rates start
_EACH = frozenset(["a", "an", "per", "each", "every"])
_RATED = frozenset(
    "second minute hour day night week month year person head household family share tonne ton barrel gallon litre liter"
    " mile kilometre kilometer acre hectare ticket unit vote student pupil child worker employee gram kilogram kilo pound".split()
)
_JOINERS = frozenset([":", "/", "-", "–"])
_UNITS: dict[str, tuple[str, str, float]] = {
    form: (entry.label, entry.attributes["unit"], float(entry.attributes.get("factor", "1")))
    for form, entry in LEXICONS["quantity_units"]
}
_BOUNDS: dict[str, str] = {form: entry.label for form, entry in LEXICONS["interval_cues"]}
# The words with which units and bounds of several words start and end, to be looked up first.
_UNIT_OPENERS = frozenset(form.split()[0] for form in _UNITS)
_BOUND_OPENERS = frozenset(form.split()[0] for form in _BOUNDS) | {"+"}
_BOUND_ENDS = frozenset(form.split()[-1] for form in _BOUNDS)
_MONTHS = frozenset(form for form, entry in LEXICONS["calendar_names"] if entry.label == "month")
_SHORT_MONTHS = frozenset(month for month in _MONTHS if len(month) <= 4) - {"may", "june", "july"}  # noqa: PLR2004 - sept
_STOP = (
    WordClass.PREPOSITION | WordClass.AUXILIARY | WordClass.DETERMINER | WordClass.COORDINATOR
    | WordClass.SUBORDINATOR | WordClass.PRONOUN | WordClass.RELATIVE | WordClass.NEGATION
).value  # fmt: skip
_SLACK = 0.12  # how far "about" reaches
_ROUNDED = 0.06  # rounding changes a number by no more than this share
_YEARS = range(1400, 2200)
_HEAD_WINDOW = 5
_OLDEST = 120
_LABEL_WORDS = (
    "no number nos route highway interstate section article chapter page room flight channel"
    " psalm verse bill amendment apollo windows iphone boeing airbus figure table grade"
    " proposition prop title phase part volume episode series season district area group"
    " # world war super bowl category level tier type lane gate platform pier unit building block"
)
_OF_WHICH = frozenset(["the", "its", "his", "her", "their", "all", "these", "those"])  # "two of the ferries"
_LABELS = frozenset(_LABEL_WORDS.split())


class Quantity(NamedTuple):
    """A quantity as the token range [first, last), sign, scale and unit word included.

    `value` is the stated number in units of `unit` ("" for counts), [`low`, `high`] what the words allow;
    `grain` how far it may be rounded. `head` is the singular of the head noun, "" if unknown, at token
    `head_at` (-1); of a rate, "per" and what it is taken of. `bound` names the interval word. `kind`: count, measure, age, ordinal, fraction,
    indefinite, label ("Route 66"), year, decade, score (see Numeral).
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    grain: float
    kind: str
    unit: str = ""
    head: str = ""
    head_at: int = -1
    bound: str = ""

    @property
    def shown(self) -> str:
        """The normalised value: "at least 20 soldier", "5000000 $"."""
        number = f"{self.value:.10g}"
        return " ".join(p for p in (self.bound.replace("_", " "), number, self.unit, self.head) if p)


def find_quantities(text: FieldText) -> tuple[Quantity, ...]:
    """All quantities in reading order. A layer: ask for it with `text.layer(find_quantities)`."""
    tokens = text.tokens
    starts = [hit.first for hit in text.hits("number_words")]
    starts += text.layer(find_figures)
    starts += tokens.behind(_before_hyphened(tokens.joined_lower))
    starts.sort()
    found: list[Quantity] = []
    done = 0
    for i in starts:
        numeral = parse_numeral(tokens, i) if i >= done else None
        if numeral is not None:
            quantity = _quantity(tokens, numeral)
            found.append(quantity)
            done = quantity.last
    return tuple(found)


def _before_hyphened(joined: str) -> Iterator[int]:
    """Offsets of the spaces before tokens that join a number word to others: "two-thirds", "six-month"."""
    dash = joined.find("-")
    while dash >= 0:
        word = joined.rfind(" ", max(0, dash - _LONGEST_WORD), dash) + 1
        if word and joined[word:dash] in NUMBER_WORDS:
            yield word - 1
        dash = joined.find("-", dash + 1)


def _quantity(tokens: Tokens, numeral: Numeral) -> Quantity:  # noqa: C901, PLR0912 - one case per way of writing
    first, last, value, grain, kind, unit, compound, _ = numeral
    lower = tokens.lower
    before = tokens.words[first - 1] if first else ""
    after = lower[last] if last < len(lower) else ""
    if before in _CURRENCY_SIGNS:
        unit, kind = _CURRENCY_SIGNS[before], "measure"
        first -= 1
        if tokens.lower_at(first - 1) in _CURRENCY_PREFIXES and tokens.glued(first):
            first -= 1
            unit = lower[first] + unit if lower[first] not in ("us", "s") else unit
    elif compound:
        parts = compound.split("-")
        if parts[0] == "year" and "old" in parts:
            return Quantity(first, last, value, value, value, 1.0, "age", "year")
        if parts[0] not in _UNITS:
            head = singular(parts[-1])
            return Quantity(first, last, value, value, value, grain, "compound", "", head, first)
        _, unit, factor = _UNITS[parts[0]]
        value, grain, kind = value * factor, grain * factor, "measure"
    elif unit and kind == "cardinal":
        if unit in _UNITS:
            _, unit, factor = _UNITS[unit]
            value, grain, kind = value * factor, grain * factor, "measure"
        else:
            kind = "clock" if unit in ("am", "pm", "a.m", "p.m") else "label"
    if after == "%":
        unit, kind, last = "%", "measure", last + 1
    elif kind == "cardinal" and after in _UNIT_OPENERS:
        for length in (3, 2, 1):
            words = " ".join(lower[last : last + length])
            if words in _UNITS and last + length <= len(lower):
                label, unit, factor = _UNITS[words]
                value, grain, kind, last = value * factor, grain * factor, "measure", last + length
                if label == "time" and tokens.lower_at(last) == "old":
                    kind, unit, value = "age", "year", value / 12 if unit == "month" else value
                break
    if kind == "cardinal":
        kind = _bare_kind(tokens, numeral, before.lower(), after)
    head, head_at = "", -1
    if kind in _HEADED or unit == "%":
        head, head_at = _head(tokens, last, singular_allowed=value == 1 or kind == "ordinal")
    elif kind == "measure":
        head, head_at = _rate(tokens, last)
    bound, low, high = "", value, value
    if (first and lower[first - 1] in _BOUND_ENDS) or (last < len(lower) and lower[last] in _BOUND_OPENERS):
        bound, low, high = _interval(tokens, first, last, value)
    if kind == "indefinite":
        bound, low, high = "indefinite", value, value * 50
    return Quantity(first, last, value, low, high, grain, kind, unit, head, head_at, bound)


def _bare_kind(  # noqa: PLR0911 - one return per kind
    tokens: Tokens, numeral: Numeral, before: str, after: str
) -> str:
    """What a number without unit is: a count, a year, a label, an age in commas, or part of a date."""
    first, last = numeral.first, numeral.last
    if before in _MONTHS or (after in _MONTHS and tokens.words[last][0].isupper()):
        return "date"
    if before == "." and tokens.lower_at(first - 2) in _SHORT_MONTHS and not numeral.in_words:
        return "date"  # "Sept. 11 victims"
    if not numeral.in_words:
        written = tokens.words[first]
        is_year = last == first + 1 and len(written) == 4 and written.isdigit() and int(written) in _YEARS  # noqa: PLR2004
        if is_year and not (is_plural(after) and before in _BOUNDS):
            return "year"
        if before and before in "./:-–" and tokens.glued(first):
            return "label"
        if before == "," and _is_age(tokens, numeral):
            return "age"
    if before == "aged" and _may_be_age(numeral):
        return "age"
    if before in _LABELS or before == "#":
        return "label"
    if after in _JOINERS and tokens.glued(last) and tokens.lower_at(last + 1)[:1].isdigit():
        return "label"
    return "count"


def _may_be_age(numeral: Numeral) -> bool:
    return 0 < numeral.value <= _OLDEST and numeral.last == numeral.first + 1


def _is_age(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number between commas behind a name is an age: "Marta Osk, 34, of Bray"."""
    if not _may_be_age(numeral) or numeral.first < 2:  # noqa: PLR2004 - name and comma
        return False
    name = tokens.words[numeral.first - 2]
    closed = tokens.lower_at(numeral.last) in (",", ".", ";", ")")
    return closed and name[0].isupper() and name[-1].isalpha() and name.lower() not in _MONTHS


def _head(tokens: Tokens, start: int, *, singular_allowed: bool) -> tuple[str, int]:
    """Head noun and its token: the first plural word behind the number."""
    words, classes = tokens.lower, tokens.classes
    begin = start
    if begin < len(words) and words[begin] == "of":
        begin += 2 if tokens.lower_at(begin + 1) in _OF_WHICH else 1
    stop = min(begin + _HEAD_WINDOW, len(words))
    i = begin
    while i < stop:
        word = words[i]
        if word != "'s":
            if (classes[i] & _STOP and word != "more") or not word[0].isalpha():
                break
            head = PLURALS[word]
            if head and tokens.lower_at(i + 1) not in ("'s", "'"):
                return head, i
        i += 1
    if singular_allowed and i > begin:
        return words[begin], begin
    return "", -1


def _rate(tokens: Tokens, start: int) -> tuple[str, int]:
    """What a measure is given for each of, as a head, and its token: "£9 an hour" is £9 of hour."""
    if tokens.lower_at(start) in _EACH and tokens.lower_at(start + 1) in _RATED:
        return f"{RATE}{tokens.lower[start + 1]}", start + 1
    return "", -1


def _interval(tokens: Tokens, first: int, last: int, value: float) -> tuple[str, float, float]:
    bound = _bound_before(tokens, first) or _bound_after(tokens, last)
    match bound:
        case "at_least" | "more_than":
            return bound, value, _INFINITE
        case "at_most" | "less_than":
            return bound, 0.0, value
        case "nearly":
            return bound, value * (1 - _SLACK), value
        case "about":
            return bound, value * (1 - _SLACK), value * (1 + _SLACK)
    return "", value, value


def _bound_before(tokens: Tokens, first: int) -> str:
    for length in (3, 2, 1):
        bound = _BOUNDS.get(" ".join(tokens.lower[max(0, first - length) : first]), "")
        if bound:
            return "" if bound.endswith("_after") else bound
    return ""


def _bound_after(tokens: Tokens, last: int) -> str:
    if tokens.lower_at(last) == "+":
        return "at_least"
    for length in (2, 1):
        bound = _BOUNDS.get(" ".join(tokens.lower[last : last + length]), "")
        if bound.endswith("_after"):
            return bound.removesuffix("_after")
    return ""


def may_agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one unit can both hold: their intervals meet, or one is the other rounded."""
    if a.bound == b.bound and a.bound in ("at_least", "more_than", "at_most", "less_than", "nearly"):
        low = high = 0.0  # the same bound twice states one number twice
        same = a.value == b.value
    else:
        low, high = max(a.low, b.low), min(a.high, b.high)
        same = low <= high
    if same:
        return True
    coarse, fine = (a, b) if a.grain >= b.grain else (b, a)
    slack = min(coarse.grain / 2, coarse.value * _ROUNDED)
    return abs(coarse.value - fine.value) <= slack and fine.grain < coarse.grain

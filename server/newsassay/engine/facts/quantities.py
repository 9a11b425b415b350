"""Quantities: what is counted or measured, how much of it, and in which interval.

A quantity is a numeral with its unit and head noun: "at least 20 Dutch soldiers" is
[20, inf) soldiers, modified by Dutch. Two quantities can be compared when unit and head noun agree;
they conflict when their intervals cannot meet.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.dates import ABBREVIATED
from newsassay.engine.facts.numerals import NUMBER_WORDS, Numeral, find_figures, parse_numeral
from newsassay.engine.facts.word_forms import PLURALS, is_plural, singular
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

_INFINITE = float("inf")
_LONGEST_WORD = 12  # a number word, with the space before it
_CURRENCY_SIGNS = {"$": "$", "£": "£", "€": "€", "¥": "¥", "₹": "rupee", "₦": "naira"}
_CURRENCY_PREFIXES = words_of("fact_words", "currency_prefix")
RATE = "per "  # with which the heads of rates start
_EACH = words_of("fact_words", "per")
_RATED = words_of("fact_words", "base_of_rate")
_HALF_DAY = re.compile(r"[ap]\.?m")
_LONGEST_UNIT = 3  # words
_JOINERS = frozenset([":", "/", "-", "–"])
_UNITS: dict[str, tuple[str, str, float]] = {
    form: (entry.label, entry.attributes["unit"], float(entry.attributes.get("factor", "1")))
    for form, entry in LEXICONS["quantity_units"]
}
UNIT_FACTORS: dict[str, float] = {form: factor for form, (_, _, factor) in _UNITS.items()}
"""What one of a unit is in the units of `Quantity.unit`, by its forms."""
UNITS_OF_MEASURE: dict[str, str] = {form: unit for form, (_, unit, _) in _UNITS.items()}
"""The unit of `Quantity.unit` in which one of a unit is told, by its forms."""
_BOUNDS: dict[str, str] = {form: entry.label for form, entry in LEXICONS["interval_cues"]}
# The words with which units and bounds of several words start and end, to be looked up first.
_UNIT_OPENERS = frozenset(form.split()[0] for form in _UNITS)
_BOUND_OPENERS = frozenset(form.split()[0] for form in _BOUNDS) | {"+"}
_BOUND_ENDS = frozenset(form.split()[-1] for form in _BOUNDS)
_MONTHS = frozenset(form for form, entry in LEXICONS["calendar_names"] if entry.label == "month")
_SHORT_MONTHS = _MONTHS & ABBREVIATED
_STOP = (
    WordClass.PREPOSITION | WordClass.AUXILIARY | WordClass.DETERMINER | WordClass.COORDINATOR
    | WordClass.SUBORDINATOR | WordClass.PRONOUN | WordClass.RELATIVE | WordClass.NEGATION
).value  # fmt: skip
_SLACK = 0.12  # how far "about" reaches
_ROUNDED = 0.06  # rounding changes a number by no more than this share
_YEARS = range(1400, 2200)
_HEAD_WINDOW = 5
_OLDEST = 120
_OF_WHICH = words_of("fact_words", "determiner_of_counted")  # "two of the ferries"
_LABELS = words_of("fact_words", "before_label")


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


class _Amount(NamedTuple):
    """A numeral with the sign and unit that are read so far: fields as those of Quantity."""

    first: int
    last: int
    value: float
    grain: float
    kind: str
    unit: str

    def of_unit(self, word: str) -> "_Amount":
        """The amount in the unit that a word or phrase names."""
        _, unit, factor = _UNITS[word]
        return self._replace(value=self.value * factor, grain=self.grain * factor, kind="measure", unit=unit)


def _quantity(tokens: Tokens, numeral: Numeral) -> Quantity:
    sign = tokens.words[numeral.first - 1] if numeral.first else ""
    if numeral.compound and sign not in _CURRENCY_SIGNS:
        whole = _compound(numeral)
        if whole is not None:
            return whole
    first, last, value, grain, kind, unit = _with_unit_behind(tokens, _with_own_unit(tokens, numeral, sign))
    if kind == "cardinal":
        kind = _bare_kind(tokens, numeral, sign.lower(), tokens.lower_at(last))
    head, head_at = _counted(tokens, last, kind, unit, value)
    bound, low, high = "", value, value
    if (first and tokens.lower[first - 1] in _BOUND_ENDS) or tokens.lower_at(last) in _BOUND_OPENERS:
        bound, low, high = _interval(tokens, first, last, value)
    if kind == "indefinite":
        bound, low, high = "indefinite", value, value * 50
    return Quantity(first, last, value, low, high, grain, kind, unit, head, head_at, bound)


def _compound(numeral: Numeral) -> Quantity | None:
    """The quantity of a hyphenated compound that is an age or counts its last noun: "19-year-old", "two-storey"."""
    first, last, value, grain, *_ = numeral
    parts = numeral.compound.split("-")
    if parts[0] == "year" and "old" in parts:
        return Quantity(first, last, value, value, value, 1.0, "age", "year")
    if parts[0] in _UNITS:
        return None
    return Quantity(first, last, value, value, value, grain, "compound", "", singular(parts[-1]), first)


def _with_own_unit(tokens: Tokens, numeral: Numeral, sign: str) -> _Amount:
    """A numeral with the sign before it, or with the unit that is part of its word: "US$5", "5km", "two-mile"."""
    amount = _Amount(*numeral[:6])
    if sign in _CURRENCY_SIGNS:
        first, unit = amount.first - 1, _CURRENCY_SIGNS[sign]
        prefix = tokens.lower_at(first - 1)
        if prefix in _CURRENCY_PREFIXES and tokens.glued(first):
            first, unit = first - 1, unit if prefix in ("us", "s") else prefix + unit
        return amount._replace(first=first, kind="measure", unit=unit)
    word = numeral.compound.partition("-")[0] or (amount.unit if amount.kind == "cardinal" else "")
    if word in _UNITS:
        return amount.of_unit(word)
    return amount._replace(kind="clock" if _HALF_DAY.fullmatch(word) else "label") if word else amount


def _with_unit_behind(tokens: Tokens, amount: _Amount) -> _Amount:
    """An amount with the unit that follows: "5 percent", "two square miles", "six months old"."""
    lower, last = tokens.lower, amount.last
    behind = tokens.lower_at(last)
    if behind == "%":
        return amount._replace(last=last + 1, kind="measure", unit="%")
    if amount.kind != "cardinal" or behind not in _UNIT_OPENERS:
        return amount
    for end in range(min(last + _LONGEST_UNIT, len(lower)), last, -1):
        words = " ".join(lower[last:end])
        if words in _UNITS:
            found = amount.of_unit(words)._replace(last=end)
            if _UNITS[words][0] == "time" and tokens.lower_at(end) == "old":
                years = found.value / 12 if found.unit == "month" else found.value
                return found._replace(kind="age", unit="year", value=years)
            return found
    return amount


def _counted(tokens: Tokens, last: int, kind: str, unit: str, value: float) -> tuple[str, int]:
    """The head noun of a quantity, or what a measure is a rate of, and its token."""
    match kind:
        case "count" | "fraction" | "indefinite" | "ordinal":
            return _head(tokens, last, singular_allowed=value == 1 or kind == "ordinal")
        case "measure" if unit == "%":
            return _head(tokens, last, singular_allowed=value == 1)
        case "measure":
            return _rate(tokens, last)
    return "", -1


def _bare_kind(tokens: Tokens, numeral: Numeral, before: str, after: str) -> str:
    """What a number without unit is: a count, a year, a label, an age in commas, or part of a date."""
    last = numeral.last
    if before in _MONTHS or (after in _MONTHS and tokens.words[last][0].isupper()):
        return "date"
    kind = "" if numeral.in_words else _figure_kind(tokens, numeral, before, after)
    if kind:
        return kind
    if before == "aged" and _may_be_age(numeral):
        return "age"
    is_joined = after in _JOINERS and tokens.glued(last) and tokens.lower_at(last + 1)[:1].isdigit()
    return "label" if before in _LABELS or is_joined else "count"


def _figure_kind(tokens: Tokens, numeral: Numeral, before: str, after: str) -> str:
    """What shows that a figure counts nothing: "Sept. 11", "in 1968", "3:15", "Marta Osk, 34,"; "" if nothing does."""
    first, last = numeral.first, numeral.last
    written = tokens.words[first]
    if before == "." and tokens.lower_at(first - 2) in _SHORT_MONTHS:
        return "date"
    is_year = last == first + 1 and len(written) == 4 and written.isdigit() and int(written) in _YEARS  # noqa: PLR2004
    if is_year and not (is_plural(after) and before in _BOUNDS):
        return "year"
    if before and before in "./:-–" and tokens.glued(first):
        return "label"
    return "age" if before == "," and _is_age(tokens, numeral) else ""


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
            behind = tokens.lower_at(i + 1)
            if head and behind not in ("'s", "'") and not (PLURALS[behind] and behind[0].isalpha()):
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

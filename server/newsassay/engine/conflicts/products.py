"""A rate, how long or how often it holds, and what that comes to: "£500 each month for two years ... £30,000 in all"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsassay.engine.conflicts.sums import Sum
from newsassay.engine.document import FieldText
from newsassay.engine.facts.quantities import RATE, UNIT_FACTORS, UNITS_OF_MEASURE, Quantity
from newsassay.engine.lexicon import words_of

_SLACK = 0.12  # how far a product may be rounded
_NEAR = 8  # tokens from a total to the word that says so
_REACH = 10  # sentences in which the three stand
_EACH = words_of("fact_words", "per")
_RATED = words_of("fact_words", "base_of_rate")
_TOTAL = words_of("statement_words", "in_total")
_SPEEDS = {"kph": ("metre", 1000.0), "mph": ("mile", 1.0)}  # what is gone in an hour


class _Rate(NamedTuple):
    """So much of a unit, "" for what is counted, for every one of a base."""

    quantity: Quantity
    value: float
    unit: str
    base: str


def wrong_products(text: FieldText, quantities: Sequence[Quantity]) -> Iterator[Sum]:
    """Totals that are not the text's only rate times how long or how often it holds."""
    rates = [rate for q in quantities if (rate := _rate(text, q))]
    if len({(r.value, r.unit, r.base) for r in rates}) != 1:
        return
    rate = rates[0]
    extents = [q for q in quantities if _extent(q, rate.base) and q.first != rate.quantity.first]
    totals = [q for q in quantities if _counts_alike(q, rate) and _is_total(text, q)]
    if len({q.value for q in extents}) != 1 or not totals:
        return
    numbers = [text.sentence_of_token[q.first] for q in (rate.quantity, extents[0], totals[0])]
    if (
        max(numbers) - min(numbers) > _REACH
        or abs(numbers[0] - numbers[1]) > 1
        or any(q.bound for q in (rate.quantity, extents[0]))
    ):
        return
    right = rate.value * _extent(extents[0], rate.base)
    if not any(abs(q.value - right) <= _SLACK * right for q in totals):
        message = f"A rate of {rate.value:,.10g} for each {rate.base} makes {right:,.10g}, not {totals[0].value:,.10g}."
        yield Sum(totals[0], (rate.quantity, extents[0]), message)


def _rate(text: FieldText, q: Quantity) -> _Rate | None:
    if q.unit in _SPEEDS:
        unit, factor = _SPEEDS[q.unit]
        return _Rate(q, q.value * factor, unit, "hour")
    if q.kind == "measure" and q.head.startswith(RATE) and q.unit != "%":
        return _Rate(q, q.value, q.unit, q.head.removeprefix(RATE))
    behind = max(q.last, q.head_at + 1)
    lower_at = text.tokens.lower_at
    if (
        q.kind == "count"
        and lower_at(behind) in _EACH
        and lower_at(behind + 1) in _RATED & UNIT_FACTORS.keys()
    ):
        return _Rate(q, q.value, "", lower_at(behind + 1))
    return None


def _extent(q: Quantity, base: str) -> float:
    """How many of the base of a rate a quantity is; 0 if it tells something else."""
    if q.kind == "measure" and not q.head and q.unit == UNITS_OF_MEASURE.get(base):
        return q.value / UNIT_FACTORS[base]
    return q.value if q.kind == "count" and q.head == base else 0.0


def _counts_alike(q: Quantity, rate: _Rate) -> bool:
    """Whether a quantity, told after a rate, can be what it comes to."""
    if q.first <= rate.quantity.first or q.value <= rate.value or q.head.startswith(RATE) or q.bound:
        return False
    if rate.unit:
        return q.kind == "measure" and q.unit == rate.unit
    return q.kind == "count" and q.head != "" and q.head in (rate.quantity.head or q.head)


def _is_total(text: FieldText, q: Quantity) -> bool:
    """Whether a word near a quantity says that it is all there is: "in all", "the full price"."""
    sentence = text.sentence_at(q.first)
    near = text.tokens.lower[max(sentence.first, q.first - _NEAR) : min(sentence.last, q.last + _NEAR)]
    return not _TOTAL.isdisjoint(near)

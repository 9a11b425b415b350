"""Figures that depend on one another: parts and their whole, what is told in two units, shares of one whole."""

from collections.abc import Iterator
from itertools import pairwise
from math import fsum
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.quantities import UNIT_FACTORS, Quantity
from newsassay.engine.lexicon import LEXICONS, words_of

_WHOLE = 100.0
_ROUNDED = 0.5  # points by which a sum of shares may be off beyond their rounding
_SLACK = 0.12  # how far two ways of telling one measure may be rounded apart
_CURRENCIES = frozenset(["$", "£", "€", "¥", "rupee"])  # whose sign each sum of money has
_OF_THEM = (["of", "them"], ["of", "those"])
_MOST = 6  # parts; more are a table
_EQUALS = words_of("statement_words", "equals")
_CLOSED = words_of("statement_words", "closed")
_LEFT = words_of("statement_words", "partition")
_EXCLUSIVE = words_of("statement_words", "exclusive")
_NO_SUM = words_of("statement_words", "no_sum")
_OVERLAPPING = words_of("statement_words", "overlapping")
_HALVES = tuple(frozenset(pair.split()) for pair in words_of("statement_words", "halves"))
_UNITS = {
    form: (entry.label, float(entry.attributes["factor"])) for form, entry in LEXICONS["unit_conversions"]
}


class Sum(NamedTuple):
    """Figures that do not add up: the one to show, those it depends on, and the sentence that says so."""

    shown: Quantity
    related: tuple[Quantity, ...]
    message: str


def two_units(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """One value told twice in a row: "10 kilometres, or about 16 miles", "one in four, or 40 percent"."""
    for n, (a, b) in enumerate(pairwise(quantities)):
        between = text.tokens.lower[a.last : b.first]
        if not between or not {"or", "(", "which"} & set(between) or not _EQUALS.issuperset(between):
            continue
        ours, theirs = _size(a), _size(b)
        before = quantities[n - 1] if n else None
        is_ratio = before is not None and text.tokens.lower[before.last : a.first] == ["in"]
        if before and is_ratio and b.unit == "%" and a.kind == before.kind == "count" and a.value:
            ours, theirs = ("share", before.value / a.value * _WHOLE), ("share", b.value)
        elif text.tokens.lower_at(a.last - 1) == text.tokens.lower_at(b.last - 1):
            continue  # "two or three hours"
        if ours[0] == theirs[0] != "" and abs(ours[1] - theirs[1]) > _SLACK * max(ours[1], theirs[1]):
            told = (
                text.tokens.phrase(before.first if before and is_ratio else a.first, a.last),
                text.tokens.phrase(b.first, b.last),
            )
            yield Sum(b, (a,), f"“{told[0]}” is not “{told[1]}”.")


def _size(q: Quantity) -> tuple[str, float]:
    dimension, factor = _UNITS.get(q.unit, ("", 1.0)) if q.kind == "measure" else ("", 1.0)
    return dimension, q.value * factor


def whole_and_parts(text: FieldText, quantities: list[Quantity], following: list[Quantity]) -> Iterator[Sum]:
    """A whole and all of its parts: "71 cases: 34 in the town, 21 in the north and 8 on farms"."""
    whole = quantities[0]
    parts = [q for q in quantities[1:] if _is_part(q, whole)]
    if len(parts) < 2:  # noqa: PLR2004 - parts are added
        parts = [q for q in following if _is_part(q, whole) and text.tokens.lower[q.first] != "one"]
    parts = _in_unit(text, parts)
    if not 2 <= len(parts) <= _MOST or whole.kind not in ("count", "measure") or whole.unit == "%":  # noqa: PLR2004
        return
    tokens, sentence = text.tokens, text.sentence_at(parts[-1].first)
    said = tokens.lower[text.sentence_at(whole.first).first : sentence.last]
    opens = tokens.lower[whole.last : parts[0].first]
    is_list = "and" in tokens.lower[parts[-2].last : parts[-1].first]
    total = fsum(q.value for q in parts)
    of_whole = "".join(tokens.lower[max(0, whole.first - 2) : whole.first]) == "ofthe" or opens[-2:] in (
        ["of", "which"],
        ["of", "whom"],
    )
    of_whole = of_whole or tokens.lower[parts[0].last : parts[0].last + 2] in _OF_THEM
    is_closed = ":" in opens or not _CLOSED.isdisjoint(said)
    if whole.value <= 2 or total < whole.value / 2 or parts[0].kind == "label":  # noqa: PLR2004 - "two reasons: 1)"
        return
    if not is_list or (not _LEFT.isdisjoint(said[said.index("and") :]) and total < whole.value):
        return
    if (total > whole.value and (of_whole or is_closed)) or (total < whole.value and is_closed):
        grain = fsum(q.grain for q in parts if q.kind == "measure") / 2
        if abs(total - whole.value) > grain:
            yield Sum(whole, tuple(parts), f"The parts make {total:,.10g}, not {whole.value:,.10g}.")


def _in_unit(text: FieldText, parts: list[Quantity]) -> list[Quantity]:
    """Parts, of which those without a unit have that of the first: "40 kilograms, the frame for 25"."""
    factor = UNIT_FACTORS.get(text.tokens.lower_at(parts[0].last - 1), 1.0) if parts else 1.0
    if factor == 1.0 or parts[0].kind != "measure":
        return parts
    return [q if q.kind == "measure" else q._replace(value=q.value * factor) for q in parts]


def _is_part(q: Quantity, whole: Quantity) -> bool:
    if whole.kind == "measure":
        same = (q.kind == "measure" and q.unit == whole.unit) or (
            q.kind == "count" and not q.head and whole.unit not in _CURRENCIES
        )
        return same and q.value <= whole.value
    return q.kind == "count" and q.value <= whole.value and q.head in ("", whole.head)


def shares(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """Shares of one whole that is divided without remainder: "52 percent, 31 percent and 24 percent of the market"."""
    percents = [q for q in quantities if q.unit == "%" and q.kind == "measure"]
    if not 2 <= len(percents) <= _MOST:  # noqa: PLR2004 - shares are added
        return
    number = text.sentence_of_token[percents[0].first]
    after = text.sentences[min(number + 1, len(text.sentences) - 1)]
    words = text.tokens.lower[text.sentences[number].first : after.last]
    total = fsum(q.value for q in percents)
    of = sum(text.tokens.lower_at(q.last) == "of" for q in percents)
    slack = fsum(q.grain for q in percents) / 2 + _ROUNDED
    if not _WHOLE + slack < total < 2 * _WHOLE or of > 1:
        return
    is_split = _is_split(text, percents)
    if not is_split and not _NO_SUM.isdisjoint(text.tokens.lower[percents[0].last : percents[-1].first]):
        return
    divided = not _EXCLUSIVE.isdisjoint(words) or any(pair <= {*words} for pair in _HALVES)
    if not is_split and (not divided or (not _OVERLAPPING.isdisjoint(words) and "only" not in words)):
        return
    added = " + ".join(f"{q.value:g}" for q in percents)
    yield Sum(percents[0], tuple(percents[1:]), f"The shares {added} make {total:g} percent, more than all.")


def _is_split(text: FieldText, percents: list[Quantity]) -> bool:
    """Whether two shares are those of a vote between two: "by 57 per cent to 49 per cent"."""
    first, second = percents[0], percents[1]
    between = text.tokens.lower[first.last : second.first]
    return len(percents) == 2 and between == ["to"] and text.tokens.lower_at(first.first - 1) == "by"  # noqa: PLR2004


def _is_near(text: FieldText, known: Quantity, part: Quantity, determiner: str) -> bool:
    """Whether "those" can still mean a set told of before; "the" can anywhere."""
    numbers = text.sentence_of_token
    return determiner == "the" or numbers[part.first] - numbers[known.first] <= 1


def parts_of_known(text: FieldText, quantities: tuple[Quantity, ...]) -> Iterator[Sum]:
    """More of a set than it was said to have: "a court of seven judges ... nine of the judges"."""
    sizes: dict[str, Quantity] = {}
    for q in quantities:
        if q.kind != "count" or not q.head or q.bound:
            continue
        between = text.tokens.lower[q.last : q.last + 2]
        known = sizes.get(q.head)
        if between in (["of", "the"], ["of", "those"], ["of", "these"]) and q.head_at == q.last + 2:
            if known is not None and q.value > known.value and _is_near(text, known, q, between[1]):
                yield Sum(q, (known,), f"A part of {q.value:.0f} cannot be among {known.value:.0f}.")
        elif known is None or q.value > known.value:
            sizes[q.head] = q

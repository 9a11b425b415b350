"""Figures that cannot add up: parts and their whole, shares of one whole, spans of years."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from math import fsum

from newsassay.engine.conflicts.products import wrong_products
from newsassay.engine.conflicts.sums import Sum, parts_of_known, shares, two_units, whole_and_parts
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.quantities import Quantity, find_quantities
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of

ARITHMETIC_CONFLICT = "consistency.arithmetic_conflict"
_PART_OF = words_of("statement_words", "part_of")
_AMONG = words_of("statement_words", "among")
_CHANGES = words_of("statement_words", "change")
_SLACK_POINTS = 1.5  # rounding of a percentage, and of its parts
_WHOLE = 100.0
_FEW = 1000  # larger totals are rounded
# Heads whose counts divide a group without remainder.
_HALVES = (
    frozenset(["man", "woman"]), frozenset(["boy", "girl"]), frozenset(["adult", "child"]),
    frozenset(["brother", "sister"]), frozenset(["son", "daughter"]), frozenset(["male", "female"]),
)  # fmt: skip
_GROUP_NOUNS = (
    "person people victim suspect passenger child student teenager officer member employee worker passenger sibling"
    " protester juror patient prisoner inmate hostage survivor tourist pupil adult resident defendant"
)
_GROUPS = frozenset(_GROUP_NOUNS.split())
_OPENING = 3
_UNTIL = words_of("statement_words", "until")
_REMAINDER = words_of("remainders")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the figures of every sentence that holds at least two."""
    for text in document.fields:
        quantities = text.layer(find_quantities)
        yield from _judgements(text, parts_of_known(text, quantities))
        yield from _judgements(text, wrong_products(text, quantities))
        numbers = [text.sentence_of_token[q.first] for q in quantities]
        if len(numbers) < 2:  # noqa: PLR2004 - nothing to add
            continue
        by_sentence: dict[int, list[Quantity]] = {}
        for number, quantity in zip(numbers, quantities, strict=True):
            by_sentence.setdefault(number, []).append(quantity)
        for number, together in by_sentence.items():
            if len(together) > 1:
                yield from _judge(text, together)
                yield from _judgements(text, two_units(text, together), vague=True)
                yield from _judgements(text, shares(text, together))
            yield from _judgements(text, whole_and_parts(text, together, by_sentence.get(number + 1, [])))


def _judge(text: FieldText, quantities: list[Quantity]) -> Iterator[Judgement]:
    kinds = {q.kind for q in quantities}
    for kind, rule in _RULES:
        if kind in kinds:
            yield from _judgements(text, rule(text, quantities))


def _judgements(text: FieldText, sums: Iterable[Sum], *, vague: bool = False) -> Iterator[Judgement]:
    for found in sums:
        location = text.location(found.shown.first, found.shown.last)
        related = tuple(text.location(q.first, q.last) for q in found.related)
        if not vague and any(q.bound for q in (found.shown, *found.related)):
            yield Rejection(ARITHMETIC_CONFLICT, location, "an interval or approximation")
            continue
        values = (found.shown.shown, *(q.shown for q in found.related))
        yield Finding(ARITHMETIC_CONFLICT, location, found.message, related=related, values=values)


def _between(text: FieldText, a: Quantity, b: Quantity) -> list[str]:
    return text.tokens.lower[a.last : b.first]


def _years_reversed(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """Spans like "from 1994 to 1989"."""
    for a, b in itertools.pairwise(quantities):
        if a.kind == b.kind == "year" and a.value > b.value and a.value < 2100:  # noqa: PLR2004
            between = _between(text, a, b)
            before, after = text.tokens.lower_at(a.first - 1), text.tokens.lower_at(b.last)
            pair = (before, *between)
            if pair in (
                ("from", "to"),
                ("from", "until"),
                ("from", "through"),
                ("between", "and"),
            ) and after not in (
                "bc",
                "b.c.",
                "bce",
            ):
                yield Sum(a, (b,), f"A span from {a.value:.0f} to {b.value:.0f} ends before it starts.")


def _span(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """How long, and from when to when: "for two decades, from 1998 to 2008"."""
    for long, a, b in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if long.unit != "month" or long.bound or not (a.kind == b.kind == "year"):
            continue
        opens, joins = _between(text, long, a), _between(text, a, b)
        if len(opens) > _OPENING or opens[-1:] != ["from"] or len(joins) != 1 or joins[0] not in _UNTIL:
            continue
        years, told = b.value - a.value, long.value / 12
        if abs(years - told) > max(1.0, long.grain / 12 / 2):
            message = f"From {a.value:.0f} to {b.value:.0f} are {years:.0f} years, not {told:.4g}."
            yield Sum(long, (a, b), message)


def _parts(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """Parts of a group: "six people: three men and two women", "two people, including three children"."""
    for whole, a, b in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if not (whole.kind == a.kind == b.kind == "count") or whole.head not in _GROUPS or whole.value > _FEW:
            continue
        opens, joins = _between(text, whole, a), _between(text, a, b)
        if joins[-1:] != ["and"] or frozenset([a.head, b.head]) not in _HALVES or len(joins) > 4:  # noqa: PLR2004
            continue
        after = text.tokens.lower_at(max(b.last, b.head_at + 1))
        opener = opens[-1] if opens else ""
        exhaustive = opener in (":", "—", "–", "(") or opens[-2:] == ["-", "-"]
        total = a.value + b.value
        if exhaustive and after not in (",", "and") and total != whole.value:
            yield Sum(
                whole,
                (a, b),
                f"The parts {a.value:.0f} and {b.value:.0f} make {total:.0f}, not {whole.value:.0f}.",
            )
        elif opener in _AMONG and total > whole.value:
            yield Sum(whole, (a, b), f"A part of {total:.0f} cannot be among {whole.value:.0f}.")
    for whole, part in itertools.pairwise(quantities):
        if whole.kind == part.kind == "count" and whole.head in _GROUPS and part.head:
            opens = _between(text, whole, part)
            if opens and opens[-1] == "including" and part.value > whole.value and len(opens) <= 4:  # noqa: PLR2004
                yield Sum(whole, (part,), f"A part of {part.value:.0f} cannot be among {whole.value:.0f}.")


def _share(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """Shares: "30 of the 60 samples, or 75 percent"; "eight out of five"."""
    for n, (part, whole) in enumerate(itertools.pairwise(quantities)):
        of = _between(text, part, whole)
        if part.kind != "count" or whole.kind != "count" or " ".join(of) not in _PART_OF:
            continue
        if part.value > whole.value and whole.head and part.head in ("", whole.head) and whole.value:
            yield Sum(part, (whole,), f"A part of {part.value:.0f} cannot be among {whole.value:.0f}.")
            continue
        share = quantities[n + 2] if n + 2 < len(quantities) else None
        if share is None or share.unit != "%" or share.kind != "measure" or not whole.value:
            continue
        between = _between(text, whole, share)
        if len(between) <= 4 and between[-1:] in (["or"], ["("], ["about"]):  # noqa: PLR2004
            percent = part.value / whole.value * _WHOLE
            if abs(percent - share.value) > _SLACK_POINTS:
                message = f"A share of {part.value:.0f} in {whole.value:.0f} is {percent:.0f} percent, not {share.value:g}."
                yield Sum(share, (part, whole), message)


def _remainder(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """Percentages up to "the remaining" or "the rest": together they are the whole."""
    percents = [q for q in quantities if q.unit == "%" and q.kind == "measure"]
    if len(percents) < 2 or len(percents) > 5:  # noqa: PLR2004 - more are a table
        return
    tokens, last = text.tokens, percents[-1]
    before = " ".join(tokens.lower[max(0, last.first - 3) : last.first]).rstrip(" ,(")
    if not any(before == cue or before.endswith(" " + cue) for cue in _REMAINDER):
        return
    total = fsum(q.value for q in percents)
    if abs(total - _WHOLE) > _SLACK_POINTS * len(percents):
        parts = " + ".join(f"{q.value:g}" for q in percents)
        yield Sum(last, tuple(percents[:-1]), f"The shares {parts} make {total:g} percent, not 100.")


def _growth(text: FieldText, quantities: list[Quantity]) -> Iterator[Sum]:
    """Changes: "rose from 20 to 30, an increase of 80 percent"."""
    for a, b, rate in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if rate.unit != "%" or rate.kind != "measure" or a.unit == "%" or b.unit == "%" or not a.value:
            continue
        if (
            a.unit != b.unit
            or text.tokens.lower_at(a.first - 1) != "from"
            or "to" not in _between(text, a, b)
        ):
            continue
        if a.kind not in ("count", "measure") or b.kind not in ("count", "measure"):
            continue
        *_, noun, preposition = ["", "", *_between(text, b, rate)]
        if preposition != "of" or noun not in _CHANGES:
            continue
        change = abs(b.value - a.value) / a.value * _WHOLE
        slack = max(
            _SLACK_POINTS, change * (a.grain / a.value + b.grain / max(b.value, a.value)) + rate.grain / 2
        )
        if abs(change - rate.value) > max(slack, change / 5):
            message = f"A change from {a.value:g} to {b.value:g} is one of {change:.0f} percent, not {rate.value:g}."
            yield Sum(rate, (a, b), message)


# What a rule cannot do without, and the rule.
_RULES: tuple[tuple[str, Callable[[FieldText, list[Quantity]], Iterator[Sum]]], ...] = (
    ("year", _years_reversed),
    ("year", _span),
    ("count", _parts),
    ("count", _share),
    ("measure", _remainder),
    ("measure", _growth),
)

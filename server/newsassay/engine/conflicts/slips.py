"""Whether one number or date is a slip of another: figures swapped or dropped, -teen for -ty, a month of the same initial.

The commonest errors of copying numbers (Wiseman, Cairns & Cox 2011, "A taxonomy of number entry error").
"""

import re
from collections.abc import Iterator
from math import isclose

from newsassay.engine.document import FieldText
from newsassay.engine.facts.dates import Date
from newsassay.engine.facts.mentions import Mention
from newsassay.engine.facts.quantities import Quantity

_LEAST = 10
_NO_FIGURE = re.compile(r"\D+")
_FIGURES_OF_YEAR = 2
_POWERS = (10.0, 100.0, 1000.0)
_TEENS, _TENS = range(13, 20), range(30, 100, 10)


def slip_figures(m: Mention, t: Mention) -> int:
    """The figures of two values of which one is a slip of the other, 0 if it is none."""
    if slip_keys(m).isdisjoint(slip_keys(t)):
        return 0
    if isinstance(m.value, Date) and isinstance(t.value, Date):
        figures_told = _FIGURES_OF_YEAR + bool(m.value.month)
        return figures_told * _is_slip_of_date(m.value, t.value)
    return len(_figures(m)) if _is_slip(m, t) else 0


def slip_keys(m: Mention) -> frozenset[str]:
    """What a value has in common with its slips."""
    known = m.text.layer(_known_keys)
    if m.first not in known:
        known[m.first] = frozenset(_keys(m))
    return known[m.first]


def _known_keys(_: FieldText) -> dict[int, frozenset[str]]:
    """Keys by the first token of a value, as they are asked for. A layer of the field."""
    return {}


def _keys(m: Mention) -> Iterator[str]:
    if isinstance(m.value, Date):
        yield from _slip_keys_of_date(m.value)
        return
    told, value = _figures(m), getattr(m.value, "value", 0.0)
    if len(told) > 1:
        yield "figures " + "".join(sorted(told))
    if value in _TEENS or value in _TENS:
        yield f"teen {value - 10 if value in _TEENS else value / 10:.0f}"


def _slip_keys_of_date(date: Date) -> Iterator[str]:
    """What a date has in common with its slips, each with one of them at least."""
    if date.day and date.month:
        yield f"day {date.day} {_initial(date)}"
        yield f"month {date.month} {date.day % 10}"
        yield f"month {date.month} {''.join(sorted(str(date.day)))}"
    elif date.year and not date.month:
        yield f"year {date.year // 100} {''.join(sorted(str(date.year)[2:]))}"


def _is_slip(m: Mention, t: Mention) -> bool:
    """Whether one of two numbers is a slip of the other."""
    if not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return False
    return _are_slips(m.value.value, t.value.value, _figures(m), _figures(t))


def _are_slips(one: float, other: float, ours: str, theirs: str) -> bool:
    """Whether one number, with its figures, is the other with two figures swapped, with zeros more, or -teen for -ty."""
    small, large = sorted((one, other))
    if small <= 1 or small == large:
        return False
    if any(isclose(small * power, large, rel_tol=1e-9) for power in _POWERS):
        return small >= _LEAST and len(_digits(small)) > 1
    if int(small) in _TEENS and isclose((int(small) - 10) * 10, large):
        return True
    return (
        large < small * 10
        and len(ours) == len(theirs) > 1
        and sorted(ours) == sorted(theirs)
        and sum(a != b for a, b in zip(ours, theirs, strict=True)) == 2  # noqa: PLR2004 - two figures swapped
    )


def _is_slip_of_date(m: Date, t: Date) -> bool:
    """Whether one date is the other with a digit more or less, digits swapped, or another month of the same initial."""
    if m.day and t.day and m.month and t.month:
        if m.year and t.year and m.year != t.year:
            return False
        if m.day == t.day:
            return _initial(m) == _initial(t)
        ours, theirs = str(m.day), str(t.day)
        one_more = abs(m.day - t.day) % 10 == 0 or ours == theirs[::-1]
        return m.month == t.month and one_more
    if m.month or t.month or not (m.year and t.year):
        return False
    ours, theirs = str(m.year), str(t.year)
    return ours[:2] == theirs[:2] and ours[2:] == theirs[:1:-1]


def _initial(date: Date) -> str:
    return date.shown.lstrip()[:1]


def _figures(m: Mention) -> str:
    """The figures of a number as written, of one in words those of its value."""
    known = m.text.layer(_known_figures)
    if m.first not in known:
        known[m.first] = _find_figures(m)
    return known[m.first]


def _known_figures(_: FieldText) -> dict[int, str]:
    """Figures by the first token of a number, as they are asked for. A layer of the field."""
    return {}


def _find_figures(m: Mention) -> str:
    written = _NO_FIGURE.sub("", "".join(m.text.tokens.words[m.first : m.last]))
    return written.rstrip("0") or _digits(getattr(m.value, "value", 0.0))


def _digits(value: float) -> str:
    """The significant digits of a number."""
    return f"{value:.10e}".split("e")[0].replace(".", "").rstrip("0")

"""Values of independent accounts that tell one fact in two ways.

Two accounts tell many numbers, most of them of different facts. So a value counts only where the other article does not have
it anywhere, and only beside one that is a slip of it (digits swapped or dropped, the commonest errors of copying: Wiseman,
Cairns & Cox 2011, "A taxonomy of number entry error"), or that alone counts the same things in like words.
"""

from collections.abc import Iterator
from math import isclose

from newsassay.engine.comparison.aligned_values import kind_of
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.comparison.values import agree, is_told, told_values, values_by_kind
from newsassay.engine.conflicts.alignment import Alignment, align
from newsassay.engine.conflicts.readings import kinds, reconciled, times_apart
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.mentions import AGE, CLASS, COUNT, RANK, SHARE, Mention
from newsassay.engine.facts.quantities import RATE, Quantity
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of

_MOST = 60  # values of one kind that are compared; more are a table
_TELLING = 3  # significant digits from which swapped ones are no coincidence
_LEAST = 10
_NEAR = 2  # times: two values of one thing lie so near
_POWERS = (10.0, 100.0, 1000.0)
_MOST_APART = 1000.5
_TEENS = range(13, 20)
_GROWS = words_of("comparison_words", "stage")
_REACH = 14  # tokens around a value in which a stage of a count is told
_UNCOMPARED = (AGE, RANK, SHARE, "decade", "clock", "score")


def framed_values(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Differences between values that only one of the two articles has."""
    ours, theirs = _own(left, right), _own(right, left)
    for kind in sorted(ours.keys() & theirs.keys()):
        mine, others = ours[kind][:_MOST], theirs[kind][:_MOST]
        for m, t in _candidates(mine, others):
            if agree(m, t) is False and _tell_one_fact(m, mine, t, others):
                yield Difference(
                    kind_of(m),
                    Basis.FRAMED,
                    place(left, m.first, m.last, m.shown),
                    place(right, t.first, t.last, t.shown),
                    _refusal(m, t),
                )


def _candidates(mine: list[Mention], others: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of two lists that may be slips of one another or count the same, in order: those that have a key in common."""
    if len(mine) == 1 == len(others):
        yield mine[0], others[0]
        return
    by_key: dict[str, list[int]] = {}
    for n, t in enumerate(others):
        for key in t.text.layer(_keys)[t.first]:
            by_key.setdefault(key, []).append(n)
    for m in mine:
        for n in sorted({n for key in m.text.layer(_keys)[m.first] for n in by_key.get(key, ())}):
            yield m, others[n]


def _keys(text: FieldText) -> dict[int, tuple[str, ...]]:
    """By the first token of each value: its figures in order of size, its head, of a date its month, day and decade. A layer."""
    return {m.first: tuple(_keys_of(m)) for found in text.layer(values_by_kind).values() for m in found}


def _keys_of(m: Mention) -> Iterator[str]:
    if isinstance(m.value, Date):
        yield f"month {m.value.month}" if m.value.month else f"century {(m.value.year or 0) // 100}"
        yield f"day {m.value.day}"
    elif isinstance(m.value, Quantity):
        figures = _figures(m)
        yield "figures " + "".join(sorted(figures))
        if m.value.value in _TEENS:
            yield f"figures {str(int(m.value.value))[1]}"
        if m.head:
            yield f"head {m.head}"


def _own(text: ComparedText, other: ComparedText) -> dict[str, list[Mention]]:
    """The values of an article that the other one does not have, by kind."""
    found: dict[str, list[Mention]] = {}
    for m in told_values(text):
        if not m.kind.startswith(CLASS) and not is_told(m, other):
            found.setdefault(m.kind, []).append(m)
    return found


def _tell_one_fact(  # noqa: PLR0911 - a decision list
    m: Mention, mine: list[Mention], t: Mention, others: list[Mention]
) -> bool:
    """Whether two values are those of one fact, by what they are and by what stands around them."""
    if isinstance(m.value, Date) and isinstance(t.value, Date):
        return _is_slip_of_date(m.value, t.value) and _are_only_dates(m, mine, t, others)
    if not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return False
    same_head = m.head == t.head != ""
    only = len(mine) == 1 == len(others) and m.kind != COUNT
    if _is_slip(m, t):
        telling = len(_figures(m)) >= _TELLING and not _heads_differ(m, t)
        return telling or only or same_head or _has_head(m, t) or _align(m, t).words > 1
    if m.kind.startswith(_UNCOMPARED) or not (only or same_head):
        return False
    shared = _align(m, t)
    if only:
        return shared.near >= 1 and max(m.value.value, t.value.value) < _NEAR * min(
            m.value.value, t.value.value
        )
    if not same_head or m.value.bound or t.value.bound:
        return False
    alone = all(sum(x.head == m.head for x in side) == 1 for side in (mine, others))
    return alone and shared.words > 1 and shared.slots > 0


def _heads_differ(m: Mention, t: Mention) -> bool:
    return (
        bool(m.head and t.head) and m.head != t.head and (m.head.startswith(RATE) or t.head.startswith(RATE))
    )


def _has_head(m: Mention, t: Mention) -> bool:
    """Whether one of two counts, which does not say of what, stands near what the other counts: "38 of the train's 112 cars"."""
    if bool(m.head) == bool(t.head):
        return False
    headless, head = (m, t.head) if t.head else (t, m.head)
    around = headless.text.layer(Content).around(headless.first, headless.last)
    return stem(head) in around


def _are_only_dates(m: Mention, mine: list[Mention], t: Mention, others: list[Mention]) -> bool:
    """Whether two dates are the only ones of their articles that are so precise; years alone have to be told in like words."""
    if isinstance(m.value, Date) and m.value.month:
        return all(
            sum(bool(isinstance(x.value, Date) and x.value.day) for x in side) == 1 for side in (mine, others)
        )
    return _align(m, t).words > 0


def _align(m: Mention, t: Mention) -> Alignment:
    return align((m.text, m.first, m.last), (t.text, t.first, t.last))


def is_slip(one: float, other: float, ours: str, theirs: str) -> bool:
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


def _digits(value: float) -> str:
    """The significant digits of a number."""
    return f"{value:.10e}".split("e")[0].replace(".", "").rstrip("0")


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


def _refusal(m: Mention, t: Mention) -> str:  # noqa: PLR0911 - one return a reason
    """What reconciles two values of two accounts, "" if nothing does."""
    if isinstance(m.value, Date):
        return ""
    if m.counts_others or t.counts_others:
        return "counts others than the first"
    if _is_slip(m, t):
        return ""
    if not _GROWS.isdisjoint((*_around(m), *_around(t))):
        return "stages of a count"
    if times_apart(m, t) or _tell_of_two_days(m.text, t.text):
        return "another time"
    if kinds(m) != kinds(t):
        return "another kind of them"
    return reconciled(m, t, within_body=False)


def _is_slip(m: Mention, t: Mention) -> bool:
    if not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return False
    if not _MOST_APART * m.value.value >= t.value.value >= m.value.value / _MOST_APART:
        return False
    return is_slip(m.value.value, t.value.value, _figures(m), _figures(t))


def _figures(m: Mention) -> str:
    """The figures of a number as written, of one in words those of its value."""
    written = "".join(c for word in m.text.tokens.words[m.first : m.last] for c in word if c.isdecimal())
    return written.rstrip("0") or _digits(getattr(m.value, "value", 0.0))


def _around(m: Mention) -> list[str]:
    sentence = m.text.sentence_at(m.first)
    return m.text.tokens.lower[max(sentence.first, m.first - _REACH) : min(sentence.last, m.last + _REACH)]


def _tell_of_two_days(left: FieldText, right: FieldText) -> bool:
    """Whether each of two articles names weekdays, and the one at least one that the other does not."""
    ours, theirs = left.layer(_weekdays), right.layer(_weekdays)
    return bool(ours) and bool(theirs) and not (ours <= theirs <= ours)


def _weekdays(text: FieldText) -> frozenset[int]:
    return frozenset(d.weekday for d in text.layer(find_dates) if d.weekday is not None)

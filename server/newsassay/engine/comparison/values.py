"""The typed values of an article as a comparison uses them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import TypeVar

from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.conflicts.agreement import agree as may_both_hold
from newsassay.engine.conflicts.told_twice import is_common
from newsassay.engine.document import FieldText
from newsassay.engine.facts.dates import Date
from newsassay.engine.facts.mentions import CLASS, COUNT, Mention, find_class_words, find_values
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.text.lazy import lazy

_SMALL = 31  # counts up to a month's days recur for many things
_ROUNDING = 0.13  # share of a number by which it and another of the same thing may differ
_TINY = 12  # a count that says not of what and is no larger confirms nothing
_THREE_DIGITS = 100
_MOST = 300  # values of an article
_VAGUE = frozenset(["indefinite", "label"])
_BySize = tuple[list[float], list[Mention], list[Mention]]
_NOTHING: _BySize = ([], [], [])
_OPPOSITE = f"{CLASS}opposite"


def agree(m: Mention, t: Mention) -> bool | None:
    """Whether two values can both hold; None if they do not state the same thing.

    "Some 221" is no round number: where the words count to the last digit, it is held against another such count.
    """
    if _is_exact(m) and _is_exact(t) and m.kind == t.kind and m.head == t.head:
        return getattr(m.value, "value", 0) == getattr(t.value, "value", 0)
    return may_both_hold(m, t)


def _is_exact(m: Mention) -> bool:
    """Whether a number is told to the last of three digits or more."""
    value = m.value
    return (
        isinstance(value, Quantity)
        and value.bound in ("", "about")
        and value.value == int(value.value)
        and value.value >= _THREE_DIGITS
        and value.value % 10 != 0
    )


class ToldValues:
    """The values that a text tells, by place: no "one", no "dozens", no labels. A layer of the field."""

    def __init__(self, text: FieldText) -> None:
        found = [m for m in text.layer(find_values) if not _is_vague(m)]
        found += [m for m in text.layer(find_class_words) if m.kind.startswith(_OPPOSITE)]
        self.mentions = sorted(found, key=lambda m: (m.first, m.last))[:_MOST]
        self._found: dict[tuple[object, ...], bool] = {}

    @lazy
    def by_kind(self) -> dict[str, list[Mention]]:
        """The values of each kind."""
        return grouped(self.mentions, lambda m: m.kind)

    @lazy
    def counts(self) -> dict[str, list[Mention]]:
        """The counts by what is counted, "" where that is unknown."""
        return grouped(self.by_kind.get(COUNT, ()), lambda m: m.head)

    @lazy
    def by_value(self) -> dict[tuple[object, ...], list[Mention]]:
        """The numbers by kind and value, the dates by month, day and weekday."""
        return grouped(self.mentions, value_key)

    @lazy
    def by_start(self) -> dict[int, Mention]:
        """The values by the offset at which they start."""
        return {m.location.start: m for m in self.mentions}

    @lazy
    def _by_sentence(self) -> dict[int, list[Mention]]:
        return grouped(self.mentions, lambda m: m.sentence)

    @lazy
    def of_facts(self) -> dict[str, list[Mention]]:
        """The values of each kind that are not told of many things."""
        return grouped((m for m in self.mentions if not is_common(m)), lambda m: m.kind)

    @lazy
    def _exact(self) -> dict[str, frozenset[tuple[object, ...]]]:
        """By kind, what is equal where a value is told in one way: most of what two articles share is found by it."""
        return {kind: frozenset(map(_exactly, found)) for kind, found in self.by_kind.items()}

    def unlike(self, other: "ToldValues") -> dict[str, int]:
        """How many values of each kind one of two articles tells and the other does not tell in the same way, if both tell such."""
        both = ((kind, ours, other._exact.get(kind, ours)) for kind, ours in self._exact.items())  # noqa: SLF001
        return {
            kind: len(ours ^ theirs) for kind, ours, theirs in both if not (ours <= theirs or theirs <= ours)
        }

    @lazy
    def _large_counts(self) -> frozenset[float]:
        """The counts that are so large that they do not recur."""
        counts = (m.value for m in self.by_kind.get(COUNT, ()))
        return frozenset(q.value for q in counts if isinstance(q, Quantity) and q.value > _SMALL)

    def between(self, first: int, last: int, sentence: int) -> list[Mention]:
        """The values of a sentence that start in the token range [first, last)."""
        return [m for m in self._by_sentence.get(sentence, ()) if first <= m.first < last]

    def tell(self, m: Mention) -> bool:
        """Whether they hold a value of another article, too: of the same things, or a number that does not recur."""
        key = _exactly(m)
        if key in self._exact.get(m.kind, ()):
            return True
        if key not in self._found:
            self._found[key] = self._tell(m)
        return self._found[key]

    def _tell(self, m: Mention) -> bool:
        if m.kind == COUNT and m.head and getattr(m.value, "value", 0) in self._large_counts:
            return True
        heads = (m.head, "") if m.kind == COUNT and m.head else (None,)
        return any(_confirms(m, t) for head in heads for t in self._near(m, head))

    def _near(self, m: Mention, head: str | None) -> Iterator[Mention]:
        """The values of a mention's kind, or counts of one thing, that may confirm it: a plain number only such as lie near."""
        values, plain, others = self._by_size.get((m.kind, head), _NOTHING)
        if isinstance(m.value, Quantity) and not m.value.bound:
            value = m.value.value
            first = bisect_left(values, min(value - 1, value * (1 - _ROUNDING)))
            last = bisect_right(values, max(value + 1, value / (1 - _ROUNDING)))
            plain = plain[first:last]
        return chain(plain, others)

    @lazy
    def _by_size(self) -> dict[tuple[str, str | None], _BySize]:
        """The values of each kind, and the counts of each thing."""
        groups: dict[tuple[str, str | None], list[Mention]] = {(k, None): g for k, g in self.by_kind.items()}
        groups |= {(COUNT, head): g for head, g in self.counts.items()}
        return {key: _by_size(found) for key, found in groups.items()}


def _by_size(found: list[Mention]) -> _BySize:
    """The plain numbers in order of size, those numbers, and the other values."""
    plain = [(m.value.value, m) for m in found if isinstance(m.value, Quantity) and not m.value.bound]
    plain.sort(key=itemgetter(0))
    others = [m for m in found if not (isinstance(m.value, Quantity) and not m.value.bound)]
    return [value for value, _ in plain], [m for _, m in plain], others


Key = TypeVar("Key")


def grouped(found: Iterable[Mention], key: Callable[[Mention], Key]) -> dict[Key, list[Mention]]:
    """The mentions by what a function says of them, in order."""
    groups: dict[Key, list[Mention]] = {}
    for m in found:
        groups.setdefault(key(m), []).append(m)
    return groups


def value_key(m: Mention) -> tuple[object, ...]:
    """What two mentions of one value have in common, however they are written."""
    if isinstance(m.value, Date):
        return m.kind, *m.value[2:5]
    return m.kind, m.value.value if isinstance(m.value, Quantity) else m.value


def _exactly(m: Mention) -> tuple[object, ...]:
    """What two mentions of one value that are told in one way have in common."""
    if isinstance(m.value, Quantity):
        return m.kind, m.head, m.value.value, m.value.bound, m.value.kind
    return m.kind, m.shown


def told(text: ComparedText) -> ToldValues:
    """The values that an article tells."""
    return text.text.layer(ToldValues)


def values_in(text: ComparedText, segment: Segment) -> list[Mention]:
    """The values told in a segment."""
    return told(text).between(segment.first, segment.last, text.text.sentence_of_token[segment.first])


def _is_vague(m: Mention) -> bool:
    if not isinstance(m.value, Quantity):
        return False
    return m.value.kind in _VAGUE or (m.kind == COUNT and (m.value.value == 1 or _is_aside(m)))


def _is_aside(m: Mention) -> bool:
    """Whether a number stands between commas behind a name, as an age does: "the singer, 33,"."""
    lower_at = m.text.tokens.lower_at
    return not m.head and lower_at(m.first - 1) == "," and lower_at(m.last) in (",", ".")


def _confirms(m: Mention, t: Mention) -> bool:
    if not agree(m, t):
        return False
    if m.kind != COUNT or not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return True
    if m.head and t.head:
        return m.head == t.head or m.value.value == t.value.value > _SMALL
    return m.head == t.head or m.value.value > _TINY


def same_value(m: Mention, t: Mention) -> bool:
    """Whether two quantities are one value written in two ways."""
    if not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return False
    return m.value.value == t.value.value

"""The typed values of an article as a comparison uses them."""

from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.conflicts.agreement import agree as may_both_hold
from newsassay.engine.document import FieldText
from newsassay.engine.facts.mentions import CLASS, COUNT, Mention, find_class_words, find_values
from newsassay.engine.facts.quantities import Quantity

_SMALL = 31  # counts up to a month's days recur for many things
_ROUNDING = 0.13  # share of a number by which it and another of the same thing may differ
_TINY = 12  # a count that says not of what and is no larger confirms nothing
_THREE_DIGITS = 100
_MOST = 300  # values of an article
_VAGUE = frozenset(["indefinite", "label"])
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


def told_values(text: ComparedText) -> tuple[Mention, ...]:
    """The values that an article tells, by place: no "one", no "dozens", no labels."""
    return text.text.layer(_told)


def _told(text: FieldText) -> tuple[Mention, ...]:
    found = [m for m in text.layer(find_values) if not _is_vague(m)]
    found += [m for m in text.layer(find_class_words) if m.kind.startswith(_OPPOSITE)]
    return tuple(sorted(found, key=lambda m: (m.first, m.last))[:_MOST])


def _is_vague(m: Mention) -> bool:
    return isinstance(m.value, Quantity) and (
        m.value.kind in _VAGUE or (m.value.value == 1 and m.kind == COUNT)
    )


def values_in(text: ComparedText, segment: Segment) -> list[Mention]:
    """The values told in a segment."""
    by_sentence = text.text.layer(_by_sentence)
    here = by_sentence.get(text.text.sentence_of_token[segment.first], ())
    return [m for m in here if segment.first <= m.first < segment.last]


def _by_sentence(text: FieldText) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for m in text.layer(_told):
        found.setdefault(m.sentence, []).append(m)
    return found


def values_by_kind(text: FieldText) -> dict[str, list[Mention]]:
    """The told values of a text by their kind. A layer of the field."""
    found: dict[str, list[Mention]] = {}
    for m in text.layer(_told):
        found.setdefault(m.kind, []).append(m)
    return found


def is_told(m: Mention, text: ComparedText) -> bool:
    """Whether another article tells the value, too, wherever it does: of the same things, or a number that does not recur."""
    if (m.kind, m.head, m.shown) in text.text.layer(_exactly_told):
        return True
    if m.kind != COUNT or not m.head:
        return any(_confirms(m, t) for t in text.text.layer(values_by_kind).get(m.kind, ()))
    if getattr(m.value, "value", 0) in text.text.layer(_large_counts):
        return True
    by_head = text.text.layer(_counts_by_head)
    return any(_confirms(m, t) for head in (m.head, "") for t in by_head.get(head, ()))


def _counts_by_head(text: FieldText) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for m in text.layer(values_by_kind).get(COUNT, ()):
        found.setdefault(m.head, []).append(m)
    return found


def _large_counts(text: FieldText) -> frozenset[float]:
    """The counts of a text that are so large that they do not recur."""
    counts = text.layer(values_by_kind).get(COUNT, ())
    return frozenset(
        m.value.value for m in counts if isinstance(m.value, Quantity) and m.value.value > _SMALL
    )


def _exactly_told(text: FieldText) -> frozenset[tuple[str, str, str]]:
    """Kind, head and normalised value of what a text tells: most of what two articles share is found by these."""
    return frozenset((m.kind, m.head, m.shown) for m in text.layer(_told))


def _are_far_apart(m: Mention, t: Mention) -> bool:
    """Whether two plain numbers differ by more than rounding explains: most do, and this is soon seen."""
    ours, theirs = m.value, t.value
    if type(ours) is not Quantity or type(theirs) is not Quantity or ours.bound or theirs.bound:
        return False
    return abs(ours.value - theirs.value) > max(_ROUNDING * max(ours.value, theirs.value), 1)


def _confirms(m: Mention, t: Mention) -> bool:
    if _are_far_apart(m, t) or not agree(m, t):
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

"""Whether two values of one kind can both hold."""

from newsassay.engine.conflicts.event_slots import PLACE, places_agree
from newsassay.engine.facts.clock_times import ClockTime
from newsassay.engine.facts.dates import Date
from newsassay.engine.facts.mentions import AGE, NAME, SCORE, SHARE, Mention
from newsassay.engine.facts.quantities import RATE, Quantity, may_agree

_CONFIRMS = 1.5  # "more than 40" is confirmed by 50, not by 4,000
_SMALL = 31  # counts up to a month's days recur
_BIRTHDAY = 1


def agree(a: Mention, b: Mention) -> bool | None:
    """Whether two mentions of one kind can both hold; None if they do not state the same thing."""
    ours, theirs = a.value, b.value
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        return _quantities_agree(a, ours, b, theirs)
    if isinstance(ours, Date) and isinstance(theirs, Date):
        parts = zip(ours[2:], theirs[2:], strict=True)
        stated = [(x, y) for x, y in parts if x is not None and y is not None]
        return all(x == y for x, y in stated) if stated else None
    if isinstance(ours, ClockTime) and isinstance(theirs, ClockTime):
        return ours.agrees(theirs)
    if a.kind == SCORE:
        one, other = str(ours).split(), str(theirs).split()
        return set(one) <= set(other) or set(other) <= set(one)
    if a.kind.startswith(NAME):
        places = a.kind.startswith(NAME + PLACE)
        return places_agree(str(ours), str(theirs)) if places else _may_be_one_name(str(ours), str(theirs))
    return ours == theirs


def _quantities_agree(a: Mention, ours: Quantity, b: Mention, theirs: Quantity) -> bool | None:
    same_head = a.head == b.head != ""
    if (ours.kind == "indefinite") != (theirs.kind == "indefinite") and not same_head:
        return True if may_agree(ours, theirs) else None  # "dozens" of nobody knows what
    if a.head != b.head and (a.head.startswith(RATE) or b.head.startswith(RATE)):
        return None  # so much per hour, and so much per year, or in all
    if a.kind == AGE and abs(ours.value - theirs.value) <= _BIRTHDAY:
        return True
    return may_agree(ours, theirs)


def _may_be_one_name(ours: str, theirs: str) -> bool:
    """Whether two names in lower case share a word, or one is the other's acronym."""
    one, other = (name.split(", ")[0].split() for name in (ours, theirs))
    acronyms = {"".join(word[0] for word in words) for words in (one, other)}
    return not set(one).isdisjoint(other) or not acronyms.isdisjoint([*one, *other])


def confirms(a: Mention, b: Mention) -> bool:
    """Whether one of two agreeing mentions confirms the other: an open interval holds many values and confirms none."""
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
        return True
    small, large = sorted((a.value.value, b.value.value))
    if a.head and b.head and a.head != b.head and a.kind != SHARE:
        return small == large > _SMALL  # "870 infections" and "870 people infected"
    return large <= small * _CONFIRMS

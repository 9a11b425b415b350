"""Mentions of quantities and dates, each with its context, and whether two of them can both hold."""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.context import Contexts
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.quantities import RATE, Quantity, find_quantities, may_agree
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import words_of

DATE = "date"
AGE = "age"
COUNT = "count"
ORDINAL = "ordinal"
_MEASURES = frozenset(["measure", "fraction"])  # compared where they have one unit
_KEYS = {
    "count": COUNT,
    "indefinite": COUNT,
    "age": AGE,
    "ordinal": ORDINAL,
    "score": "score",
    "decade": "decade",
}
_CONFIRMS = 1.5  # "more than 40" is confirmed by 50, not by 4,000
_SMALL = 31  # counts up to a month's days recur


MONTH_WORDS = words_of("calendar_names")


class Mention(NamedTuple):
    """A quantity or date in a field. Only mentions of one `key` (unit or kind) can be compared.

    `head` is the head noun of what is counted, "" if unknown.
    """

    text: FieldText
    first: int
    last: int
    key: str
    head: str
    value: Quantity | Date

    @property
    def context(self) -> dict[str, int]:
        """The content stems around it with their distance in tokens."""
        return self.text.layer(Contexts).around(self.first, self.last)

    @property
    def location(self) -> Location:
        """Where it stands."""
        return self.text.location(self.first, self.last)

    @property
    def words(self) -> str:
        """The mention as written, with the head noun where it follows at once."""
        last = self.last
        if isinstance(self.value, Quantity) and self.value.head_at == last:
            last += 1
        return " ".join(self.text.tokens.phrase(self.first, last).split())


def find_mentions(text: FieldText) -> tuple[Mention, ...]:
    """Quantities, then dates, of a field. A layer: ask for it with `text.layer(find_mentions)`."""
    found: list[Mention] = []
    for q in text.layer(find_quantities):
        key = q.unit if q.kind in _MEASURES else _KEYS.get(q.kind, "")
        if q.kind == "compound":
            key = f"compound {q.head}"
        if key and not (key == ORDINAL and q.value <= 2):  # noqa: PLR2004 - first and second rank anything
            found.append(Mention(text, q.first, q.last, key, q.head, q))
    found += [Mention(text, d.first, d.last, DATE, "", d) for d in text.layer(find_dates)]
    return tuple(found)


def agree(a: Mention, b: Mention) -> bool | None:
    """Whether two mentions of one key can both hold; None if they do not state the same thing."""
    ours, theirs = a.value, b.value
    if isinstance(ours, Quantity) and isinstance(theirs, Quantity):
        one_is_vague = (ours.kind == "indefinite") != (theirs.kind == "indefinite")
        if one_is_vague and not a.head == b.head != "":
            return True if may_agree(ours, theirs) else None  # "dozens" of nobody knows what
        if a.head != b.head and a.head.startswith(RATE) and b.head.startswith(RATE):
            return None  # so much per hour, and so much per year
        return may_agree(ours, theirs)
    if isinstance(ours, Date) and isinstance(theirs, Date):
        parts = zip(ours[2:], theirs[2:], strict=True)
        stated = [(x, y) for x, y in parts if x is not None and y is not None]
        return all(x == y for x, y in stated) if stated else None
    return None


def supports(a: Mention, b: Mention) -> bool:
    """Whether one of two agreeing mentions confirms the other: an open interval holds many values and confirms none."""
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        small, large = sorted((a.value.value, b.value.value))
        if a.head and b.head and a.head != b.head:
            return small == large > _SMALL  # "870 infections" and "870 people infected"
        return large <= small * _CONFIRMS
    return True


def is_specific(m: Mention) -> bool:
    """Whether a value is unlikely to be met twice by chance: more than one significant digit, not small."""
    return isinstance(m.value, Quantity) and m.value.value > _SMALL and m.key not in (AGE, "score")

"""Mentions of typed values: counts, measures, sums of money, shares, rates, scores, ranks, ages, dates, words of exclusive classes.

Only mentions of one kind can be compared; what they count or measure is their head.
"""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.quantities import Quantity, find_quantities
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import words_of

COUNT, AGE, DATE, RANK, SHARE, SCORE = "count", "age", "date", "ordinal", "%", "score"
CLASS = "class "  # with which the kinds of words of exclusive classes start
NAME = "name "  # with which the kinds of names that answer a question start, as "name place of born"
_KINDS = {"count": COUNT, "indefinite": COUNT, "age": AGE, "ordinal": RANK, "score": "score", "decade": "decade",
          "ratio": "ratio", "clock": "clock"}  # fmt: skip
_DETERMINERS = frozenset(["the", "these", "those", "all", "both", "his", "her", "its", "their", "our"])
_OF_SETS = words_of("statement_words", "others")


class Mention(NamedTuple):
    """A value as the token range [first, last) of a field.

    `kind` is the unit of a measure, else what is told; `head` the singular of the noun that is counted or
    measured, "" if unknown; `value` a quantity, a date, or the member of an exclusive class.
    """

    text: FieldText
    first: int
    last: int
    kind: str
    head: str
    value: Quantity | Date | str

    @property
    def location(self) -> Location:
        """Where it stands."""
        return self.text.location(self.first, self.last)

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.text.sentence_of_token[self.first]

    @property
    def words(self) -> str:
        """The mention as written, with the head noun where it follows at once."""
        last = self.last
        if isinstance(self.value, Quantity) and self.value.head_at == last:
            last += 1
        return " ".join(self.text.tokens.phrase(self.first, last).split())

    @property
    def shown(self) -> str:
        """The normalised value."""
        return self.value if isinstance(self.value, str) else self.value.shown

    @property
    def modifiers(self) -> frozenset[str]:
        """Content stems between the number and its head: "three [stolen police] cars"."""
        if not isinstance(self.value, Quantity) or self.value.head_at < self.last:
            return frozenset()
        return frozenset(filter(None, self.text.layer(Content).stems[self.last : self.value.head_at]))

    @property
    def is_definite(self) -> bool:
        """Whether it takes up what was told before: "the fourteen alpacas", "all 14"."""
        return self.text.tokens.lower_at(self.first - 1) in _DETERMINERS

    @property
    def is_whole(self) -> bool:
        """Whether it is that of which a part is told: "seven of its [11] paintings"."""
        lower_at = self.text.tokens.lower_at
        before = lower_at(self.first - 1)
        return (
            lower_at(self.first - 1 - (before in _DETERMINERS)) == "of"
            and lower_at(self.first - 3)[:1].isalnum()
        )

    @property
    def counts_others(self) -> bool:
        """Whether it counts others than those told of before: "another 40", "40 more"."""
        lower_at = self.text.tokens.lower_at
        return lower_at(self.first - 1) in _OF_SETS or lower_at(self.last) in _OF_SETS


def find_values(text: FieldText) -> tuple[Mention, ...]:
    """Quantities, then dates, of a field. A layer: ask for it with `text.layer(find_values)`."""
    found: list[Mention] = []
    for q in text.layer(find_quantities):
        kind = q.unit if q.kind in ("measure", "fraction") else _KINDS.get(q.kind, "")
        if q.kind == "compound":
            kind = f"compound {q.head}"
        if kind:
            found.append(Mention(text, q.first, q.last, kind, q.head, q))
    found += [Mention(text, d.first, d.last, DATE, "", d) for d in text.layer(find_dates)]
    return tuple(found)


def find_class_words(text: FieldText) -> tuple[Mention, ...]:
    """Words of classes of which a thing has one member only, as "murder" and "manslaughter". A layer of the field."""
    return tuple(
        Mention(text, first, last, CLASS + entry.label, "", entry.attributes["value"])
        for first, last, entry in text.hits("incompatibles")
    )

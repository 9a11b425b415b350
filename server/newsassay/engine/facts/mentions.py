"""Mentions of typed values: counts, measures, sums of money, shares, rates, scores, ranks, ages, dates, times of day, words of exclusive classes.

Only mentions of one kind can be compared; what they count or measure is their head.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.clock_times import ClockTime, find_clock_times
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.numerals import NUMBER_WORDS
from newsassay.engine.facts.quantities import Quantity, find_quantities
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

COUNT = "count"
AGE = "age"
DATE = "date"
RANK = "ordinal"
SHARE = "%"
SCORE = "score"
CLOCK = "clock"
OPPOSITE = "opposite"  # with which the names of exclusive classes with two poles start
CLASS = "class "  # with which the kinds of words of exclusive classes start
NAME = "name "  # with which the kinds of names that answer a question start, as "name place of born"
_KINDS = {"indefinite": COUNT} | {kind: kind for kind in (COUNT, AGE, RANK, "decade", "ratio")}
_DETERMINERS = words_of("fact_words", "determiner_of_whole")
_NEGATIONS = frozenset(w for w, bits in CLOSED_CLASS.items() if bits & WordClass.NEGATION.value)
_SCOPE = 3  # tokens behind a negation that it may deny
_RANKED = words_of("fact_words", "ranked")
_SAME_GAME = ([","], ["to"], ["and"], [",", "and"])
_OF_THEM, _FAR = frozenset(["which", "whom"]), 12  # tokens behind a whole in which parts of it are told
_OF = frozenset(["of", "among"])
_ALL = words_of("statement_words", "exhaustive")
_WHOLE = words_of("statement_words", "whole")
_PORTIONS = words_of("statement_words", "portion") | NUMBER_WORDS.keys()
_ANY = ~WordClass(0)
_ALL_BEFORE = 4  # tokens
_EVERY = frozenset(["every", "not"])
_OF_SETS = words_of("statement_words", "others")
_TIMES = frozenset(["last", "next"])  # "£3m last year"


class Mention(NamedTuple):
    """A value as the token range [first, last) of a field.

    `kind` is the unit of a measure, else what is told; `head` the singular of the noun that is counted or
    measured, "" if unknown; `value` a quantity, a date, a time of day, the member of an exclusive class, or the scores of
    one game: "6-4 6-2".
    """

    text: FieldText
    first: int
    last: int
    kind: str
    head: str
    value: Quantity | Date | ClockTime | str

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
    def is_whole(self) -> bool:
        """Whether it is that of which a part is told: "seven of its [11] paintings"; not "the owners of the 11 paintings"."""
        lower_at = self.text.tokens.lower_at
        behind = self.text.tokens.lower[self.last : self.last + _FAR]
        if any(word in _OF_THEM and before == "of" for before, word in pairwise(behind)):
            return True
        of = self.first - 1 - (lower_at(self.first - 1) in _DETERMINERS)
        if lower_at(of) not in _OF:
            return False
        portion = lower_at(of - 1)
        if portion in _ALL or (portion == "one" and lower_at(of - 2) in _EVERY):
            return False  # "none of the seven", "every one of the seven": they are seven
        return portion in _PORTIONS or portion[:1].isdigit() or self.text.tokens.has_class(of - 1, _ANY)

    @property
    def is_exhaustive(self) -> bool:
        """Whether it counts all there are: "all seventeen of them", "none of the 25", "the whole price of £6m"."""
        before = self.text.tokens.lower[max(0, self.first - _ALL_BEFORE) : self.first]
        near = before[-3:-1] if before[-1:] == ["the"] else before[-1:]
        is_every = near == ["one", "of"] and before[:1] in (["every"], ["not"])
        return (
            is_every
            or not _ALL.isdisjoint(near)
            or (before[-1:] == ["of"] and not _WHOLE.isdisjoint(before) and "a" not in before)
        )

    @property
    def counts_others(self) -> bool:
        """Whether it counts others than those told of before: "another 40", "40 more"."""
        lower_at = self.text.tokens.lower_at
        behind = lower_at(self.last)
        return lower_at(self.first - 1) in _OF_SETS or (behind in _OF_SETS and behind not in _TIMES)


def find_values(text: FieldText) -> tuple[Mention, ...]:
    """Quantities, then dates, of a field. A layer: ask for it with `text.layer(find_values)`."""
    found: list[Mention] = []
    scores: list[Quantity] = []
    for q in text.layer(find_quantities):
        if q.kind == SCORE:
            scores.append(q)
            continue
        kind = q.unit if q.kind in ("measure", "fraction") else _KINDS.get(q.kind, "")
        if q.kind == "compound":
            kind = f"compound {q.head}"
        if kind == COUNT and not q.head and text.tokens.lower_at(q.first - 1) in _RANKED:
            kind = RANK
        if kind:
            found.append(Mention(text, q.first, q.last, kind, q.head, q))
    found += _games(text, scores)
    found += [Mention(text, t.first, t.last, CLOCK, "", t) for t in text.layer(find_clock_times)]
    found += [Mention(text, d.first, d.last, DATE, "", d) for d in text.layer(find_dates)]
    return tuple(found)


def _games(text: FieldText, scores: list[Quantity]) -> Iterator[Mention]:
    """Scores, those of one game together: "6-4, 3-6, 7-5", "2-14 to 1-12"."""
    lower = text.tokens.lower
    games: list[list[Quantity]] = []
    for q in scores:
        if games and lower[games[-1][-1].last : q.first] in _SAME_GAME:
            games[-1].append(q)
        else:
            games.append([q])
    for game in games:
        told = " ".join(f"{q.value // 100:.0f}-{q.value % 100:.0f}" for q in game)
        yield Mention(text, game[0].first, game[-1].last, SCORE, "", told)


def find_class_words(text: FieldText) -> tuple[Mention, ...]:
    """Words of classes of which a thing has one member only, as "murder" and "manslaughter". A layer of the field."""
    lower = text.tokens.lower
    return tuple(
        Mention(text, first, last, CLASS + entry.label, "", entry.attributes["value"])
        for first, last, entry in text.hits("incompatibles")
        if not (
            entry.label.startswith(OPPOSITE)
            and not _NEGATIONS.isdisjoint(lower[max(0, first - _SCOPE) : first])
        )
    )

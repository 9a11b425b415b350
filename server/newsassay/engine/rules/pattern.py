"""Patterns as trees: what the notation is read into, and what expressions are made of."""

from dataclasses import dataclass

CLAUSE_GAP, SENTENCE_GAP = 8, 30
MOST_WAYS = 20_000  # ways to match from one place, all quantifiers and alternatives multiplied


@dataclass(frozen=True, slots=True)
class Word:
    """One token that passes a test: `kind` is form, lemma, set, class, suffix, prefix, figure, shape or any."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """One token that fails a test."""

    test: "Test"


@dataclass(frozen=True, slots=True)
class All:
    """One token that passes every test."""

    tests: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One token that passes one of the tests."""

    tests: tuple["Test", ...]


Test = Word | Not | All | Either


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences."""

    sequences: tuple["Sequence", ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """None of several sequences stands here; takes up no token."""

    sequences: tuple["Sequence", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """An item from `least` to `most` times, as often as possible."""

    item: "Item"
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Any tokens up to a barrier, as few as possible: the clause's edge, or the sentence's."""

    in_clause: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A sentence's start or end: no token."""

    is_start: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """Where a rule's line meets its cue, with what it asks of the cue's first token."""

    test: Test | None


Item = Word | Not | All | Either | Choice | Absent | Repeat | Gap | Edge | Cue
Sequence = tuple[Item, ...]


def ways(sequence: Sequence) -> int:
    """Upper bound of the ways in which a sequence can match from one place; beyond MOST_WAYS any greater number."""
    product = 1
    for item in sequence:
        product = min(product * _ways_of(item), MOST_WAYS + 1)
    return product


def _ways_of(item: Item) -> int:
    match item:
        case Choice(sequences) | Absent(sequences):
            return sum(map(ways, sequences))
        case Repeat(inner, least, most):
            once = _ways_of(inner)
            return sum(min(int(once**n), MOST_WAYS) for n in range(least, most + 1))
        case Gap(in_clause):
            return CLAUSE_GAP if in_clause else SENTENCE_GAP
        case _:
            return 1


def word_tests(sequence: Sequence) -> list[Word]:
    """Every word test of a sequence."""
    return [word for item in sequence for word in _words_in(item)]


def _words_in(item: Item) -> list[Word]:
    match item:
        case Word():
            return [item]
        case All(tests) | Either(tests):
            return [w for t in tests for w in _words_in(t)]
        case Choice(sequences) | Absent(sequences):
            return [w for s in sequences for w in word_tests(s)]
        case Not(inner) | Repeat(inner, _, _) | Cue(inner) if inner is not None:
            return _words_in(inner)
        case _:
            return []

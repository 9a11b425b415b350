"""A relation in the making: token ranges in one field, before sources are classified and resolved."""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from typing import NamedTuple

from newsassay.engine.attribution.inventory import Frames

Range = tuple[int, int]
"""Half-open token range."""


class Shape(IntEnum):
    """How a cue stands to its source and content."""

    FINITE = 1  # X said that Y
    PARTICIPLE = 2  # ..., saying that Y
    INFINITIVE = 3  # ... to say that Y
    COORDINATE = 4  # ... and said that Y
    PASSIVE = 5  # Y is said to ...
    PARENTHETICAL = 6  # Y, X said
    INVERTED = 7  # Y, said X
    PHRASE = 8  # according to X, Y
    NOUN = 9  # X's claim that Y
    COLON = 10  # X: Y
    RELATIVE_CLAUSE = 11  # who said that Y


# Unpacked once: attribute access on an Enum class is slow, and shapes are asked of every cue.
(
    FINITE,
    PARTICIPLE,
    INFINITIVE,
    COORDINATE,
    PASSIVE,
    PARENTHETICAL,
    INVERTED,
    PHRASE,
    NOUN,
    COLON,
    RELATIVE_CLAUSE,
) = Shape


class Draft(NamedTuple):
    """One cue with what it takes.

    `contents` holds a range per piece; `extends` if the last one runs on to the end of its clause.
    `source` is None where it is shared with an earlier cue or absent; `antecedent` is what a relative
    pronoun stands for. `strong` drafts count inside another's content; `clausal` ones take a clause or quote.
    """

    shape: Shape
    cue: Range
    frames: Frames | None
    source: Range | None
    contents: tuple[Range, ...]
    extends: bool = False
    antecedent: Range | None = None
    strong: bool = False
    clausal: bool = True


made_draft: Callable[[tuple[object, ...]], Draft] = partial(tuple.__new__, Draft)
"""A draft of all its fields: Draft(...) runs a Python function, and this takes half as long."""

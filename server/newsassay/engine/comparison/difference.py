"""Two places in two articles that tell one fact in two ways, or in the same way."""

from typing import NamedTuple

from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.finding import Location


class Place(NamedTuple):
    """Where an article tells a fact, and the value that it tells, normalised."""

    article: int
    location: Location
    value: str


class Difference(NamedTuple):
    """Two places whose values cannot both hold. `refused` says what reconciles them, "" if nothing does."""

    kind: ConflictKind
    basis: Basis
    left: Place
    right: Place
    refused: str = ""


class Agreement(NamedTuple):
    """Two places that tell one value of one fact."""

    left: Place
    right: Place


def place(text: ComparedText, first: int, last: int, value: str) -> Place:
    """The place of a token range of an article."""
    return Place(text.index, text.text.location(first, last), value)

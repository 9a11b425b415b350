"""What a detector says of a candidate: accepted, or rejected with the reason."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from newsassay.engine.article import Field
from newsassay.engine.report import Severity, Voice


class Location(NamedTuple):
    """A half-open range of code points in one field."""

    field: Field
    start: int
    end: int


# Location(...) runs a Python function; a report takes hundreds of locations, and this takes half as long.
located: Callable[[tuple[Field, int, int]], Location] = partial(tuple.__new__, Location)


class Finding(NamedTuple):
    """An accepted candidate.

    `severity` defaults to the card's, `voice` to QUOTED inside a quotation and AUTHOR elsewhere.
    `weight` is how many ordinary pieces of evidence it counts as. `values` are the compared values,
    normalised: that of the location first, then those of `related`.
    """

    signal_id: str
    location: Location
    message: str
    severity: Severity | None = None
    voice: Voice | None = None
    related: tuple[Location, ...] = ()
    values: tuple[str, ...] = ()
    weight: float = 1.0


class Rejection(NamedTuple):
    """A refused candidate: "May 12: month, not modal"."""

    signal_id: str
    location: Location
    reason: str


Judgement = Finding | Rejection

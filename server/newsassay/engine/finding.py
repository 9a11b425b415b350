"""What a detector says of a candidate: accepted, or rejected with the reason."""

from collections.abc import Callable, Sequence
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

_SHOWN = 7  # places listed beside the first


def habit(
    signal_id: str, places: Sequence[Location], message: str, weight: float, voice: Voice | None = None
) -> Finding:
    """What an article does again and again, as one finding at the first of all places (at least one)."""
    return Finding(signal_id, places[0], message, None, voice, tuple(places[1 : _SHOWN + 1]), (), weight)

"""An attribution relation: who is said, by which words, to have said what."""

from typing import NamedTuple

from newsassay.engine.finding import Location
from newsassay.engine.report import QuotationKind, SourceKind


class Relation(NamedTuple):
    """One attribution, before it is put into a report's offsets.

    `resolved_source` is the fullest name of the source in the article, the mention itself if nothing
    fuller is known, "" without a source.
    """

    source: Location | None
    cue: Location | None
    content: Location
    source_kind: SourceKind
    quotation_kind: QuotationKind
    resolved_source: str = ""
    anonymity_reason: Location | None = None


def source_key(name: str) -> str:
    """What two names of one source have in common: "The Harbour Trust" is "Harbour Trust"."""
    lower = name.lower()
    article, _, rest = lower.partition(" ")
    return rest if rest and article in ("the", "a", "an") else lower


class Source(NamedTuple):
    """A classified source: `name` is its fullest name in the article, `reason` why it stays unnamed."""

    kind: SourceKind
    name: str
    reason: Location | None = None

"""What goes into the engine: an article and how to score it.

Enum values equal those of the proto contract, so the edge converts by number.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Dimension(IntEnum):
    """An aspect of how an article presents its claims."""

    HEDGING = 1
    ATTRIBUTION = 2
    CONSISTENCY = 3
    SENSATIONALISM = 4


class Field(IntEnum):
    """A text field of an article."""

    TITLE = 1
    BODY = 2
    BYLINE = 3


class OffsetEncoding(IntEnum):
    """Unit of text offsets in a report."""

    UTF8 = 1
    UTF16 = 2
    UTF32 = 3


class DisabledRange(NamedTuple):
    """Code points [start, end) of a body in which signals are switched off; no `signal_ids` means all.

    `in_title` switches them off in title and byline, too.
    """

    signal_ids: tuple[str, ...]
    start: int
    end: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, as the caller sent it. All offsets refer to these strings unchanged.

    `quoted_ranges` are code points [start, end) of the body that quote somebody without quotation marks,
    in order and without overlap.
    """

    title: str = ""
    body: str = ""
    byline: str = ""
    article_id: str = ""
    url: str = ""
    publisher: str = ""
    published_at: str = ""
    language_code: str = ""
    quoted_ranges: tuple[tuple[int, int], ...] = ()
    disabled_ranges: tuple[DisabledRange, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomCue:
    """A caller's phrase (one to eight words), or a pattern of the rules' notation, that is evidence of a signal."""

    signal_id: str
    phrase: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """How to score an article; every default is a sensible choice.

    Ids and versions are expected to exist: the edge validates them, the engine raises KeyError.
    """

    dimensions: tuple[Dimension, ...] = ()
    offset_encoding: OffsetEncoding = OffsetEncoding.UTF32
    include_rejected: bool = False
    disabled_signals: frozenset[str] = frozenset()
    custom_cues: tuple[CustomCue, ...] = ()
    rubric_version: str = ""
    max_evidence: int = 0
    max_attributions: int = 0

"""What comes out of the engine: scores that add up and the evidence behind them.

Enum values and field names equal those of the proto contract. Scores lie in 0..1, 1 is best;
spans are half-open, in the offset encoding that was asked for.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from newsassay.engine.article import Dimension, Field, OffsetEncoding


class Severity(IntEnum):
    """How much a reader should mind a piece of evidence."""

    INFO = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4


class Voice(IntEnum):
    """Whose words a span is."""

    AUTHOR = 1
    QUOTED = 2


class Band(IntEnum):
    """Coarse reading of a score; UNSPECIFIED where scores are no ground for one."""

    UNSPECIFIED = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


class GenreKind(IntEnum):
    """What an article looks like."""

    UNKNOWN = 1
    REPORT = 2
    OPINION = 3
    INTERVIEW = 4
    LIVE_OR_LIST = 5
    PRESS_RELEASE = 6
    AGGREGATION = 7


class SourceKind(IntEnum):
    """What a source is called by, from the strongest kind to the weakest."""

    NAMED_PERSON = 1
    NAMED_ORGANIZATION = 2
    DOCUMENT = 3
    ROLE = 4
    ANONYMOUS = 5
    VAGUE_GROUP = 6
    NONE = 7


class QuotationKind(IntEnum):
    """How attributed content is given."""

    DIRECT = 1
    INDIRECT = 2
    MIXED = 3


class TextSpan(NamedTuple):
    """A half-open range of one field's text, with that text."""

    field: Field
    start: int
    end: int
    text: str


class Evidence(NamedTuple):
    """A place where a signal fired, and what that did to the score."""

    signal_id: str
    dimension: Dimension
    severity: Severity
    voice: Voice
    span: TextSpan
    related_spans: tuple[TextSpan, ...]
    message: str
    contribution: float
    normalized_values: tuple[str, ...]


class RejectedCandidate(NamedTuple):
    """A candidate that was refused, with the reason."""

    signal_id: str
    span: TextSpan
    reason: str


class Attribution(NamedTuple):
    """Who is said to have said what."""

    source: TextSpan | None
    cue: TextSpan | None
    content: TextSpan
    source_kind: SourceKind
    quotation_kind: QuotationKind
    resolved_source: str
    anonymity_reason: TextSpan | None


class Score(NamedTuple):
    """A value with its 90 % interval, band, and percentile (0..100) in the reference."""

    value: float
    low: float
    high: float
    band: Band
    percentile: float


@dataclass(frozen=True, slots=True)
class SignalContribution:
    """What one signal added to (or took from) its dimension."""

    signal_id: str
    count: int
    contribution: float


class DimensionScore(NamedTuple):
    """One dimension: score.value == baseline + sum of contributions."""

    dimension: Dimension
    score: Score
    weight: float
    baseline: float
    evidence_per_1000_words: float
    signals: tuple[SignalContribution, ...]


@dataclass(frozen=True, slots=True)
class Readability:
    """Readability by textstat's formulas, on pinned syllable data."""

    flesch_reading_ease: float
    flesch_kincaid_grade: float
    gunning_fog: float
    smog_index: float
    dale_chall_readability_score: float
    automated_readability_index: float
    coleman_liau_index: float


@dataclass(frozen=True, slots=True)
class TextStats:
    """Counts over title and body; quoted_share is a share of body characters, 0..1."""

    characters: int
    words: int
    sentences: int
    paragraphs: int
    quotations: int
    quoted_share: float


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """Language tag, whether the signals are made for it, share of English function words."""

    language_code: str
    supported: bool
    english_share: float


@dataclass(frozen=True, slots=True)
class Provenance:
    """What produced a report; digests are SHA-256, hexadecimal."""

    engine_version: str
    rubric_version: str
    rubric_sha256: str
    lexicon_sha256: str


class ReportWarning(NamedTuple):
    """Something the caller should know about a report."""

    code: str
    message: str


class Genre(NamedTuple):
    """What an article looks like, why, and places that show it."""

    kind: GenreKind
    reason: str
    evidence: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """How an article presents its claims. It says nothing about whether they are true."""

    article_id: str
    overall: Score
    dimensions: tuple[DimensionScore, ...]
    evidence: tuple[Evidence, ...]
    rejected: tuple[RejectedCandidate, ...]
    attributions: tuple[Attribution, ...]
    readability: Readability | None
    stats: TextStats
    language: LanguageStatus
    offset_encoding: OffsetEncoding
    provenance: Provenance
    warnings: tuple[ReportWarning, ...]
    genre: Genre

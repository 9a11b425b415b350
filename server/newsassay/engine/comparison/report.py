"""What comes out of a comparison: how articles about one story relate, rest on one another, and differ.

Enum values and field names equal those of the proto contract. Articles are named by their index in the request, because
ids may repeat. Spans are half-open, in the offset encoding that was asked for.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from newsassay.engine.article import OffsetEncoding
from newsassay.engine.report import Provenance, ReportWarning, Score, Severity, TextSpan


class Aspect(IntEnum):
    """A part of a comparison that can be asked for."""

    RELATIONS = 1
    ORIGINS = 2
    CONFLICTS = 3
    CLAIMS = 4
    INDEPENDENCE = 5


class Relation(IntEnum):
    """How two articles hang together, the closest first. Articles that do not are no pair."""

    IDENTICAL = 1
    REWRITE = 2
    PARTIAL_REUSE = 3
    SHARED_QUOTATIONS = 4
    SAME_STORY = 5


class Direction(IntEnum):
    """Which of two articles was there first, as far as there are reasons to say so."""

    LEFT_EARLIER = 1
    RIGHT_EARLIER = 2
    UNKNOWN = 3


class DirectionEvidence(IntEnum):
    """What kind of reason speaks for a direction."""

    PUBLICATION_TIME = 1
    CREDIT = 2
    WORDING_SLIPS = 3


class PassageKind(IntEnum):
    """What two aligned passages are to each other."""

    VERBATIM = 1
    REWORDED = 2
    QUOTATION = 3
    FURNITURE = 4


class OriginKind(IntEnum):
    """What kind of source several articles rest on."""

    AGENCY = 1
    OUTLET = 2
    DOCUMENT = 3
    PERSON = 4
    SOCIAL_POST = 5
    VAGUE = 6
    ORGANIZATION = 7


class ConflictKind(IntEnum):
    """What kind of fact is told in ways that exclude each other."""

    NUMBER = 1
    DATE = 2
    PLACE = 3
    NAME = 4
    ROLE = 5
    GENDER = 6
    POLARITY = 7


class Basis(IntEnum):
    """Why two places are taken to tell one fact: their sentences align, or they tell of one event in one frame."""

    ALIGNED = 1
    FRAMED = 2


class ClaimStatus(IntEnum):
    """How many origins stand behind a claim: several, one, or none that any article names."""

    CORROBORATED = 1
    SINGLE_ORIGIN = 2
    UNSUPPORTED = 3


class ContributionKind(IntEnum):
    """What takes from an article's independence."""

    REUSE = 1
    SHARED_ORIGIN = 2


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """How to compare; every default is a sensible choice.

    No `aspects` means all. `max_findings` limits each of: passages of a pair, origins, conflicts, claims, additions of an
    article, refused candidates; 0 means no limit. An unknown rubric version raises KeyError: the edge validates it.
    """

    aspects: tuple[Aspect, ...] = ()
    offset_encoding: OffsetEncoding = OffsetEncoding.UTF32
    max_findings: int = 0
    include_rejected: bool = False
    rubric_version: str = ""


class ArticleSpan(NamedTuple):
    """A place in one of the articles."""

    article_index: int
    span: TextSpan


class Substitution(NamedTuple):
    """Words of the left passage in whose place the right one has others."""

    left: TextSpan
    right: TextSpan


class AlignedPassage(NamedTuple):
    """Neighbouring sentences of two articles that tell the same in the same order.

    `similarity` is 2 × common stems in order / all stems, 0..1.
    """

    left: TextSpan
    right: TextSpan
    similarity: float
    kind: PassageKind
    substitutions: tuple[Substitution, ...]


class DirectionReason(NamedTuple):
    """Why one of two articles is taken for the earlier; `spans` are places that show it."""

    evidence: DirectionEvidence
    message: str
    spans: tuple[ArticleSpan, ...]


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """Two articles that share content; `left_index` < `right_index`.

    `reuse_left` is the share of the left article's words, 0..1, that stand in sentences aligned with the right one's;
    words in quotations and page furniture are left out of both counts. `verbatim_share` is the share, of the article with
    fewer words, that stands in passages of the same words. `shared_quotations` counts quotations that both have.
    """

    left_index: int
    right_index: int
    relation: Relation
    reuse_left: float
    reuse_right: float
    verbatim_share: float
    shared_quotations: int
    direction: Direction
    direction_reasons: tuple[DirectionReason, ...]
    passages: tuple[AlignedPassage, ...]


@dataclass(frozen=True, slots=True)
class RewriteCluster:
    """Articles, two or more, that retell one text: linked by IDENTICAL or REWRITE pairs.

    `cluster_id`: the first 16 hexadecimal digits of a SHA-256 over the sorted SHA-256 of the members' texts.
    `earliest_index` is None where no reason tells which member was first.
    """

    cluster_id: str
    article_indices: tuple[int, ...]
    earliest_index: int | None


class SharedOrigin(NamedTuple):
    """A source that two or more of the articles rest on, under its fullest name, with every mention as a source."""

    name: str
    kind: OriginKind
    mentions: tuple[ArticleSpan, ...]


class ConflictPosition(NamedTuple):
    """One of the values told for a fact, and where."""

    normalized_value: str
    mentions: tuple[ArticleSpan, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One fact for which articles tell values that cannot all hold; two positions or more."""

    kind: ConflictKind
    basis: Basis
    severity: Severity
    message: str
    positions: tuple[ConflictPosition, ...]


class RejectedConflict(NamedTuple):
    """Two places that differ and are no conflict, with the reason: "another time: later"."""

    kind: ConflictKind
    left: ArticleSpan
    right: ArticleSpan
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that two or more articles tell.

    `spans` are its sentences, one an article. `independent_origins` counts distinct named sources, and rewrite clusters
    (or lone articles) that name none: two retellings of one text are one origin.
    """

    spans: tuple[ArticleSpan, ...]
    independent_origins: int
    status: ClaimStatus


class IndependenceContribution(NamedTuple):
    """What an article's independence loses (`contribution` is negative) to other articles or to a shared origin."""

    kind: ContributionKind
    contribution: float
    article_indices: tuple[int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class ArticlePosition:
    """Where one article stands among the others.

    `cluster_id` is "" outside clusters. `independence.value` is 1 plus the sum of `contributions`, exactly (1e-6);
    None where it was not asked for. `adds` are sentences whose content no other article has; `omits` are numbers of claims
    that two or more others tell and this one does not.
    """

    article_index: int
    article_id: str
    cluster_id: str
    independence: Score | None
    contributions: tuple[IndependenceContribution, ...]
    adds: tuple[ArticleSpan, ...]
    omits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """How articles about one story relate. It says nothing about which of them is right."""

    articles: tuple[ArticlePosition, ...]
    pairs: tuple[ArticlePair, ...]
    clusters: tuple[RewriteCluster, ...]
    origins: tuple[SharedOrigin, ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[RejectedConflict, ...]
    offset_encoding: OffsetEncoding
    provenance: Provenance
    warnings: tuple[ReportWarning, ...]

"""Client and AsyncClient for a newsassay server, and the messages that they send and return.

    with Client("localhost:50051") as client:
        report = client.score(Article(title="...", body="..."))

Everything that a program needs is here: clients, messages, enums (`Dimension.DIMENSION_HEDGING`), what becomes of
an article in a batch or stream (`Scored | Failed`), and the one error, NewsassayError.

Names are loaded when they are used: the command line lives in this package, and starts a server before
it loads gRPC itself.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsassay.client.aio import AsyncClient
    from newsassay.client.channel import Tls
    from newsassay.client.client import Client
    from newsassay.client.embedded import embedded_server
    from newsassay.client.errors import FieldViolation, NewsassayError
    from newsassay.client.outcome import Failed, Outcome, Scored
    from newsassay.v1.article_pb2 import (
        Article,
        CustomCue,
        Dimension,
        DisabledRange,
        OffsetEncoding,
        ScoreOptions,
        TextRange,
    )
    from newsassay.v1.comparison_pb2 import (
        AlignedPassage,
        ArticlePair,
        ArticlePosition,
        ArticleSpan,
        Aspect,
        Basis,
        Claim,
        ClaimStatus,
        CompareOptions,
        ComparisonReport,
        Conflict,
        ConflictKind,
        ConflictPosition,
        ContributionKind,
        Direction,
        DirectionEvidence,
        DirectionReason,
        IndependenceContribution,
        OriginKind,
        PassageKind,
        RejectedConflict,
        Relation,
        RewriteCluster,
        SharedOrigin,
        Substitution,
    )
    from newsassay.v1.report_pb2 import (
        Attribution,
        Band,
        CredibilityReport,
        DimensionScore,
        Evidence,
        Field,
        Genre,
        GenreKind,
        LanguageStatus,
        Provenance,
        QuotationKind,
        Readability,
        RejectedCandidate,
        Score,
        Severity,
        SignalContribution,
        SourceKind,
        TextSpan,
        TextStats,
        Voice,
        Warning,  # noqa: A004 - the contract's name
    )
    from newsassay.v1.rubric_pb2 import (
        CardExample,
        DimensionRubric,
        Exposure,
        Rubric,
        ScoreScale,
        Sign,
        SignalCard,
        SignalRubric,
    )

__all__ = [
    "AlignedPassage",
    "Article",
    "ArticlePair",
    "ArticlePosition",
    "ArticleSpan",
    "Aspect",
    "AsyncClient",
    "Attribution",
    "Band",
    "Basis",
    "CardExample",
    "Claim",
    "ClaimStatus",
    "Client",
    "CompareOptions",
    "ComparisonReport",
    "Conflict",
    "ConflictKind",
    "ConflictPosition",
    "ContributionKind",
    "CredibilityReport",
    "CustomCue",
    "Dimension",
    "DimensionRubric",
    "DimensionScore",
    "Direction",
    "DirectionEvidence",
    "DirectionReason",
    "DisabledRange",
    "Evidence",
    "Exposure",
    "Failed",
    "Field",
    "FieldViolation",
    "Genre",
    "GenreKind",
    "IndependenceContribution",
    "LanguageStatus",
    "NewsassayError",
    "OffsetEncoding",
    "OriginKind",
    "Outcome",
    "PassageKind",
    "Provenance",
    "QuotationKind",
    "Readability",
    "RejectedCandidate",
    "RejectedConflict",
    "Relation",
    "RewriteCluster",
    "Rubric",
    "Score",
    "ScoreOptions",
    "ScoreScale",
    "Scored",
    "Severity",
    "SharedOrigin",
    "Sign",
    "SignalCard",
    "SignalContribution",
    "SignalRubric",
    "SourceKind",
    "Substitution",
    "TextRange",
    "TextSpan",
    "TextStats",
    "Tls",
    "Voice",
    "Warning",
    "embedded_server",
]

# Where to find what is none of the contract's messages and enums.
_HOMES = {
    "AsyncClient": "newsassay.client.aio",
    "Client": "newsassay.client.client",
    "Failed": "newsassay.client.outcome",
    "FieldViolation": "newsassay.client.errors",
    "NewsassayError": "newsassay.client.errors",
    "Outcome": "newsassay.client.outcome",
    "Scored": "newsassay.client.outcome",
    "Tls": "newsassay.client.channel",
    "embedded_server": "newsassay.client.embedded",
}
_CONTRACT = (
    "newsassay.v1.article_pb2",
    "newsassay.v1.comparison_pb2",
    "newsassay.v1.report_pb2",
    "newsassay.v1.rubric_pb2",
)


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in (_HOMES[name],) if name in _HOMES else _CONTRACT:
            module = import_module(home)
            if hasattr(module, name):
                return getattr(module, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

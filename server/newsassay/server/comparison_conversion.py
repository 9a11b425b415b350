"""From the engine's comparison to proto messages, one for each item of its lists."""

# Enum values are equal on both sides, but the stubs know only their own.
# mypy: disable-error-code="arg-type, assignment"

from collections.abc import Sequence
from typing import Any

from newsassay.engine.comparison.report import (
    AlignedPassage,
    ArticlePair,
    ArticlePosition,
    ArticleSpan,
    Claim,
    ComparisonReport,
    Conflict,
    RejectedConflict,
    SharedOrigin,
)
from newsassay.server.conversion import fill_provenance, fill_score, fill_span
from newsassay.v1 import comparison_pb2


def fill_frame(out: comparison_pb2.ComparisonReport, report: ComparisonReport) -> None:
    """Write the articles' positions, the clusters and what is no list; without additions and omissions."""
    for position in report.articles:
        _fill_position(out.articles.add(), position)
    for cluster in report.clusters:
        item = out.clusters.add(cluster_id=cluster.cluster_id, article_indices=cluster.article_indices)
        if cluster.earliest_index is not None:
            item.earliest_index = cluster.earliest_index
    out.offset_encoding = report.offset_encoding
    fill_provenance(out.provenance, report.provenance)
    for warning in report.warnings:
        out.warnings.add(code=warning.code, message=warning.message)


def _fill_position(out: comparison_pb2.ArticlePosition, position: ArticlePosition) -> None:
    out.article_index = position.article_index
    out.article_id = position.article_id
    out.cluster_id = position.cluster_id
    if position.independence is not None:
        fill_score(out.independence, position.independence)
    for contribution in position.contributions:
        out.contributions.add(
            kind=contribution.kind,
            contribution=contribution.contribution,
            article_indices=contribution.article_indices,
            message=contribution.message,
        )


def pair_message(pair: ArticlePair) -> comparison_pb2.ArticlePair:
    """All of a pair but its passages."""
    out = comparison_pb2.ArticlePair(
        left_index=pair.left_index,
        right_index=pair.right_index,
        relation=pair.relation,
        reuse_left=pair.reuse_left,
        reuse_right=pair.reuse_right,
        verbatim_share=pair.verbatim_share,
        shared_quotations=pair.shared_quotations,
        direction=pair.direction,
    )
    for reason in pair.direction_reasons:
        item = out.direction_reasons.add(evidence=reason.evidence, message=reason.message)
        _fill_places(item.spans, reason.spans)
    return out


def passage_message(passage: AlignedPassage) -> comparison_pb2.AlignedPassage:
    """A passage with its substitutions."""
    out = comparison_pb2.AlignedPassage(similarity=passage.similarity, kind=passage.kind)
    fill_span(out.left, passage.left)
    fill_span(out.right, passage.right)
    for substitution in passage.substitutions:
        item = out.substitutions.add()
        fill_span(item.left, substitution.left)
        fill_span(item.right, substitution.right)
    return out


def origin_message(origin: SharedOrigin) -> comparison_pb2.SharedOrigin:
    """An origin with its mentions."""
    out = comparison_pb2.SharedOrigin(name=origin.name, kind=origin.kind)
    _fill_places(out.mentions, origin.mentions)
    return out


def conflict_message(conflict: Conflict) -> comparison_pb2.Conflict:
    """A conflict with all of its positions."""
    out = comparison_pb2.Conflict(
        kind=conflict.kind, basis=conflict.basis, severity=conflict.severity, message=conflict.message
    )
    for position in conflict.positions:
        _fill_places(
            out.positions.add(normalized_value=position.normalized_value).mentions, position.mentions
        )
    return out


def claim_message(claim: Claim) -> comparison_pb2.Claim:
    """A claim with its places."""
    out = comparison_pb2.Claim(independent_origins=claim.independent_origins, status=claim.status)
    _fill_places(out.spans, claim.spans)
    return out


def rejected_message(rejected: RejectedConflict) -> comparison_pb2.RejectedConflict:
    """A refused candidate."""
    out = comparison_pb2.RejectedConflict(kind=rejected.kind, reason=rejected.reason)
    for place, given in ((out.left, rejected.left), (out.right, rejected.right)):
        place.article_index = given.article_index
        fill_span(place.span, given.span)
    return out


def place_message(given: ArticleSpan) -> comparison_pb2.ArticleSpan:
    """A place in an article."""
    out = comparison_pb2.ArticleSpan(article_index=given.article_index)
    fill_span(out.span, given.span)
    return out


def _fill_places(out: Any, places: Sequence[ArticleSpan]) -> None:  # noqa: ANN401 - a repeated field
    for given in places:
        item = out.add()
        item.article_index = given.article_index
        fill_span(item.span, given.span)

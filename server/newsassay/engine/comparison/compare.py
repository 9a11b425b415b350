"""From articles to the report that compares them: the whole path in reading order."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from newsassay.engine.article import Article
from newsassay.engine.comparison.aligned_names import aligned_names
from newsassay.engine.comparison.aligned_negations import aligned_negations
from newsassay.engine.comparison.aligned_pronouns import aligned_pronouns
from newsassay.engine.comparison.aligned_values import aligned_values
from newsassay.engine.comparison.alignment import Match, align
from newsassay.engine.comparison.clusters import clusters
from newsassay.engine.comparison.conflicts import conflicts, rejected
from newsassay.engine.comparison.differences import Agreement, Difference
from newsassay.engine.comparison.direction import direction
from newsassay.engine.comparison.framed_values import framed_values
from newsassay.engine.comparison.name_differences import name_differences
from newsassay.engine.comparison.passages import passages
from newsassay.engine.comparison.person_differences import person_differences
from newsassay.engine.comparison.relation import may_be_aligned, relation, reuse
from newsassay.engine.comparison.report import (
    ArticlePair,
    ArticlePosition,
    CompareOptions,
    ComparisonReport,
    Direction,
    Relation,
)
from newsassay.engine.comparison.spread import spread
from newsassay.engine.comparison.texts import Alphabet, ComparedText
from newsassay.engine.provenance import provenance
from newsassay.engine.rubric import rubric
from newsassay.engine.spans import Locate, locator

_DEFAULTS = CompareOptions()
_REUSES = (Relation.IDENTICAL, Relation.REWRITE, Relation.PARTIAL_REUSE)


def compare(articles: Sequence[Article], options: CompareOptions = _DEFAULTS) -> ComparisonReport:
    """Compare articles. A pure function: equal arguments give equal reports, on every machine.

    Raises KeyError for an unknown rubric version; nothing else, whatever the texts hold.
    """
    rules = rubric(options.rubric_version)
    alphabet = Alphabet()
    texts = [ComparedText(n, article, alphabet) for n, article in enumerate(articles)]
    locate = [locator(text.document, options.offset_encoding) for text in texts]
    most = options.max_findings or None
    pairs: list[ArticlePair] = []
    told: list[Difference | Agreement] = []
    for left, right in combinations(texts, 2):
        matches = align(left, right) if may_be_aligned(left, right) else []
        pair = _pair(left, right, matches, locate, most)
        if pair is not None:
            pairs.append(pair)
            told += differences(left, right, matches)
    related: dict[int, list[int]] = {}
    for pair in pairs:
        related.setdefault(pair.left_index, []).append(pair.right_index)
        related.setdefault(pair.right_index, []).append(pair.left_index)
    told += spread([d for d in told if isinstance(d, Difference) and not d.refused], texts, related)
    found = clusters(articles, pairs)
    cluster_of = {n: cluster.cluster_id for cluster in found for n in cluster.article_indices}
    report = ComparisonReport(
        articles=tuple(
            ArticlePosition(n, article.article_id, cluster_of.get(n, ""), None, (), (), ())
            for n, article in enumerate(articles)
        ),
        pairs=tuple(pairs),
        clusters=found,
        origins=(),
        conflicts=conflicts(told, locate)[:most],
        claims=(),
        rejected=rejected(told, locate)[:most] if options.include_rejected else (),
        offset_encoding=options.offset_encoding,
        provenance=provenance(rules),
        warnings=(),
    )
    for text in texts:
        text.document.forget_layers()
    return report


def _pair(
    left: ComparedText, right: ComparedText, matches: list[Match], locate: list[Locate], most: int | None
) -> ArticlePair | None:
    """What two articles share, None if they have nothing to do with each other."""
    found = reuse(left, right, matches)
    how = relation(left, right, found)
    if how is None:
        return None
    towards, reasons = direction(left, right, locate) if how in _REUSES else (Direction.UNKNOWN, ())
    return ArticlePair(
        left.index,
        right.index,
        how,
        found.left,
        found.right,
        found.verbatim,
        found.quotations,
        towards,
        reasons,
        passages(left, right, matches, locate)[:most],
    )


def differences(
    left: ComparedText, right: ComparedText, matches: list[Match]
) -> Iterator[Difference | Agreement]:
    """All that two articles tell in two ways, and what aligned sentences tell in one."""
    yield from aligned_values(left, right, matches)
    yield from aligned_names(left, right, matches)
    yield from aligned_negations(left, right, matches)
    yield from aligned_pronouns(left, right, matches)
    yield from framed_values(left, right)
    yield from name_differences(left, right)
    yield from person_differences(left, right)

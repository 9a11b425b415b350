"""From articles to the report that compares them: the whole path in reading order."""

from collections.abc import Sequence
from itertools import combinations

from newsassay.engine.article import Article
from newsassay.engine.comparison.alignment import Match, align
from newsassay.engine.comparison.clusters import clusters
from newsassay.engine.comparison.direction import direction
from newsassay.engine.comparison.passages import passages
from newsassay.engine.comparison.relation import may_be_related, relation, reuse
from newsassay.engine.comparison.report import (
    ArticlePair,
    ArticlePosition,
    CompareOptions,
    ComparisonReport,
    Direction,
    Relation,
)
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
    for left, right in combinations(texts, 2):
        if may_be_related(left, right):
            pair = _pair(left, right, align(left, right), locate, most)
            if pair is not None:
                pairs.append(pair)
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
        conflicts=(),
        claims=(),
        rejected=(),
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

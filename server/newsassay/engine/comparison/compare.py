"""From articles to the report that compares them: the whole path in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from newsassay.engine.article import Article
from newsassay.engine.comparison.alignment import Match, align, mirrored
from newsassay.engine.comparison.claims import Statement, claims, same_claims
from newsassay.engine.comparison.clusters import clusters
from newsassay.engine.comparison.conflicts import conflicts, rejected
from newsassay.engine.comparison.difference import Agreement, Difference
from newsassay.engine.comparison.differences import differences
from newsassay.engine.comparison.direction import direction
from newsassay.engine.comparison.independence import additions, independence, omissions, stems_told
from newsassay.engine.comparison.limits import Limits
from newsassay.engine.comparison.origins import shared_keys, shared_origins
from newsassay.engine.comparison.passages import passages
from newsassay.engine.comparison.relation import may_be_aligned, relation, reuse
from newsassay.engine.comparison.report import (
    ArticlePair,
    ArticlePosition,
    Aspect,
    Claim,
    CompareOptions,
    ComparisonReport,
    Direction,
    Relation,
)
from newsassay.engine.comparison.spread import spread
from newsassay.engine.comparison.texts import Alphabet, ComparedText
from newsassay.engine.provenance import provenance
from newsassay.engine.report import ReportWarning
from newsassay.engine.rubric import rubric
from newsassay.engine.spans import locator
from newsassay.engine.text.language import english_share, looks_english

_DEFAULTS = CompareOptions()
_REUSES = (Relation.IDENTICAL, Relation.REWRITE, Relation.PARTIAL_REUSE)


def compare(articles: Sequence[Article], options: CompareOptions = _DEFAULTS) -> ComparisonReport:
    """Compare articles. A pure function: equal arguments give equal reports, on every machine.

    Raises KeyError for an unknown rubric version; nothing else, whatever the texts hold.
    """
    rules = rubric(options.rubric_version)
    wanted = frozenset(options.aspects or Aspect)
    story = _Story(articles, options, wanted)
    for left, right in combinations(story.texts, 2):
        story.add(left, right)
    found = clusters(articles, story.pairs)
    cluster_of = {n: cluster.cluster_id for cluster in found for n in cluster.article_indices}
    told = [*story.told, *story.spread()]
    limits = Limits(options.max_findings)
    all_claims = claims(story.claims, story.texts, cluster_of, story.locate)
    report = ComparisonReport(
        articles=tuple(
            story.position(n, cluster_of.get(n, ""), all_claims, limits) for n in range(len(articles))
        ),
        pairs=tuple(story.pairs) if Aspect.RELATIONS in wanted else (),
        clusters=found if Aspect.RELATIONS in wanted else (),
        origins=limits.cut("ORIGINS", shared_origins(story.texts, story.locate))
        if Aspect.ORIGINS in wanted
        else (),
        conflicts=limits.cut("CONFLICTS", conflicts(told, story.locate)),
        claims=limits.cut("CLAIMS", all_claims),
        rejected=limits.cut("REJECTED", rejected(told, story.locate)) if options.include_rejected else (),
        offset_encoding=options.offset_encoding,
        provenance=provenance(rules),
        warnings=(*_warnings(story.texts), *limits.warnings),
    )
    for text in story.texts:
        text.document.forget_layers()
    return report


class _Story:
    """The articles of one comparison, and what has been found of them pair by pair."""

    def __init__(
        self, articles: Sequence[Article], options: CompareOptions, wanted: frozenset[Aspect]
    ) -> None:
        alphabet = Alphabet()
        self.wanted = wanted
        self.texts = [ComparedText(n, article, alphabet) for n, article in enumerate(articles)]
        self.locate = [locator(text.document, options.offset_encoding) for text in self.texts]
        self.pairs: list[ArticlePair] = []
        self.told: list[Difference | Agreement] = []
        self.claims: list[tuple[Statement, Statement]] = []
        self.related: dict[int, list[int]] = {}
        self._most = options.max_findings or None
        self._names = stems_told(self.texts) if Aspect.INDEPENDENCE in wanted else None
        self._shared = shared_keys(self.texts) if Aspect.INDEPENDENCE in wanted else frozenset()

    def add(self, left: ComparedText, right: ComparedText) -> None:
        """Compare two articles."""
        # Always from the same one of two articles, so that their order in the request changes nothing.
        first, second = (right, left) if right.text.text < left.text.text else (left, right)
        matches = align(first, second) if may_be_aligned(first, second) else []
        pair = self._pair(left, right, matches if first is left else mirrored(matches))
        if pair is None:
            return
        self.pairs.append(pair)
        self.related.setdefault(left.index, []).append(right.index)
        self.related.setdefault(right.index, []).append(left.index)
        if Aspect.CONFLICTS in self.wanted:
            self.told += differences(first, second, matches)
        if Aspect.CLAIMS in self.wanted:
            self.claims += same_claims(first, second, matches)

    def _pair(self, left: ComparedText, right: ComparedText, matches: list[Match]) -> ArticlePair | None:
        """What two articles share, None if they have nothing to do with each other."""
        found = reuse(left, right, matches)
        how = relation(left, right, found)
        if how is None:
            return None
        towards, reasons = direction(left, right, self.locate) if how in _REUSES else (Direction.UNKNOWN, ())
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
            passages(left, right, matches, self.locate)[: self._most],
        )

    def spread(self) -> Iterator[Agreement]:
        """Further places of the values that differ."""
        found = [d for d in self.told if isinstance(d, Difference) and not d.refused]
        return spread(found, self.texts, self.related)

    def position(self, n: int, cluster_id: str, found: Sequence[Claim], limits: Limits) -> ArticlePosition:
        """Where one article stands among the others."""
        text = self.texts[n]
        article_id = text.document.article.article_id
        omitted = omissions(n, found, self.related.get(n, ()))
        if limits.most:
            omitted = tuple(number for number in omitted if number < limits.most)
        if self._names is None:
            return ArticlePosition(n, article_id, cluster_id, None, (), (), omitted)
        score, contributions = independence(text, self.pairs, self._shared)
        adds = additions(text, self._names, self.locate) if n in self.related else ()
        return ArticlePosition(n, article_id, cluster_id, score, contributions, adds[: self._most], omitted)


def _warnings(texts: Iterable[ComparedText]) -> Iterator[ReportWarning]:
    if not all(looks_english(text.text.tokens, english_share(text.text.tokens)) for text in texts):
        yield ReportWarning(
            "LANGUAGE_NOT_SUPPORTED",
            "Some articles are not in English; what is compared is made for English.",
        )

"""From articles to the report that compares them: the whole path in reading order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsassay.engine.article import Article
from newsassay.engine.comparison.aligned_segments import Match, align
from newsassay.engine.comparison.claims import Statement, claims, same_claims
from newsassay.engine.comparison.clusters import clusters
from newsassay.engine.comparison.conflicts import conflicts, rejected
from newsassay.engine.comparison.difference import Agreement, Difference
from newsassay.engine.comparison.differences import differences
from newsassay.engine.comparison.direction import direction
from newsassay.engine.comparison.independence import additions, independence, omissions, stems_told, tellers
from newsassay.engine.comparison.like_segments import Like, LikeSegments
from newsassay.engine.comparison.limits import Limits
from newsassay.engine.comparison.origins import shared_keys, shared_origins
from newsassay.engine.comparison.passages import Spans, passages
from newsassay.engine.comparison.relation import (
    LEAST_ALIKE,
    RETELLS,
    Likeness,
    Reuse,
    likeness,
    may_be_aligned,
    relation,
    reuse,
)
from newsassay.engine.comparison.report import (
    AlignedPassage,
    ArticlePair,
    ArticlePosition,
    Aspect,
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
_REPRESENTATIVES = 8
"""Articles of a cluster that each of its further members is compared with for what they tell: they tell what all do."""
_MOST_PASSAGES = 10_000
"""Passages of a report from which only those of representatives are added."""
_REUSES = (Relation.IDENTICAL, Relation.REWRITE, Relation.PARTIAL_REUSE)


def compare(articles: Sequence[Article], options: CompareOptions = _DEFAULTS) -> ComparisonReport:
    """Compare articles. A pure function: equal arguments give equal reports, on every machine.

    Raises KeyError for an unknown rubric version; nothing else, whatever the texts hold.
    """
    rules = rubric(options.rubric_version)
    wanted = frozenset(options.aspects or Aspect)
    story = _Story(articles, options, wanted)
    story.compare_all()
    found = clusters(articles, story.pairs)
    cluster_of = {n: cluster.cluster_id for cluster in found for n in cluster.article_indices}
    told = [*story.told, *story.spread()]
    limits = Limits(options.max_findings)
    all_claims = claims(story.claims, story.texts, cluster_of, story.locate)
    told_by = tellers(all_claims)
    report = ComparisonReport(
        articles=tuple(
            story.position(n, cluster_of.get(n, ""), told_by, limits) for n in range(len(articles))
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
        warnings=(*_warnings(story.texts), *story.warnings(), *limits.warnings),
    )
    for text in story.texts:
        text.document.forget_layers()
    return report


class _Related(NamedTuple):
    """Two articles that have something to do with each other, and what they share."""

    first: ComparedText
    second: ComparedText
    like: Sequence[Like]
    matches: list[Match]
    shares: Reuse
    how: Relation


def _related(
    first: ComparedText, second: ComparedText, like: Sequence[Like], matches: list[Match], alike: Likeness
) -> _Related | None:
    """How two articles hang together, None if they have nothing to do with each other."""
    shares = reuse(first, second, matches)
    how = relation(first, second, shares, alike)
    return _Related(first, second, like, matches, shares, how) if how else None


_Linked = dict[tuple[int, int], dict[int, list[int]]]
"""By a representative and an article that retells it: the numbers of the segments aligned with each segment of the former."""


def _relations(
    text: ComparedText,
    met: Sequence[ComparedText],
    index: LikeSegments,
    retold: Mapping[int, int],
    linked: _Linked,
) -> list[_Related]:
    """What the articles met before have to do with one, in their order.

    One that retells as many representatives as there are is aligned with the other members of their cluster through them.
    """
    alike = {other.index: likeness(other, text) for other in met}
    near = {other.index for other in met if may_be_aligned(other, text, alike[other.index])}
    members = {n for n in near if retold[n] >= _REPRESENTATIVES}
    among = near.union(n for n, a in alike.items() if a.jaccard >= LEAST_ALIKE)
    like = dict(index.like(text, among - members))
    found: dict[int, _Related] = {}

    def relate(others: Iterable[ComparedText]) -> None:
        for other in others:
            n = other.index
            shared = like.get(n, ())
            matches = align(other, text, shared) if n in near else []
            pair = _related(other, text, shared, matches, alike[n])
            if pair:
                found[n] = pair

    relate(other for other in met if other.index not in members)
    told = [n for n, pair in found.items() if pair.how in RETELLS]
    for n in told:
        by_left = linked[n, text.index] = {}
        for match in found[n].matches:
            by_left.setdefault(match.left.number, []).append(match.right.number)
    through = {m: next((n for n in told if (n, m) in linked), None) for m in members}
    if len(told) < _REPRESENTATIVES:
        through = dict.fromkeys(members)
    like |= index.like(text, {m for m, n in through.items() if n is None})
    like |= {
        other.index: _composed(other, linked[k, other.index], text, linked[k, text.index])
        for other in met
        if (k := through.get(other.index)) is not None
    }
    relate(other for other in met if other.index in members)
    return [found[other.index] for other in met if other.index in found]


def _composed(
    left: ComparedText, ours: Mapping[int, list[int]], right: ComparedText, theirs: Mapping[int, list[int]]
) -> list[Like]:
    """The segments of two articles that are aligned with one of a third."""
    pairs = ((i, j) for k, numbers in ours.items() for i in numbers for j in theirs.get(k, ()))
    return [Like(i, j, len(left.segments[i].content & right.segments[j].content)) for i, j in pairs]


class _Story:
    """The articles of one comparison, and what has been found of them pair by pair."""

    def __init__(
        self, articles: Sequence[Article], options: CompareOptions, wanted: frozenset[Aspect]
    ) -> None:
        alphabet = Alphabet()
        self.wanted = wanted
        self.texts = [ComparedText(n, article, alphabet) for n, article in enumerate(articles)]
        self.locate = [locator(text.document, options.offset_encoding) for text in self.texts]
        self._spans = [Spans(text.text, locate) for text, locate in zip(self.texts, self.locate, strict=True)]
        self.pairs: list[ArticlePair] = []
        self.told: list[Difference | Agreement] = []
        self.claims: list[tuple[Statement, Statement]] = []
        self.related: dict[int, list[int]] = {}
        self._reusing: dict[int, list[ArticlePair]] = {}
        self._most = options.max_findings or None
        self._names = stems_told(self.texts) if Aspect.INDEPENDENCE in wanted else None
        self._shared = shared_keys(self.texts) if Aspect.INDEPENDENCE in wanted else frozenset()
        self._passages = self._unshown = 0

    def compare_all(self) -> None:
        """Compare each article with all before it, in the order of their texts, so that the order of the request changes nothing."""
        texts = sorted(self.texts, key=lambda text: (text.text.text, text.index))
        index = LikeSegments(texts)
        met: list[ComparedText] = []
        retold: dict[int, int] = {}  # by article, how many before it are retold in it
        linked: _Linked = {}
        for text in texts:
            found = _relations(text, met, index, retold, linked)
            retold[text.index] = sum(pair.how in RETELLS for pair in found)
            for pair in found:
                few = min(retold[pair.first.index], retold[text.index]) < _REPRESENTATIVES
                self._add(pair, compared=few)
            index.add(text)
            met.append(text)
        self.pairs.sort(key=lambda pair: (pair.left_index, pair.right_index))
        for added in self.pairs:
            if added.reuse_left or added.reuse_right:
                for n in (added.left_index, added.right_index):
                    self._reusing.setdefault(n, []).append(added)

    def _add(self, found: "_Related", *, compared: bool) -> None:
        first, second, like, matches, *_ = found
        self.related.setdefault(first.index, []).append(second.index)
        self.related.setdefault(second.index, []).append(first.index)
        self.pairs.append(self._pair(found, compared=compared))
        if compared and Aspect.CONFLICTS in self.wanted:
            self.told += differences(first, second, matches, like)
        if compared and Aspect.CLAIMS in self.wanted:
            self.claims += same_claims(first, second, matches, like)

    def _pair(self, found: "_Related", *, compared: bool) -> ArticlePair:
        """How two articles hang together, the one with the smaller index on the left."""
        left, right, shares, matches = found.first, found.second, found.shares, found.matches
        if right.index < left.index:
            left, right, shares, matches = right, left, shares.mirrored, [match.mirrored for match in matches]
        towards, reasons = (
            direction(left, right, self.locate) if found.how in _REUSES else (Direction.UNKNOWN, ())
        )
        shown: tuple[AlignedPassage, ...] = ()
        if compared or self._passages < _MOST_PASSAGES:
            shown = passages(left, right, matches, self._spans)[: self._most]
            self._passages += len(shown)
        elif matches:
            self._unshown += 1
        return ArticlePair(
            left.index,
            right.index,
            found.how,
            shares.left,
            shares.right,
            shares.verbatim,
            shares.quotations,
            towards,
            reasons,
            shown,
        )

    def warnings(self) -> Iterator[ReportWarning]:
        """What was left out of the pairs."""
        if self._unshown:
            message = f"{self._unshown} pairs have no passages: their articles are compared with others of their cluster."
            yield ReportWarning("PASSAGES_TRUNCATED", message)

    def spread(self) -> Iterator[Agreement]:
        """Further places of the values that differ."""
        found = [d for d in self.told if isinstance(d, Difference) and not d.refused]
        return spread(found, self.texts, self.related)

    def position(
        self, n: int, cluster_id: str, told_by: Sequence[frozenset[int]], limits: Limits
    ) -> ArticlePosition:
        """Where one article stands among the others."""
        text = self.texts[n]
        article_id = text.document.article.article_id
        omitted = omissions(n, told_by, self.related.get(n, ()))
        if limits.most:
            omitted = tuple(number for number in omitted if number < limits.most)
        if self._names is None:
            return ArticlePosition(n, article_id, cluster_id, None, (), (), omitted)
        score, contributions = independence(text, self._reusing.get(n, ()), self._shared)
        adds = additions(text, self._names, self.locate) if n in self.related else ()
        return ArticlePosition(n, article_id, cluster_id, score, contributions, adds[: self._most], omitted)


def _warnings(texts: Iterable[ComparedText]) -> Iterator[ReportWarning]:
    if not all(looks_english(text.text.tokens, english_share(text.text.tokens)) for text in texts):
        yield ReportWarning(
            "LANGUAGE_NOT_SUPPORTED",
            "Some articles are not in English; what is compared is made for English.",
        )

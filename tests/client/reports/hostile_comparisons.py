"""Made-up comparisons of hostile articles, whose reports say what no server would."""

from hostile_reports import spans, texts
from hypothesis import strategies as st

from newsassay.client.reading import ReadArticle
from newsassay.client.reports.comparison.compared import Compared
from newsassay.client.source_map import SourceText, identity
from newsassay.v1.article_pb2 import Article
from newsassay.v1.comparison_pb2 import (
    AlignedPassage,
    ArticlePair,
    ArticlePosition,
    ArticleSpan,
    Claim,
    ComparisonReport,
    Conflict,
    ConflictPosition,
    DirectionReason,
    IndependenceContribution,
    RejectedConflict,
    RewriteCluster,
    SharedOrigin,
    Substitution,
)
from newsassay.v1.report_pb2 import Score
from newsassay.v1.report_pb2 import Warning as ReportWarning


@st.composite
def comparisons(draw: st.DrawFn) -> Compared:
    articles = [
        Article(article_id=draw(texts), title=draw(texts), body=draw(texts))
        for _ in range(draw(st.integers(2, 3)))
    ]

    def place() -> ArticleSpan:
        index = draw(st.integers(0, len(articles) - 1))
        return ArticleSpan(article_index=index, span=draw(spans(articles[index])))

    def places() -> list[ArticleSpan]:
        return [place() for _ in range(draw(st.integers(0, 2)))]

    def passage(left: int, right: int) -> AlignedPassage:
        ours, theirs = draw(spans(articles[left])), draw(spans(articles[right]))
        return AlignedPassage(
            left=ours,
            right=theirs,
            kind=draw(st.integers(0, 5)),  # type: ignore[arg-type]
            substitutions=[
                Substitution(left=draw(spans(articles[left])), right=draw(spans(articles[right])))
                for _ in range(draw(st.integers(0, 2)))
            ],
        )

    pairs = [
        ArticlePair(
            left_index=left,
            right_index=right,
            relation=draw(st.integers(0, 6)),  # type: ignore[arg-type]
            reuse_left=draw(st.floats(0, 1)),
            reuse_right=draw(st.floats(0, 1)),
            direction=draw(st.integers(0, 4)),  # type: ignore[arg-type]
            direction_reasons=[DirectionReason(message=draw(texts), spans=places())],
            passages=[passage(left, right) for _ in range(draw(st.integers(0, 2)))],
        )
        for right in range(len(articles))
        for left in range(right)
    ]
    claims = [
        Claim(spans=places(), independent_origins=draw(st.integers(0, 3)), status=draw(st.integers(0, 4)))
    ]  # type: ignore[arg-type]
    report = ComparisonReport(
        articles=[
            ArticlePosition(
                article_index=index,
                cluster_id=draw(texts),
                independence=Score(value=draw(st.floats(0, 1))),
                contributions=[IndependenceContribution(contribution=-0.5, message=draw(texts))],
                adds=places(),
                omits=[0],
            )
            for index in range(len(articles))
        ],
        pairs=pairs,
        clusters=[RewriteCluster(cluster_id=draw(texts), article_indices=[0, 1], earliest_index=1)],
        origins=[SharedOrigin(name=draw(texts), kind=draw(st.integers(0, 8)), mentions=places())],  # type: ignore[arg-type]
        conflicts=[
            Conflict(
                kind=draw(st.integers(0, 8)),  # type: ignore[arg-type]
                basis=draw(st.integers(0, 3)),  # type: ignore[arg-type]
                severity=draw(st.integers(0, 5)),  # type: ignore[arg-type]
                message=draw(texts),
                positions=[
                    ConflictPosition(normalized_value=draw(texts), mentions=places()) for _ in range(2)
                ],
            )
        ],
        claims=claims,
        rejected=[RejectedConflict(left=place(), right=place(), reason=draw(texts))],
        warnings=[ReportWarning(code=draw(texts), message=draw(texts))],
    )
    items = [
        ReadArticle(draw(texts), article, path=draw(texts), source_map=identity(SourceText(article.body)))
        for article in articles
    ]
    return Compared(tuple(items), report)

"""What became of one article among many."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from newsassay.client.errors import NewsassayError, broken_answer, status_error
from newsassay.v1.article_pb2 import Article
from newsassay.v1.credibility_service_pb2 import BatchScoreArticlesResponse
from newsassay.v1.report_pb2 import CredibilityReport


@dataclass(frozen=True, slots=True)
class Scored:
    """An article and its report. `index` counts the articles from 0."""

    index: int
    article: Article
    report: CredibilityReport
    error: None = field(default=None, init=False, repr=False)

    def unwrap(self) -> CredibilityReport:
        """Return the report."""
        return self.report


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that could not be scored, and why. `index` counts the articles from 0."""

    index: int
    article: Article
    error: NewsassayError
    report: None = field(default=None, init=False, repr=False)

    def unwrap(self) -> NoReturn:
        """Raise the error."""
        raise self.error


Outcome: TypeAlias = Scored | Failed


def batch_outcomes(articles: Sequence[Article], reply: BatchScoreArticlesResponse) -> list[Outcome]:
    """Pair a batch's results with its articles. Raises NewsassayError where they do not match."""
    if len(reply.results) != len(articles):
        message = f"{len(reply.results)} results for {len(articles)} articles"
        raise broken_answer(message)
    return [
        Failed(index, article, status_error(result.status))
        if result.WhichOneof("result") == "status"
        else Scored(index, article, result.report)
        for index, (article, result) in enumerate(zip(articles, reply.results, strict=True))
    ]

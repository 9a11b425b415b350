"""What became of one article among many, and errors in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import grpc
from google.protobuf.any_pb2 import Any
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest
from google.rpc.status_pb2 import Status

from newsassay.v1.article_pb2 import Article
from newsassay.v1.credibility_service_pb2 import BatchScoreArticlesResponse
from newsassay.v1.report_pb2 import CredibilityReport


class CodedError(Exception):
    """An error with a gRPC code. `code` is the code's name, "INVALID_ARGUMENT"."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class ArticleError(CodedError):
    """An article that could not be scored."""


class ServerError(CodedError):
    """A server that does not answer, whatever was tried."""


def broken_answer(what: str) -> ServerError:
    """Return the error for an answer that no working server gives."""
    return ServerError("INTERNAL", f"the server's answer is broken: {what}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article's result: either `report` or `error` is set. `index` counts the articles from 0."""

    index: int
    article: Article
    report: CredibilityReport | None
    error: ArticleError | None

    def unwrap(self) -> CredibilityReport:
        """Return the report, or raise the ArticleError that stands in its place."""
        if self.report is None:
            raise self.error or ArticleError("UNKNOWN", "neither a report nor an error")
        return self.report


def batch_outcomes(articles: Sequence[Article], reply: BatchScoreArticlesResponse) -> list[Outcome]:
    """Pair a batch's results with its articles. Raises ServerError where they do not match."""
    if len(reply.results) != len(articles):
        message = f"{len(reply.results)} results for {len(articles)} articles"
        raise broken_answer(message)
    return [
        Outcome(index, article, None, status_error(result.status))
        if result.WhichOneof("result") == "status"
        else Outcome(index, article, result.report, None)
        for index, (article, result) in enumerate(zip(articles, reply.results, strict=True))
    ]


def status_error(status: Status) -> ArticleError:
    """Put one item's status in words, with every bad field named."""
    code = Code.Name(status.code) if status.code in Code.values() else "UNKNOWN"
    return ArticleError(code, _in_words(status.message, status.details))


def call_error(error: grpc.RpcError) -> ArticleError:
    """Put a failed call in words, with every bad field named."""
    from grpc_status import rpc_status  # noqa: PLC0415 - an import that only errors need

    code: grpc.StatusCode = error.code()
    status = rpc_status.from_call(cast(grpc.Call, error))
    return ArticleError(code.name, _in_words(error.details() or "", status.details if status else ()))


def _in_words(message: str, details: Iterable[Any]) -> str:
    violations = []
    for detail in details:
        bad_request = BadRequest()
        if detail.Unpack(bad_request):
            violations += [f"{v.field}: {v.description}" for v in bad_request.field_violations]
    return "; ".join(violations) or message

"""A server of the test's own making: real gRPC on a real socket, with faults on demand."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest

from newsassay.v1.credibility_service_pb2 import (
    ScoreArticleRequest,
    ScoreArticleResponse,
    StreamScoreArticlesRequest,
    StreamScoreArticlesResponse,
)
from newsassay.v1.credibility_service_pb2_grpc import (
    CredibilityServiceServicer,
    add_CredibilityServiceServicer_to_server,
)
from newsassay.v1.report_pb2 import CredibilityReport

Requests = Iterator[StreamScoreArticlesRequest]
Replies = Iterator[StreamScoreArticlesResponse]
Stream = Callable[[Requests, grpc.ServicerContext], Replies]
Unary = Callable[[grpc.ServicerContext], None]


class Script(CredibilityServiceServicer):
    """Answers streams and unary calls by the scripts given, in order; the last one is used for all that follow."""

    def __init__(self) -> None:
        self.streams: list[Stream] = []
        self.calls: list[Unary] = []
        self.opened = 0
        self.called = 0
        self.received: list[str] = []
        self.metadata: list[tuple[str, str]] = []
        self._lock = threading.Lock()

    def StreamScoreArticles(self, request_iterator: Requests, context: grpc.ServicerContext) -> Replies:  # type: ignore[override]  # noqa: N802 - generated name
        with self._lock:
            stream = self.streams[min(self.opened, len(self.streams) - 1)]
            self.opened += 1
            self.metadata += [
                (key, value) for key, value in context.invocation_metadata() if key == "authorization"
            ]
        return stream(self._noted(request_iterator), context)

    def ScoreArticle(  # noqa: N802 - generated name
        self, request: ScoreArticleRequest, context: grpc.ServicerContext
    ) -> ScoreArticleResponse:
        with self._lock:
            call = self.calls[min(self.called, len(self.calls) - 1)]
            self.called += 1
        call(context)
        return ScoreArticleResponse(report=CredibilityReport(article_id=request.article.article_id))

    def _noted(self, requests: Requests) -> Requests:
        for request in requests:
            self.received.append(request.article.article_id)
            yield request


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def address(script: Script, tmp_path: Path) -> Iterator[str]:
    target = f"unix:{tmp_path}/s"
    server = grpc.server(ThreadPoolExecutor(8), options=[("grpc.max_receive_message_length", 100_000)])
    add_CredibilityServiceServicer_to_server(script, server)
    server.add_insecure_port(target)
    server.start()
    yield target
    server.stop(None).wait()

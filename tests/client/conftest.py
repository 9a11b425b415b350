"""A server of the test's own making: real gRPC on a real socket, with faults on demand."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import grpc
import pytest
from forked_server import ForkedServer

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
        self._lock = threading.Lock()

    def StreamScoreArticles(self, request_iterator: Requests, context: grpc.ServicerContext) -> Replies:  # type: ignore[override]  # noqa: N802 - generated name
        with self._lock:
            stream = self.streams[min(self.opened, len(self.streams) - 1)]
            self.opened += 1
        return stream(request_iterator, context)

    def ScoreArticle(  # noqa: N802 - generated name
        self, request: ScoreArticleRequest, context: grpc.ServicerContext
    ) -> ScoreArticleResponse:
        with self._lock:
            call = self.calls[min(self.called, len(self.calls) - 1)]
            self.called += 1
        call(context)
        return ScoreArticleResponse(report=CredibilityReport(article_id=request.article.article_id))


@contextmanager
def serve(script: Script, target: str) -> Iterator[int]:
    """Serve a script; yield its port."""
    server = grpc.server(ThreadPoolExecutor(8), options=[("grpc.max_receive_message_length", 100_000)])
    add_CredibilityServiceServicer_to_server(script, server)
    port = server.add_insecure_port(target)
    server.start()
    yield port
    server.stop(None).wait()


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def address(script: Script, tmp_path: Path) -> Iterator[str]:
    target = f"unix:{tmp_path}/s"
    with serve(script, target):
        yield target


@pytest.fixture
def two_scripts() -> Iterator[tuple[str, Script, Script]]:
    """One name with two addresses behind it, and what serves them."""
    first, second = Script(), Script()
    with serve(first, "127.0.0.1:0") as port, serve(second, "127.0.0.1:0") as other_port:
        yield f"ipv4:127.0.0.1:{port},127.0.0.1:{other_port}", first, second


class Server:
    """A newsassay-server process, which can be killed and started again."""

    def __init__(self, address: str, *flags: str) -> None:
        self._flags = ["--parent-pipe", f"--address={address}", "--workers=0", "--log-level=error", *flags]
        self.start()

    def start(self) -> None:
        self._process = ForkedServer(*self._flags, environment=dict(os.environ))
        self.target = self._process.stdout.readline().strip()
        assert self.target, self._process.stderr.read()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def kill(self) -> None:
        """End it as a crash does: nothing is drained."""
        self._process.kill()
        self._process.wait()
        self._process.close()


@pytest.fixture(scope="session")
def start_server() -> Callable[..., Server]:
    return Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(f"unix:{tmp_path_factory.mktemp('server')}/s")
    yield running
    running.kill()


@pytest.fixture
def mortal_server(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, to be killed."""
    running = Server(f"unix:{tmp_path}/mortal")
    yield running
    running.kill()

"""Logs, metrics and traces: what they say, and that they never quote an article."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]

CANARY = "Xylofremdquist"
METRICS = ("--address=127.0.0.1:0", "--workers=2", "--metrics-address=127.0.0.1:0")


def request(body: str = "Officials may decide soon!!!") -> service_pb2.ScoreArticleRequest:
    return service_pb2.ScoreArticleRequest(article=article_pb2.Article(body=body))


def broken_engine(folder: Path) -> Path:
    """Let scoring fail with the article's text in the exception, in every process."""
    (folder / "sitecustomize.py").write_text(
        "import newsassay.server.scoring as scoring\n"
        "real = scoring.score\n"
        "def score(article, options):\n"
        f"    if '{CANARY}' in article.body: raise RuntimeError(article.body)\n"
        "    return real(article, options)\n"
        "scoring.score = score\n",
        encoding="utf-8",
    )
    return folder


def test_a_call_is_logged_with_the_request_id_it_came_with(server: Any) -> None:
    _, call = server.stub().ScoreArticle.with_call(request(), metadata=(("x-request-id", "job-7/3"),))
    assert dict(call.trailing_metadata())["x-request-id"] == "job-7/3"
    entry = server.wait_for("call", request_id="job-7/3")
    assert (entry["method"], entry["code"], entry["articles"]) == ("ScoreArticle", "OK", 1)
    assert entry["bytes"] == request().ByteSize()
    assert 0 < entry["seconds"] < 60


@pytest.mark.parametrize("given", [None, "two words", "x" * 129, 'quote"', "naïve"])
def test_a_request_id_is_made_up_where_none_or_a_bad_one_is_given(server: Any, given: str | None) -> None:
    metadata = (("x-request-id", given),) if given and given.isascii() else ()
    _, call = server.stub().ScoreArticle.with_call(request(), metadata=metadata)
    made_up = dict(call.trailing_metadata())["x-request-id"]
    assert len(made_up) == 16
    assert server.wait_for("call", request_id=made_up)


def test_internal_errors_are_opaque_and_never_quote_the_article(
    start_server: Any, tmp_path: Path, failure: Failing
) -> None:
    server = start_server(
        "--address=127.0.0.1:0", "--workers=1", "--log-level=debug", injected=broken_engine(tmp_path)
    )
    stub = server.stub()
    bad = request(f"The word is {CANARY}.")
    failed = failure(lambda: stub.ScoreArticle(bad))
    assert (failed.code, failed.reason) == (grpc.StatusCode.INTERNAL, "INTERNAL")
    incident = failed.message.rpartition(" ")[2]
    entry = server.wait_for("internal error", incident=incident)
    assert entry["error"].startswith("RuntimeError in score")
    assert entry["request_id"] == failed.trailers["x-request-id"]

    articles = [request().article, bad.article, request().article]
    batch = stub.BatchScoreArticles(service_pb2.BatchScoreArticlesRequest(articles=articles))
    assert [result.WhichOneof("result") for result in batch.results] == ["report", "status", "report"]
    items = [
        service_pb2.StreamScoreArticlesRequest(request_id=str(i), article=a) for i, a in enumerate(articles)
    ]
    replies = {reply.request_id: reply for reply in stub.StreamScoreArticles(iter(items))}
    assert replies["1"].status.code == grpc.StatusCode.INTERNAL.value[0]
    assert server.stop() == 0
    assert CANARY not in "".join(server.lines)
    assert CANARY not in f"{failed.status}{batch.results[1].status}{replies['1'].status}"


def test_what_articles_say_is_never_logged(start_server: Any, failure: Failing) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=1", "--log-level=debug")
    stub = server.stub()
    for fields in (
        {"title": CANARY},
        {"body": f"{CANARY} may."},
        {"body": f"{CANARY}\0"},
        {"language_code": f"{CANARY}!"},
    ):
        made = service_pb2.ScoreArticleRequest(article=article_pb2.Article(**fields))
        stub.ScoreArticle.future(made).exception()
    cue = article_pb2.CustomCue(signal_id=CANARY, phrase=CANARY)
    bad = service_pb2.ScoreArticleRequest(
        article=request().article, options=article_pb2.ScoreOptions(custom_cues=[cue], rubric_version=CANARY)
    )
    assert CANARY not in str(failure(lambda: stub.ScoreArticle(bad)).status)
    items = [service_pb2.StreamScoreArticlesRequest(request_id=CANARY, article=request(CANARY).article)]
    assert len(list(stub.StreamScoreArticles(iter(items)))) == 1
    assert server.stop() == 0
    assert len([entry for entry in server.log if entry["event"] == "call"]) == 6
    assert CANARY not in "".join(server.lines)


def test_metrics_count_what_all_workers_did(start_server: Any, failure: Failing) -> None:
    server = start_server(*METRICS)
    stub = server.stub()
    for call in [stub.ScoreArticle.future(request()) for _ in range(40)]:
        call.result()
    failure(lambda: stub.ScoreArticle(request("")))
    stub.BatchScoreArticles(service_pb2.BatchScoreArticlesRequest(articles=[request().article] * 100))
    items = [service_pb2.StreamScoreArticlesRequest(article=request().article) for _ in range(30)]
    assert len(list(stub.StreamScoreArticles(iter(items)))) == 30
    server.wait_for_metric("newsassay_calls_total[('code', 'OK'), ('method', 'StreamScoreArticles')]", 1)
    samples = server.metrics()
    assert samples["newsassay_calls_total[('code', 'OK'), ('method', 'ScoreArticle')]"] == 40
    assert samples["newsassay_calls_total[('code', 'INVALID_ARGUMENT'), ('method', 'ScoreArticle')]"] == 1
    assert samples["newsassay_call_seconds_count[('method', 'ScoreArticle')]"] == 41
    assert samples["newsassay_articles_total"] == 170
    assert samples["newsassay_evidence_total[('signal', 'sensational.exclamation_run')]"] == 170
    assert samples["newsassay_request_bytes_sum[('method', 'ScoreArticle')]"] == 40 * request().ByteSize() + 2
    assert samples["newsassay_calls_in_flight[('method', 'ScoreArticle')]"] == 0
    assert samples["newsassay_workers"] == 3
    for name in (
        "pending_calls",
        "pending_bytes",
        "queued_jobs",
        "streams",
        "worker_restarts_total",
        "faults_total",
    ):
        assert samples[f"newsassay_{name}"] == 0


class Collector(BaseHTTPRequestHandler):
    """Takes OTLP traces over HTTP."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.server.received.append(ExportTraceServiceRequest.FromString(body))  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[Any]:
    with HTTPServer(("127.0.0.1", 0), Collector) as http:
        http.received = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield http
        http.shutdown()
        thread.join()


def test_calls_are_traced_as_children_of_the_caller(
    start_server: Any, collector: Any, failure: Failing
) -> None:
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}"}
    server = start_server("--address=127.0.0.1:0", "--workers=0", "--traces", environment=environment)
    parent = f"00-{'a' * 32}-{'b' * 16}-01"
    stub = server.stub()
    stub.ScoreArticle(request(CANARY), metadata=(("traceparent", parent), ("x-request-id", "r-1")))
    failure(lambda: stub.ScoreArticle(request("")))
    assert server.stop() == 0
    resources = [resource for received in collector.received for resource in received.resource_spans]
    names = {
        a.value.string_value for r in resources for a in r.resource.attributes if a.key == "service.name"
    }
    assert names == {"newsassay"}
    spans = [span for resource in resources for scope in resource.scope_spans for span in scope.spans]
    assert [span.name for span in spans] == ["newsassay.v1.CredibilityService/ScoreArticle"] * 2
    assert (spans[0].trace_id.hex(), spans[0].parent_span_id.hex()) == ("a" * 32, "b" * 16)
    codes = [a.value.int_value for span in spans for a in span.attributes if a.key == "rpc.grpc.status_code"]
    assert codes == [0, grpc.StatusCode.INVALID_ARGUMENT.value[0]]
    assert CANARY not in str(collector.received)


def test_a_collector_that_is_gone_does_not_hold_up_the_end(start_server: Any) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()  # accepts connections, and says nothing
        # The exporter alone would wait for hours.
        environment = {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "OTEL_EXPORTER_OTLP_TIMEOUT": "10000",
        }
        server = start_server("--address=127.0.0.1:0", "--workers=0", "--traces", environment=environment)
        server.stub().ScoreArticle(request())
        assert server.stop() == 0


def test_console_logs_are_readable(start_server: Any) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=0", "--log-format=console", wait=False)
    while not any("serving" in line for line in server.lines):
        assert server.process.poll() is None
    assert server.stop() == 0
    assert "stopped" in server.lines[-1]
    assert not server.log

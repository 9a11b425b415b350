"""A full server says so at once, and answers what it took; nobody waits for somebody else's huge article."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from newsassay.server import refusals
from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]

PENDING = 6
LARGE = "Officials may decide soon, critics say. " * 4_000


def request(body: str = "Officials may decide soon.", title: str = "") -> service_pb2.ScoreArticleRequest:
    return service_pb2.ScoreArticleRequest(article=article_pb2.Article(title=title, body=body))


@pytest.fixture(scope="module")
def small_server(start_shared_server: Any, hold: Path) -> Any:
    """Room for six calls; two processes, one of which takes large articles."""
    return start_shared_server(
        "--address=127.0.0.1:0",
        "--workers=1",
        f"--max-pending-calls={PENDING}",
        "--metrics-address=127.0.0.1:0",
        injected=hold,
    )


def pending_calls(server: Any, stub: Any, count: int) -> list[Any]:
    """Calls that the server has admitted, while its workers are frozen."""
    calls = [stub.ScoreArticle.future(request()) for _ in range(count)]
    server.wait_for_metric("newsassay_pending_calls", count)
    return calls


def test_beyond_its_room_a_server_refuses_and_says_when_to_come_back(
    small_server: Any, failure: Failing
) -> None:
    stub = small_server.stub()
    with small_server.frozen_workers():
        admitted = pending_calls(small_server, stub, PENDING)
        failed = failure(lambda: stub.ScoreArticle(request()))
        batch = service_pb2.BatchScoreArticlesRequest(articles=[request().article])
        assert failure(lambda: stub.BatchScoreArticles(batch)).code is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert not any(call.done() for call in admitted)
    assert failed.code is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert failed.reason == "SERVER_FULL"
    delay = failed.detail(error_details_pb2.RetryInfo).retry_delay.ToMilliseconds()
    assert delay > 0
    assert failed.trailers["grpc-retry-pushback-ms"] == str(delay)
    assert all(call.result().HasField("report") for call in admitted)
    assert small_server.wait_for("calls refused")["calls"] > 0


async def test_refusals_are_paced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "PER_SECOND", 1e-3)
    monkeypatch.setattr(refusals, "MOST_WAITING", 3)
    paced = refusals.Refusals()
    turns = [asyncio.create_task(paced.turn(time)) for time in (None, None, 3600.0, None, None, 0.0)]
    at_once = {turns[0], turns[4], turns[5]}
    assert (await asyncio.wait(at_once))[0] == at_once
    assert paced.waiting == 3
    for turn in turns:
        turn.cancel()
    await asyncio.wait(turns)
    assert paced.waiting == 0


def test_health_and_reflection_are_answered_by_a_full_server(small_server: Any) -> None:
    with small_server.channel() as channel, small_server.frozen_workers():
        admitted = pending_calls(small_server, small_server.stub(), PENDING)
        status = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest()).status
        assert status == health_pb2.HealthCheckResponse.SERVING
        assert len(list(ProtoReflectionDescriptorDatabase(channel).get_services())) == 3
        assert not any(call.done() for call in admitted)
    assert all(call.result() for call in admitted)


def test_room_is_bounded_in_bytes_too(start_server: Any, failure: Failing) -> None:
    server = start_server(
        "--address=127.0.0.1:0",
        "--workers=1",
        "--max-text-bytes=10000",
        "--max-message-bytes=1100000",
        "--max-pending-bytes=2000000",
        "--metrics-address=127.0.0.1:0",
    )
    stub = server.stub()
    batch = service_pb2.BatchScoreArticlesRequest(articles=[article_pb2.Article(body="A" * 9000)] * 115)
    with server.frozen_workers():
        first = stub.BatchScoreArticles.future(batch)
        server.wait_for_metric("newsassay_pending_calls", 1)
        second = failure(lambda: stub.BatchScoreArticles(batch))
        small = stub.ScoreArticle.future(request())
        server.wait_for_metric("newsassay_pending_calls", 2)
    assert second.code is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert len(first.result().results) == 115
    assert small.result().HasField("report")


def test_a_deadline_that_cannot_be_met_is_refused_at_once(small_server: Any, failure: Failing) -> None:
    stub = small_server.stub()
    # More than any engine scores in the time that the last call has, however fast this one is.
    batch = service_pb2.BatchScoreArticlesRequest(articles=[request(LARGE * 6).article] * 4)
    interrupted = small_server.metric("newsassay_jobs_interrupted_total")
    with small_server.frozen_workers():
        admitted = [stub.BatchScoreArticles.future(batch) for _ in range(PENDING - 1)]
        small_server.wait_for_metric("newsassay_pending_calls", PENDING - 1)
        failed = failure(lambda: stub.ScoreArticle(request(), timeout=1))
        for call in admitted:
            assert call.cancel()
        small_server.wait_for_metric("newsassay_pending_calls", 0)
    assert failed.code is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert failed.reason == "DEADLINE_TOO_SHORT"
    small_server.wait_for_metric("newsassay_jobs_interrupted_total", interrupted + 1)


def test_large_articles_and_callers_in_a_hurry_find_room_beside_a_busy_caller(start_server: Any) -> None:
    server = start_server(
        "--address=127.0.0.1:0", "--workers=1", "--max-pending-calls=40", "--metrics-address=127.0.0.1:0"
    )
    stub, other = server.stub(), server.stub(**{"grpc.use_local_subchannel_pool": 1})
    # What did not come from scoring says nothing about how long scoring takes.
    for _ in range(20):
        stub.ListSignals(service_pb2.ListSignalsRequest())
        assert stub.ScoreArticle.future(request("", "")).exception() is not None
    with server.frozen_workers():
        busy = pending_calls(server, stub, 20)
        calls = [other.ScoreArticle.future(request(), timeout=20) for _ in range(5)]
        server.wait_for_metric("newsassay_pending_calls", 25)
        busy += [stub.ScoreArticle.future(request()) for _ in range(15)]
        server.wait_for_metric("newsassay_pending_calls", 40)
        large = [other.ScoreArticle.future(request("It may rain. " * 25_000)) for _ in range(9)]
        server.wait_for_metric("newsassay_pending_calls", 49)
        assert not any(call.done() for call in (*busy, *calls, *large))
        assert all(call.cancel() for call in (*calls, *large))
    assert all(call.result().HasField("report") for call in busy)


def test_a_cancelled_call_stops_costing_time(small_server: Any) -> None:
    stub = small_server.stub()
    workers = small_server.workers
    interrupted = small_server.metric("newsassay_jobs_interrupted_total")
    scored = small_server.metric("newsassay_articles_total")
    for number in range(5):
        call = stub.ScoreArticle.future(request(title="held"))
        small_server.wait_for_metric("newsassay_pending_calls", 1)
        call.cancel()
        small_server.wait_for_metric("newsassay_jobs_interrupted_total", interrupted + number + 1)
        small_server.wait_for_metric("newsassay_pending_calls", 0)
    assert small_server.workers == workers
    assert small_server.metric("newsassay_articles_total") == scored


def test_a_call_past_its_deadline_stops_costing_time(small_server: Any, failure: Failing) -> None:
    interrupted = small_server.metric("newsassay_jobs_interrupted_total")
    metadata = (("x-request-id", "late"),)
    stub = small_server.stub()
    failed = failure(lambda: stub.ScoreArticle(request(title="held"), timeout=1, metadata=metadata))
    assert failed.code is grpc.StatusCode.DEADLINE_EXCEEDED
    small_server.wait_for_metric("newsassay_jobs_interrupted_total", interrupted + 1)
    # Both ends watch the clock, and the caller's cancellation may arrive before the server's own alarm.
    entry = small_server.wait_for("call", request_id="late")
    assert entry["code"] in {"DEADLINE_EXCEEDED", "CANCELLED"}


def test_what_waits_and_is_cancelled_is_never_started(small_server: Any) -> None:
    stub = small_server.stub()
    scored = small_server.metric("newsassay_articles_total")
    with small_server.frozen_workers():
        admitted = pending_calls(small_server, stub, PENDING)
        for call in admitted[2:]:
            call.cancel()
        small_server.wait_for_metric("newsassay_pending_calls", 2)
    assert all(call.result() for call in admitted[:2])
    assert small_server.metric("newsassay_articles_total") == scored + 2


def test_huge_articles_do_not_hold_up_small_ones(small_server: Any, hold: Path) -> None:
    stub = small_server.stub()
    huge = [stub.ScoreArticle.future(request(LARGE, "held")) for _ in range(3)]
    small_server.wait_for_metric("newsassay_pending_calls", 3)
    for _ in range(5):
        assert stub.ScoreArticle(request()).HasField("report")
    assert not any(call.done() for call in huge)
    (hold / "release").touch()
    assert all(call.result().HasField("report") for call in huge)
    (hold / "release").unlink()


def test_a_stream_is_held_by_flow_control(small_server: Any) -> None:
    taken = 0

    def items() -> Iterator[service_pb2.StreamScoreArticlesRequest]:
        nonlocal taken
        for number in range(4000):
            taken = number
            yield service_pb2.StreamScoreArticlesRequest(
                request_id=str(number),
                article=article_pb2.Article(body="Will it last?! Nobody knows!!! " * 200),
            )

    with small_server.frozen_workers():
        replies = small_server.stub().StreamScoreArticles(items())
        small_server.wait_for_metric("newsassay_pending_calls", PENDING // 2)
        # Workers are frozen, so the rest is either in gRPC's buffers or has not been taken from us.
        before = -1
        while before != taken:
            before = taken
            assert small_server.metric("newsassay_pending_calls") == PENDING // 2
        assert taken < 400
    assert next(replies).HasField("report")
    replies.cancel()
    small_server.wait_for_metric("newsassay_pending_calls", 0)
    small_server.wait_for_metric("newsassay_streams", 0)


def test_streams_leave_room_for_calls(small_server: Any) -> None:
    stub = small_server.stub()
    items = [service_pb2.StreamScoreArticlesRequest(article=request().article) for _ in range(40)]
    with small_server.frozen_workers():
        streams = [stub.StreamScoreArticles(iter(items)) for _ in range(4)]
        small_server.wait_for_metric("newsassay_streams", 4)
        small_server.wait_for_metric("newsassay_pending_calls", PENDING // 2)
        calls = [stub.ScoreArticle.future(request()) for _ in range(PENDING // 2)]
        small_server.wait_for_metric("newsassay_pending_calls", PENDING)
    assert all(call.result().HasField("report") for call in calls)
    assert [len(list(stream)) for stream in streams] == [40] * 4


def test_a_caller_that_does_not_read_holds_up_nobody_else(small_server: Any) -> None:
    item = service_pb2.StreamScoreArticlesRequest(
        article=request("Will it last?! Nobody knows!!! " * 200).article
    )
    # Without bandwidth probes the connection's buffers stay small, so that the stream soon stands still.
    lazy = small_server.stub(**{"grpc.http2.bdp_probe": 0, "grpc.use_local_subchannel_pool": 1})
    unread = lazy.StreamScoreArticles(itertools.repeat(item))
    assert next(unread).HasField("report")
    small_server.wait_for_metric("newsassay_pending_calls", 0)
    items = [service_pb2.StreamScoreArticlesRequest(article=request().article) for _ in range(40)]
    assert len(list(small_server.stub().StreamScoreArticles(iter(items)))) == 40
    unread.cancel()
    small_server.wait_for_metric("newsassay_streams", 0)


def test_streams_are_bounded_and_wait_for_room_instead_of_failing(
    start_server: Any, failure: Failing
) -> None:
    server = start_server(
        "--address=127.0.0.1:0",
        "--workers=1",
        "--max-streams=1",
        "--max-pending-calls=3",
        "--metrics-address=127.0.0.1:0",
    )
    stub = server.stub()
    items = [
        service_pb2.StreamScoreArticlesRequest(request_id=str(number), article=request().article)
        for number in range(50)
    ]
    with server.frozen_workers():
        first = stub.StreamScoreArticles(iter(items))
        server.wait_for_metric("newsassay_pending_calls", 1)
        second = failure(lambda: list(stub.StreamScoreArticles(iter(items))))
    assert second.code is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert sorted(int(reply.request_id) for reply in first) == list(range(50))

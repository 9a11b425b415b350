"""What one caller can do to a server: the attacks of tests/benchmarks/attacks.py, smaller, and raw HTTP/2."""

import asyncio
from collections.abc import Callable
from typing import Any

import attacks
import grpc
import pytest
from attacks import CHECK, REQUEST, SCORE, SERVICE, Server
from broken_http2 import (
    bad_flag,
    ended_message,
    huge_length,
    no_message,
    truncated_frame,
    truncated_message,
)
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from raw_http2 import Connection, Frame

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

# A server begins with 45 MiB; before it was bounded, each of these attacks cost hundreds.
MOST_MIB = 300


@pytest.fixture(scope="module")
def start_attacked(start_shared_server: Any) -> Callable[..., Server]:
    """Start a server that several attacks share: it must survive all of them."""

    def start(*flags: str, **options: bool) -> Server:
        running = start_shared_server("--address=127.0.0.1:0", *flags, **options)
        return Server(running.process, running.address)

    return start


@pytest.fixture(scope="module")
def server(start_attacked: Callable[..., Server]) -> Server:
    return start_attacked("--workers=2", own_interpreter=True)


@pytest.fixture(scope="module")
def flooded(start_attacked: Callable[..., Server]) -> Server:
    """For what costs more memory than other attacks may where all cores are busy: their peak is the server's."""
    return start_attacked("--workers=2", own_interpreter=True)


@pytest.fixture(scope="module")
def small_server(start_attacked: Callable[..., Server]) -> Server:
    """Room for fewer calls than a burst has, and for fewer of each connection."""
    return start_attacked("--workers=2", "--max-pending-calls=40", "--max-connection-calls=20")


@pytest.fixture(scope="module")
def impatient_server(start_attacked: Callable[..., Server]) -> Server:
    return start_attacked("--workers=0", "--message-timeout=0.5", "--stream-idle-timeout=0.2")


async def score(server: Server) -> str:
    async with server.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        return await attacks.outcome(stub.ScoreArticle(REQUEST, timeout=120, wait_for_ready=True))


# First, while the server they share has done nothing that costs more memory.
async def test_large_options_and_endless_bad_fields_are_refused_before_they_cost_anything(
    server: Server,
) -> None:
    assert await attacks.copied_options(server) == {"RESOURCE_EXHAUSTED": 1}
    # Within the size of a message, but more than any options need.
    assert await attacks.copied_options(server, 3 << 20) == {"INVALID_ARGUMENT": 1}
    assert await attacks.bad_fields(server, 3 << 20) == {"INVALID_ARGUMENT": 2}
    assert server.memory()[1] < MOST_MIB / 3


async def test_a_burst_on_one_connection_waits_its_turn(small_server: Server) -> None:
    assert await attacks.burst(small_server, 150) == {"OK": 150}


async def test_a_full_server_refuses_with_a_pushback_and_cancels_nobody(small_server: Server) -> None:
    told = await attacks.many_connections(small_server, 6, 60)
    assert set(told) <= {"OK", "RESOURCE_EXHAUSTED"}
    assert told["OK"] >= 40
    assert await score(small_server) == "OK"


async def test_a_small_caller_is_served_beside_busy_ones(small_server: Server) -> None:
    async with small_server.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        hogs = asyncio.create_task(attacks.many_connections(small_server, 4, 100))
        seen = []
        while not hogs.done():
            seen.append(await attacks.outcome(stub.ScoreArticle(REQUEST, timeout=120)))
        assert (await hogs)["RESOURCE_EXHAUSTED"] > 0
        assert set(seen) == {"OK"}


async def test_a_flood_of_resets_costs_its_own_connection(flooded: Server) -> None:
    async with flooded.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        check = health_pb2_grpc.HealthStub(channel).Check
        for method in (
            SCORE,
            CHECK,
            f"{SERVICE}/StreamScoreArticles",
            "/grpc.health.v1.Health/Watch",
            "/no/such",
        ):
            honest = [asyncio.create_task(attacks.outcome(stub.ScoreArticle(REQUEST))) for _ in range(20)]
            honest += [
                asyncio.create_task(attacks.outcome(check(health_pb2.HealthCheckRequest())))
                for _ in range(20)
            ]
            assert await attacks.rapid_reset(flooded, 200_000, method) == {"connection closed": 1}
            assert await asyncio.gather(*honest) == ["OK"] * 40
        assert await score(flooded) == "OK"
    assert flooded.memory()[1] < 2 * MOST_MIB


@pytest.mark.parametrize(
    "attack",
    [
        lambda server: attacks.unread_replies(server, 4, 60),
        lambda server: attacks.half_sent(server, 5, 10),
        lambda server: attacks.gzip_bombs(server, 60),
        lambda server: attacks.headers_only(server, 8, 300),
    ],
    ids=["unread replies", "half-sent messages", "gzip bombs", "headers only"],
)
async def test_what_is_not_read_or_sent_in_whole_costs_little(
    server: Server, attack: Callable[[Server], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attacks, "HOLD_SECONDS", 2.0)
    await attack(server)
    assert await score(server) == "OK"
    assert server.memory()[1] < MOST_MIB


async def test_a_connection_cannot_take_all_streams(server: Server) -> None:
    told = await attacks.idle_streams(server)
    assert told["other caller's stream: OK"] == 1
    assert told["streams refused"] == 256 - 32


async def test_connections_are_bounded(start_attacked: Callable[..., Server]) -> None:
    server = start_attacked("--max-connections=2", "--workers=0")
    async with server.channel() as first, server.channel() as second, server.channel() as third:
        stubs = [service_grpc.CredibilityServiceStub(channel) for channel in (first, second, third)]
        told = [await attacks.outcome(stub.ScoreArticle(REQUEST)) for stub in stubs]
    assert told == ["OK", "OK", "UNAVAILABLE"]
    assert await score(server) == "OK"


async def test_a_stream_on_which_nothing_comes_is_closed(impatient_server: Server) -> None:
    async with impatient_server.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        article = article_pb2.Article(body="Officials may decide soon, critics say. " * 3000)
        replies = 0
        while not replies:  # where the machine is busy, the article itself may come too late
            call = stub.StreamScoreArticles()
            with pytest.raises(grpc.aio.AioRpcError) as ended:  # noqa: PT012 - whichever comes too late
                await call.write(service_pb2.StreamScoreArticlesRequest(request_id="1", article=article))
                # What is still being scored when the time is over is answered all the same.
                while (reply := await call.read()) is not grpc.aio.EOF:
                    replies += reply.HasField("report")  # type: ignore[union-attr]
            assert ended.value.code() is grpc.StatusCode.UNAVAILABLE
            assert ended.value.details() == "nothing was sent for 0.2 s"


async def test_an_article_that_takes_too_much_work_fails_alone(
    start_attacked: Callable[..., Server],
) -> None:
    async with start_attacked("--workers=2", "--max-work=0.2").channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        huge = article_pb2.Article(body="Officials may decide soon, critics say. " * 25_000)
        batch = service_pb2.BatchScoreArticlesRequest(articles=[attacks.ARTICLE, huge, attacks.ARTICLE])
        results = (await stub.BatchScoreArticles(batch)).results
        assert [result.WhichOneof("result") for result in results] == ["report", "status", "report"]
        detail = error_details_pb2.BadRequest()
        assert results[1].status.details[0].Unpack(detail)
        assert detail.field_violations[0].reason == "TOO_MUCH_WORK"


async def test_a_call_without_a_deadline_is_given_one(
    start_attacked: Callable[..., Server],
) -> None:
    async with start_attacked("--workers=2", "--default-deadline=0.1").channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        huge = article_pb2.Article(body="Officials may decide soon, critics say. " * 4_000)
        request = service_pb2.ScoreArticleRequest(article=huge)
        assert await attacks.outcome(stub.ScoreArticle(request)) == "DEADLINE_EXCEEDED"
        item = service_pb2.StreamScoreArticlesRequest(request_id="1", article=huge)
        (reply,) = [reply async for reply in stub.StreamScoreArticles(iter([item]))]
        assert reply.status.code == grpc.StatusCode.DEADLINE_EXCEEDED.value[0]
        assert await attacks.outcome(stub.ScoreArticle(request, timeout=120)) == "OK"


@pytest.mark.parametrize(
    ("begin", "code"),
    [
        (no_message, grpc.StatusCode.INVALID_ARGUMENT),
        (ended_message, grpc.StatusCode.INVALID_ARGUMENT),
        (bad_flag, grpc.StatusCode.INVALID_ARGUMENT),
        (truncated_message, grpc.StatusCode.DEADLINE_EXCEEDED),
        (truncated_frame, grpc.StatusCode.DEADLINE_EXCEEDED),
        (huge_length, grpc.StatusCode.RESOURCE_EXHAUSTED),
    ],
)
async def test_broken_http2_gets_a_status(
    impatient_server: Server, begin: Callable[[Connection], int], code: grpc.StatusCode
) -> None:
    connection = await Connection.open(impatient_server.address)
    stream = begin(connection)
    await connection.drain()
    trailers: Frame = await connection.end_of(stream)
    value = str(code.value[0]).encode()
    assert b"grpc-status" + bytes((len(value),)) + value in trailers.payload
    await connection.close()

"""Streams against a server that breaks them: every article is answered exactly once."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from itertools import count, islice
from typing import Any

import grpc
import pytest

from newsassay.client import Article, AsyncClient, Client, NewsassayError, Outcome
from newsassay.v1.credibility_service_pb2 import StreamScoreArticlesRequest, StreamScoreArticlesResponse
from newsassay.v1.report_pb2 import CredibilityReport

Requests = Iterator[StreamScoreArticlesRequest]
Replies = Iterator[StreamScoreArticlesResponse]
Score = Callable[..., Any]


def answer(request: StreamScoreArticlesRequest) -> StreamScoreArticlesResponse:
    report = CredibilityReport(article_id=request.article.article_id)
    return StreamScoreArticlesResponse(request_id=request.request_id, report=report)


def well(requests: Requests, _: grpc.ServicerContext) -> Replies:
    yield from map(answer, requests)


def reversed_in_pairs(requests: Requests, _: grpc.ServicerContext) -> Replies:
    for first in requests:
        second = next(requests, None)
        if second is not None:
            yield answer(second)
        yield answer(first)


def breaks_after(
    answers: int, code: grpc.StatusCode = grpc.StatusCode.UNAVAILABLE, taken: int = 1
) -> Callable[..., Replies]:
    """A stream that answers some requests, takes some more, and breaks."""

    def stream(requests: Requests, context: grpc.ServicerContext) -> Replies:
        yield from map(answer, islice(requests, answers))
        for _ in range(taken):
            next(requests)
        context.abort(code, "gone")

    return stream


def ends_after(answers: int) -> Callable[..., Replies]:
    def stream(requests: Requests, _: grpc.ServicerContext) -> Replies:
        yield from map(answer, islice(requests, answers))

    return stream


def silent(requests: Requests, context: grpc.ServicerContext) -> Replies:
    for _ in requests:
        pass
    yield from ()


def articles(number: int) -> Iterator[Article]:
    return (Article(article_id=f"a{index}", body="Text.") for index in range(number))


def ids(outcomes: Iterable[Outcome]) -> list[str]:
    return [outcome.unwrap().article_id for outcome in outcomes]


def sync_score(
    address: str, source: Iterable[Article], *, timeout: float = 30.0, **settings: Any
) -> list[Outcome]:
    with Client(address, timeout=timeout) as client:
        return list(client.score_stream(source, **settings))


def async_score(
    address: str, source: Iterable[Article], *, timeout: float = 30.0, **settings: Any
) -> list[Outcome]:
    async def run() -> list[Outcome]:
        async with AsyncClient(address, timeout=timeout) as client:
            return [outcome async for outcome in client.score_stream(source, **settings)]

    return asyncio.run(run())


@pytest.fixture(params=[sync_score, async_score], ids=["sync", "async"])
def score(request: pytest.FixtureRequest) -> Score:
    return request.param


def test_order_is_restored(address: str, script: Any, score: Score) -> None:
    script.streams = [reversed_in_pairs]
    assert ids(score(address, articles(100), window=8)) == [f"a{index}" for index in range(100)]


@pytest.mark.parametrize("ordered", [True, False])
def test_several_streams_reach_several_servers(two_scripts: Any, score: Score, ordered: bool) -> None:
    name, first, second = two_scripts
    # None that holds an answer until the next article comes: with several streams, that may go to another.
    first.streams, second.streams = [breaks_after(7), breaks_after(0), well], [well]
    while not (first.opened and second.opened):
        outcomes = score(name, articles(100), streams=4, window=16, ordered=ordered)
        indices = [outcome.index for outcome in outcomes]
        assert (indices if ordered else sorted(indices)) == list(range(100))
        assert ids(outcomes) == [f"a{index}" for index in indices]


def test_a_stream_that_is_closed_while_nothing_is_asked_is_opened_again(address: str, script: Any) -> None:
    closed = threading.Event()

    def closes_when_idle(requests: Requests, context: grpc.ServicerContext) -> Replies:
        context.add_callback(closed.set)
        yield answer(next(requests))
        context.abort(grpc.StatusCode.UNAVAILABLE, "idle")

    script.streams = [closes_when_idle, well]
    with Client(address) as client:

        def source() -> Iterator[Article]:
            yield Article(article_id="a0")
            closed.wait(120)
            yield Article(article_id="a1")

        stream = client.score_stream(source(), window=1)
        assert ids(stream) == ["a0", "a1"]


def test_unordered_outcomes_come_as_they_finish(address: str, script: Any, score: Score) -> None:
    script.streams = [reversed_in_pairs]
    outcomes = score(address, articles(10), ordered=False)
    assert [outcome.index for outcome in outcomes] != list(range(10))
    assert sorted(outcome.index for outcome in outcomes) == list(range(10))


def test_nothing_is_an_empty_stream(address: str, script: Any, score: Score) -> None:
    script.streams = [well]
    assert score(address, []) == []


@pytest.mark.parametrize(
    "faults",
    [
        [breaks_after(0), breaks_after(7), breaks_after(0), breaks_after(30), well],
        # Of one article alone under way it would mean that the article is too large.
        [breaks_after(3, grpc.StatusCode.RESOURCE_EXHAUSTED, taken=2), well],
        [ends_after(5), ends_after(1), well],
    ],
    ids=["unavailable", "exhausted", "ended early"],
)
def test_a_broken_stream_goes_on(address: str, script: Any, score: Score, faults: list[Any]) -> None:
    script.streams = faults
    assert ids(score(address, articles(100), window=8)) == [f"a{index}" for index in range(100)]
    assert script.opened == len(faults)


def test_a_silent_server_is_left(address: str, script: Any, score: Score) -> None:
    script.streams = [silent, well]
    assert ids(score(address, articles(20), window=4, timeout=0.2)) == [f"a{index}" for index in range(20)]


def test_patience_ends(address: str, script: Any, score: Score) -> None:
    script.streams = [breaks_after(0)]
    with pytest.raises(NewsassayError, match="UNAVAILABLE"):
        score(address, articles(3), patience=0.3)


def test_patience_with_silence_ends(address: str, script: Any, score: Score) -> None:
    script.streams = [silent]
    with pytest.raises(NewsassayError, match="silent"):
        score(address, articles(3), timeout=0.1, patience=0.2)


def test_other_errors_are_raised_at_once(address: str, script: Any, score: Score) -> None:
    script.streams = [breaks_after(2, grpc.StatusCode.UNAUTHENTICATED)]
    with pytest.raises(NewsassayError, match="UNAUTHENTICATED"):
        score(address, articles(10))
    assert script.opened <= 2  # gRPC may lose the status of a call that was being written to


def test_an_article_too_large_for_the_server_fails_alone(address: str, script: Any, score: Score) -> None:
    script.streams = [well]
    source = list(articles(9))
    source[4].body = "x" * 200_000
    outcomes = score(address, source)
    assert [outcome.error.code if outcome.error else "" for outcome in outcomes] == (
        [""] * 4 + ["RESOURCE_EXHAUSTED"] + [""] * 4
    )


def test_an_endless_source_is_read_no_further_than_the_window(address: str, script: Any) -> None:
    script.streams = [well]
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        for index in count():
            taken += 1
            yield Article(article_id=f"a{index}")

    with Client(address) as client:
        stream = client.score_stream(endless(), window=16)
        for number, outcome in enumerate(islice(stream, 500)):
            assert outcome.index == number
            assert taken <= number + 1 + 16
        stream.close()  # type: ignore[attr-defined]  # it is a generator


def test_an_error_of_the_source_arrives_at_the_caller(address: str, script: Any, score: Score) -> None:
    script.streams = [well]

    def source() -> Iterator[Article]:
        yield Article(article_id="a0")
        message = "disk"
        raise OSError(message)

    with pytest.raises(OSError, match="disk"):
        score(address, source())


async def test_a_live_source_gets_its_answers_before_it_ends(address: str, script: Any) -> None:
    script.streams = [well]
    answered: asyncio.Queue[str] = asyncio.Queue()

    async def live() -> AsyncIterator[Article]:
        for index in range(5):
            yield Article(article_id=f"a{index}")
            assert await asyncio.wait_for(answered.get(), 120) == f"a{index}"

    async with AsyncClient(address) as client:
        async for outcome in client.score_stream(live()):
            answered.put_nowait(outcome.unwrap().article_id)

"""Scoring an iterable over StreamScoreArticles, on an event loop."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from typing import Any, TypeAlias

import grpc

from newsassay.client.backoff import ENDED, StreamBrokenError
from newsassay.client.lane import Lane
from newsassay.client.outcome import Outcome
from newsassay.client.window import Window
from newsassay.v1.article_pb2 import Article
from newsassay.v1.credibility_service_pb2 import StreamScoreArticlesRequest, StreamScoreArticlesResponse

GOODBYE_SECONDS = 1.0

Call = grpc.aio.StreamStreamCall[StreamScoreArticlesRequest, StreamScoreArticlesResponse]


async def score_stream(
    open_call: Callable[[], Call],
    articles: Iterable[Article] | AsyncIterable[Article],
    window: Window,
    *,
    silence: float,
    patience: float,
) -> AsyncIterator[Outcome]:
    """Yield an outcome for every article: stream.score_stream, waiting for source and servers at once."""
    source = _Source(articles)
    lanes = [_Lane(number, window, silence=silence, patience=patience) for number in range(window.lanes)]
    try:
        while True:
            source.pull(window)
            _send(lanes, window, open_call)
            if source.task is None and window.is_empty:
                await asyncio.gather(*(lane.connection.finish() for lane in lanes if lane.connection))
                return
            now = time.monotonic()
            wait = min(lane.wait(now) for lane in lanes)
            replies = [lane.connection.reply for lane in lanes if lane.connection]
            await _first([*replies, *([source.task] if source.task else [])], wait)
            source.deliver(window)
            for lane in lanes:
                for outcome in await _receive(lane, lanes):
                    yield outcome
    finally:
        source.cancel()
        for lane in lanes:
            if lane.connection:
                await lane.connection.cancel()


async def _first(tasks: "list[asyncio.Task[Any]]", wait: float) -> None:
    """Wait until a task is done, or for so many seconds."""
    timeout = None if wait == float("inf") else wait
    if tasks:
        await asyncio.wait(tasks, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    elif timeout is not None:
        await asyncio.sleep(timeout)


def _send(lanes: list["_Lane"], window: Window, open_call: Callable[[], Call]) -> None:
    """Send what is to be sent, on new connections where there is none."""
    now = time.monotonic()
    for number, lane in enumerate(lanes):
        if lane.may_send(now):
            if lane.connection is None:
                lane.connection = _Connection(open_call)
            for request in window.requests(number):
                lane.connection.send(request)


async def _receive(lane: "_Lane", lanes: list["_Lane"]) -> list[Outcome]:
    """Return the outcomes of what has come on this lane, or of its silence."""
    connection, now = lane.connection, time.monotonic()
    if connection is None:
        return []
    try:
        if why := lane.silence(now) if not connection.reply.done() else None:
            raise why
        reply = connection.receive()
    except StreamBrokenError as broken:
        await connection.cancel()
        return lane.break_(broken, time.monotonic())
    if reply is None:
        return []
    for each in lanes:
        each.answered()
    return lane.answer(reply, now)


class _Source:
    """The caller's articles, one of them awaited at a time; a broken connection does not disturb the wait."""

    def __init__(self, articles: Iterable[Article] | AsyncIterable[Article]) -> None:
        self._articles = _as_async(articles)
        self._ended = False
        self.task: asyncio.Task[Article | None] | None = None

    def pull(self, window: Window) -> None:
        if self.task is None and not self._ended and window.has_room:
            self.task = asyncio.create_task(_next(self._articles))

    def deliver(self, window: Window) -> None:
        """Move the awaited article into the window, if it has come. Raises what the source raises."""
        if self.task is None or not self.task.done():
            return
        article, self.task = self.task.result(), None
        if article is None:
            self._ended = True
        else:
            window.add(article)

    def cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()


class _Connection:
    """One call of the rpc: a task that writes what is queued, a task that waits for the next reply."""

    def __init__(self, open_call: Callable[[], Call]) -> None:
        self._requests: asyncio.Queue[StreamScoreArticlesRequest | None] = asyncio.Queue()
        self._call = open_call()
        self._writer = asyncio.create_task(self._write())
        self.reply = asyncio.create_task(self._read())

    def send(self, request: StreamScoreArticlesRequest) -> None:
        self._requests.put_nowait(request)

    def receive(self) -> StreamScoreArticlesResponse | None:
        """Return the reply that has come, if one has, and wait for the next one. Raises StreamBrokenError."""
        if not self.reply.done():
            return None
        reply = self.reply.result()
        self.reply = asyncio.create_task(self._read())
        return reply

    async def finish(self) -> None:
        """Say that nothing more comes and let the server end the call."""
        self._requests.put_nowait(None)
        await asyncio.wait({self.reply}, timeout=GOODBYE_SECONDS)

    async def cancel(self) -> None:
        self._call.cancel()
        for task in (self._writer, self.reply):
            task.cancel()
        await asyncio.gather(self._writer, self.reply, return_exceptions=True)

    async def _write(self) -> None:
        # A failed write says less than the failed read that goes with it.
        with contextlib.suppress(grpc.RpcError, asyncio.InvalidStateError):
            while (request := await self._requests.get()) is not None:
                await self._call.write(request)
            await self._call.done_writing()

    async def _read(self) -> StreamScoreArticlesResponse:
        try:
            reply = await self._call.read()
        except grpc.aio.AioRpcError as error:
            # A write that fails because the server has ended the call replaces the call's status by this one
            # (grpc/grpc#36066); with one article under way nothing is written then and the status arrives.
            if error.code() is grpc.StatusCode.INTERNAL and "execute_batch" in (
                error.debug_error_string() or ""
            ):
                raise StreamBrokenError(ENDED, status_lost=True) from error
            raise StreamBrokenError(error.details() or error.code().name, cause=error) from error
        if isinstance(reply, StreamScoreArticlesResponse):
            return reply
        raise StreamBrokenError(ENDED)


_Lane: TypeAlias = Lane[_Connection]


async def _next(source: AsyncIterator[Article]) -> Article | None:
    return await anext(source, None)


async def _as_async(articles: Iterable[Article] | AsyncIterable[Article]) -> AsyncIterator[Article]:
    if isinstance(articles, AsyncIterable):
        async for article in articles:
            yield article
    else:
        for article in articles:
            yield article

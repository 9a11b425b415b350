"""Scoring an iterable over StreamScoreArticles, blocking.

The source is read in the caller's thread, so its errors arrive where they belong; a thread per connection
reads replies, so that silence can be noticed.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Protocol, TypeAlias

import grpc

from newsassay.client.backoff import ENDED, StreamBrokenError
from newsassay.client.lane import Lane
from newsassay.client.outcome import Outcome
from newsassay.client.window import Window
from newsassay.v1.article_pb2 import Article
from newsassay.v1.credibility_service_pb2 import StreamScoreArticlesRequest, StreamScoreArticlesResponse

GOODBYE_SECONDS = 1.0

Requests = Iterator[StreamScoreArticlesRequest]


class Call(Protocol):
    """What grpc returns for a stream."""

    def __iter__(self) -> Iterator[StreamScoreArticlesResponse]: ...
    def cancel(self) -> object:
        """End the call."""


def score_stream(
    open_call: Callable[[Requests], Call],
    articles: Iterable[Article],
    window: Window,
    *,
    silence: float,
    patience: float,
) -> Iterator[Outcome]:
    """Yield an outcome for every article, connecting again where a connection breaks.

    A connection that owes an answer and gives none for `silence` seconds counts as broken.
    Raises NewsassayError for an error that is not worth another try, and after `patience` seconds of trying.
    """
    source = iter(articles)
    replies: _Replies = SimpleQueue()
    lanes = [_Lane(number, window, silence=silence, patience=patience) for number in range(window.lanes)]
    more = True
    try:
        while True:
            _send(lanes, window, open_call, replies)
            if more and window.has_room and replies.empty():
                article = next(source, None)
                if article is None:
                    more = False
                else:
                    window.add(article)
                continue
            if not more and window.is_empty:
                for lane in lanes:
                    if lane.connection:
                        lane.connection.finish()
                return
            yield from _receive(lanes, replies)
    finally:
        for lane in lanes:
            if lane.connection:
                lane.connection.cancel()


def _send(
    lanes: list["_Lane"], window: Window, open_call: Callable[[Requests], Call], replies: "_Replies"
) -> None:
    """Send what is to be sent, on new connections where there is none."""
    now = time.monotonic()
    for number, lane in enumerate(lanes):
        if lane.may_send(now):
            if lane.connection is None:
                lane.connection = _Connection(open_call, replies, number)
            for request in window.requests(number):
                lane.connection.send(request)


def _receive(lanes: list["_Lane"], replies: "_Replies") -> list[Outcome]:
    """Wait for a reply, or until a lane has something else to do; return the outcomes of that."""
    now = time.monotonic()
    wait = min(lane.wait(now) for lane in lanes)
    try:
        number, connection, reply = replies.get(timeout=None if wait == float("inf") else wait)
    except Empty:
        now = time.monotonic()
        return [outcome for lane in lanes if (why := lane.silence(now)) for outcome in _end(lane, why, now)]
    lane, now = lanes[number], time.monotonic()
    if lane.connection is not connection:
        return []  # what came from a connection after it was given up
    if isinstance(reply, StreamBrokenError):
        return _end(lane, reply, now)
    for each in lanes:
        each.answered()
    return lane.answer(reply, now)


def _end(lane: "_Lane", why: StreamBrokenError, now: float) -> list[Outcome]:
    if lane.connection:
        lane.connection.cancel()
    return lane.break_(why, now)


class _Connection:
    """One call of the rpc: a queue of requests in, replies to a queue that all connections share."""

    def __init__(self, open_call: Callable[[Requests], Call], replies: "_Replies", lane: int) -> None:
        self._requests: SimpleQueue[StreamScoreArticlesRequest | None] = SimpleQueue()
        self._replies = replies
        self._lane = lane
        self._call = open_call(iter(self._requests.get, None))
        self._reader = threading.Thread(target=self._read, name="newsassay-replies", daemon=True)
        self._reader.start()

    def send(self, request: StreamScoreArticlesRequest) -> None:
        self._requests.put(request)

    def finish(self) -> None:
        """Say that nothing more comes and let the server end the call."""
        self._requests.put(None)
        self._reader.join(GOODBYE_SECONDS)

    def cancel(self) -> None:
        self._requests.put(None)
        self._call.cancel()

    def _read(self) -> None:
        try:
            for reply in self._call:
                self._put(reply)
        except grpc.RpcError as error:
            self._put(StreamBrokenError(error.details() or error.code().name, cause=error))
        else:
            self._put(StreamBrokenError(ENDED))

    def _put(self, reply: StreamScoreArticlesResponse | StreamBrokenError) -> None:
        self._replies.put((self._lane, self, reply))


_Lane: TypeAlias = Lane[_Connection]
_Replies: TypeAlias = "SimpleQueue[tuple[int, _Connection, StreamScoreArticlesResponse | StreamBrokenError]]"

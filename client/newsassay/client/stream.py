"""Scoring an iterable over StreamScoreArticles, blocking.

The source is read in the caller's thread, so its errors arrive where they belong; a thread per connection
reads replies, so that silence can be noticed.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Protocol

import grpc

from newsassay.client.backoff import ENDED, NO_ANSWER, Backoff, StreamBrokenError
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
    """Yield an outcome for every article, connecting again where the connection breaks.

    A connection that owes an answer and gives none for `silence` seconds counts as broken.
    Raises NewsassayError for an error that is not worth another try, and after `patience` seconds of trying.
    """
    source = iter(articles)
    backoff = Backoff(patience)
    connection = _Connection(open_call)
    more = True
    try:
        while True:
            if more and window.has_room and connection.nothing_to_read:
                article = next(source, None)
                if article is None:
                    more = False
                else:
                    window.add(article)
                    connection.send(window)
                continue
            if not more and window.is_empty:
                connection.finish()
                return
            try:
                reply = connection.receive(silence)
            except StreamBrokenError as broken:
                connection.cancel()
                outcomes, pause = backoff.after_break(window, broken)
                connection = _Connection(open_call)
            else:
                backoff.answered()
                outcomes, pause = window.answer(reply), window.take_pause()
            time.sleep(pause)
            connection.send(window)
            yield from outcomes
    finally:
        connection.cancel()


class _Connection:
    """One call of the rpc: a queue of requests in, a queue of replies out."""

    def __init__(self, open_call: Callable[[Requests], Call]) -> None:
        self._requests: SimpleQueue[StreamScoreArticlesRequest | None] = SimpleQueue()
        self._replies: SimpleQueue[StreamScoreArticlesResponse | StreamBrokenError] = SimpleQueue()
        self._call = open_call(iter(self._requests.get, None))
        self._reader = threading.Thread(target=self._read, name="newsassay-replies", daemon=True)
        self._reader.start()

    @property
    def nothing_to_read(self) -> bool:
        return self._replies.empty()

    def send(self, window: Window) -> None:
        for request in window.requests():
            self._requests.put(request)

    def receive(self, timeout: float) -> StreamScoreArticlesResponse:
        try:
            reply = self._replies.get(timeout=timeout)
        except Empty:
            raise StreamBrokenError(NO_ANSWER, waited=timeout) from None
        if isinstance(reply, StreamBrokenError):
            raise reply
        return reply

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
                self._replies.put(reply)
        except grpc.RpcError as error:
            self._replies.put(StreamBrokenError(error.details() or error.code().name, cause=error))
        else:
            self._replies.put(StreamBrokenError(ENDED))

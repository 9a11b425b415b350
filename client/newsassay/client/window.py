"""The articles of a stream that are under way: what bounds memory, restores order and survives a broken connection.

Pure bookkeeping, shared by the blocking and the async stream: no I/O, no thread, no clock.
"""

from collections import deque
from collections.abc import Iterator

from newsassay.client.errors import NewsassayError, broken_answer, status_error
from newsassay.client.outcome import Failed, Outcome, Scored
from newsassay.v1.article_pb2 import Article, ScoreOptions
from newsassay.v1.credibility_service_pb2 import StreamScoreArticlesRequest, StreamScoreArticlesResponse

ITEM_ATTEMPTS = 4
RETRIED = ("UNAVAILABLE", "RESOURCE_EXHAUSTED")
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 10.0
# Answers to nothing that was asked: more than a few come only from a server that never ends.
MOST_STRAYS = 1000


class Window:
    """At most `size` articles between the source and the caller, answered ones that wait for their turn included.

    They travel on `lanes` connections, an equal share of them on each at a time. An article leaves when its outcome is handed out, which happens exactly once: an answer to an article
    that is not under way (a repeat after a reconnection) is dropped.
    """

    def __init__(self, options: ScoreOptions | None, *, size: int, ordered: bool, lanes: int = 1) -> None:
        if size < 1:
            message = "a window holds at least one article"
            raise ValueError(message)
        if lanes < 1:
            message = "articles travel on at least one stream"
            raise ValueError(message)
        self._options = options
        self._size = size
        self._ordered = ordered
        self._added = 0
        self._handed_out = 0
        self._under_way: dict[int, Article] = {}
        self._attempts: dict[int, int] = {}
        self._waiting: dict[int, Outcome] = {}
        self._to_send: deque[int] = deque()
        self._sent: tuple[set[int], ...] = tuple(set() for _ in range(lanes))
        self._share = -(-size // lanes)
        self._one_by_one: set[int] = set()
        self._pauses = [0.0] * lanes
        self._strays = 0

    @property
    def has_room(self) -> bool:
        """Whether another article may be added."""
        return len(self._under_way) + len(self._waiting) < self._size

    @property
    def is_empty(self) -> bool:
        """Whether every article added so far has been answered and handed out."""
        return not self._under_way and not self._waiting

    @property
    def lanes(self) -> int:
        """How many connections there may be."""
        return len(self._sent)

    def is_exposed(self, lane: int = 0) -> bool:
        """Whether articles have been sent on this lane and not been answered."""
        return bool(self._sent[lane])

    def has_requests(self, lane: int = 0) -> bool:
        """Whether there is something to send on this lane now."""
        sent = self._sent[lane]
        return bool(self._to_send) and len(sent) < self._share and not (self._one_by_one and sent)

    def add(self, article: Article) -> None:
        """Take the next article of the source."""
        self._under_way[self._added] = article
        self._to_send.append(self._added)
        self._added += 1

    def requests(self, lane: int = 0) -> Iterator[StreamScoreArticlesRequest]:
        """Yield the requests that are to be sent on this lane now, oldest first."""
        while self.has_requests(lane):
            index = self._to_send.popleft()
            self._sent[lane].add(index)
            yield StreamScoreArticlesRequest(
                request_id=str(index), article=self._under_way[index], options=self._options
            )

    def answer(self, reply: StreamScoreArticlesResponse, lane: int = 0) -> list[Outcome]:
        """Take one reply that came on this lane; return the outcomes that can be handed out now."""
        index = int(reply.request_id) if reply.request_id.isdecimal() else -1
        if index not in self._sent[lane]:
            self._strays += 1
            if self._strays > MOST_STRAYS:
                message = "it answers what it was not asked"
                raise broken_answer(message)
            return []
        self._sent[lane].discard(index)
        result = reply.WhichOneof("result")
        if result is None:
            broken = broken_answer("neither a report nor a status")
            return self._settle(Failed(index, self._under_way[index], broken))
        if result == "status":
            error = status_error(reply.status)
            if self._may_retry(index, error, lane):
                self._to_send.append(index)
                return []
            return self._settle(Failed(index, self._under_way[index], error))
        return self._settle(Scored(index, self._under_way[index], reply.report))

    def broken(
        self, error: NewsassayError | None = None, *, suspicious: bool = False, lane: int = 0
    ) -> list[Outcome]:
        """Note that the lane's connection is gone: everything unanswered on it is to be sent again, on any lane.

        With `error`, or when the break is `suspicious`, one of the messages under way is or may be why (a
        server refuses a message that is too large by ending the stream). Then they go one by one, and the
        one that fails alone gets `error`.
        """
        outcomes: list[Outcome] = []
        sent = self._sent[lane]
        if error is not None and len(sent) == 1:
            index = sent.pop()
            outcomes = self._settle(Failed(index, self._under_way[index], error))
        if error is not None or suspicious:
            self._one_by_one |= sent
        self._to_send = deque(sorted([*self._to_send, *sent]))
        sent.clear()
        return outcomes

    def take_pause(self, lane: int = 0) -> float:
        """Seconds to wait before sending more on this lane, asked for by a busy server; asking resets it."""
        pause, self._pauses[lane] = self._pauses[lane], 0.0
        return pause

    def _may_retry(self, index: int, error: NewsassayError, lane: int) -> bool:
        attempts = self._attempts[index] = self._attempts.get(index, 0) + 1
        if error.code not in RETRIED or attempts == ITEM_ATTEMPTS:
            return False
        delay = FIRST_PAUSE * 2**attempts if error.retry_after is None else error.retry_after
        self._pauses[lane] = max(self._pauses[lane], min(delay, LONGEST_PAUSE))
        return True

    def _settle(self, outcome: Outcome) -> list[Outcome]:
        index = outcome.index
        del self._under_way[index]
        self._attempts.pop(index, None)
        self._one_by_one.discard(index)
        if not self._ordered:
            return [outcome]
        self._waiting[index] = outcome
        ready = []
        while self._handed_out in self._waiting:
            ready.append(self._waiting.pop(self._handed_out))
            self._handed_out += 1
        return ready

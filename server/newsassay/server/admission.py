"""Who may wait for a worker: bounded by calls and by bytes, so that a full server says so at once.

Unary calls beyond the bounds are refused with RESOURCE_EXHAUSTED and a hint when to come back. Items of streams are
not refused: they wait, and the caller is held by flow control.

A fifth of the room is kept for connections that hold next to nothing, and for a few large articles, so that
neither busy neighbours nor many small calls can keep them out.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from google.rpc import status_pb2

from newsassay.server import errors
from newsassay.server.errors import StatusError

# What a job costs besides its text, expressed as bytes of text.
_JOB_OVERHEAD_BYTES = 1 << 10
_ITEMS_PER_PROCESS = 4
_MIN_RETRY_MS = 20
_MAX_RETRY_MS = 10_000
_SMOOTHING = 0.1
# One job moves the estimate as if it were at most so many times as slow or as fast.
_MOST_SURPRISE = 4.0
# Before anything is measured: 1 ms per 4 kB.
_FIRST_GUESS_SECONDS_PER_BYTE = 1 / 4e6
# Calls above this size are large.
LARGE_CALL_BYTES = 64 << 10
_RESERVE_SHARE = 4  # a fourth on top of what is open to all


class Admission:
    """Counts what is admitted and not yet answered, in all and by connection (`peer`)."""

    def __init__(
        self, max_calls: int, max_bytes: int, processes: int, *, max_streams: int, max_peer_streams: int
    ) -> None:
        self.calls = 0
        self.bytes = 0
        self.streams = 0
        self._large_calls = 0
        self._peer_calls: Counter[str] = Counter()
        self._peer_bytes: Counter[str] = Counter()
        self._peer_streams: Counter[str] = Counter()
        self._max_calls = max_calls
        self._max_bytes = max_bytes
        self._max_streams = max_streams
        self._max_peer_streams = max_peer_streams
        self._processes = processes
        self._seconds_per_byte = _FIRST_GUESS_SECONDS_PER_BYTE
        # Enough to keep the workers busy, and never so much that streams leave no room for calls.
        self._item_room = asyncio.Semaphore(max(1, min(_ITEMS_PER_PROCESS * processes, max_calls // 2)))
        self._readers: set[asyncio.Task[object]] = set()
        self.is_closed = False

    def observe(self, size: int, seconds: float) -> None:
        """Learn from a job that scored something how long a byte takes one worker."""
        now = self._seconds_per_byte
        seen = seconds / (size + _JOB_OVERHEAD_BYTES)
        self._seconds_per_byte += _SMOOTHING * (
            min(max(seen, now / _MOST_SURPRISE), now * _MOST_SURPRISE) - now
        )

    def close(self) -> None:
        """Admit nothing from now on, not from open streams either."""
        self.is_closed = True
        for reader in self._readers:
            reader.cancel()

    def cancel_at_close(self, reader: asyncio.Task[object]) -> None:
        """Cancel this task, which reads from a stream, when the server closes."""
        self._readers.add(reader)
        reader.add_done_callback(self._readers.discard)

    def full(self) -> status_pb2.Status:
        """The answer to a call for which there is no room."""
        return errors.resource_exhausted("SERVER_FULL", "the server is full", self.retry_after_ms)

    @property
    def retry_after_ms(self) -> int:
        """When half of what is waiting now should be done, in milliseconds."""
        return int(min(max(self._wait_seconds(self.bytes) * 500, _MIN_RETRY_MS), _MAX_RETRY_MS))

    def check(self, peer: str) -> None:
        """Raise StatusError for a call that would be refused whatever its size, before any of it is read."""
        if self.is_closed:
            raise StatusError(errors.stopping())
        if self.calls >= self._max_calls and not self._may_use_reserve(peer, LARGE_CALL_BYTES + 1):
            raise StatusError(self.full())

    @contextmanager
    def call(self, size: int, peer: str, time_remaining: float | None) -> Iterator[None]:
        """Admit a call of `size` bytes for the duration of the block, or raise StatusError."""
        if self.is_closed:
            raise StatusError(errors.stopping())
        if not self._has_room(size, peer):
            raise StatusError(self.full())
        if time_remaining is not None and time_remaining < self._wait_seconds(self._bytes_before(peer)):
            message = "the deadline would pass before this call's turn"
            raise StatusError(errors.resource_exhausted("DEADLINE_TOO_SHORT", message, self.retry_after_ms))
        self._take(size, peer)
        try:
            yield
        finally:
            self._release(size, peer)

    @contextmanager
    def stream(self, peer: str) -> Iterator[None]:
        """Admit a stream for the duration of the block, or raise StatusError."""
        if self.is_closed:
            raise StatusError(errors.stopping())
        if self.streams >= self._max_streams or self._peer_streams[peer] >= self._max_peer_streams:
            raise StatusError(self.full())
        self.streams += 1
        self._peer_streams[peer] += 1
        try:
            yield
        finally:
            self.streams -= 1
            _subtract(self._peer_streams, peer, 1)

    async def take_item(self, size: int, peer: str) -> Callable[[], None]:
        """Wait until there is room for an item of a stream, and take it; first come, first served.

        Returns what gives the room back; calling that again changes nothing.
        """
        await self._item_room.acquire()
        self._take(size, peer)
        is_held = True

        def release() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self._release(size, peer)
                self._item_room.release()

        return release

    def _has_room(self, size: int, peer: str) -> bool:
        if self.calls < self._max_calls and (self.bytes + size <= self._max_bytes or not self.calls):
            return True
        return self._may_use_reserve(peer, size)

    def _may_use_reserve(self, peer: str, size: int) -> bool:
        """Whether a call may use the room that is kept for small users and large articles."""
        reserve = max(1, self._max_calls // _RESERVE_SHARE)
        if self.calls >= self._max_calls + reserve:
            return False
        peers = len(self._peer_calls) + (peer not in self._peer_calls)
        if peers < 2 or self._peer_calls[peer] >= max(1, reserve // peers):  # noqa: PLR2004 - alone
            # Where somebody alone fills the server with small calls, there still is room for a large one.
            is_few = self._large_calls < reserve and size > LARGE_CALL_BYTES
            return is_few and self.bytes + size <= self._max_bytes
        room = self._max_bytes + self._max_bytes // _RESERVE_SHARE
        return self.bytes + size <= room and self._peer_bytes[peer] + size <= self._max_bytes // peers

    def _bytes_before(self, peer: str) -> int:
        """Bytes that are scored before a new call of this connection, since connections take turns."""
        return min(self.bytes, self._peer_bytes[peer] * max(1, len(self._peer_calls)))

    def _wait_seconds(self, size: int) -> float:
        return size * self._seconds_per_byte / self._processes

    def _take(self, size: int, peer: str) -> None:
        self.calls += 1
        self.bytes += size
        self._large_calls += size > LARGE_CALL_BYTES
        self._peer_calls[peer] += 1
        self._peer_bytes[peer] += size

    def _release(self, size: int, peer: str) -> None:
        self.calls -= 1
        self.bytes -= size
        self._large_calls -= size > LARGE_CALL_BYTES
        _subtract(self._peer_calls, peer, 1)
        _subtract(self._peer_bytes, peer, size)


def _subtract(counts: Counter[str], peer: str, amount: int) -> None:
    """Take from a count; forget connections that hold nothing."""
    counts[peer] -= amount
    if counts[peer] <= 0:
        del counts[peer]

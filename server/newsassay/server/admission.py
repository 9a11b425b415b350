"""Who may wait for a worker: bounded by calls and by bytes, so that a full server says so at once.

Unary calls beyond the bounds are refused with RESOURCE_EXHAUSTED, a hint when to come back, and
without having been read where the number of calls is the limit. Items of streams are not refused:
they wait, and the caller is held by flow control.
"""

import asyncio
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
# Before anything is measured: 1 ms per 4 kB.
_FIRST_GUESS_BYTES_PER_SECOND = 4e6


class Admission:
    """Counts what is admitted and not yet answered."""

    def __init__(self, max_calls: int, max_bytes: int, max_streams: int, processes: int) -> None:
        self.calls = 0
        self.bytes = 0
        self.streams = 0
        self._max_calls = max_calls
        self._max_bytes = max_bytes
        self._max_streams = max_streams
        self._processes = processes
        self._bytes_per_second = _FIRST_GUESS_BYTES_PER_SECOND
        # Enough to keep the workers busy, and never so much that streams leave no room for calls.
        self._item_room = asyncio.Semaphore(max(1, min(_ITEMS_PER_PROCESS * processes, max_calls // 2)))
        self._readers: set[asyncio.Task[None]] = set()
        self.is_closed = False

    def observe(self, size: int, seconds: float) -> None:
        """Learn from a finished job how fast one worker is."""
        speed = (size + _JOB_OVERHEAD_BYTES) / max(seconds, 1e-6)
        self._bytes_per_second += _SMOOTHING * (speed - self._bytes_per_second)

    @property
    def is_full(self) -> bool:
        """Whether there is no room for any further call."""
        return self.calls >= self._max_calls

    def close(self) -> None:
        """Admit nothing from now on, not from open streams either."""
        self.is_closed = True
        for reader in self._readers:
            reader.cancel()

    def cancel_at_close(self, reader: asyncio.Task[None]) -> None:
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

    @contextmanager
    def call(self, size: int, time_remaining: float | None) -> Iterator[None]:
        """Admit a call of `size` bytes for the duration of the block, or raise StatusError."""
        if self.is_closed:
            raise StatusError(errors.stopping())
        if self.is_full or (self.bytes + size > self._max_bytes and self.calls):
            raise StatusError(self.full())
        if time_remaining is not None and time_remaining < self._wait_seconds(self.bytes):
            message = "the deadline would pass before this call's turn"
            raise StatusError(errors.resource_exhausted("DEADLINE_TOO_SHORT", message, self.retry_after_ms))
        self._take(size)
        try:
            yield
        finally:
            self._release(size)

    @contextmanager
    def stream(self) -> Iterator[None]:
        """Admit a stream for the duration of the block, or raise StatusError."""
        if self.is_closed:
            raise StatusError(errors.stopping())
        if self.streams >= self._max_streams:
            raise StatusError(self.full())
        self.streams += 1
        try:
            yield
        finally:
            self.streams -= 1

    async def take_item(self, size: int) -> Callable[[], None]:
        """Wait until there is room for an item of a stream, and take it; first come, first served.

        Returns what gives the room back; calling that again changes nothing.
        """
        await self._item_room.acquire()
        self._take(size)
        is_held = True

        def release() -> None:
            nonlocal is_held
            if is_held:
                is_held = False
                self._release(size)
                self._item_room.release()

        return release

    def _wait_seconds(self, size: int) -> float:
        return (size + self.calls * _JOB_OVERHEAD_BYTES) / (self._bytes_per_second * self._processes)

    def _take(self, size: int) -> None:
        self.calls += 1
        self.bytes += size

    def _release(self, size: int) -> None:
        self.calls -= 1
        self.bytes -= size

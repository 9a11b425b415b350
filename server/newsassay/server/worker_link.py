"""The serving process's end of one worker: jobs out, replies in, cancellations."""

import asyncio
import time
from collections import deque
from multiprocessing.process import BaseProcess
from typing import Protocol

from newsassay.server import frames
from newsassay.server.outcome import Outcome, Work

# Jobs above this size are large: smaller ones do not wait behind them.
LARGE_JOB_BYTES = 64 << 10
# A worker has its next job at hand while it works, so that it never waits for the serving process; but only
# where both are small together, since a job that is at hand cannot go to another worker that is free sooner.
AT_HAND = 2
AT_HAND_BYTES = 16 << 10
# A worker that does not give up a cancelled job within this time is killed. One that only waits for a core must not be.
CANCEL_SECONDS = 5.0


class Job:
    """One piece of work and the future of its outcome."""

    __slots__ = ("age", "future", "is_large", "number", "size", "work", "worker")

    def __init__(self, age: int, work: Work, future: asyncio.Future[Outcome]) -> None:
        self.age = age
        self.work = work
        self.size = len(work.data)
        self.is_large = self.size > LARGE_JOB_BYTES
        self.future = future
        self.worker: WorkerLink | None = None
        self.number = 0


class LinkEvents(Protocol):
    """What a link tells the pool that it belongs to."""

    def on_reply(self, worker: "WorkerLink", reply: frames.Reply) -> None:
        """A frame has come from the worker."""

    def on_lost(self, worker: "WorkerLink") -> None:
        """The worker's sockets are closed: it died, or was let go."""


class WorkerLink(asyncio.Protocol):
    """A worker process and the jobs it has: it works on the first one, any other waits in its socket.

    A `spare` worker helps out with small jobs while all others are held by large ones.
    """

    def __init__(self, events: LinkEvents, process: BaseProcess, *, spare: bool) -> None:
        self.process = process
        self.spare = spare
        self.ready = False
        self.started = time.monotonic()
        self.control = ControlLink()
        self.jobs: deque[Job] = deque()
        self._events = events
        self._numbers = 0
        self._bytes = 0
        self._buffer = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    @property
    def has_large(self) -> bool:
        """Whether a large job holds it."""
        return bool(self.jobs) and self.jobs[0].is_large

    def has_room(self, job: Job) -> bool:
        """Whether a small job can be taken, to be worked on at once or next."""
        return not self.jobs or (len(self.jobs) < AT_HAND and self._bytes + job.size <= AT_HAND_BYTES)

    def send(self, job: Job) -> None:
        """Hand over a job."""
        assert self._transport is not None  # noqa: S101 - jobs go to ready workers only
        self._numbers += 1
        job.number = self._numbers
        job.worker = self
        self.jobs.append(job)
        self._bytes += job.size
        head = frames.JOB.pack(job.number, job.work.method, job.work.reply_bytes, job.size)
        self._transport.writelines((head, job.work.data))

    def take_first(self) -> Job:
        """Remove the job that was worked on."""
        job = self.jobs.popleft()
        job.worker = None
        self._bytes -= job.size
        return job

    def cancel(self, job: Job) -> None:
        """Make the process give up a job, by force if need be."""
        self.control.send(job.number)
        asyncio.get_running_loop().call_later(CANCEL_SECONDS, self._kill_if_busy_with, job)

    def close(self) -> None:
        """Let the process go; it ends when it sees its sockets closed."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport (asyncio's callback)."""
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - narrows the type
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take a part of the worker's replies (asyncio's callback)."""
        self._buffer += data
        while reply := frames.take_reply(self._buffer):
            self._events.on_reply(self, reply)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        """Take note of the end (asyncio's callback)."""
        self.control.close()
        self._events.on_lost(self)

    def _kill_if_busy_with(self, job: Job) -> None:
        if self.jobs and self.jobs[0] is job:
            self.process.kill()


class ControlLink(asyncio.Protocol):
    """The second socket of a worker: cancellations there, and a heartbeat there and back."""

    def __init__(self) -> None:
        self.missed_beats = 0
        self._transport: asyncio.WriteTransport | None = None

    def beat(self, counts: int) -> None:
        """Ask for a sign of life; asking again before it has come is a beat missed, which counts for so many."""
        self.missed_beats += counts
        self.send(frames.HEARTBEAT)

    def send(self, number: int) -> None:
        """Send the number of a job to be given up, or HEARTBEAT."""
        if self._transport is not None:
            self._transport.write(frames.CANCEL.pack(number))

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport (asyncio's callback)."""
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - narrows the type
        self._transport = transport

    def data_received(self, data: bytes) -> None:  # noqa: ARG002 - any sign is one
        """Note a sign of life (asyncio's callback)."""
        self.missed_beats = 0

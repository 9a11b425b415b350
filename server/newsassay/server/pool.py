"""Worker processes behind one serving process.

The serving process only moves bytes; workers parse, score and serialise. Large jobs never occupy all
workers, so a huge article cannot hold up small ones. A worker that dies fails the job it held, and
only that, with UNAVAILABLE, and is replaced.
"""

import asyncio
import json
import multiprocessing
import socket
import time
from collections import deque
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from newsassay.server import errors, frames, worker_entry
from newsassay.server.errors import StatusError
from newsassay.server.limits import Limits
from newsassay.server.outcome import Method, Outcome

# Jobs above this size leave one process to smaller ones.
LARGE_JOB_BYTES = 64 << 10
# A worker that does not give up a cancelled job within this time is killed.
CANCEL_SECONDS = 2.0
# Workers that have not ended by themselves so long after their sockets closed are killed.
CLOSE_SECONDS = 1.0
# A worker that lived shorter than this is replaced with a delay.
SHORT_LIFE_SECONDS = 5.0
RESTART_DELAY_SECONDS = 0.5
# So many workers that end before any is ready mean that none will be.
MAX_FAILED_STARTS = 3


class _Job:
    """One piece of work and the future of its outcome."""

    __slots__ = ("data", "future", "is_large", "job_id", "method", "size", "worker")

    def __init__(self, job_id: int, method: Method, data: bytes, future: asyncio.Future[Outcome]) -> None:
        self.job_id = job_id
        self.method = method
        self.data = data
        self.size = len(data)
        self.is_large = self.size > LARGE_JOB_BYTES
        self.future = future
        self.worker: _Worker | None = None


class _Worker(asyncio.Protocol):
    """The serving process's end of one worker."""

    def __init__(self, pool: "WorkerPool", process: BaseProcess, control: socket.socket) -> None:
        self.pool = pool
        self.process = process
        self.control = control
        self.job: _Job | None = None
        self.ready = False
        self.started = time.monotonic()
        self._buffer = bytearray()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - narrows the type
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while reply := frames.take_reply(self._buffer):
            self.pool.on_reply(self, reply)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's signature
        self.control.close()
        self.pool.on_lost(self)

    def send(self, job: _Job) -> None:
        """Hand a job to the process."""
        assert self._transport is not None  # noqa: S101 - jobs go to ready workers only
        self.job, job.worker = job, self
        self._transport.writelines((frames.JOB.pack(job.job_id, job.method, len(job.data)), job.data))
        job.data = b""

    def cancel(self, job: _Job) -> None:
        """Make the process give up a job, by force if need be."""
        try:
            self.control.send(frames.CANCEL.pack(job.job_id))
        except OSError:
            self.process.kill()
        asyncio.get_running_loop().call_later(CANCEL_SECONDS, self._kill_if_busy_with, job)

    def close(self) -> None:
        """Let the process go; it ends when it sees its sockets closed."""
        if self._transport is not None:
            self._transport.abort()

    def _kill_if_busy_with(self, job: _Job) -> None:
        if self.job is job:
            self.process.kill()


class PoolEvents(Protocol):
    """What a pool tells about itself."""

    def job_done(self, size: int, seconds: float, *, interrupted: bool) -> None:
        """A worker spent `seconds` on a request of `size` bytes."""

    def worker_ready(self, pid: int | None) -> None:
        """A worker process is warm."""

    def worker_not_started(self, error: str) -> None:
        """The system did not give us a process; it is tried again."""

    def worker_lost(self, pid: int | None, lived: float) -> None:
        """A worker process ended after `lived` seconds and is being replaced."""


class WorkerPool:
    """Scores jobs in `workers` processes and one more that takes no large jobs.

    What happens to workers and jobs is told to `events`.
    """

    def __init__(self, workers: int, limits: Limits, events: PoolEvents) -> None:
        self.processes = workers + 1
        self.version: dict[str, str] = {}
        self._limits = limits
        self._events = events
        self._context = _context()
        self._small: deque[_Job] = deque()
        self._large: deque[_Job] = deque()
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._large_running = 0
        self._last_id = 0
        self._closing = False
        self._started = asyncio.Event()
        self._never_ready = 0
        self._restarts: set[asyncio.Task[None]] = set()

    async def start(self) -> bool:
        """Start all processes; return True when they are warm, False if they keep ending before."""
        for _ in range(self.processes):
            await self._start_worker()
        await self._started.wait()
        return self._never_ready < MAX_FAILED_STARTS

    async def close(self) -> None:
        """End all processes. Jobs that are still there fail with UNAVAILABLE."""
        self._closing = True
        for task in self._restarts:
            task.cancel()
        processes = [worker.process for worker in self._workers]
        for worker in list(self._workers):
            worker.close()
        deadline = time.monotonic() + CLOSE_SECONDS
        for process in processes:
            await asyncio.to_thread(process.join, max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()

    @property
    def queued(self) -> int:
        """Jobs that wait for a worker."""
        return len(self._small) + len(self._large)

    async def submit(self, method: Method, data: bytes) -> Outcome:
        """Run one job. Raises StatusError (UNAVAILABLE) if its worker dies; cancelling stops the work."""
        self._last_id += 1
        job = _Job(self._last_id, method, data, asyncio.get_running_loop().create_future())
        (self._large if job.is_large else self._small).append(job)
        self._dispatch()
        try:
            return await job.future
        except asyncio.CancelledError:
            job.data = b""
            if job.worker is not None and job.worker.job is job:
                job.worker.cancel(job)
            raise

    def on_reply(self, worker: _Worker, reply: frames.Reply) -> None:
        """Take a frame from a worker."""
        if reply.kind == frames.READY:
            self.version = json.loads(reply.notes)
            worker.ready = True
            self._never_ready = 0
            self._events.worker_ready(worker.process.pid)
            if sum(other.ready for other in self._workers) == self.processes:
                self._started.set()
        else:
            self._finish(worker, reply)
        self._idle.append(worker)
        self._dispatch()

    def on_lost(self, worker: _Worker) -> None:
        """A worker's sockets are closed: it died, or the pool closes."""
        self._workers.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        job = self._release(worker)
        if job is not None and not job.future.done():
            status = errors.unavailable("WORKER_LOST", "the worker process that held this request ended")
            job.future.set_exception(StatusError(status))
        if not self._closing:
            self._replace(worker)

    def _replace(self, worker: _Worker) -> None:
        lived = time.monotonic() - worker.started
        delay = RESTART_DELAY_SECONDS if lived < SHORT_LIFE_SECONDS else 0.0
        if not worker.ready:
            self._never_ready += 1
            if self._never_ready >= MAX_FAILED_STARTS:
                self._started.set()
        self._events.worker_lost(worker.process.pid, lived)
        task = asyncio.get_running_loop().create_task(self._restart_worker(delay))
        self._restarts.add(task)
        task.add_done_callback(self._restarts.discard)

    def _finish(self, worker: _Worker, reply: frames.Reply) -> None:
        job = self._release(worker)
        assert job is not None  # noqa: S101 - a worker replies to jobs only
        self._events.job_done(job.size, reply.seconds, interrupted=reply.kind == frames.CANCELLED)
        if not job.future.done():
            job.future.set_result(frames.unpack_outcome(reply))

    def _release(self, worker: _Worker) -> _Job | None:
        job, worker.job = worker.job, None
        if job is not None and job.is_large:
            self._large_running -= 1
        return job

    def _dispatch(self) -> None:
        while self._idle and (job := self._next_job()):
            self._idle.pop().send(job)

    def _next_job(self) -> _Job | None:
        """The oldest job, unless it is large and would take the last process free of large jobs."""
        for lane in (self._small, self._large):
            while lane and lane[0].future.done():
                lane.popleft()
        large_may_run = bool(self._large) and self._large_running < self.processes - 1
        if large_may_run and not (self._small and self._small[0].job_id < self._large[0].job_id):
            self._large_running += 1
            return self._large.popleft()
        return self._small.popleft() if self._small else None

    async def _restart_worker(self, delay: float) -> None:
        """Start a worker, however long the machine refuses to have one."""
        await asyncio.sleep(delay)
        while True:
            try:
                return await self._start_worker()
            except (
                OSError,
                EOFError,
            ) as error:  # no memory, no process numbers, or the fork server was killed
                self._events.worker_not_started(type(error).__name__)
                await asyncio.sleep(RESTART_DELAY_SECONDS)

    async def _start_worker(self) -> None:
        loop = asyncio.get_running_loop()
        link, link_far = socket.socketpair()
        control, control_far = socket.socketpair()
        with link_far, control_far:
            arguments = (link_far, control_far, self._limits)
            process = self._context.Process(target=worker_entry.main, args=arguments, daemon=True)
            # The first start waits until the fork server has imported the engine.
            await asyncio.to_thread(process.start)
        link.settimeout(0)
        worker = _Worker(self, process, control)
        self._workers.add(worker)
        await loop.connect_accepted_socket(lambda: worker, link)


def _context() -> ForkServerContext | SpawnContext:
    """Workers fork from a clean process that has imported the engine; where that is unknown, spawn."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["newsassay.server.worker"])
        return context
    return multiprocessing.get_context("spawn")

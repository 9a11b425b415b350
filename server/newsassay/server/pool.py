"""Worker processes behind one serving process.

The serving process only moves bytes; workers parse, score and serialise. N workers keep N cores busy. While
large jobs hold all of them, one more process takes the small jobs, so a huge article cannot hold up small
ones. A worker that dies fails the job it worked on, and only that, with UNAVAILABLE, and is replaced.
"""

import asyncio
import json
import socket
import time
from collections import deque
from typing import Protocol

from newsassay.server import errors, frames, worker_entry
from newsassay.server.errors import StatusError
from newsassay.server.fork_server import worker_context
from newsassay.server.limits import Limits
from newsassay.server.outcome import Method, Outcome
from newsassay.server.worker_link import Job, WorkerLink

# Workers that have not ended by themselves so long after their sockets closed are killed.
CLOSE_SECONDS = 1.0
# A worker that lived shorter than this is replaced with a delay.
SHORT_LIFE_SECONDS = 5.0
RESTART_DELAY_SECONDS = 0.5
# So many workers that end before any is ready mean that none will be.
MAX_FAILED_STARTS = 3


class PoolEvents(Protocol):
    """What a pool tells about itself."""

    def job_done(self, size: int, seconds: float, *, interrupted: bool) -> None:
        """A worker spent `seconds` on a request of `size` bytes."""

    def worker_ready(self, pid: int | None, *, spare: bool) -> None:
        """A worker process is warm; the spare one helps out only."""

    def worker_not_started(self, error: str) -> None:
        """The system did not give us a process; it is tried again."""

    def worker_lost(self, pid: int | None, lived: float) -> None:
        """A worker process ended after `lived` seconds and is being replaced."""


class WorkerPool:
    """Scores jobs in `workers` processes, and one more while large jobs hold all of these.

    What happens to workers and jobs is told to `events`.
    """

    def __init__(self, workers: int, limits: Limits, events: PoolEvents) -> None:
        self.processes = workers + 1
        self.version: dict[str, str] = {}
        self._limits = limits
        self._events = events
        self._context = worker_context()
        self._small: deque[Job] = deque()
        self._large: deque[Job] = deque()
        self._workers: list[WorkerLink] = []
        self._submitted = 0
        self._closing = False
        self._started = asyncio.Event()
        self._never_ready = 0
        self._restarts: set[asyncio.Task[None]] = set()

    async def start(self) -> bool:
        """Start all processes; return True when they are warm, False if they keep ending before."""
        for number in range(self.processes):
            await self._start_worker(spare=number == 0)
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
        self._submitted += 1
        job = Job(self._submitted, method, data, asyncio.get_running_loop().create_future())
        (self._large if job.is_large else self._small).append(job)
        self._dispatch()
        try:
            return await job.future
        except asyncio.CancelledError:
            if job.worker is not None:
                job.worker.cancel(job)
            raise

    def on_reply(self, worker: WorkerLink, reply: frames.Reply) -> None:
        """Take a frame from a worker."""
        if reply.kind == frames.READY:
            self.version = json.loads(reply.notes)
            worker.ready = True
            self._never_ready = 0
            self._events.worker_ready(worker.process.pid, spare=worker.spare)
            if sum(other.ready for other in self._workers) == self.processes:
                self._started.set()
        else:
            job = worker.take_first()
            self._events.job_done(job.size, reply.seconds, interrupted=reply.kind == frames.CANCELLED)
            if not job.future.done():
                job.future.set_result(frames.unpack_outcome(reply))
        self._dispatch()

    def on_lost(self, worker: WorkerLink) -> None:
        """A worker's sockets are closed: it died, or the pool closes."""
        self._workers.remove(worker)
        if worker.jobs:
            job = worker.take_first()
            if not job.future.done():
                status = errors.unavailable("WORKER_LOST", "the worker process that held this request ended")
                job.future.set_exception(StatusError(status))
        # What waited behind it was not begun.
        waiting = [worker.take_first() for _ in range(len(worker.jobs))]
        self._small.extendleft(reversed(waiting))
        if not self._closing:
            self._replace(worker)
            self._dispatch()

    def _replace(self, worker: WorkerLink) -> None:
        lived = time.monotonic() - worker.started
        delay = RESTART_DELAY_SECONDS if lived < SHORT_LIFE_SECONDS else 0.0
        if not worker.ready:
            self._never_ready += 1
            if self._never_ready >= MAX_FAILED_STARTS:
                self._started.set()
        self._events.worker_lost(worker.process.pid, lived)
        task = asyncio.get_running_loop().create_task(self._restart_worker(delay, spare=worker.spare))
        self._restarts.add(task)
        task.add_done_callback(self._restarts.discard)

    def _dispatch(self) -> None:
        while (self._small or self._large) and (found := self._next()):
            lane, worker = found
            worker.send(lane.popleft())

    def _next(self) -> tuple[deque[Job], WorkerLink] | None:
        """The lane whose first job goes next, and the worker that gets it; None if all have to wait.

        The oldest job gets an idle worker, or a small one a place behind small ones. While a large job is the
        oldest nothing is put at hand, so that a worker becomes idle for it.
        """
        lanes = [lane for lane in (self._small, self._large) if _has_jobs(lane)]
        if not lanes:
            return None
        oldest = min(lanes, key=_age)
        workers = [worker for worker in self._workers if worker.ready and not worker.spare]
        for worker in workers:
            if not worker.jobs:
                return oldest, worker
        if not self._small:
            return None
        if all(worker.has_large for worker in workers):
            workers = [worker for worker in self._workers if worker.ready and worker.spare]
        elif oldest is self._large:
            return None
        for worker in workers:
            if worker.has_room(self._small[0]):
                return self._small, worker
        return None

    async def _restart_worker(self, delay: float, *, spare: bool) -> None:
        """Start a worker, however long the machine refuses to have one."""
        await asyncio.sleep(delay)
        while True:
            try:
                return await self._start_worker(spare=spare)
            except (
                OSError,
                EOFError,
            ) as error:  # no memory, no process numbers, or the fork server was killed
                self._events.worker_not_started(type(error).__name__)
                await asyncio.sleep(RESTART_DELAY_SECONDS)

    async def _start_worker(self, *, spare: bool) -> None:
        loop = asyncio.get_running_loop()
        link, link_far = socket.socketpair()
        control, control_far = socket.socketpair()
        with link_far, control_far:
            arguments = (link_far, control_far, self._limits)
            process = self._context.Process(target=worker_entry.main, args=arguments, daemon=True)
            # The first start waits until the fork server has imported the engine.
            await asyncio.to_thread(process.start)
        link.settimeout(0)
        worker = WorkerLink(self, process, control, spare=spare)
        self._workers.append(worker)
        await loop.connect_accepted_socket(lambda: worker, link)


def _has_jobs(lane: deque[Job]) -> bool:
    """Whether a lane has jobs that somebody still waits for; others before them are dropped."""
    while lane and lane[0].future.done():
        lane.popleft()
    return bool(lane)


def _age(lane: deque[Job]) -> int:
    return lane[0].age

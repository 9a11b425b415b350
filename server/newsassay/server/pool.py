"""Worker processes behind one serving process.

The serving process only moves bytes; workers parse, score and serialise. N workers keep N cores busy. While
large jobs hold all of them, one more process takes the small jobs, so a huge article cannot hold up small
ones. A worker that dies fails the job it worked on, and only that, with UNAVAILABLE, and is replaced; so is one
that gives no sign of life.

Why a pool of our own: concurrent.futures.ProcessPoolExecutor breaks as a whole when one of its processes dies, cannot
cancel a job that runs, knows no lanes and pickles its jobs; multiprocessing.Pool loses the job of a process that
dies and waits for it for ever; and neither tells whether a process hangs. Measured in this service with 16
connections, ProcessPoolExecutor answered 440 calls a second where this pool answered 1,186, and 17 small articles
beside two huge ones where this answered 426.
"""

import asyncio
import json
import multiprocessing
import socket
import time
from collections.abc import Coroutine
from contextlib import ExitStack
from typing import Protocol

from newsassay.server import errors, frames, worker_entry
from newsassay.server.errors import StatusError
from newsassay.server.fork_server import kill_fork_server, worker_context
from newsassay.server.lanes import Lane
from newsassay.server.limits import Limits
from newsassay.server.outcome import Outcome, Work
from newsassay.server.process_state import is_stopped
from newsassay.server.worker_link import Job, WorkerLink

# Workers that have not ended by themselves so long after their sockets closed are killed.
CLOSE_SECONDS = 1.0
# A worker that lived shorter than this is replaced with a delay, which doubles while none can be started.
SHORT_LIFE_SECONDS = 5.0
RESTART_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 10.0
# So many workers that end before any is ready mean that none will be.
MAX_FAILED_STARTS = 3
# A sign of life is asked for so often. Who misses so many of them in a row does not count as capacity, or is killed:
# a worker that only waits for a core must not be.
BEAT_SECONDS = 2.0
BEATS_UNTIL_SILENT = 8
BEATS_UNTIL_KILLED = 15
# A worker that was stopped waits for no core: a beat that it misses counts for so many.
BEATS_OF_A_STOPPED = 5
# Who is not ready so long after its start hangs; so does what forks, if it takes so long.
START_SECONDS = 120.0
FORK_SECONDS = 30.0


class PoolEvents(Protocol):
    """What a pool tells about itself."""

    def job_done(self, size: int, seconds: float, articles: int) -> None:
        """A worker spent `seconds` on a request of `size` bytes, and scored so many articles."""

    def job_interrupted(self, seconds: float) -> None:
        """A worker gave up a job after `seconds`."""

    def capacity_changed(self, *, usable: bool) -> None:
        """There is a worker that can score, after a time in which there was none; or there is none any more."""

    def worker_hangs(self, pid: int | None) -> None:
        """A worker process gives no sign of life and is killed."""

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
        self._small = Lane()
        self._large = Lane()
        self._workers: list[WorkerLink] = []
        self._submitted = 0
        self._closing = False
        self._usable = False
        self._started = asyncio.Event()
        self._failed_starts = 0
        self._killed_fork_servers = 0
        self._has_forked = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> bool:
        """Start all processes; return True when they are warm, False if they keep ending before."""
        for number in range(self.processes):
            self._keep(self._start_until_it_works(0.0, spare=number == 0))
        self._keep(self._listen_for_life())
        await self._started.wait()
        return self._failed_starts < MAX_FAILED_STARTS

    async def close(self) -> None:
        """End all processes. Jobs that are still there fail with UNAVAILABLE."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        for worker in list(self._workers):
            worker.close()
        # Without a thread: there may be none left to be had.
        deadline = time.monotonic() + CLOSE_SECONDS
        while multiprocessing.active_children() and time.monotonic() < deadline:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(0.01)
        for process in multiprocessing.active_children():
            process.kill()

    @property
    def queued(self) -> int:
        """Jobs that wait for a worker."""
        return len(self._small) + len(self._large)

    @property
    def usable(self) -> int:
        """Workers that are ready and give signs of life."""
        return sum(w.ready and w.control.missed_beats < BEATS_UNTIL_SILENT for w in self._workers)

    async def submit(self, work: Work) -> Outcome:
        """Run one job. Raises StatusError (UNAVAILABLE) if its worker dies; cancelling stops the work."""
        self._submitted += 1
        job = Job(self._submitted, work, asyncio.get_running_loop().create_future())
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
            self._failed_starts = 0
            self._events.worker_ready(worker.process.pid, spare=worker.spare)
            self._look_at_capacity()
            if sum(other.ready for other in self._workers) == self.processes:
                self._started.set()
        else:
            self._finish(worker.take_first(), reply)
        self._dispatch()

    def _finish(self, job: Job, reply: frames.Reply) -> None:
        if reply.kind == frames.CANCELLED:
            self._events.job_interrupted(reply.seconds)
            job.future.cancel()
            return
        outcome = frames.unpack_outcome(reply)
        self._events.job_done(job.size, reply.seconds, outcome.articles)
        if not job.future.done():
            job.future.set_result(outcome)

    def on_lost(self, worker: WorkerLink) -> None:
        """A worker's sockets are closed: it died, or the pool closes."""
        self._workers.remove(worker)
        if worker.jobs:
            job = worker.take_first()
            if not job.future.done():
                status = errors.unavailable("WORKER_LOST", "the worker process that held this request ended")
                job.future.set_exception(StatusError(status))
        # What waited behind it was not begun.
        self._small.put_back([worker.take_first() for _ in range(len(worker.jobs))])
        if not self._closing:
            self._replace(worker)
            self._look_at_capacity()
            self._dispatch()

    def _replace(self, worker: WorkerLink) -> None:
        lived = time.monotonic() - worker.started
        delay = RESTART_DELAY_SECONDS if lived < SHORT_LIFE_SECONDS else 0.0
        if not worker.ready:
            self._start_failed()
        self._events.worker_lost(worker.process.pid, lived)
        self._keep(self._start_until_it_works(delay, spare=worker.spare))

    def _start_failed(self) -> None:
        """Count a start that failed; too many of them before the first that works are the end."""
        self._failed_starts += 1
        if self._failed_starts >= MAX_FAILED_STARTS:
            self._started.set()

    def _dispatch(self) -> None:
        while found := self._next():
            lane, worker = found
            worker.send(lane.take())

    def _next(self) -> tuple[Lane, WorkerLink] | None:
        """The lane whose first job goes next, and the worker that gets it; None if all have to wait.

        The oldest job gets an idle worker, or a small one a place behind small ones. While a large job is the
        oldest nothing is put at hand, so that a worker becomes idle for it.
        """
        small, large = self._small.first(), self._large.first()
        if small is None and large is None:
            return None
        oldest = self._small if large is None or (small and small.age < large.age) else self._large
        workers = [worker for worker in self._workers if worker.ready and not worker.spare]
        for worker in workers:
            if not worker.jobs:
                return oldest, worker
        if small is None:
            return None
        if all(worker.has_large for worker in workers):
            workers = [worker for worker in self._workers if worker.ready and worker.spare]
        elif oldest is self._large:
            return None
        for worker in workers:
            if worker.has_room(small):
                return self._small, worker
        return None

    async def _listen_for_life(self) -> None:
        """Ask workers for signs of life; kill those that give none.

        Beats are counted, not seconds: where the whole machine stood still, nobody missed more than one.
        """
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            for worker in list(self._workers):
                hangs = worker.control.missed_beats >= BEATS_UNTIL_KILLED
                if not worker.ready:
                    hangs = time.monotonic() - worker.started > START_SECONDS
                if hangs:
                    self._events.worker_hangs(worker.process.pid)
                    worker.process.kill()
                elif worker.ready:
                    worker.control.beat(BEATS_OF_A_STOPPED if is_stopped(worker.process.pid) else 1)
            self._look_at_capacity()

    def _look_at_capacity(self) -> None:
        usable = self.usable > 0
        if usable != self._usable:
            self._usable = usable
            self._events.capacity_changed(usable=usable)

    async def _start_until_it_works(self, delay: float, *, spare: bool) -> None:
        """Start a worker, however long the machine refuses to have one."""
        await asyncio.sleep(delay)
        delay = RESTART_DELAY_SECONDS
        while True:
            killed = self._killed_fork_servers
            try:
                return await self._start_worker(spare=spare)
            # No memory, no threads, no process numbers, no descriptors; the fork server was killed, or hangs.
            except Exception as error:  # noqa: BLE001 - whatever it was, it may work the next time
                self._events.worker_not_started(type(error).__name__)
                # A slow machine, and what went with a fork server that was killed, say nothing about workers.
                if self._killed_fork_servers == killed:
                    if isinstance(error, TimeoutError):
                        self._killed_fork_servers += 1
                        kill_fork_server()
                    else:
                        self._start_failed()
                await asyncio.sleep(delay)
                delay = min(2 * delay, LONGEST_DELAY_SECONDS)

    async def _start_worker(self, *, spare: bool) -> None:
        loop = asyncio.get_running_loop()
        with ExitStack() as ours, ExitStack() as theirs:
            pairs = [socket.socketpair(), socket.socketpair()]
            link, control = (ours.enter_context(pair[0]) for pair in pairs)
            link_far, control_far = (theirs.enter_context(pair[1]) for pair in pairs)
            arguments = (link_far, control_far, self._limits)
            process = self._context.Process(target=worker_entry.main, args=arguments, daemon=True)
            # The first start waits until the fork server has imported and warmed the engine; so does the one after
            # a start that failed, since the fork server may be another one now.
            patience = FORK_SECONDS if self._has_forked else START_SECONDS
            self._has_forked = False
            async with asyncio.timeout(patience):
                await asyncio.to_thread(process.start)
            self._has_forked = True
            ours.pop_all()
        worker = WorkerLink(self, process, spare=spare)
        self._workers.append(worker)
        for own in (link, control):
            own.settimeout(0)
        await loop.connect_accepted_socket(lambda: worker.control, control)
        await loop.connect_accepted_socket(lambda: worker, link)

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        """Run this until it ends or the pool closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

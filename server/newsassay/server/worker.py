"""A worker process: scores one job at a time, until the serving process goes away.

Jobs come and replies go over one socket. A second one carries cancellations: a thread waits on it and
interrupts the main thread between two bytecodes. Its end of file means that the serving process is
gone, however it went, so no worker outlives it.
"""

import _thread
import contextlib
import gc
import json
import os
import signal
import socket
import threading
import time
from types import FrameType

from newsassay.server import frames
from newsassay.server.limits import Limits
from newsassay.server.outcome import Method, Work
from newsassay.server.scoring import answer, version, warm_up

# At import, and so in the process that workers are forked from: what every worker would compile and look up at its
# first articles is there once, in memory that they share, and a worker that replaces another is ready at once.
warm_up(Limits())
gc.freeze()

# The serving process answers health checks and refusals while workers are busy.
_NICE = 5
# Garbage collection waits until a reply is out, and until so much was scored: a full pass in the middle
# of a large article would cost up to half of its time.
_COLLECT_AFTER_BYTES = 1 << 20
_READ_AHEAD_BYTES = 64 << 10


class _Interrupted(BaseException):
    """The job at hand was cancelled. Not an Exception, so that no handler of errors swallows it."""


class _Jobs:
    """Which job runs, and which are cancelled. Jobs are numbered from 1 in the order in which they come."""

    def __init__(self) -> None:
        self.running = 0
        self.finished = 0
        self.cancelled: set[int] = set()

    def finish(self, number: int) -> None:
        """Note that nothing more is done about a job."""
        self.running = 0
        self.finished = number
        self.cancelled.discard(number)

    def interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Signal handler of the main thread; a Ctrl-C meant for the server changes nothing."""
        if self.running in self.cancelled:
            raise _Interrupted

    def listen(self, control: socket.socket) -> None:
        """Body of the control thread."""
        with contextlib.suppress(OSError):
            while message := control.recv(frames.CANCEL.size, socket.MSG_WAITALL):
                (number,) = frames.CANCEL.unpack(message)
                if number == frames.HEARTBEAT:
                    control.sendall(message)
                    continue
                if number > self.finished:
                    self.cancelled.add(number)
                if number == self.running:
                    _thread.interrupt_main(signal.SIGINT)
        os._exit(0)


def main(link: socket.socket, control: socket.socket, limits: Limits) -> None:
    """Run a worker on two connected sockets. Never returns."""
    jobs = _Jobs()
    signal.signal(signal.SIGINT, jobs.interrupt)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    gc.disable()
    threading.Thread(target=jobs.listen, args=(control,), daemon=True).start()
    ready = json.dumps(version()).encode()
    with contextlib.suppress(OSError):
        link.sendall(frames.REPLY.pack(0, frames.READY, 0.0, 0, len(ready)) + ready)
        uncollected = 0
        # Reads a job, and the next one if it has come, with one system call.
        incoming = link.makefile("rb", _READ_AHEAD_BYTES)
        while len(header := incoming.read(frames.JOB.size)) == frames.JOB.size:
            number, method, reply_bytes, length = frames.JOB.unpack(header)
            work = Work(Method(method), incoming.read(length), "", reply_bytes)
            link.sendall(_work(jobs, number, work, limits))
            uncollected += length
            if uncollected >= _COLLECT_AFTER_BYTES:
                gc.collect()
                uncollected = 0
    os._exit(0)


def _work(jobs: _Jobs, number: int, work: Work, limits: Limits) -> bytes:
    start = time.perf_counter()
    try:
        jobs.running = number
        if number in jobs.cancelled:
            raise _Interrupted  # noqa: TRY301 - cancelled before it began
        outcome = answer(work, limits)
        jobs.finish(number)
    except _Interrupted:
        jobs.finish(number)
        return frames.REPLY.pack(number, frames.CANCELLED, time.perf_counter() - start, 0, 0)
    return frames.pack_outcome(number, outcome, time.perf_counter() - start)

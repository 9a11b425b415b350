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
from newsassay.server.outcome import Method
from newsassay.server.scoring import answer, version, warm_up

# The serving process answers health checks and refusals while workers are busy.
_NICE = 5
# Garbage collection waits until a reply is out, and until so much was scored: a full pass in the middle
# of a large article would cost up to half of its time.
_COLLECT_AFTER_BYTES = 1 << 20


class _Interrupted(BaseException):
    """The job at hand was cancelled. Not an Exception, so that no handler of errors swallows it."""


class _Jobs:
    """Which job runs, and which was cancelled last; written by one thread each."""

    def __init__(self) -> None:
        self.running = 0
        self.cancelled = -1

    def interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        """Signal handler of the main thread; a Ctrl-C meant for the server changes nothing."""
        if self.running == self.cancelled:
            raise _Interrupted

    def listen(self, control: socket.socket) -> None:
        """Body of the control thread."""
        with contextlib.suppress(OSError):
            while message := control.recv(frames.CANCEL.size, socket.MSG_WAITALL):
                (self.cancelled,) = frames.CANCEL.unpack(message)
                if self.cancelled == self.running:
                    _thread.interrupt_main(signal.SIGINT)
        os._exit(0)


def main(link: socket.socket, control: socket.socket, limits: Limits) -> None:
    """Run a worker on two connected sockets. Never returns."""
    jobs = _Jobs()
    signal.signal(signal.SIGINT, jobs.interrupt)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    warm_up(limits)
    gc.freeze()
    gc.disable()
    threading.Thread(target=jobs.listen, args=(control,), daemon=True).start()
    ready = json.dumps(version()).encode()
    with contextlib.suppress(OSError):
        link.sendall(frames.REPLY.pack(0, frames.READY, 0.0, 0, len(ready)) + ready)
        uncollected = 0
        while True:
            job_id, method, length = frames.JOB.unpack(_receive(link, frames.JOB.size))
            link.sendall(_work(jobs, job_id, Method(method), _receive(link, length), limits))
            uncollected += length
            if uncollected >= _COLLECT_AFTER_BYTES:
                gc.collect()
                uncollected = 0
    os._exit(0)


def _work(jobs: _Jobs, job_id: int, method: Method, data: bytes, limits: Limits) -> bytes:
    start = time.perf_counter()
    try:
        jobs.running = job_id
        if jobs.cancelled == job_id:
            raise _Interrupted  # noqa: TRY301 - cancelled before it began
        outcome = answer(method, data, limits)
        jobs.running = 0
    except _Interrupted:
        jobs.running = 0
        return frames.REPLY.pack(job_id, frames.CANCELLED, time.perf_counter() - start, 0, 0)
    return frames.pack_outcome(job_id, outcome, time.perf_counter() - start)


def _receive(link: socket.socket, size: int) -> bytes:
    """Receive exactly `size` bytes. Raises ConnectionError at the end of the connection."""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        received = link.recv_into(view)
        if not received:
            raise ConnectionError
        view = view[received:]
    return bytes(data)

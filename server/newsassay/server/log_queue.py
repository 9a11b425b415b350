"""Where log lines go: a bounded queue, and a thread that writes it to standard error.

Nobody who logs ever waits for the reader of the log, fails because of it, or learns of it: on a full disk, with a
reader that is stuck or gone, or without standard error at all, lines are counted and dropped, and once lines can
be written again one line says how many are missing.
"""

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable

MOST_LINES = 10_000
# Lines of so long a time are written together: a busy server does not wake the thread for every call.
GATHER_SECONDS = 0.01
RETRY_SECONDS = 0.5
CLOSE_SECONDS = 2.0


class LogQueue:
    """Lines on their way to a file descriptor. Nothing here raises, and `put` never blocks."""

    def __init__(self, descriptor: int, dropped_line: Callable[[int], bytes]) -> None:
        """Start writing to `descriptor`; `dropped_line` makes the line that says how many are missing."""
        self.dropped = 0
        self._descriptor = descriptor
        self._dropped_line = dropped_line
        self._told = 0
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._closed = threading.Event()
        self._started = False
        self._start()

    def put(self, line: bytes) -> None:
        """Queue one line, without its line feed; drop it where too many wait."""
        if self._lines.qsize() >= MOST_LINES or not (self._started or self._start()):
            self.dropped += 1
        else:
            self._lines.put(line)

    def close(self) -> None:
        """Wait until what is queued is written, but not for ever."""
        self._closing.set()
        self._lines.put(None)
        if self._started:
            self._closed.wait(CLOSE_SECONDS)

    def _start(self) -> bool:
        try:
            threading.Thread(target=self._run, name="log", daemon=True).start()
        except RuntimeError:  # no more threads; tried again with the next line
            return False
        self._started = True
        return True

    def _run(self) -> None:
        ended = False
        while not ended:
            lines = [self._lines.get()]
            if not self._closing.is_set():
                time.sleep(GATHER_SECONDS)
            with contextlib.suppress(queue.Empty):
                while True:
                    lines.append(self._lines.get_nowait())
            ended = None in lines
            self._write(b"".join(line + b"\n" for line in lines if line is not None))
            if self.dropped > self._told:
                told = self.dropped
                self._write(self._dropped_line(told - self._told) + b"\n")
                self._told = told
        self._closed.set()

    def _write(self, data: bytes) -> None:
        """Write all of it, however long that takes; give up when closing."""
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._descriptor, view) :]
            except OSError:  # disk full, reader gone, a terminal that is away
                if self._closing.wait(RETRY_SECONDS):
                    return

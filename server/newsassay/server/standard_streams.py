"""Standard error of this process and its workers: ours to log to, and nobody's to wait for."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

STANDARD_ERROR = 2
_READ_BYTES = 1 << 16
_LONGEST_LINE = 4096


@dataclass(frozen=True, slots=True)
class StandardError:
    """What standard error was when the process started, and a pipe that gets what is written to it since."""

    original: int
    captured: int

    def forward(self, put: Callable[[str], None]) -> None:
        """Let every captured line go to `put`, from a thread."""
        threading.Thread(
            target=_forward, args=(self.captured, put), name="standard error", daemon=True
        ).start()

    def restore(self) -> None:
        """Let standard error be what it was."""
        with contextlib.suppress(OSError):
            os.dup2(self.original, STANDARD_ERROR)


def capture_standard_error() -> StandardError:
    """Take standard error for the log; processes that are started from now on inherit the pipe.

    gRPC's core and the interpreter write lines of their own to the file descriptor, which would break the log
    and wait for its reader. Such a line is lost where it does not fit into the pipe. Raises OSError.
    """
    original = os.dup(STANDARD_ERROR)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    os.dup2(writing, STANDARD_ERROR)
    os.close(writing)
    return StandardError(original, reading)


def open_standard_streams() -> None:
    """Put the null device where standard input, output or error is closed.

    Otherwise the next socket gets the number of a standard stream, and what is logged goes to a caller.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= STANDARD_ERROR:
        os.set_inheritable(descriptor, True)  # noqa: FBT003 - its only argument
    os.close(descriptor)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for good


def _forward(descriptor: int, put: Callable[[str], None]) -> None:
    rest = b""
    with contextlib.suppress(OSError):
        while data := os.read(descriptor, _READ_BYTES):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                if line.strip():
                    put(line[:_LONGEST_LINE].decode("utf-8", "replace"))
            rest = rest[:_LONGEST_LINE]

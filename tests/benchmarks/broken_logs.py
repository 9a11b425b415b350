"""Servers whose log cannot be written: the disk is full, the reader is gone or stuck, or there is no standard error."""

import asyncio
import fcntl
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from attacks import Server

_ROOTS = os.pathsep.join(str(Path(__file__).parents[2] / part) for part in ("proto", "server", "client"))


def full_disk() -> int:
    """A device that is full."""
    return os.open("/dev/full", os.O_WRONLY)


def dead_reader() -> int:
    """A pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def stuck_reader() -> int:
    """A pipe that nobody reads yet."""
    _, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    return writing


@asynccontextmanager
async def logging_to(sink: Callable[[], int] | None) -> AsyncIterator[Server]:
    """A server whose log cannot be written; None closes standard error. Asserts that it drains in the end."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"unix:{folder}/s"
        command = [
            sys.executable,
            "-m",
            "newsassay.server",
            f"--address={address}",
            "--workers=2",
            "--parent-pipe",
        ]
        if sink is None:
            command = ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *command]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=sink() if sink else None,
            env={**os.environ, "PYTHONPATH": _ROOTS},
        )  # fmt: skip
        assert process.stdout is not None
        assert await process.stdout.readline(), "the server did not start"
        yield Server(process, address)
        process.terminate()
        assert await process.wait() == 0, "the server did not drain"


SINKS = {"log-full": full_disk, "log-dead": dead_reader, "log-stuck": stuck_reader, "log-closed": None}

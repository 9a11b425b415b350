"""A server of one's own, for the length of a `with` block."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STOP_SECONDS = 5.0
# Longer paths do not fit into a socket address everywhere.
_LONGEST_SOCKET_PATH = 90


class EmbeddedServerError(Exception):
    """The embedded server did not start."""


@contextmanager
def embedded_server(workers: int = 0) -> Iterator[str]:
    """Start a server process of one's own and yield its gRPC target; stop it at the end of the block.

    It serves on a unix socket in a private directory, or on a loopback port where there are none.
    With 0 workers it scores in one process and starts fastest. It ends with this process, however
    that ends. Raises EmbeddedServerError.
    """
    with tempfile.TemporaryDirectory(prefix="newsassay-") as directory:
        command = [sys.executable, "-m", "newsassay.server", "--parent-pipe", f"--workers={workers}"]
        command += [f"--address={_address(directory)}", "--log-format=console", "--log-level=warning"]
        process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
        )
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            target = process.stdout.readline().strip()
            if not target:
                message = f"the embedded server ended with exit code {process.wait()}"
                raise EmbeddedServerError(message)
            yield target
        finally:
            _stop(process)


def _environment() -> dict[str, str]:
    """The environment without settings of a server that others use, such as its tokens."""
    return {name: value for name, value in os.environ.items() if not name.startswith("NEWSASSAY_SERVER_")}


def _address(directory: str) -> str:
    path = Path(directory) / "s"
    if sys.platform == "win32" or len(str(path)) > _LONGEST_SOCKET_PATH:
        return "127.0.0.1:0"
    return f"unix:{path}"


def _stop(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

"""Servers forked from a process that has imported them already: a tenth of the processor time of a new interpreter.

They are processes like any other, with workers of their own, for tests of what a running server does and how it
ends. How a server starts, and what memory it takes, is tested with `python -m newsassay.server`.
"""

import atexit
import functools
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import util
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
_LONGEST_REQUEST = 1 << 20


class ForkedServer:
    """A server process, with what `subprocess.Popen` has of the same names, and text streams."""

    def __init__(self, *arguments: str, environment: dict[str, str], injected: Path | None = None) -> None:
        """Start a server. What a `sitecustomize.py` in `injected` changes is changed in all of its processes."""
        ends = [os.pipe() for _ in range(4)]
        (stdin, own_stdin), (own_stdout, stdout), (own_stderr, stderr), (self._status, status) = ends
        request = {"arguments": arguments, "environment": environment, "injected": str(injected or "")}
        self.pid = _template().fork(request, [stdin, stdout, stderr, status])
        self.stdin: IO[str] = os.fdopen(own_stdin, "w", encoding="utf-8")
        self.stdout: IO[str] = os.fdopen(own_stdout, encoding="utf-8")
        self.stderr: IO[str] = os.fdopen(own_stderr, encoding="utf-8")
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or None while the server runs."""
        return self._wait(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code. TimeoutError if the server runs for longer."""
        code = self._wait(timeout)
        if code is None:
            raise TimeoutError
        return code

    def _wait(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], timeout)[0]:
            self.returncode = int(os.read(self._status, 100))
            os.close(self._status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, if the server still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the server at once."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Close the streams."""
        for stream in (self.stdin, self.stdout, self.stderr):
            stream.close()


class _Template:
    """The process that servers are forked from."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        roots = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client"))
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__], stdin=theirs, env={**os.environ, "PYTHONPATH": roots}
            )
        atexit.register(self._end)

    def fork(self, request: dict[str, object], descriptors: list[int]) -> int:
        """Fork a server that has these descriptors, which are closed here; return its process id."""
        socket.send_fds(self._control, [json.dumps(request).encode()], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        return int(self._control.recv(100))

    def _end(self) -> None:
        self._control.close()
        self._process.wait()


@functools.cache
def _template() -> _Template:
    return _Template()


def main() -> None:
    """Fork a server for each request that comes through standard input."""
    import newsassay.server.lifecycle  # noqa: PLC0415
    import newsassay.server.main  # noqa: PLC0415
    import newsassay.server.worker  # noqa: F401, PLC0415 - warms the engine

    with socket.socket(fileno=os.dup(0)) as control:
        while True:
            request, descriptors, _, _ = socket.recv_fds(control, _LONGEST_REQUEST, 4)
            _reap()
            if not request:
                return
            if not os.fork():
                break
            for descriptor in descriptors:
                os.close(descriptor)
        pid = os.fork()
        if pid:
            control.send(str(pid).encode())
    *streams, status = descriptors
    if pid:
        _wait(pid, streams, status)
    os.close(status)
    _serve(streams, **json.loads(request))


def _reap() -> None:
    """Take note of those that waited for servers and have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _wait(pid: int, streams: list[int], status: int) -> None:
    """Wait for a server that holds the streams alone, and write its exit code."""
    for descriptor in (0, 1, 2, *streams):
        os.close(descriptor)
    _, ended = os.waitpid(pid, 0)
    os.write(status, str(os.waitstatus_to_exitcode(ended)).encode())
    os._exit(0)


def _serve(streams: list[int], arguments: list[str], environment: dict[str, str], injected: str) -> None:
    """Be a server, and exit as it does."""
    for number, descriptor in enumerate(streams):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    util.spawnv_passfds = _fork_while_alone
    if injected:
        sys.modules.pop("sitecustomize", None)
        sys.path.insert(0, injected)
        importlib.import_module("sitecustomize")
    runpy.run_module("newsassay.server", run_name="__main__", alter_sys=True)


_start_interpreter = util.spawnv_passfds


def _fork_while_alone(path: str, arguments: Sequence[str], passed: Sequence[int]) -> int:
    """Fork for what multiprocessing starts an interpreter for, unless there are threads, which would be lost."""
    if threading.active_count() > 1:
        return _start_interpreter(path, arguments, passed)
    pid = os.fork()
    if pid:
        return pid
    first = 3
    for descriptor in sorted(passed):
        os.closerange(first, descriptor)
        first = descriptor + 1
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))
    exec(arguments[-1], {})  # noqa: S102 - the program after -c
    sys.exit()


if __name__ == "__main__":
    main()

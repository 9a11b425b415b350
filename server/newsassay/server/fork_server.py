"""How worker processes are made: they fork from a clean process that has imported and warmed the engine."""

import contextlib
import multiprocessing
import os
import signal
from multiprocessing.context import ForkServerContext, SpawnContext


def worker_context() -> ForkServerContext | SpawnContext:
    """What makes worker processes. Where nothing forks they are spawned."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["newsassay.server.fork_origin"])
        return context
    return multiprocessing.get_context("spawn")


def kill_fork_server() -> None:
    """Kill what makes worker processes, because it hangs; the next start of a worker starts another."""
    if isinstance(worker_context(), ForkServerContext):
        from multiprocessing import forkserver  # noqa: PLC0415 - not everywhere

        # Its process id is kept in a private place, and there is no other way to it.
        pid = getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None)
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def start_fork_server() -> None:
    """Let the engine be imported and warmed over there while this process still imports gRPC."""
    if isinstance(worker_context(), ForkServerContext):
        from multiprocessing import forkserver  # noqa: PLC0415 - not everywhere

        forkserver.ensure_running()

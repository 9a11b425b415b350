"""How worker processes are made: they fork from a clean process that has imported the engine."""

import multiprocessing
from multiprocessing.context import ForkServerContext, SpawnContext


def worker_context() -> ForkServerContext | SpawnContext:
    """What makes worker processes. Where nothing forks they are spawned."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["newsassay.server.worker"])
        return context
    return multiprocessing.get_context("spawn")


def start_fork_server() -> None:
    """Let the engine be imported over there while this process still imports gRPC."""
    if isinstance(worker_context(), ForkServerContext):
        from multiprocessing import forkserver  # noqa: PLC0415 - not everywhere

        forkserver.ensure_running()

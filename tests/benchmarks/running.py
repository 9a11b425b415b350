"""Programs that run beside the benchmark: started, awaited, ended, and their memory read."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

_SERVING = health_pb2.HealthCheckResponse.SERVING
_START_SECONDS = 60


def serving_after(address: str) -> float:
    """Seconds until a server on the address says SERVING. TimeoutError after a minute."""
    start = time.perf_counter()
    options = [("grpc.initial_reconnect_backoff_ms", 10), ("grpc.max_reconnect_backoff_ms", 10)]
    with grpc.insecure_channel(address, options=[*options, ("grpc.use_local_subchannel_pool", 1)]) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        while time.perf_counter() - start < _START_SECONDS:
            try:
                if health.Check(health_pb2.HealthCheckRequest(), timeout=1).status == _SERVING:
                    return time.perf_counter() - start
            except grpc.RpcError:
                pass
            time.sleep(0.002)  # between two looks at a program that starts
    raise TimeoutError(address)


@contextmanager
def program(arguments: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program for the time of a block."""
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(_START_SECONDS)


def server_arguments(address: str, workers: int) -> list[str]:
    """Command line of the service."""
    return ["-m", "newsassay.server", "--address", address, "--workers", str(workers), "--log-level", "error"]


def echo_arguments(address: str, reply: Path) -> list[str]:
    """Command line of the echo service."""
    return [str(Path(__file__).with_name("echo_server.py")), address, str(reply)]


@contextmanager
def serving(arguments: list[str], address: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server for the time of a block, from when it says SERVING."""
    with program(arguments) as process:
        serving_after(address)
        yield process


def _family(pid: int) -> Iterator[Path]:
    """The folders in /proc of a process and all below it; none where there is no /proc."""
    pending = [pid]
    while pending:
        folder = Path(f"/proc/{pending.pop()}")
        with suppress(OSError):
            children = [
                child for path in folder.glob("task/*/children") for child in path.read_text().split()
            ]
            yield folder
            pending += map(int, children)


def resident_mib(pid: int) -> list[tuple[str, float]]:
    """Process id and resident MiB of a process and all below it, from /proc; empty where there is none."""
    found: list[tuple[str, float]] = []
    for folder in _family(pid):
        with suppress(OSError):
            pages = int((folder / "statm").read_text().split()[1])
            found.append((folder.name, pages * os.sysconf("SC_PAGE_SIZE") / 2**20))
    return found


def processor_seconds(pid: int) -> float:
    """Processor time so far of a process and all below it, from /proc; 0 where there is none."""
    ticks = 0
    for folder in _family(pid):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # in user mode, and in the kernel
    return ticks / os.sysconf("SC_CLK_TCK")

"""Workers that hang, cannot be started, or are not there: what is tried again, and what probes are told."""

import errno
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]

FLAGS = ("--address=127.0.0.1:0", "--workers=1", "--metrics-address=127.0.0.1:0")
PROCESSES = 2
REQUEST = service_pb2.ScoreArticleRequest(article=article_pb2.Article(body="Officials may decide soon."))

# Impatience: what takes a minute in production takes seconds here.
QUICK = """
import newsassay.server.pool as pool
pool.BEAT_SECONDS, pool.BEATS_UNTIL_SILENT, pool.BEATS_UNTIL_KILLED = 0.2, 8, 20
pool.RESTART_DELAY_SECONDS, pool.FORK_SECONDS = 0.05, 3.0
"""


def inject(folder: Path, code: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(QUICK + code, encoding="utf-8")
    return folder


def probe(server: Any, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://{server.metrics_address}{path}") as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code


def wait_for_probe(server: Any, path: str, status: int) -> None:
    while probe(server, path) != status:
        assert server.process.poll() is None
        time.sleep(0.01)


# Where starting a worker can fail, and how.
FAULTS = {
    "no process numbers": "multiprocessing.process.BaseProcess.start: OSError(11, 'fork')",
    "no memory": "multiprocessing.process.BaseProcess.start: MemoryError()",
    "fork server gone": "multiprocessing.process.BaseProcess.start: EOFError()",
    "no descriptors": "socket.socketpair: OSError(24, 'Too many open files')",
    "no threads": "asyncio.to_thread: RuntimeError(\"can't start new thread\")",
    "cannot connect": "asyncio.base_events.BaseEventLoop.connect_accepted_socket: OSError(9, 'closed')",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_worker_that_cannot_be_started_is_started_later(
    start_server: Any, tmp_path: Path, fault: str
) -> None:
    place, _, error = fault.partition(": ")
    owner, _, name = place.rpartition(".")
    module = owner if owner in {"socket", "asyncio"} else owner.rpartition(".")[0]
    broken = tmp_path / "broken"
    code = (
        f"import pathlib, {module}\n"
        f"owner, broken = {owner}, pathlib.Path({str(broken)!r})\n"
        f"real = owner.{name}\n"
        "def fail(*arguments, **named):\n"
        f"    if broken.exists(): raise {error}\n"
        "    return real(*arguments, **named)\n"
        f"owner.{name} = fail\n"
    )
    server = start_server(*FLAGS, injected=inject(tmp_path / "injected", code))
    broken.touch()
    for pid in server.workers:
        os.kill(pid, signal.SIGKILL)
    server.wait_for("worker not started", count=PROCESSES + 1)
    assert probe(server, "/livez") == 200
    assert probe(server, "/readyz") == 503
    waiting = server.stub().ScoreArticle.future(REQUEST)
    server.wait_for_metric("newsassay_pending_calls", 1)
    broken.unlink()
    assert waiting.result().HasField("report")
    server.wait_for_workers(PROCESSES)
    wait_for_probe(server, "/readyz", 200)
    assert server.metric("newsassay_failed_starts_total") > PROCESSES
    assert server.stop() == 0


def test_workers_that_hang_are_replaced_and_health_follows(
    start_server: Any, tmp_path: Path, failure: Failing
) -> None:
    server = start_server(*FLAGS, injected=inject(tmp_path))
    with server.channel() as channel:
        watched = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
        assert next(watched).status == health_pb2.HealthCheckResponse.SERVING
        hanging = server.workers
        held = server.stub().ScoreArticle.future(REQUEST)
        held.result()
        for pid in hanging:
            os.kill(pid, signal.SIGSTOP)
        held = server.stub().ScoreArticle.future(REQUEST)
        assert next(watched).status == health_pb2.HealthCheckResponse.NOT_SERVING
        assert probe(server, "/readyz") == 503
        assert probe(server, "/livez") == 200
        # Without a deadline of its own, and long before the one that the server gives it.
        failed = failure(held.result)
        assert (failed.code, failed.reason) == (grpc.StatusCode.UNAVAILABLE, "WORKER_LOST")
        assert next(watched).status == health_pb2.HealthCheckResponse.SERVING
    for pid in hanging:
        server.wait_for("worker hangs", worker_pid=pid)
        server.wait_for("worker lost", worker_pid=pid)
    server.wait_for_workers(PROCESSES)
    assert server.stub().ScoreArticle(REQUEST).HasField("report")


def test_a_stopped_worker_is_replaced_sooner_than_one_that_may_wait_for_a_core(
    start_server: Any, tmp_path: Path
) -> None:
    code = "pool.BEATS_UNTIL_KILLED = pool.BEATS_OF_A_STOPPED = 10**6\n"
    server = start_server(*FLAGS, injected=inject(tmp_path, code))
    victim = server.workers[0]
    os.kill(victim, signal.SIGSTOP)
    server.wait_for("worker hangs", worker_pid=victim)
    server.wait_for("worker lost", worker_pid=victim)
    server.wait_for_workers(PROCESSES)


def test_a_fork_server_that_hangs_is_replaced(start_server: Any, tmp_path: Path) -> None:
    server = start_server(*FLAGS, injected=inject(tmp_path))
    victim = server.workers[0]
    status = Path(f"/proc/{victim}/status").read_text(encoding="utf-8")
    os.kill(int(status.partition("PPid:")[2].split()[0]), signal.SIGSTOP)
    os.kill(victim, signal.SIGKILL)
    assert server.wait_for("worker not started")["error"] == "TimeoutError"
    server.wait_for_workers(PROCESSES)
    assert server.stub().ScoreArticle(REQUEST).HasField("report")


def test_a_start_on_a_machine_that_is_too_slow_is_tried_again(start_server: Any, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.touch()
    code = (
        "import asyncio, pathlib, time\n"
        "import newsassay.server.scoring as scoring\n"
        f"slow, timeout, warm_up = pathlib.Path({str(slow)!r}), asyncio.timeout, scoring.warm_up\n"
        "asyncio.timeout = lambda seconds: timeout(0.3 if slow.exists() else seconds)\n"
        "def wait(limits):\n"
        "    while slow.exists(): time.sleep(0.01)\n"
        "    warm_up(limits)\n"
        "scoring.warm_up = wait\n"
    )
    flags = ("--address=127.0.0.1:0", "--workers=3")
    injected = inject(tmp_path / "injected", code)
    server = start_server(*flags, injected=injected, own_interpreter=True, wait=False)
    server.wait_for("worker not started", count=8)
    slow.unlink()
    server.wait_for("serving")
    assert server.stop() == 0


def test_readiness_ends_with_the_drain_and_liveness_does_not(start_server: Any, tmp_path: Path) -> None:
    server = start_server(*FLAGS, injected=inject(tmp_path))
    assert (probe(server, "/readyz"), probe(server, "/livez"), probe(server, "/x")) == (200, 200, 404)
    with server.frozen_workers():
        call = server.stub().ScoreArticle.future(REQUEST)
        server.wait_for_metric("newsassay_pending_calls", 1)
        server.process.send_signal(signal.SIGTERM)
        server.wait_for("draining")
        assert (probe(server, "/readyz"), probe(server, "/livez")) == (503, 200)
    assert call.result().HasField("report")
    assert server.exit_code() == 0


@pytest.mark.parametrize("fault", ["missing", "unreadable"])
def test_a_token_file_that_cannot_be_read_is_told_once(start_server: Any, tmp_path: Path, fault: str) -> None:
    tokens = tmp_path / "tokens"
    tokens.write_text("secret-token-0123456789", encoding="utf-8")
    server = start_server("--address=127.0.0.1:0", "--workers=0", f"--token-file={tokens}")
    tokens.unlink()
    if fault == "unreadable":
        tokens.mkdir()
    metadata = (("authorization", "bearer secret-token-0123456789"),)
    for _ in range(5):
        assert server.stub().ScoreArticle(REQUEST, metadata=metadata).HasField("report")
    assert server.stop() == 0
    told = [entry for entry in server.log if entry["event"] == "token file not read again"]
    assert len(told) == 1, errno.errorcode

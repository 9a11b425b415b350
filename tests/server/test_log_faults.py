"""Whatever happens to the log, calls are answered as if nothing were wrong, and SIGTERM drains."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
from broken_logs import dead_reader, full_disk, stuck_reader
from faults import workers

from newsassay.server import log_queue
from newsassay.server.log_queue import LogQueue
from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

REQUEST = service_pb2.ScoreArticleRequest(article=article_pb2.Article(body="Officials may decide soon."))
ROOT = Path(__file__).parents[2]
PATHS = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client"))


@pytest.fixture(params=[full_disk, dead_reader, stuck_reader, None], ids=["full", "dead", "stuck", "closed"])
def logging_server(request: Any, tmp_path: Path) -> Any:
    """A server whose log cannot be written, on a unix socket."""
    sink = request.param() if request.param else None
    command = [sys.executable, "-m", "newsassay.server", f"--address=unix:{tmp_path}/s", "--workers=1"]
    command += ["--parent-pipe", "--log-level=debug"]
    if sink is None:
        command = ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *command]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=sink,
        text=True,
        env={**os.environ, "PYTHONPATH": PATHS},
    )
    if sink is not None:
        os.close(sink)
    assert process.stdout is not None
    assert process.stdout.readline()
    yield process, f"unix:{tmp_path}/s"
    process.kill()
    process.communicate()


def test_calls_are_answered_and_workers_replaced_whatever_happens_to_the_log(logging_server: Any) -> None:
    process, address = logging_server
    with grpc.insecure_channel(address, options=[("grpc.enable_retries", 0)]) as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        for call in [stub.ScoreArticle.future(REQUEST) for _ in range(60)]:
            assert call.result(timeout=120).HasField("report")
        killed = workers(process.pid)
        assert len(killed) == 2
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        while len(set(workers(process.pid)) - set(killed)) < 2:
            assert process.poll() is None
            time.sleep(0.02)
        assert stub.ScoreArticle(REQUEST, timeout=120, wait_for_ready=True).HasField("report")
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


def test_what_was_dropped_is_counted_and_told_once_lines_can_be_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(log_queue, "MOST_LINES", 10)
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    lines = LogQueue(writing, lambda count: b"missing %d" % count)
    for _ in range(40):
        lines.put(b"x" * 999)
    while not lines.dropped:
        lines.put(b"x" * 999)
    dropped = lines.dropped
    received = b""
    while b"missing" not in received:
        received += os.read(reading, 1 << 16)
    lines.put(b"last")
    lines.close()
    received += os.read(reading, 1 << 16)
    told = sum(int(line.split()[1]) for line in received.split(b"\n") if line.startswith(b"missing"))
    assert told == lines.dropped >= dropped
    assert received.endswith(b"last\n")
    os.close(reading)
    os.close(writing)


def test_a_write_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_queue, "RETRY_SECONDS", 0.0)
    reading, writing = os.pipe()
    failing = [True] * 5
    real: Callable[[int, Any], int] = os.write

    def write(descriptor: int, data: Any) -> int:
        if failing:
            failing.pop()
            raise OSError(28, "No space left on device")
        return real(descriptor, data[:3])

    monkeypatch.setattr(log_queue.os, "write", write)
    lines = LogQueue(writing, lambda _count: b"")
    lines.put(b"one line in pieces")
    while failing:
        pass
    received = b""
    while not received.endswith(b"\n"):
        received += os.read(reading, 100)
    assert received == b"one line in pieces\n"
    lines.close()
    os.close(reading)
    os.close(writing)


def test_what_others_write_to_standard_error_is_an_event(start_server: Any, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os\n"
        "import newsassay.server.scoring as scoring\n"
        "real = scoring.score\n"
        "def score(article, options):\n"
        "    os.write(2, b'E0000 core.cc:1] a line of the core\\n')\n"
        "    return real(article, options)\n"
        "scoring.score = score\n",
        encoding="utf-8",
    )
    server = start_server("--address=127.0.0.1:0", "--workers=1", injected=tmp_path)
    assert server.stub().ScoreArticle(REQUEST).HasField("report")
    assert server.wait_for("standard error")["line"] == "E0000 core.cc:1] a line of the core"
    assert server.stop() == 0
    assert all(line.startswith("{") for line in server.lines)

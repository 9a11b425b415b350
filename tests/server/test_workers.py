"""Workers that die or hang: what callers see, and what is lost (nothing silently)."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.rpc import code_pb2

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]


def request(body: str = "Officials may decide soon.") -> service_pb2.ScoreArticleRequest:
    return service_pb2.ScoreArticleRequest(article=article_pb2.Article(body=body))


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    try:
        return "State:\tZ" not in status.read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until_gone(pids: list[int]) -> None:
    for pid in pids:
        while is_alive(pid):
            time.sleep(0.01)


FLAGS = ("--address=127.0.0.1:0", "--workers=2", "--metrics-address=127.0.0.1:0")
PROCESSES = 3  # two workers and the spare one


@pytest.fixture(scope="module")
def shared(start_shared_server: Any) -> Any:
    """Two workers and a spare one, which the tests below kill, and get back."""
    return start_shared_server(*FLAGS)


@pytest.fixture
def two_workers(shared: Any) -> Any:
    shared.wait_for_workers(PROCESSES)
    shared.wait_for_metric("newsassay_pending_calls", 0)
    return shared


def test_a_killed_worker_fails_only_what_it_held_and_is_replaced(two_workers: Any) -> None:
    server, stub = two_workers, two_workers.stub()
    before = server.workers
    restarts = server.metric("newsassay_worker_restarts_total")
    with server.frozen_workers():
        calls = [stub.ScoreArticle.future(request()) for _ in range(20)]
        server.wait_for_metric("newsassay_pending_calls", 20)
        os.kill(before[0], signal.SIGKILL)
        server.wait_for("worker lost", worker_pid=before[0])
    codes = [call.code() for call in calls]
    assert codes.count(grpc.StatusCode.UNAVAILABLE) == 1
    assert codes.count(grpc.StatusCode.OK) == 19
    server.wait_for_workers(PROCESSES)
    assert set(server.workers) & set(before) == set(before[1:])
    assert server.metric("newsassay_worker_restarts_total") == restarts + 1
    assert stub.ScoreArticle(request()).HasField("report")


def test_the_spare_worker_takes_nothing_that_workers_can_do(two_workers: Any) -> None:
    server, stub = two_workers, two_workers.stub()
    with server.frozen_workers():
        calls = [stub.ScoreArticle.future(request()) for _ in range(10)]
        server.wait_for_metric("newsassay_pending_calls", 10)
        *_, spare = server.workers
        os.kill(spare, signal.SIGKILL)
        server.wait_for("worker lost", worker_pid=spare)
    assert [call.code() for call in calls] == [grpc.StatusCode.OK] * 10


def test_the_caller_of_a_killed_worker_is_told_why(two_workers: Any, failure: Failing) -> None:
    server, stub = two_workers, two_workers.stub()
    with server.frozen_workers():
        calls = [stub.ScoreArticle.future(request()) for _ in range(2)]
        server.wait_for_metric("newsassay_pending_calls", 2)
        killed = server.workers
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        for pid in killed:
            server.wait_for("worker lost", worker_pid=pid)
        for call in calls:
            failed = failure(call.result)
            assert failed.code is grpc.StatusCode.UNAVAILABLE
            assert failed.reason == "WORKER_LOST"
    assert stub.ScoreArticle(request()).HasField("report")


def test_a_stream_survives_a_killed_worker(two_workers: Any) -> None:
    server = two_workers
    items = [
        service_pb2.StreamScoreArticlesRequest(request_id=str(number), article=request().article)
        for number in range(60)
    ]
    with server.frozen_workers():
        replies = server.stub().StreamScoreArticles(iter(items))
        server.wait_for_metric("newsassay_pending_calls", 8)
        victim = server.workers[0]
        os.kill(victim, signal.SIGKILL)
        server.wait_for("worker lost", worker_pid=victim)
    codes = {reply.request_id: reply.status.code for reply in replies}
    assert len(codes) == 60
    assert sorted(codes.values()) == [code_pb2.OK] * 59 + [code_pb2.UNAVAILABLE]


def test_a_hanging_worker_is_replaced_once_nobody_waits_for_it(two_workers: Any) -> None:
    server, stub = two_workers, two_workers.stub()
    hanging = server.workers[:2]
    with server.frozen_workers():
        calls = [stub.ScoreArticle.future(request()) for _ in range(2)]
        server.wait_for_metric("newsassay_pending_calls", 2)
        behind = [stub.ScoreArticle.future(request()) for _ in range(2)]
        server.wait_for_metric("newsassay_pending_calls", 4)
        for call in calls:
            call.cancel()
        for pid in hanging:
            server.wait_for("worker lost", worker_pid=pid)
    assert all(call.result().HasField("report") for call in behind)
    server.wait_for_workers(PROCESSES)
    assert not set(server.workers) & set(hanging)


def test_workers_are_replaced_even_if_what_forks_them_is_killed(start_server: Any) -> None:
    server = start_server(*FLAGS)
    before = server.workers
    status = Path(f"/proc/{before[0]}/status").read_text(encoding="utf-8")
    fork_server = int(status.partition("PPid:")[2].split()[0])
    assert fork_server != server.process.pid
    os.kill(fork_server, signal.SIGKILL)
    wait_until_gone([fork_server])
    os.kill(before[0], signal.SIGKILL)
    server.wait_for("worker ready", count=PROCESSES + 1)
    assert server.stub().ScoreArticle(request()).HasField("report")
    assert server.stop() == 0
    wait_until_gone(server.workers)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_server(start_server: Any, number: signal.Signals) -> None:
    server = start_server(*FLAGS)
    workers = server.workers
    assert len(workers) == PROCESSES
    with server.frozen_workers():
        call = server.stub().ScoreArticle.future(request())
        server.wait_for_metric("newsassay_pending_calls", 1)
        server.process.send_signal(number)
    server.exit_code()
    assert call.code() in {grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE}
    wait_until_gone(workers)


def test_a_signal_to_the_whole_group_still_drains(start_server: Any) -> None:
    server = start_server(*FLAGS, own_interpreter=True)
    with server.frozen_workers():
        calls = [server.stub().ScoreArticle.future(request()) for _ in range(5)]
        server.wait_for_metric("newsassay_pending_calls", 5)
        os.killpg(server.process.pid, signal.SIGINT)
        server.wait_for("stopping")
    assert [call.code() for call in calls] == [grpc.StatusCode.OK] * 5
    assert server.exit_code() == 0


def test_a_server_whose_workers_cannot_start_does_not_either(start_server: Any, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import newsassay.server.scoring\n"
        "def broken(limits): raise SystemExit(7)\n"
        "newsassay.server.scoring.warm_up = broken\n",
        encoding="utf-8",
    )
    flags = ("--address=127.0.0.1:0", "--workers=2")
    server = start_server(*flags, injected=tmp_path, own_interpreter=True, wait=False)
    assert server.wait_for("cannot start")["reason"] == "workers end before they are ready"
    assert server.exit_code() == 1

"""A server of one's own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import grpc
import pytest

from newsassay.server.embedded import embedded_server
from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

REQUEST = service_pb2.ScoreArticleRequest(article=article_pb2.Article(body="Officials may decide soon."))


@pytest.mark.parametrize("workers", [0, 1])
def test_it_serves_on_a_private_socket_and_leaves_nothing_behind(workers: int) -> None:
    with embedded_server(workers) as target:
        path = Path(target.removeprefix("unix:"))
        assert path.is_socket()
        assert path.parent.stat().st_mode & 0o777 == 0o700
        with grpc.insecure_channel(target) as channel:
            assert service_grpc.CredibilityServiceStub(channel).ScoreArticle(REQUEST).HasField("report")
    assert not path.parent.exists()


def test_it_serves_on_loopback_where_a_socket_path_would_be_too_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    with embedded_server() as target:
        assert target.startswith("127.0.0.1:")
        with grpc.insecure_channel(target) as channel:
            assert service_grpc.CredibilityServiceStub(channel).ScoreArticle(REQUEST).HasField("report")


def test_it_is_cleaned_up_when_the_block_fails() -> None:
    with pytest.raises(KeyboardInterrupt), embedded_server() as target:
        raise KeyboardInterrupt
    assert not Path(target.removeprefix("unix:")).parent.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_it_ends_with_the_process_that_started_it(number: signal.Signals) -> None:
    program = (
        "import signal\n"
        "from newsassay.server.embedded import embedded_server\n"
        # What runs in the background of a shell ignores SIGINT, and so does what it starts.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "with embedded_server() as target:\n"
        "    print(target, flush=True)\n"
        "    input()\n"
    )
    root = Path(__file__).parents[2]
    paths = os.pathsep.join(str(root / part) for part in ("proto", "server", "client"))
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
        process_group=0,
    ) as parent:
        assert parent.stdout is not None
        target = parent.stdout.readline().strip()
        path = Path(target.removeprefix("unix:"))
        assert path.is_socket()
        # Ctrl-C reaches the whole group, SIGKILL the parent only.
        os.killpg(parent.pid, number) if number is signal.SIGINT else parent.kill()
        parent.wait()
        while path.exists():
            time.sleep(0.01)
    with grpc.insecure_channel(target) as channel, pytest.raises(grpc.RpcError):
        service_grpc.CredibilityServiceStub(channel).ScoreArticle(REQUEST, timeout=5)

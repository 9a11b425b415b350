"""Start, drain and end; settings from flags, environment and file; exit codes."""

import signal
import socket
from pathlib import Path
from typing import Any

import grpc
import pytest
from click.testing import CliRunner
from grpc_health.v1 import health_pb2, health_pb2_grpc

from newsassay.server import main as command
from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING
QUICK = ("--address=127.0.0.1:0", "--workers=1", "--metrics-address=127.0.0.1:0")


def request(body: str = "Officials may decide soon.") -> service_pb2.ScoreArticleRequest:
    return service_pb2.ScoreArticleRequest(article=article_pb2.Article(body=body))


def test_health_says_not_serving_until_the_workers_are_warm(start_server: Any, tmp_path: Path) -> None:
    go = tmp_path / "go"
    (tmp_path / "sitecustomize.py").write_text(
        "import pathlib, time\n"
        "import newsassay.server.scoring as scoring\n"
        "warm_up = scoring.warm_up\n"
        "def slow(limits):\n"
        f"    while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.01)\n"
        "    warm_up(limits)\n"
        "scoring.warm_up = slow\n",
        encoding="utf-8",
    )
    address = f"unix:{tmp_path}/s"
    server = start_server(
        f"--address={address}", "--workers=1", injected=tmp_path, own_interpreter=True, wait=False
    )
    with grpc.insecure_channel(address) as channel:
        watched = health_pb2_grpc.HealthStub(channel).Watch(
            health_pb2.HealthCheckRequest(), wait_for_ready=True
        )
        assert next(watched).status == NOT_SERVING
        go.touch()
        assert next(watched).status == SERVING
        assert server.stop() == 0


def test_the_start_is_logged_with_versions(server: Any) -> None:
    entry = server.wait_for("serving")
    assert entry["engine"]
    assert entry["rubric"]
    assert len(entry["rubric_sha256"]) == 64


def test_a_drain_answers_everything_that_was_accepted(start_server: Any) -> None:
    server = start_server(*QUICK)
    with server.channel() as channel, server.frozen_workers():
        watched = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest())
        assert next(watched).status == SERVING
        stub = server.stub()
        calls = [stub.ScoreArticle.future(request()) for _ in range(50)]
        server.wait_for_metric("newsassay_pending_calls", 50)
        server.process.send_signal(signal.SIGTERM)
        assert next(watched).status == NOT_SERVING
        assert server.wait_for("draining")["open_calls"] == 50
        for late in (server.stub().ScoreArticle.future(request()), stub.ScoreArticle.future(request())):
            assert (late.code(), late.details()) == (grpc.StatusCode.UNAVAILABLE, "the server is stopping")
    assert [call.code() for call in calls] == [grpc.StatusCode.OK] * 50
    assert server.exit_code() == 0
    assert server.wait_for("stopped")["cut_off"] == 0


def test_a_drain_under_load_loses_no_accepted_request(start_server: Any) -> None:
    server = start_server(*QUICK)
    stubs = [server.stub(**{"grpc.use_local_subchannel_pool": 1}) for _ in range(4)]
    codes: list[grpc.StatusCode] = []
    calls = [stub.ScoreArticle.future(request()) for stub in stubs for _ in range(10)]
    stopped = False
    while calls:
        call = calls.pop(0)
        codes.append(call.code())
        if len(codes) == 200:
            server.process.send_signal(signal.SIGTERM)
            stopped = True
        if call.code() is grpc.StatusCode.OK:
            calls.append(stubs[len(codes) % 4].ScoreArticle.future(request()))
    assert stopped
    assert server.exit_code() == 0
    server.wait_for("stopped")
    assert set(codes) == {grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE}
    answered = [entry["code"] for entry in server.log if entry["event"] == "call"]
    assert answered.count("OK") == codes.count(grpc.StatusCode.OK)
    assert set(answered) <= {"OK", "UNAVAILABLE"}


def test_a_second_signal_forces_the_end(start_server: Any) -> None:
    server = start_server(*QUICK)
    with server.frozen_workers():
        call = server.stub().ScoreArticle.future(request())
        server.wait_for_metric("newsassay_pending_calls", 1)
        server.process.send_signal(signal.SIGTERM)
        server.wait_for("stopping")
        assert server.stop(signal.SIGTERM) == 128 + signal.SIGTERM
    assert call.code() is grpc.StatusCode.UNAVAILABLE


def test_calls_that_outlast_the_grace_period_are_cut_off(start_server: Any) -> None:
    server = start_server(*QUICK, "--grace=0.2")
    with server.frozen_workers():
        call = server.stub().ScoreArticle.future(request())
        server.wait_for_metric("newsassay_pending_calls", 1)
        assert server.stop() == 3
        assert call.code() is grpc.StatusCode.UNAVAILABLE
    assert server.wait_for("stopped")["cut_off"] == 1


@pytest.mark.parametrize("kind", ["tcp", "name", "unix", "metrics"])
def test_an_address_in_use_is_an_error(start_server: Any, server: Any, tmp_path: Path, kind: str) -> None:
    flags = ["--address=127.0.0.1:0"]
    if kind == "unix":
        first = start_server(f"--address=unix:{tmp_path}/s", "--workers=0")
        flags = [f"--address={first.address}"]
    elif kind == "metrics":
        flags.append(f"--metrics-address={server.address}")
    else:
        port = server.address.rpartition(":")[2]
        flags = [f"--address={'localhost' if kind == 'name' else '127.0.0.1'}:{port}"]
    second = start_server(*flags, "--workers=0", wait=False)
    assert second.exit_code() == 1
    assert second.wait_for("cannot start")
    assert server.stub().ScoreArticle(request()).HasField("report")


def test_a_dead_unix_socket_is_replaced_and_removed_at_the_end(start_server: Any, tmp_path: Path) -> None:
    path = tmp_path / "s"
    dead = start_server(f"--address=unix:{path}", "--workers=0")
    dead.stop(signal.SIGKILL)
    assert path.is_socket()
    server = start_server(f"--address=unix:{path}", "--workers=0")
    assert server.stub().ScoreArticle(request()).HasField("report")
    assert server.stop() == 0
    assert not path.exists()


def test_settings_come_from_the_command_line_then_the_environment_then_the_file(
    start_server: Any, tmp_path: Path
) -> None:
    config = tmp_path / "server.toml"
    config.write_text(
        'address = "127.0.0.1:0"\nworkers = 0\nmax-text-bytes = 20\nlog-level = "debug"\n', "utf-8"
    )
    environment = {"NEWSASSAY_SERVER_CONFIG": str(config), "NEWSASSAY_SERVER_MAX_TEXT_BYTES": "30"}
    for flags, limit in (((), 30), (("--max-text-bytes=40",), 40)):
        server = start_server(*flags, environment=environment)
        assert server.wait_for("serving")["workers"] == 0
        assert server.stub().ScoreArticle(request("x" * limit)).HasField("report")
        call = server.stub().ScoreArticle.future(request("x" * (limit + 1)))
        assert call.code() is grpc.StatusCode.INVALID_ARGUMENT
        assert server.stop() == 0


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--address=0.0.0.0:0"], "--insecure"),
        (["--address=nowhere"], "neither host:port nor unix:path"),
        (["--address=127.0.0.1:99999"], "neither host:port nor unix:path"),
        (["--tls-key=/dev/null"], "--tls-key"),
        (["--workers=-1"], "--workers"),
        (["--max-pending-bytes=1000"], "--max-pending-bytes"),
        (["--config=wrong.toml"], "unknown setting colour"),
        (["--config=list.toml"], "workers must be a single value"),
        (["--config=fraction.toml"], "'1.5' is not a valid integer"),
        (["--config=nan.toml"], "nan is no number of seconds"),
        (["--grace=inf"], "inf is no number of seconds"),
        (["--max-text-bytes=400000000"], "--max-text-bytes"),
        (["--max-reply-bytes=10"], "--max-reply-bytes"),
        (["--socket-mode=999"], "no octal file mode"),
        (["--config=broken.toml"], "broken.toml"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: list[str], said: str
) -> None:
    (tmp_path / "wrong.toml").write_text('colour = "red"\n', encoding="utf-8")
    (tmp_path / "list.toml").write_text("workers = [1]\n", encoding="utf-8")
    (tmp_path / "fraction.toml").write_text("workers = 1.5\n", encoding="utf-8")
    (tmp_path / "nan.toml").write_text("drain-delay = nan\n", encoding="utf-8")
    (tmp_path / "broken.toml").write_text("workers = = 3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "_start", lambda _settings: pytest.fail("this would start"))
    ended = CliRunner().invoke(command.main, flags)
    assert ended.exit_code == 2
    assert said in ended.stderr


def test_a_usage_error_ends_the_program(start_server: Any) -> None:
    server = start_server("--workers=-1", own_interpreter=True, wait=False)
    assert server.exit_code() == 2
    assert "--workers" in "".join(server.lines)


@pytest.mark.parametrize(("flags", "mode"), [([], 0o600), (["--socket-mode=0660"], 0o660)])
def test_a_unix_socket_is_private(start_server: Any, tmp_path: Path, flags: list[str], mode: int) -> None:
    server = start_server(f"--address=unix:{tmp_path}/s", "--workers=0", *flags)
    assert (tmp_path / "s").stat().st_mode & 0o777 == mode
    assert server.stub().ScoreArticle(request()).HasField("report")


def test_metrics_for_other_machines_are_warned_about(start_server: Any) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=0", "--metrics-address=0.0.0.0:0")
    assert "in plaintext" in server.wait_for("metrics can be read from other machines, in plaintext")["event"]


def test_insecure_allows_plaintext_off_loopback(start_server: Any) -> None:
    server = start_server("--address=0.0.0.0:0", "--insecure", "--workers=0")
    port = server.address.rpartition(":")[2]
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        check = health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest())
    assert check.status == SERVING


def test_systemd_is_told(start_server: Any, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.settimeout(120)
        systemd.bind(str(tmp_path / "notify"))
        server = start_server(
            "--address=127.0.0.1:0", "--workers=0", environment={"NOTIFY_SOCKET": str(tmp_path / "notify")}
        )
        assert systemd.recv(100) == b"READY=1"
        assert server.stop() == 0
        assert systemd.recv(100) == b"STOPPING=1"

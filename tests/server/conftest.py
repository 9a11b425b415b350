"""Real server processes on real sockets."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import grpc
import pytest
from forked_server import ForkedServer
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status
from prometheus_client.parser import text_string_to_metric_families

from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

ROOT = Path(__file__).parents[2]
# What happens at all happens in this time, on however busy a machine; only a failure waits so long.
LONGEST_SECONDS = 120.0
# Between two looks at something that tells nobody of its changes; what is waited for needs the processor itself.
LOOK_SECONDS = 0.01


class ServerProcess:
    """A running `newsassay-server`, its log, and channels to it."""

    def __init__(
        self,
        *flags: str,
        environment: dict[str, str] | None = None,
        injected: Path | None = None,
        wait: bool = True,
        own_interpreter: bool = False,
    ) -> None:
        """Start a server. A `sitecustomize.py` in `injected` runs first in all of its processes.

        It has an interpreter and a process group of its own if asked for: where memory is measured, and where
        what happens before it serves is. Others are forked, which takes a tenth of the time.
        """
        roots = [str(injected)] if injected else []
        roots += [str(ROOT / part) for part in ("proto", "server", "client")]
        every = {**os.environ, "PYTHONPATH": os.pathsep.join(roots), **(environment or {})}
        self.process: ForkedServer | subprocess.Popen[str]
        if not own_interpreter:
            self.process = ForkedServer(*flags, environment=every, injected=injected)
        else:
            command = [sys.executable, "-m", "newsassay.server", *flags]
            self.process = subprocess.Popen(
                command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=every, process_group=0
            )
        self.log: list[dict[str, Any]] = []
        self.lines: list[str] = []
        self._logged = threading.Condition()
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()
        self._channels: list[grpc.Channel] = []
        self.metrics_address = ""
        self.address = ""
        if wait:
            serving = self.wait_for("serving")
            self.address, self.metrics_address = serving["address"], serving["metrics_address"]

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._logged:
                self.lines.append(line)
                if line.startswith("{"):
                    self.log.append(json.loads(line))
                self._logged.notify_all()
        with self._logged:
            self._logged.notify_all()

    def wait_for(self, event: str, count: int = 1, **fields: object) -> dict[str, Any]:
        """The `count`-th log entry of this event and these fields, waiting for it to be written."""

        def found() -> list[dict[str, Any]]:
            wanted = {"event": event, **fields}
            return [
                entry for entry in self.log if all(entry.get(key) == value for key, value in wanted.items())
            ]

        with self._logged:
            arrived = self._logged.wait_for(
                lambda: len(found()) >= count or not self._reader.is_alive(), LONGEST_SECONDS
            )
            assert arrived, f"no {event!r} after {LONGEST_SECONDS} s:\n{''.join(self.lines)}"
            entries = found()
            assert len(entries) >= count, f"the server ended without {event!r}:\n{''.join(self.lines)}"
            return entries[count - 1]

    @property
    def workers(self) -> list[int]:
        """Process ids of the workers that were started and not lost, the spare one last."""
        lost = {entry["worker_pid"] for entry in self.log if entry["event"] == "worker lost"}
        started = [entry for entry in self.log if entry["event"] == "worker ready"]
        started.sort(key=lambda entry: entry["spare"])
        return [entry["worker_pid"] for entry in started if entry["worker_pid"] not in lost]

    def wait_for_workers(self, count: int) -> None:
        """Wait until so many workers are ready."""
        with self._logged:
            assert self._logged.wait_for(lambda: len(self.workers) == count, LONGEST_SECONDS)

    @contextmanager
    def frozen_workers(self) -> Iterator[None]:
        """Workers that do nothing for the length of the block, so that whatever is admitted waits."""
        frozen = self.workers
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in frozen:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def metrics(self) -> dict[str, float]:
        """All samples that Prometheus would scrape, by name and labels."""
        with urllib.request.urlopen(f"http://{self.metrics_address}/metrics") as response:
            text = response.read().decode()
        return {
            f"{sample.name}{sorted(sample.labels.items()) or ''}": sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    def wait_for_metric(self, name: str, value: float) -> None:
        """Wait until a sample has this value."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while (found := self.metrics().get(name, 0.0)) != value:
            assert time.monotonic() < deadline, f"{name} is {found}, not {value}"
            time.sleep(LOOK_SECONDS)

    def metric(self, name: str) -> float:
        """A sample's value now; 0 if it does not exist yet."""
        return self.metrics().get(name, 0.0)

    def channel(self, **options: int) -> grpc.Channel:
        """A channel that gRPC's retries do not touch."""
        fixed = [("grpc.enable_retries", 0), ("grpc.max_receive_message_length", -1)]
        channel = grpc.insecure_channel(self.address, options=[*fixed, *options.items()])
        # A channel that is forgotten closes, and its calls with it.
        self._channels.append(channel)
        return channel

    def stub(self, **options: int) -> service_grpc.CredibilityServiceStub:
        """A stub on a channel of its own."""
        return service_grpc.CredibilityServiceStub(self.channel(**options))

    def exit_code(self) -> int:
        """Wait for the end of the server and of its log."""
        code = self.process.wait(LONGEST_SECONDS)
        self._reader.join(LONGEST_SECONDS)
        return code

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.exit_code()

    def close(self) -> None:
        """Kill the server if it still runs, and close what it was observed through.

        Not part of `stop`: a channel closed before it has read the server's last bytes ends its calls as CANCELLED.
        """
        if self.process.poll() is None:
            self.process.kill()
        self.stop()
        for channel in self._channels:
            channel.close()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


StartServer = Callable[..., ServerProcess]


def _starting() -> Iterator[StartServer]:
    started: list[ServerProcess] = []

    def start(*flags: str, **options: Any) -> ServerProcess:
        server = ServerProcess(*flags, **options)
        started.append(server)
        return server

    yield start
    for server in started:
        server.close()


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """Start servers that end with the test."""
    yield from _starting()


@pytest.fixture(scope="module")
def start_shared_server() -> Iterator[StartServer]:
    """Start servers that end with the module: starting one takes longer than most tests."""
    yield from _starting()


@pytest.fixture(scope="module")
def hold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to inject: an article titled "held" is in work until the folder has a file `release`."""
    folder = tmp_path_factory.mktemp("hold")
    (folder / "sitecustomize.py").write_text(
        "import pathlib, time\n"
        "import newsassay.server.scoring as scoring\n"
        f"release = pathlib.Path({str(folder / 'release')!r})\n"
        "real = scoring.score\n"
        "def score(article, options):\n"
        "    while article.title == 'held' and not release.exists(): time.sleep(0.01)\n"
        "    return real(article, options)\n"
        "scoring.score = score\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[ServerProcess]:
    """A server with default settings that all tests share; it must survive them and drain."""
    running = ServerProcess("--address=127.0.0.1:0", "--workers=1", own_interpreter=True)
    yield running
    code = running.stop()
    running.close()
    assert code == 0


class Failure:
    """A failed call: its status, details and trailers."""

    def __init__(self, error: grpc.RpcError) -> None:
        assert isinstance(error, grpc.Call)
        self.code = error.code()
        self.message = error.details() or ""
        self.trailers = dict(error.trailing_metadata() or ())
        found = rpc_status.from_call(error)
        self.status = status_pb2.Status() if found is None else found

    def detail(self, kind: type[Message]) -> Any:
        """The detail of this type."""
        for packed in self.status.details:
            if packed.Is(kind.DESCRIPTOR):
                detail = kind()
                packed.Unpack(detail)
                return detail
        pytest.fail(f"no {kind.__name__} in {self.status}")

    @property
    def reason(self) -> str:
        """ErrorInfo's reason."""
        info = self.detail(error_details_pb2.ErrorInfo)
        assert info.domain == "newsassay"
        return str(info.reason)

    @property
    def violations(self) -> dict[str, str]:
        """BadRequest's fields, with the reason for each."""
        violations = self.detail(error_details_pb2.BadRequest).field_violations
        return {violation.field: violation.reason for violation in violations}


@pytest.fixture
def failure() -> Callable[[Callable[[], object]], Failure]:
    """Make a call that must fail, and look at how it does."""

    def call(make: Callable[[], object]) -> Failure:
        with pytest.raises(grpc.RpcError) as caught:
            make()
        return Failure(caught.value)

    return call

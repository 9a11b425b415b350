"""Puts a server together from its settings."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import aio as health_aio
from grpc_reflection.v1alpha import reflection, reflection_pb2_grpc
from structlog.typing import FilteringBoundLogger

from newsassay.server import addresses
from newsassay.server.accepting import accepting_server
from newsassay.server.admission import Admission
from newsassay.server.calls import Recorder
from newsassay.server.core_options import core_options
from newsassay.server.floods import Floods
from newsassay.server.gate import Gate
from newsassay.server.health_checks import register_health_checks
from newsassay.server.intake import Intake
from newsassay.server.logs import Log
from newsassay.server.metrics import Metrics
from newsassay.server.pool import PoolEvents, WorkerPool
from newsassay.server.readiness import Readiness
from newsassay.server.replies import UnreadReplies
from newsassay.server.servicer import SERVICE, Room, Scorer, Servicer
from newsassay.server.settings import Settings
from newsassay.server.tls import credentials
from newsassay.server.tokens import load_tokens
from newsassay.server.watched_file import WatchedFiles


class StartError(Exception):
    """The server cannot start, for a reason that its operator can mend."""


@dataclass(slots=True)
class Server:
    """The parts of a server that live as long as it does."""

    grpc_server: grpc.aio.Server
    readiness: Readiness
    scorer: Scorer
    admission: Admission
    recorder: Recorder
    floods: Floods
    address: str
    metrics_address: str
    telemetry: Sequence[Callable[[], None]]

    def close_telemetry(self) -> None:
        """Stop serving metrics, send the last traces."""
        for close in self.telemetry:
            close()


async def build(settings: Settings, lines: Log) -> Server:
    """Bind the address and build everything behind it; nothing is started. Raises StartError."""
    log = lines.logger
    try:
        addresses.claim(settings.address)
    except addresses.AddressInUseError as error:
        message = f"address in use: {error}"
        raise StartError(message) from error
    metrics = Metrics()
    metrics.counters["log_lines_dropped"] = (
        "Log lines that could not be written",
        lambda: lines.lines.dropped,
    )
    # All connections of a unix socket have one name, and those who may use it are trusted.
    is_shared = addresses.unix_path(settings.address) is not None
    admission = Admission(
        settings.max_pending_calls,
        settings.max_pending_bytes,
        max(1, settings.workers),
        max_streams=settings.max_streams,
        max_peer_streams=settings.max_streams if is_shared else settings.max_connection_streams,
    )
    events = _Events(admission, metrics, log)
    scorer = _scorer(settings, events)
    recorder, flush_traces = _recorder(settings, log, metrics)
    gate = Gate(admission, _tokens(settings, log), recorder, open_health=settings.open_health)
    floods = _floods(settings, log, metrics)
    server = accepting_server((gate,), core_options(settings), floods)
    health = health_aio.HealthServicer()
    room = Room(
        intake=_intake(settings, is_shared=is_shared),
        admission=admission,
        replies=UnreadReplies(),
        floods=floods,
    )
    gate.add_generic_rpc_handlers((Servicer(scorer, room, recorder, settings.limits).handlers(),))
    services = cast(grpc.aio.Server, gate)  # as generated code sees it
    health_pb2_grpc.add_HealthServicer_to_server(health, services)
    register_health_checks(server, health, gate, floods)
    names = (SERVICE, health_pb2.DESCRIPTOR.services_by_name["Health"].full_name, reflection.SERVICE_NAME)
    reflected = reflection.aio.ReflectionServicer(names)
    reflection_pb2_grpc.add_ServerReflectionServicer_to_server(reflected, services)  # type: ignore[no-untyped-call]  # not in its stubs
    address = _bind(server, settings, metrics, log)
    metrics.counters["calls_dropped"] = (
        "Calls that closed connections had left behind",
        lambda: floods.dropped,
    )
    metrics.gauges |= _gauges(room, scorer)
    metrics.gauges["waiting_refusals"] = ("Refusals that wait", lambda: recorder.refusals.waiting)
    readiness = Readiness(health, (SERVICE, ""))
    events.on_capacity = readiness.capacity_changed
    metrics_address, stop_metrics = _serve_metrics(settings, metrics, readiness, log)
    await readiness.begin()
    return Server(
        server,
        readiness,
        scorer,
        admission,
        recorder,
        floods,
        address,
        metrics_address,
        (stop_metrics, flush_traces),
    )


def _intake(settings: Settings, *, is_shared: bool) -> Intake:
    """Twice the room for requests may be on its way in, and a quarter of that on one connection."""
    limits = settings.limits
    places = max(4, 2 * settings.max_pending_bytes // limits.incoming_bytes)
    return Intake(places, places if is_shared else max(1, places // 4), limits.message_seconds)


class _Events:
    """Passes on what workers do, to whom it concerns."""

    def __init__(self, admission: Admission, metrics: Metrics, log: FilteringBoundLogger) -> None:
        self._admission = admission
        self._metrics = metrics
        self._log = log
        self.on_capacity: Callable[[bool], None] = lambda _usable: None

    def job_done(self, size: int, seconds: float, articles: int) -> None:
        self._metrics.work_seconds += seconds
        if articles:  # what did not come from scoring says nothing about how long scoring takes
            self._admission.observe(size, seconds)

    def job_interrupted(self, seconds: float) -> None:
        self._metrics.work_seconds += seconds
        self._metrics.jobs_interrupted += 1

    def capacity_changed(self, *, usable: bool) -> None:
        if not usable:
            self._log.error("no usable worker")
        self.on_capacity(usable)

    def worker_hangs(self, pid: int | None) -> None:
        self._log.warning("worker hangs", worker_pid=pid)

    def worker_ready(self, pid: int | None, *, spare: bool) -> None:
        self._log.info("worker ready", worker_pid=pid, spare=spare)

    def worker_not_started(self, error: str) -> None:
        self._metrics.failed_starts += 1
        self._log.error("worker not started", error=error)

    def worker_lost(self, pid: int | None, lived: float) -> None:
        self._log.warning("worker lost", worker_pid=pid, lived_seconds=round(lived, 3))
        self._metrics.worker_restarts += 1


def _scorer(settings: Settings, events: PoolEvents) -> Scorer:
    if settings.workers == 0:
        from newsassay.server.inline import InlineScorer  # noqa: PLC0415 - loads the engine into this process

        return InlineScorer(settings.limits, events)
    return WorkerPool(settings.workers, settings.limits, events)


def _floods(settings: Settings, log: FilteringBoundLogger, metrics: Metrics) -> Floods:
    def closed(peer: str) -> None:
        metrics.connections_closed += 1
        log.warning("connection closed", reason="a flood of calls that are taken back", peer=peer)

    return Floods(settings.max_connection_calls, closed)


def _recorder(
    settings: Settings, log: FilteringBoundLogger, metrics: Metrics
) -> tuple[Recorder, Callable[[], None]]:
    """Where calls are recorded, and what flushes it."""
    if not settings.traces:
        return Recorder(log, metrics), lambda: None
    try:
        from newsassay.server.traces import Traces  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = f"--traces needs the extra newsassay[otel]: {error}"
        raise StartError(message) from error
    traces = Traces(SERVICE)
    return Recorder(log, metrics, traces.call), traces.close


def _tokens(settings: Settings, log: FilteringBoundLogger) -> WatchedFiles[tuple[bytes, ...]] | None:
    if settings.token_file is None:
        return None
    try:
        return WatchedFiles(
            (settings.token_file,),
            load_tokens,
            lambda error: log.error("token file not read again", reason=type(error).__name__),
        )
    except (OSError, ValueError) as error:
        message = f"token file: {error}"
        raise StartError(message) from error


class _Certificates:
    """Logs and counts what happens to certificates."""

    def __init__(self, metrics: Metrics, log: FilteringBoundLogger) -> None:
        self._metrics = metrics
        self._log = log

    def certificate_not_read(self, error: Exception) -> None:
        self._log.error("certificate not read again", reason=str(error))

    def certificate_read(self, expires: datetime | None) -> None:
        if expires is None:
            return
        self._metrics.gauges["certificate_expiry_seconds"] = (
            "When the certificate in force expires, in seconds since 1970",
            expires.timestamp,
        )
        if expires <= datetime.now(UTC):
            self._log.error("certificate expired", expires=expires.isoformat())


def _bind(server: grpc.aio.Server, settings: Settings, metrics: Metrics, log: FilteringBoundLogger) -> str:
    address = settings.address
    path = addresses.unix_path(address)
    # gRPC makes the socket; nobody may connect before it has its permissions.
    umask = os.umask(0o777 & ~settings.socket_mode) if path is not None else None
    try:
        if settings.tls_certificate is not None and settings.tls_key is not None:
            secure = credentials(
                settings.tls_certificate,
                settings.tls_key,
                settings.tls_client_ca,
                _Certificates(metrics, log),
            )
            port = server.add_secure_port(address, secure)
        else:
            port = server.add_insecure_port(address)
    except (OSError, ValueError, RuntimeError) as error:
        message = f"cannot serve on {address}: {error}"
        raise StartError(message) from error
    finally:
        if umask is not None:
            os.umask(umask)
    return address if path is not None else f"{address.rpartition(':')[0]}:{port}"


def _gauges(room: Room, scorer: Scorer) -> dict[str, tuple[str, Callable[[], float]]]:
    admission = room.admission
    return {
        "pending_calls": ("Calls admitted and not answered", lambda: admission.calls),
        "pending_bytes": ("Bytes of requests admitted and not answered", lambda: admission.bytes),
        "unread_reply_bytes": ("Bytes of replies that callers have not read", lambda: room.replies.bytes),
        "incoming_messages": ("Request messages on their way in", lambda: room.intake.taken),
        "streams": ("Open scoring streams", lambda: admission.streams),
        "queued_jobs": ("Jobs that wait for a worker", lambda: scorer.queued),
        "workers": ("Worker processes", lambda: scorer.processes),
        "usable_workers": ("Worker processes that are ready and give signs of life", lambda: scorer.usable),
    }


def _serve_metrics(
    settings: Settings, metrics: Metrics, readiness: Readiness, log: FilteringBoundLogger
) -> tuple[str, Callable[[], None]]:
    if settings.metrics_address is None:
        return "", lambda: None
    from newsassay.server.operations import serve_operations  # noqa: PLC0415 - slow to load, and optional

    if not addresses.is_private(settings.metrics_address):
        log.warning("metrics can be read from other machines, in plaintext", address=settings.metrics_address)
    host, port = addresses.parse_tcp(settings.metrics_address)
    try:
        port, stop = serve_operations(metrics, readiness, host, port)
    except OSError as error:
        message = f"cannot serve metrics on {settings.metrics_address}: {error.strerror}"
        raise StartError(message) from error
    return f"{settings.metrics_address.rpartition(':')[0]}:{port}", stop

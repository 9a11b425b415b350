"""A server's life: bind, warm up, serve, drain, end.

Exit codes: 0 drained; 1 could not start; 3 calls were cut off when the grace period ended;
128 + n forced by a second signal n. (2 is a usage error.)
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time

from structlog.typing import FilteringBoundLogger

from newsassay.server import addresses
from newsassay.server.building import Server, StartError, build
from newsassay.server.logs import Log, open_log
from newsassay.server.memory import begin_collections, give_back, limit_what_is_kept
from newsassay.server.settings import Settings
from newsassay.server.standard_streams import StandardError

DRAINED, NOT_STARTED, CUT_OFF = 0, 1, 3
# Connections close so long after the last answer, so that it can be read: a caller that writes to a closed
# connection loses what it has not read yet.
_LINGER_SECONDS = 0.5


async def serve(settings: Settings, standard_error: StandardError) -> int:
    """Serve until told to stop, and end the process; return only if the server cannot start."""
    log = open_log(settings.log_format, settings.log_level, standard_error)
    try:
        return await _serve(settings, log)
    finally:
        log.close()


async def _serve(settings: Settings, lines: Log) -> int:
    began = time.perf_counter()
    log = lines.logger
    stop = _stop_on_signals(settings, lines)
    try:
        server = await build(settings, lines)
    except StartError as error:
        log.error("cannot start", reason=str(error))  # noqa: TRY400 - no traceback for an operator's mistake
        return NOT_STARTED
    limit_what_is_kept()
    await server.grpc_server.start()
    recorder, floods = server.recorder, server.floods
    giving_back = asyncio.create_task(
        give_back(lambda: recorder.calls_over + floods.dropped, lambda: recorder.open_calls)
    )
    code = NOT_STARTED
    if await _warm_up(server, stop):
        if not stop.is_set():
            await _announce(server, settings, log, time.perf_counter() - began)
        await stop.wait()
        code = await _drain(server, settings, log)
    else:
        log.error("cannot start", reason="workers end before they are ready")
    giving_back.cancel()
    await server.scorer.close()
    server.close_telemetry()
    addresses.release(settings.address)
    lines.close()
    # Ending like this closes the connections, which callers see as UNAVAILABLE and can send again.
    # gRPC's own shutdown would answer calls that have just arrived with CANCELLED.
    os._exit(code)


def _stop_on_signals(settings: Settings, lines: Log) -> asyncio.Event:
    """An event that the first SIGTERM or SIGINT sets; the second one ends the process."""
    log = lines.logger
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(number: signal.Signals) -> None:
        if stop.is_set():
            log.warning("forced to stop", signal=number.name)
            addresses.release(settings.address)
            for worker in multiprocessing.active_children():
                worker.kill()
            lines.close()
            os._exit(128 + number)
        log.info("stopping", signal=number.name)
        stop.set()

    def on_signal_in_thread(number: int, _frame: object) -> None:
        loop.call_soon_threadsafe(on_signal, signal.Signals(number))

    for number in (signal.SIGTERM, signal.SIGINT):
        # Not loop.add_signal_handler: Windows has none.
        signal.signal(number, on_signal_in_thread)
    if settings.parent_pipe:
        # A Ctrl-C is meant for the parent, which closes the pipe in its own time.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        threading.Thread(target=_wait_for_parent, args=(loop, stop), daemon=True).start()
    return stop


def _wait_for_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Set `stop` when standard input ends: the parent closed it, or is gone."""
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1 << 10):
            pass
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(stop.set)


async def _warm_up(server: Server, stop: asyncio.Event) -> bool:
    """Start the workers; return early if told to stop, False if they cannot start."""
    warm = asyncio.create_task(server.scorer.start())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((warm, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if warm.done():
        return warm.result()
    warm.cancel()
    return True


async def _announce(server: Server, settings: Settings, log: FilteringBoundLogger, seconds: float) -> None:
    await server.readiness.announce()
    log.info(
        "serving",
        address=server.address,
        metrics_address=server.metrics_address,
        workers=settings.workers,
        seconds=round(seconds, 3),
        tls=settings.tls_certificate is not None,
        tokens=settings.token_file is not None,
        **server.scorer.version,
    )
    begin_collections()
    _notify_systemd("READY=1")
    if settings.parent_pipe:
        sys.stdout.write(f"{server.address}\n")
        sys.stdout.flush()


async def _drain(server: Server, settings: Settings, log: FilteringBoundLogger) -> int:
    """Refuse new calls, finish those that were accepted, within the grace period."""
    _notify_systemd("STOPPING=1")
    await server.readiness.drain()
    await asyncio.sleep(settings.drain_delay)
    server.admission.close()
    log.info("draining", open_calls=server.recorder.open_calls)
    began = time.monotonic()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(server.recorder.idle.wait(), settings.grace)
    server.recorder.tell_refused()
    cut_off = server.recorder.open_calls
    log.info("stopped", cut_off=cut_off, seconds=round(time.monotonic() - began, 3))
    if not settings.parent_pipe:  # a parent that closes its pipe has read what it wanted
        await asyncio.sleep(max(0.0, server.recorder.last_end + _LINGER_SECONDS - time.monotonic()))
    return CUT_OFF if cut_off else DRAINED


def _notify_systemd(message: str) -> None:
    """Tell systemd, where it is what started us (sd_notify(3))."""
    path = os.environ.get("NOTIFY_SOCKET")
    if path:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.sendto(message.encode(), path.replace("@", "\0", 1))

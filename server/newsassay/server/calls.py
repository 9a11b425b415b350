"""What surrounds every call of the service: a request id, a log line, metrics, and one way to fail."""

import asyncio
import itertools
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn

import grpc
from google.rpc import error_details_pb2, status_pb2
from structlog.typing import FilteringBoundLogger

from newsassay.server.errors import StatusError
from newsassay.server.metrics import Metrics
from newsassay.server.outcome import Outcome
from newsassay.server.refusals import Refusals

Context = grpc.aio.ServicerContext[Any, Any]

REQUEST_ID = "x-request-id"
_PLAIN_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}", re.ASCII)
# Request ids of this process: its own random part, and a number.
_PROCESS_ID = secrets.token_hex(4)
_NUMBERS = itertools.count(1)
# Refusals of so long a time are logged together.
_TELL_SECONDS = 1.0
_FULL = grpc.StatusCode.RESOURCE_EXHAUSTED.name
_CODES = {code.value[0]: code for code in grpc.StatusCode}


class Call:
    """One call, from its first byte to its last."""

    def __init__(self, method: str, context: Context) -> None:
        self.method = method
        # Which connection it came on: "ipv4:192.0.2.1:51966"; one name for all of a unix socket.
        self.peer = context.peer()
        self._metadata = context.invocation_metadata() or ()
        self.request_id = _request_id(self._metadata)
        self.request_bytes = 0
        self.articles = 0
        self.code = "OK"

    @property
    def metadata(self) -> dict[str, str]:
        """What the caller sent along, as far as it is text."""
        return {key: value for key, value in self._metadata if isinstance(value, str)}


def _no_trace(_call: Call) -> AbstractContextManager[None]:
    return nullcontext()


class Recorder:
    """Where calls leave their traces.

    `open_calls` counts those that are not over for gRPC either; the last one was over at `last_end` of the
    monotonic clock.
    """

    def __init__(
        self,
        log: FilteringBoundLogger,
        metrics: Metrics,
        trace: Callable[[Call], AbstractContextManager[None]] = _no_trace,
    ) -> None:
        self.log = log
        self.metrics = metrics
        self.trace = trace
        self.open_calls = 0
        self.calls_over = 0
        self.last_end = 0.0
        self.idle = asyncio.Event()
        self.idle.set()
        self.refusals = Refusals()
        self._untold = 0

    def started(self, call: Call, context: Context) -> None:
        """Note the begin of a call."""
        self.metrics.call_started(call.method)
        self.open_calls += 1
        self.idle.clear()
        # A handler has returned before its response has left; this callback comes after that.
        context.add_done_callback(self._over)  # type: ignore[arg-type]  # the stubs ask for a class

    def _over(self, _context: object) -> None:
        self.last_end = time.monotonic()
        self.open_calls -= 1
        self.calls_over += 1
        if not self.open_calls:
            self.idle.set()

    def message(self, call: Call, request_bytes: int, outcome: Outcome) -> None:
        """Note one request message and what became of it."""
        call.request_bytes += request_bytes
        call.articles += outcome.articles
        self.metrics.message(call.method, request_bytes, outcome)
        for fault in outcome.faults:
            self.log.error(
                "internal error", incident=fault.incident, error=fault.error, request_id=call.request_id
            )

    def finished(self, call: Call, seconds: float) -> None:
        """Note the end of a call."""
        self.metrics.call_finished(call.method, call.code, seconds)
        if call.code == _FULL:
            self._refused()
            return
        self.log.info(
            "call",
            method=call.method,
            code=call.code,
            seconds=round(seconds, 6),
            bytes=call.request_bytes,
            articles=call.articles,
            request_id=call.request_id,
        )

    def _refused(self) -> None:
        """Count a call for which there was no room: a line for each would be work that an overload makes."""
        if not self._untold:
            asyncio.get_running_loop().call_later(_TELL_SECONDS, self.tell_refused)
        self._untold += 1

    def tell_refused(self) -> None:
        """Log how many calls were refused for lack of room since the last time."""
        if self._untold:
            self.log.warning("calls refused", code=_FULL, calls=self._untold)
            self._untold = 0


Handler = Callable[[Context, Call], Awaitable[None]]


async def read_message(context: Context) -> Any:  # noqa: ANN401 - bytes, or gRPC's EOF
    """The next message of a call. Who stops waiting for it leaves the waiting to gRPC, which then ends it.

    Left to itself, grpc.aio never frees what it hands to its core for a message if the task that waits is cancelled:
    96 bytes, which hold a page (https://github.com/grpc/grpc/issues/43360).
    """
    return await asyncio.shield(context.read())


def observed(
    method: str, handler: Handler, recorder: Recorder
) -> Callable[[object, Context], Awaitable[None]]:
    """The handler as gRPC calls it: StatusError becomes the call's status, and the call is recorded.

    The handler reads and writes messages itself, in unary calls too: so it decides when, and whether, a request is
    read.
    """

    async def handle(_requests: object, context: Context) -> None:
        call = Call(method, context)
        start = time.perf_counter()
        recorder.started(call, context)
        try:
            with recorder.trace(call):
                try:
                    await handler(context, call)
                except BaseException as error:
                    call.code = _code(error, context)
                    raise
            context.set_trailing_metadata(((REQUEST_ID, call.request_id),))
        except StatusError as error:
            if call.code == _FULL:
                await recorder.refusals.turn(context.time_remaining())
            await _abort(context, error.status, call.request_id)
        finally:
            recorder.finished(call, time.perf_counter() - start)

    return handle


def refused(
    method: str, status: status_pb2.Status, recorder: Recorder
) -> Callable[[Any, Context], Awaitable[None]]:
    """A handler that answers with a status, and reads nothing."""

    async def handle(_request: object, context: Context) -> None:
        call = Call(method, context)
        call.code = _CODES[status.code].name
        recorder.metrics.call_started(method)
        recorder.finished(call, 0.0)
        await _abort(context, status, call.request_id)

    return handle


async def _abort(context: Context, status: status_pb2.Status, request_id: str) -> NoReturn:
    """End the call with a status, its details, and for RetryInfo the matching pushback."""
    metadata = [("grpc-status-details-bin", status.SerializeToString()), (REQUEST_ID, request_id)]
    pushback = _pushback_ms(status)
    if pushback is not None:
        metadata.append(("grpc-retry-pushback-ms", str(pushback)))
    await context.abort(_CODES[status.code], status.message, tuple(metadata))


def _request_id(metadata: Iterable[tuple[str, str | bytes]]) -> str:
    """The caller's request id if it is a plain word of at most 128 characters, else a new one."""
    for key, value in metadata:
        if key == REQUEST_ID and isinstance(value, str) and _PLAIN_ID.fullmatch(value):
            return value
    return f"{_PROCESS_ID}{next(_NUMBERS) & 0xFFFFFFFF:08x}"


def _code(error: BaseException, context: Context) -> str:
    """The status code that a handler's exception means."""
    if isinstance(error, StatusError):
        return _CODES[error.status.code].name
    if isinstance(error, asyncio.CancelledError):
        remaining = context.time_remaining()
        return "DEADLINE_EXCEEDED" if remaining is not None and remaining <= 0 else "CANCELLED"
    return "UNKNOWN"


def _pushback_ms(status: status_pb2.Status) -> int | None:
    for detail in status.details:
        if detail.Is(error_details_pb2.RetryInfo.DESCRIPTOR):
            retry = error_details_pb2.RetryInfo()
            detail.Unpack(retry)
            return int(retry.retry_delay.ToMilliseconds())
    return None

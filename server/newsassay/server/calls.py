"""What surrounds every call of the service: a request id, a log line, metrics, and one way to fail."""

import asyncio
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

import grpc
from google.rpc import error_details_pb2, status_pb2
from structlog.typing import FilteringBoundLogger

from newsassay.server.errors import StatusError
from newsassay.server.metrics import Metrics
from newsassay.server.outcome import Outcome

Context = grpc.aio.ServicerContext[Any, Any]

REQUEST_ID = "x-request-id"
_PLAIN_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}", re.ASCII)
_CODES = {code.value[0]: code for code in grpc.StatusCode}


class Call:
    """One call, from its first byte to its last."""

    def __init__(self, method: str, context: Context, log: FilteringBoundLogger, metrics: Metrics) -> None:
        self.method = method
        self.request_id = request_id(context)
        self.request_bytes = 0
        self.articles = 0
        self._log = log
        self._metrics = metrics

    def message(self, request_bytes: int, outcome: Outcome) -> None:
        """Note one request message and its outcome."""
        self.request_bytes += request_bytes
        self.articles += outcome.articles
        self._metrics.message(self.method, request_bytes, outcome)
        for fault in outcome.faults:
            self._log.error(
                "internal error", incident=fault.incident, error=fault.error, request_id=self.request_id
            )


def request_id(context: Context) -> str:
    """The caller's request id if it is a plain word of at most 128 characters, else a new one."""
    for key, value in context.invocation_metadata() or ():
        if key == REQUEST_ID and isinstance(value, str) and _PLAIN_ID.fullmatch(value):
            return value
    return secrets.token_hex(8)


async def abort(context: Context, status: status_pb2.Status, call_id: str) -> NoReturn:
    """End the call with a status, its details, and for RetryInfo the matching pushback."""
    metadata = [("grpc-status-details-bin", status.SerializeToString()), (REQUEST_ID, call_id)]
    pushback = _pushback_ms(status)
    if pushback is not None:
        metadata.append(("grpc-retry-pushback-ms", str(pushback)))
    await context.abort(_CODES[status.code], status.message, tuple(metadata))


Handler = Callable[[Any, Context, Call], Awaitable[Any]]


def observed(
    method: str, handler: Handler, log: FilteringBoundLogger, metrics: Metrics
) -> Callable[[Any, Context], Awaitable[Any]]:
    """The handler as gRPC calls it: StatusError becomes the call's status, and the call is recorded."""

    async def handle(request: Any, context: Context) -> Any:  # noqa: ANN401 - bytes, or an iterator of bytes
        call = Call(method, context, log, metrics)
        start = time.perf_counter()
        code = "OK"
        metrics.call_started(method)
        try:
            response = await handler(request, context, call)
            context.set_trailing_metadata(((REQUEST_ID, call.request_id),))
        except StatusError as error:
            code = _CODES[error.status.code].name
            await abort(context, error.status, call.request_id)
        except asyncio.CancelledError:
            remaining = context.time_remaining()
            code = "DEADLINE_EXCEEDED" if remaining is not None and remaining <= 0 else "CANCELLED"
            raise
        except BaseException:
            code = "INTERNAL"
            raise
        finally:
            seconds = time.perf_counter() - start
            metrics.call_finished(method, code, seconds)
            log.info(
                "call",
                method=method,
                code=code,
                seconds=round(seconds, 6),
                bytes=call.request_bytes,
                articles=call.articles,
                request_id=call.request_id,
            )
        return response

    return handle


def _pushback_ms(status: status_pb2.Status) -> int | None:
    for detail in status.details:
        if detail.Is(error_details_pb2.RetryInfo.DESCRIPTOR):
            retry = error_details_pb2.RetryInfo()
            detail.Unpack(retry)
            return int(retry.retry_delay.ToMilliseconds())
    return None

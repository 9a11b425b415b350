"""The one error of this client, and how it is read from what gRPC returns."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, cast, final

import grpc
from google.protobuf.any_pb2 import Any
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

# What gRPC says where nobody takes a connection, and where somebody does and closes it at once.
_NO_CONNECTION = "connections to all backends failing"
_HUNG_UP = ("Socket closed", "Connection reset by peer", "End of TCP stream")
PUSHBACK = "grpc-retry-pushback-ms"


class FieldViolation(NamedTuple):
    """One bad field of a request: its path ("article.body"), what is wrong, and a stable name for that."""

    field: str
    description: str
    reason: str


@final
class NewsassayError(Exception):
    """A call that failed, or one article of several that could not be scored.

    `code` is the gRPC code's name ("INVALID_ARGUMENT"), `message` says in words what is wrong. `reason` is the
    server's stable name for it ("INVALID_REQUEST"), empty where it gave none; `violations` are the bad fields;
    `retry_after` is in how many seconds the same call may succeed, None where the server did not say.
    A failed call is its `__cause__`.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        reason: str = "",
        violations: Iterable[FieldViolation] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.reason = reason
        self.violations = tuple(violations)
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


@contextmanager
def call_errors() -> Iterator[None]:
    """Raise NewsassayError in place of gRPC's error."""
    try:
        yield
    except grpc.RpcError as error:
        raise call_error(error) from error


def call_error(error: grpc.RpcError) -> NewsassayError:
    """Read a failed call."""
    from grpc_status import rpc_status  # noqa: PLC0415 - an import that only errors need

    code: grpc.StatusCode = error.code()
    status = rpc_status.from_call(cast(grpc.Call, error))
    pushback = pushback_seconds(error)
    return _error(
        code.name,
        _explained(code, error.details() or ""),
        status.details if status else (),
        pushback if pushback is not None and pushback >= 0 else None,
    )


def _explained(code: grpc.StatusCode, details: str) -> str:
    """Add to what gRPC says of a connection that closed at once: it does not say that TLS was expected."""
    if (
        code is grpc.StatusCode.UNAVAILABLE
        and details.startswith(_NO_CONNECTION)
        and details.endswith(_HUNG_UP)
    ):
        return f"{details} (a server that speaks TLS hangs up on a client that does not)"
    return details


def status_error(status: Status) -> NewsassayError:
    """Read the status of one article."""
    code = Code.Name(status.code) if status.code in Code.values() else "UNKNOWN"
    return _error(code, status.message, status.details)


def broken_answer(what: str) -> NewsassayError:
    """Return the error for an answer that no working server gives."""
    return NewsassayError("INTERNAL", f"the server's answer is broken: {what}")


def pushback_seconds(error: grpc.RpcError) -> float | None:
    """Return how long the server asks to wait before another try; negative means: do not try."""
    metadata = cast(Iterable[tuple[str, str]], error.trailing_metadata() or ())
    value = dict(metadata).get(PUSHBACK)
    if value is None:
        return None
    return int(value) / 1000 if value.isdecimal() else -1.0


def _error(
    code: str, message: str, details: Iterable[Any], retry_after: float | None = None
) -> NewsassayError:
    bad_request, info, retry = BadRequest(), ErrorInfo(), RetryInfo()
    for detail in details:
        if detail.Unpack(retry):
            retry_after = retry.retry_delay.ToMilliseconds() / 1000
        else:
            _ = detail.Unpack(bad_request) or detail.Unpack(info)
    violations = [
        FieldViolation(violation.field, violation.description, violation.reason)
        for violation in bad_request.field_violations
    ]
    return NewsassayError(
        code,
        "; ".join(f"{field}: {description}" for field, description, _ in violations) or message,
        reason=info.reason,
        violations=violations,
        retry_after=retry_after,
    )

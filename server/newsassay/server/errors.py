"""Every status the service answers with, as google.rpc.Status.

Details name fields, sizes and reasons; they never hold text from a request.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from google.protobuf.any_pb2 import Any
from google.protobuf.message import DecodeError, Message
from google.rpc import code_pb2, error_details_pb2, status_pb2

MessageT = TypeVar("MessageT", bound=Message)

DOMAIN = "newsassay"
# Status details travel as a trailer, and clients refuse metadata beyond 8 KiB.
MAX_VIOLATIONS = 32


class Violation(NamedTuple):
    """One bad field of a request: its path, what is wrong, and a stable name for that."""

    field: str
    description: str
    reason: str


class StatusError(Exception):
    """A call or item that ends with a status instead of a report."""

    def __init__(self, status: status_pb2.Status) -> None:
        super().__init__(status.message)
        self.status = status


def invalid_argument(violations: Sequence[Violation]) -> status_pb2.Status:
    """INVALID_ARGUMENT with a BadRequest that names every bad field (the first 32 of them)."""
    bad_request = error_details_pb2.BadRequest()
    for violation in violations[:MAX_VIOLATIONS]:
        bad_request.field_violations.add(
            field=violation.field, description=violation.description, reason=violation.reason
        )
    fields = ", ".join(violation.field for violation in violations[:3])
    more = len(violations) - 3
    message = (
        f"invalid {fields}" + (f" and {more} more" if more > 0 else "") + f": {violations[0].description}"
    )
    return _status(code_pb2.INVALID_ARGUMENT, message, bad_request, _info("INVALID_REQUEST"))


def response_too_large(size: int, limit: int) -> status_pb2.Status:
    """INVALID_ARGUMENT: so much evidence that the caller has to ask for less of it."""
    description = f"the response would be {size} bytes, at most {limit} can be sent"
    return invalid_argument([Violation("options.max_evidence", description, "RESPONSE_TOO_LARGE")])


def resource_exhausted(reason: str, message: str, retry_after_ms: int) -> status_pb2.Status:
    """RESOURCE_EXHAUSTED with RetryInfo: the same call may succeed after `retry_after_ms`."""
    retry = error_details_pb2.RetryInfo()
    retry.retry_delay.FromMilliseconds(retry_after_ms)
    return _status(code_pb2.RESOURCE_EXHAUSTED, message, retry, _info(reason))


def unavailable(reason: str, message: str) -> status_pb2.Status:
    """UNAVAILABLE: nothing is wrong with the request, and it can be sent again."""
    return _status(code_pb2.UNAVAILABLE, message, _info(reason))


def stopping() -> status_pb2.Status:
    """UNAVAILABLE: the server is about to end; another one, or the next one, will answer."""
    return unavailable("SERVER_STOPPING", "the server is stopping")


def unauthenticated() -> status_pb2.Status:
    """UNAUTHENTICATED: the bearer token is missing or unknown; which of the two is not told."""
    return _status(code_pb2.UNAUTHENTICATED, "a valid bearer token is required", _info("TOKEN_REQUIRED"))


def not_found(reason: str, message: str) -> status_pb2.Status:
    """NOT_FOUND: the thing asked for does not exist."""
    return _status(code_pb2.NOT_FOUND, message, _info(reason))


def internal(incident: str) -> status_pb2.Status:
    """INTERNAL with an opaque incident id that the server's log explains."""
    return _status(code_pb2.INTERNAL, f"internal error, incident {incident}", _info("INTERNAL"))


def parse(message_type: type[MessageT], data: bytes) -> MessageT:
    """Parse a request. Raises StatusError (INVALID_ARGUMENT) if it is none, or holds text that is not UTF-8."""
    try:
        return message_type.FromString(data)
    except DecodeError:
        description = f"not a serialised {message_type.DESCRIPTOR.full_name}, or text that is not UTF-8"
        raise StatusError(invalid_argument([Violation("request", description, "UNDECODABLE")])) from None


def _info(reason: str) -> error_details_pb2.ErrorInfo:
    return error_details_pb2.ErrorInfo(reason=reason, domain=DOMAIN)


def _status(code: int, message: str, *details: Message) -> status_pb2.Status:
    status = status_pb2.Status(code=code, message=message)
    for detail in details:
        packed = Any()
        packed.Pack(detail)
        status.details.append(packed)
    return status

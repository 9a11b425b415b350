"""Every status the service answers with, as google.rpc.Status.

Details name fields, sizes and reasons; they never hold text from a request.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from google.protobuf.any_pb2 import Any
from google.protobuf.message import DecodeError, Message
from google.rpc import code_pb2, error_details_pb2, status_pb2

from newsassay.server.limits import OPTIONS_BYTES

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


class Violations(list[Violation]):
    """The first 32 bad fields, and how many there are: a request of bad fields alone costs no more than its size."""

    def __init__(self, violations: Iterable[Violation] = ()) -> None:
        super().__init__()
        self.total = 0
        self.extend(violations)

    def append(self, violation: Violation) -> None:
        """Add one, or only count it."""
        self.total += 1
        if len(self) < MAX_VIOLATIONS:
            super().append(violation)

    def extend(self, violations: Iterable[Violation]) -> None:
        """Add several; none of them is made before its turn."""
        for violation in violations:
            self.append(violation)
        if isinstance(violations, Violations):
            self.total += violations.total - len(violations)


def joined(*parts: Violations) -> Violations:
    """All of several, in order."""
    together = Violations()
    for part in parts:
        together.extend(part)
    return together


def invalid_argument(violations: Sequence[Violation]) -> status_pb2.Status:
    """INVALID_ARGUMENT with a BadRequest that names every bad field (the first 32 of them)."""
    count = violations.total if isinstance(violations, Violations) else len(violations)
    bad_request = error_details_pb2.BadRequest()
    for violation in violations[:MAX_VIOLATIONS]:
        bad_request.field_violations.add(
            field=violation.field, description=violation.description, reason=violation.reason
        )
    fields = ", ".join(violation.field for violation in violations[:3])
    more = count - 3
    message = (
        f"invalid {fields}" + (f" and {more} more" if more > 0 else "") + f": {violations[0].description}"
    )
    return _status(code_pb2.INVALID_ARGUMENT, message, bad_request, _info("INVALID_REQUEST"))


def options_too_large() -> status_pb2.Status:
    """INVALID_ARGUMENT: options of more bytes than any sensible ones have."""
    return invalid_argument(
        [Violation("options", f"more than {OPTIONS_BYTES} bytes of options", "OPTIONS_TOO_LARGE")]
    )


def too_much_work(field: str, doing: str, seconds: float) -> status_pb2.Status:
    """INVALID_ARGUMENT: `doing` it takes more work than one request may cause; trying again does not help."""
    description = f"{doing} takes more than {seconds:g} s of work"
    return invalid_argument([Violation(field, description, "TOO_MUCH_WORK")])


def message_too_large(size: int, most: int) -> status_pb2.Status:
    """RESOURCE_EXHAUSTED, as gRPC itself answers it: a request of more bytes than this method takes."""
    message = f"a request of {size} bytes, at most {most} are taken"
    return _status(code_pb2.RESOURCE_EXHAUSTED, message, _info("MESSAGE_TOO_LARGE"))


def no_message() -> status_pb2.Status:
    """INVALID_ARGUMENT: the caller ended the call before it sent a request."""
    return invalid_argument([Violation("request", "the call ended before its request message", "NO_MESSAGE")])


def deadline_exceeded(seconds: float) -> status_pb2.Status:
    """DEADLINE_EXCEEDED: a call or item without a deadline of its own took longer than the server allows."""
    message = f"no answer within {seconds:g} s, the limit for calls without a deadline"
    return _status(code_pb2.DEADLINE_EXCEEDED, message, _info("DEFAULT_DEADLINE"))


def stream_idle(seconds: float) -> status_pb2.Status:
    """UNAVAILABLE: nothing came on a stream for so long; open another one when there is something to score."""
    return unavailable("STREAM_IDLE", f"nothing was sent for {seconds:g} s")


def message_too_slow(seconds: float) -> status_pb2.Status:
    """DEADLINE_EXCEEDED: the request did not come in whole in time."""
    message = f"the request message did not arrive within {seconds:g} s"
    return _status(code_pb2.DEADLINE_EXCEEDED, message, _info("MESSAGE_TOO_SLOW"))


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
        raise StatusError(undecodable(message_type.DESCRIPTOR.full_name)) from None


def undecodable(name: str) -> status_pb2.Status:
    """INVALID_ARGUMENT: bytes that are no message of this name."""
    description = f"not a serialised {name}, or text that is not UTF-8"
    return invalid_argument([Violation("request", description, "UNDECODABLE")])


def _info(reason: str) -> error_details_pb2.ErrorInfo:
    return error_details_pb2.ErrorInfo(reason=reason, domain=DOMAIN)


def _status(code: int, message: str, *details: Message) -> status_pb2.Status:
    status = status_pb2.Status(code=code, message=message)
    for detail in details:
        packed = Any()
        packed.Pack(detail)
        status.details.append(packed)
    return status

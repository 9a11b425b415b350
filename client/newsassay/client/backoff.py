"""What to do when a stream breaks: whom to blame, how long to wait before connecting again, when to stop trying."""

import random

import grpc

from newsassay.client.channel import RETRIED
from newsassay.client.cut_off import is_cut_off
from newsassay.client.errors import NewsassayError, call_error, pushback_seconds
from newsassay.client.outcome import Outcome
from newsassay.client.window import Window

FIRST_DELAY = 0.1
LONGEST_DELAY = 3.0
NO_ANSWER = "the server fell silent"
ENDED = "the server ended the stream"


class StreamBrokenError(Exception):
    """A stream ended before its last answer, with the call's error as `cause`, or without any.

    `waited` is how many seconds of silence that took to notice. `status_lost` says that there was an error
    that gRPC did not pass on.
    """

    def __init__(
        self,
        reason: str,
        *,
        cause: grpc.RpcError | None = None,
        waited: float = 0.0,
        status_lost: bool = False,
    ) -> None:
        super().__init__(reason)
        self.cause = cause
        self.waited = waited
        self.status_lost = status_lost


class Backoff:
    """Delays between the connections of one stream: exponential with jitter, or the server's pushback.

    `patience` is how many seconds of waiting without a single answer are enough.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._delay = FIRST_DELAY
        self._waited = 0.0

    def answered(self) -> None:
        """Note an answer: the next failure is a first one again."""
        self._delay = FIRST_DELAY
        self._waited = 0.0

    def after_break(
        self, window: Window, broken: StreamBrokenError, lane: int = 0
    ) -> tuple[list[Outcome], float]:
        """Return the outcomes that the break settles and the seconds to wait before connecting again.

        Raises NewsassayError where the call's error is not one to retry, and once patience is used up.
        """
        error = _culprit(broken) if window.is_exposed(lane) else None
        if error is not None:
            return window.broken(error, lane=lane), 0.0
        return window.broken(suspicious=broken.status_lost, lane=lane), self._next_delay(broken)

    def _next_delay(self, broken: StreamBrokenError) -> float:
        self._waited += broken.waited
        pushback = pushback_seconds(broken.cause) if broken.cause else None
        hopeless = broken.cause is not None and not _may_pass(broken.cause)
        if pushback is not None:
            hopeless |= not 0 <= pushback <= self._patience - self._waited
        if hopeless or self._waited >= self._patience:
            if broken.cause is None:
                raise NewsassayError(grpc.StatusCode.UNAVAILABLE.name, str(broken))
            raise call_error(broken.cause) from broken.cause
        delay = self._delay * random.uniform(0.5, 1.5) if pushback is None else pushback  # noqa: S311 - jitter
        self._delay = min(self._delay * 2, LONGEST_DELAY)
        self._waited += max(delay, FIRST_DELAY)
        return delay


def _may_pass(error: grpc.RpcError) -> bool:
    """Whether another connection may fare better.

    A server ends a stream with a status; a proxy whose server dies cuts it off, which gRPC reports as INTERNAL,
    CANCELLED or UNKNOWN.
    """
    return error.code() in RETRIED or is_cut_off(error)


def _culprit(broken: StreamBrokenError) -> NewsassayError | None:
    """Return the error where one of the messages under way is why the stream ended, None for any other reason.

    A message beyond the server's size limit ends the stream with RESOURCE_EXHAUSTED; a server that is merely
    busy says so with a pushback.
    """
    error = broken.cause
    if (
        error is None
        or error.code() is not grpc.StatusCode.RESOURCE_EXHAUSTED
        or pushback_seconds(error) is not None
    ):
        return None
    return call_error(error)

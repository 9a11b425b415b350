"""Calls that were cut off behind a proxy; unary ones are made again: scoring changes nothing, so it does no harm.

gRPC itself repeats a call as long as no answer has begun. A proxy that loses its server begins one: nginx with
HTTP status 502 (UNAVAILABLE), HAProxy with a stream that ends without a status (UNKNOWN), either with a reset.
"""

import time
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import grpc

from newsassay.client.errors import call_error

_REPEATS = 2
_CUT_OFF = ("Stream removed", "RST_STREAM", "status: 502")

Reply = TypeVar("Reply")


def _times_left(timeout: float) -> Iterator[tuple[float, bool]]:
    """Seconds left for each attempt, and whether it is the last one."""
    end = time.monotonic() + timeout
    for repeats in range(_REPEATS, -1, -1):
        yield max(end - time.monotonic(), 0.0), not repeats


def is_cut_off(error: grpc.RpcError) -> bool:
    """Whether a proxy ended the call because its server went away."""
    details = error.details() or ""
    return any(sign in details for sign in _CUT_OFF)


def answer(call: Callable[..., Reply], timeout: float) -> Reply:
    """The reply to a call, which is given the seconds that are left as `timeout`. Raises NewsassayError."""
    for left, is_last in _times_left(timeout):
        try:
            return call(timeout=left)
        except grpc.RpcError as error:
            if is_last or not is_cut_off(error):
                raise call_error(error) from error
    raise AssertionError  # the last attempt returns or raises


async def async_answer(
    call: Callable[..., Awaitable[Reply]],
    timeout: float,  # noqa: ASYNC109 - gRPC's own deadline
) -> Reply:
    """As `answer`, for asyncio."""
    for left, is_last in _times_left(timeout):
        try:
            return await call(timeout=left)
        except grpc.RpcError as error:
            if is_last or not is_cut_off(error):
                raise call_error(error) from error
    raise AssertionError  # the last attempt returns or raises

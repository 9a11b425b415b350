from typing import Any

import grpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.client.backoff import FIRST_DELAY, LONGEST_DELAY, Backoff, StreamBrokenError
from newsassay.client.errors import NewsassayError
from newsassay.client.window import Window


class CallError(grpc.RpcError):
    """A failed call's code, details and trailing metadata."""

    def __init__(self, code: grpc.StatusCode, message: str = "no", **trailing: str) -> None:
        super().__init__()
        self._code = code
        self._message = message
        self._trailing = tuple((key.replace("_", "-"), value) for key, value in trailing.items())

    def code(self) -> grpc.StatusCode:
        return self._code

    def details(self) -> str:
        return self._message

    def trailing_metadata(self) -> tuple[tuple[str, str], ...]:
        return self._trailing


def delay(backoff: Backoff, code: grpc.StatusCode = grpc.StatusCode.UNAVAILABLE, **trailing: Any) -> float:
    broken = StreamBrokenError("no", cause=CallError(code, **trailing))
    return backoff.after_break(Window(None, size=1, ordered=True), broken)[1]


def test_delays_grow_up_to_a_bound() -> None:
    backoff = Backoff(1000)
    expected = FIRST_DELAY
    for _ in range(10):
        assert 0.5 * expected <= delay(backoff) <= 1.5 * expected
        expected = min(expected * 2, LONGEST_DELAY)


def test_an_answer_starts_over() -> None:
    backoff = Backoff(1000)
    for _ in range(10):
        delay(backoff)
    backoff.answered()
    assert delay(backoff) <= 1.5 * FIRST_DELAY


@pytest.mark.parametrize("code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED])
def test_a_pushback_is_honoured(code: grpc.StatusCode) -> None:
    assert delay(Backoff(1000), code, grpc_retry_pushback_ms="1700") == 1.7


@pytest.mark.parametrize("code", [grpc.StatusCode.INTERNAL, grpc.StatusCode.CANCELLED])
def test_a_stream_that_a_proxy_resets_is_opened_again(code: grpc.StatusCode) -> None:
    reset = "Stream removed (RST_STREAM (Received RST_STREAM with error code 2))"
    assert delay(Backoff(1000), code, message=reset) > 0


@pytest.mark.parametrize("pushback", ["-1", "soon", ""])
def test_a_pushback_can_forbid_another_try(pushback: str) -> None:
    with pytest.raises(NewsassayError):
        delay(Backoff(1000), grpc.StatusCode.RESOURCE_EXHAUSTED, grpc_retry_pushback_ms=pushback)


@given(st.floats(0, 60))
def test_patience_is_bounded_however_the_server_fails(patience: float) -> None:
    backoff, delays = Backoff(patience), list[float]()
    with pytest.raises(NewsassayError):
        delays.extend(iter(lambda: delay(backoff), None))
    assert sum(delays) <= patience + 1.5 * LONGEST_DELAY


def test_a_pushback_beyond_patience_is_final() -> None:
    with pytest.raises(NewsassayError):
        delay(Backoff(60), grpc_retry_pushback_ms="3600000")


@pytest.mark.parametrize(
    "code",
    sorted(
        set(grpc.StatusCode) - {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED},
        key=lambda code: code.name,
    ),
    ids=str,
)
def test_other_codes_are_final(code: grpc.StatusCode) -> None:
    with pytest.raises(NewsassayError, match=code.name):
        delay(Backoff(1000), code)

"""One of the connections that share a window: when it may send, how long it may be silent, what its end means."""

from typing import Generic, TypeVar

from newsassay.client.backoff import NO_ANSWER, Backoff, StreamBrokenError
from newsassay.client.outcome import Outcome
from newsassay.client.window import Window
from newsassay.v1.credibility_service_pb2 import StreamScoreArticlesResponse

ConnectionT = TypeVar("ConnectionT")


class Lane(Generic[ConnectionT]):
    """A connection, opened when there is something to send, and opened again after it broke.

    Times are seconds of a monotonic clock that the caller reads. Without an answer for `silence` seconds while it
    owes one, it counts as broken; without any for `patience` seconds of trying, its error is final.
    """

    def __init__(self, number: int, window: Window, *, silence: float, patience: float) -> None:
        self.connection: ConnectionT | None = None
        self._number = number
        self._window = window
        self._silence = silence
        self._backoff = Backoff(patience)
        self._silent_since = 0.0
        self._resume_at = 0.0

    def may_send(self, now: float) -> bool:
        """Whether there is something to send, and no pause to wait for; notes from when on an answer is owed."""
        if now < self._resume_at or not self._window.has_requests(self._number):
            return False
        if not self._window.is_exposed(self._number):
            self._silent_since = now
        return True

    def wait(self, now: float) -> float:
        """Seconds after which to look again though nothing has come; infinite where there is nothing to wait for."""
        waits = [float("inf")]
        if self._window.is_exposed(self._number):
            waits.append(self._silent_since + self._silence - now)
        if self._window.has_requests(self._number):
            waits.append(self._resume_at - now)
        return max(0.0, min(waits))

    def answer(self, reply: StreamScoreArticlesResponse, now: float) -> list[Outcome]:
        """Take a reply; return the outcomes that can be handed out now."""
        self._silent_since = now
        outcomes = self._window.answer(reply, self._number)
        self._resume_at = max(self._resume_at, now + self._window.take_pause(self._number))
        return outcomes

    def answered(self) -> None:
        """Note that some lane got an answer: there is a server, and patience starts over."""
        self._backoff.answered()

    def silence(self, now: float) -> StreamBrokenError | None:
        """Return why the connection counts as broken, if it has been silent for too long."""
        if self._window.is_exposed(self._number) and now - self._silent_since >= self._silence:
            return StreamBrokenError(NO_ANSWER, waited=self._silence)
        return None

    def break_(self, broken: StreamBrokenError, now: float) -> list[Outcome]:
        """Note that the connection is gone; return the outcomes that this settles.

        Raises NewsassayError where an answer was owed, and the error is final.
        """
        self.connection = None
        if not self._window.is_exposed(self._number):
            return []  # a server may close a stream on which nothing comes
        outcomes, pause = self._backoff.after_break(self._window, broken, self._number)
        self._resume_at = now + pause
        return outcomes

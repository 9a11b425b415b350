"""How much work one article may cause: processor time, so that a busy machine does not count against it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class WorkBudgetError(BaseException):  # no handler of errors inside the engine swallows it
    """An article took all the work that one article may take."""


_armed = False


def _spent(_signal: int, _frame: FrameType | None) -> None:
    if _armed:
        raise WorkBudgetError


@contextmanager
def work_budget(seconds: float) -> Iterator[None]:
    """Raise WorkBudgetError inside the block once it has computed for so long; 0 means for ever.

    It is raised between two bytecodes of the main thread. Where there is no timer of processor time (Windows, other
    threads) nothing is limited.
    """
    global _armed  # noqa: PLW0603 - a process has one such timer
    if not seconds or not _has_timer():
        yield
        return
    if signal.getsignal(signal.SIGVTALRM) is not _spent:
        signal.signal(signal.SIGVTALRM, _spent)
    _armed = True
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        _armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _has_timer() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

"""Scoring in the serving process itself: starts fast, one job at a time; for a single local caller."""

import gc
import time

from newsassay.server.limits import Limits
from newsassay.server.outcome import Outcome, Work
from newsassay.server.pool import PoolEvents
from newsassay.server.scoring import answer, version, warm_up


class InlineScorer:
    """The same interface as WorkerPool, without processes."""

    processes = 1
    usable = 1
    queued = 0

    def __init__(self, limits: Limits, events: PoolEvents) -> None:
        self.version: dict[str, str] = version()
        self._limits = limits
        self._events = events

    async def start(self) -> bool:
        """Let first uses happen before the first call."""
        warm_up(self._limits)
        self._events.capacity_changed(usable=True)
        return True

    async def close(self) -> None:
        """Nothing to close."""

    async def submit(self, work: Work) -> Outcome:
        """Run one job, at once; other calls wait."""
        start = time.perf_counter()
        # A full collection in the middle of a large article would cost up to half of its time, and find nothing.
        gc.disable()
        try:
            outcome = answer(work, self._limits)
        finally:
            gc.enable()
        self._events.job_done(len(work.data), time.perf_counter() - start, outcome.articles)
        return outcome

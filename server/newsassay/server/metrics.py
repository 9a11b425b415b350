"""What the service counts: plain numbers, so that counting costs next to nothing.

Workers report to the serving process with every reply, so one set of numbers holds all.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable

from newsassay.server.outcome import Outcome

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
BYTES = tuple(4.0**power for power in range(4, 13))


class Histogram:
    """Counts of values by upper bound, the last one unbounded; and their sum."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def observe(self, value: float) -> None:
        """Count a value."""
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value


class Metrics:
    """Numbers since the start of the server, and what is read where it is kept when somebody looks."""

    def __init__(self) -> None:
        self.calls: Counter[tuple[str, str]] = Counter()
        self.in_flight: Counter[str] = Counter()
        self.seconds: defaultdict[str, Histogram] = defaultdict(lambda: Histogram(SECONDS))
        self.request_bytes: defaultdict[str, Histogram] = defaultdict(lambda: Histogram(BYTES))
        self.response_bytes: Counter[str] = Counter()
        self.evidence: Counter[str] = Counter()
        self.articles = 0
        self.faults = 0
        self.work_seconds = 0.0
        self.jobs_interrupted = 0
        self.worker_restarts = 0
        self.failed_starts = 0
        self.connections_closed = 0
        self.counters: dict[str, tuple[str, Callable[[], float]]] = {}
        self.gauges: dict[str, tuple[str, Callable[[], float]]] = {}

    def call_started(self, method: str) -> None:
        """Count a call in."""
        self.in_flight[method] += 1

    def call_finished(self, method: str, code: str, seconds: float) -> None:
        """Count a call out."""
        self.in_flight[method] -= 1
        self.calls[method, code] += 1
        self.seconds[method].observe(seconds)

    def message(self, method: str, request_bytes: int, outcome: Outcome) -> None:
        """Count one request message and what became of it."""
        self.request_bytes[method].observe(request_bytes)
        self.response_bytes[method] += len(outcome.body)
        self.articles += outcome.articles
        self.faults += len(outcome.faults)
        evidence = self.evidence
        for signal, count in outcome.evidence.items():
            evidence[signal] += count

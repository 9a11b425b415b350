"""Prometheus metrics. Workers report to the serving process with every reply, so one registry holds all."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from newsassay.server.outcome import Outcome

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
_BYTES = tuple(4.0**power for power in range(4, 13))


class Metrics:
    """What the service counts."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._calls = Counter(
            "newsassay_calls",
            "Calls answered, by method and status code",
            ["method", "code"],
            registry=registry,
        )
        self._seconds = Histogram(
            "newsassay_call_seconds",
            "Time from request to answer",
            ["method"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._in_flight = Gauge(
            "newsassay_calls_in_flight", "Calls being answered", ["method"], registry=registry
        )
        self._request_bytes = Histogram(
            "newsassay_request_bytes",
            "Size of request messages",
            ["method"],
            buckets=_BYTES,
            registry=registry,
        )
        self._response_bytes = Counter(
            "newsassay_response_bytes", "Bytes of response messages", ["method"], registry=registry
        )
        self._articles = Counter("newsassay_articles", "Articles scored", registry=registry)
        self._evidence = Counter(
            "newsassay_evidence", "Evidence found, by signal", ["signal"], registry=registry
        )
        self._faults = Counter("newsassay_faults", "Internal errors", registry=registry)
        self._work_seconds = Counter(
            "newsassay_work_seconds", "Time that scoring took, all workers", registry=registry
        )
        self._interrupted = Counter(
            "newsassay_jobs_interrupted",
            "Jobs given up while they ran: cancelled, or late",
            registry=registry,
        )
        self._restarts = Counter(
            "newsassay_worker_restarts", "Workers that ended and were replaced", registry=registry
        )

    def watch(self, name: str, documentation: str, value: Callable[[], float]) -> None:
        """Expose a gauge that is read when it is scraped."""
        Gauge(f"newsassay_{name}", documentation, registry=self.registry).set_function(value)

    def call_started(self, method: str) -> None:
        """Count a call in."""
        self._in_flight.labels(method).inc()

    def call_finished(self, method: str, code: str, seconds: float) -> None:
        """Count a call out."""
        self._in_flight.labels(method).dec()
        self._calls.labels(method, code).inc()
        self._seconds.labels(method).observe(seconds)

    def message(self, method: str, request_bytes: int, outcome: Outcome) -> None:
        """Count one request message and what became of it."""
        self._request_bytes.labels(method).observe(request_bytes)
        self._response_bytes.labels(method).inc(len(outcome.body))
        self._articles.inc(outcome.articles)
        self._faults.inc(len(outcome.faults))
        for signal, count in outcome.evidence.items():
            self._evidence.labels(signal).inc(count)

    def work(self, seconds: float) -> None:
        """Count time that a worker spent."""
        self._work_seconds.inc(seconds)

    def job_interrupted(self) -> None:
        """Count a job that was given up because its call was cancelled or late."""
        self._interrupted.inc()

    def worker_restarted(self) -> None:
        """Count a worker that ended."""
        self._restarts.inc()

    def serve(self, host: str, port: int) -> tuple[int, Callable[[], None]]:
        """Serve /metrics from a thread; return the port and what stops it. OSError if it is in use."""
        server, thread = start_http_server(port, addr=host, registry=self.registry)

        def stop() -> None:
            server.shutdown()
            server.server_close()
            thread.join()

        return server.server_port, stop

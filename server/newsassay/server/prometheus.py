"""Metrics as Prometheus reads them."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from newsassay.server.metrics import Histogram, Metrics


class _Collector(Collector):
    """Turns the numbers into Prometheus's families when they are scraped."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        """Yield all families."""
        metrics = self._metrics
        calls = CounterMetricFamily(
            "newsassay_calls", "Calls answered, by method and status code", labels=["method", "code"]
        )
        for (method, code), count in list(metrics.calls.items()):
            calls.add_metric([method, code], count)
        yield calls
        yield _gauge("calls_in_flight", "Calls being answered", metrics.in_flight)
        yield _histogram("call_seconds", "Time from request to answer", metrics.seconds)
        yield _histogram("request_bytes", "Size of request messages", metrics.request_bytes)
        yield _counter("response_bytes", "Bytes of response messages", "method", metrics.response_bytes)
        yield _counter("evidence", "Evidence found, by signal", "signal", metrics.evidence)
        for name, documentation, value in (
            ("articles", "Articles scored or compared", metrics.articles),
            ("faults", "Internal errors", metrics.faults),
            ("work_seconds", "Time that scoring took, all workers", metrics.work_seconds),
            (
                "jobs_interrupted",
                "Jobs given up while they ran: cancelled, or late",
                metrics.jobs_interrupted,
            ),
            ("connections_closed", "Connections closed for a flood of calls", metrics.connections_closed),
            ("failed_starts", "Attempts to start a worker that failed", metrics.failed_starts),
            ("worker_restarts", "Workers that ended and were replaced", metrics.worker_restarts),
        ):
            yield CounterMetricFamily(f"newsassay_{name}", documentation, value=value)
        for name, (documentation, read) in metrics.counters.items():
            yield CounterMetricFamily(f"newsassay_{name}", documentation, value=read())
        for name, (documentation, read) in metrics.gauges.items():
            yield GaugeMetricFamily(f"newsassay_{name}", documentation, value=read())


def registry_of(metrics: Metrics) -> CollectorRegistry:
    """A registry of these metrics, this process's and the interpreter's."""
    registry = CollectorRegistry()
    registry.register(_Collector(metrics))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry


def _counter(name: str, documentation: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"newsassay_{name}", documentation, labels=[label])
    for key, count in list(counts.items()):
        family.add_metric([key], count)
    return family


def _gauge(name: str, documentation: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(f"newsassay_{name}", documentation, labels=["method"])
    for method, value in list(values.items()):
        family.add_metric([method], value)
    return family


def _histogram(name: str, documentation: str, histograms: Mapping[str, Histogram]) -> Metric:
    family = HistogramMetricFamily(f"newsassay_{name}", documentation, labels=["method"])
    for method, histogram in list(histograms.items()):
        buckets: list[tuple[str, float]] = []
        cumulative = 0
        for bound, count in zip([*map(str, histogram.bounds), "+Inf"], histogram.counts, strict=True):
            cumulative += count
            buckets.append((bound, cumulative))
        family.add_metric([method], buckets, histogram.total)
    return family

"""What moved each score, and by how much: charges down, credits up."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsassay.client.reports.words import OVERALL, dimension_name
from newsassay.v1.report_pb2 import CredibilityReport, Score, SignalContribution


class Sums(NamedTuple):
    """What lowered a score and what raised it, with how often."""

    charged: float = 0.0
    charges: int = 0
    credited: float = 0.0
    credits: int = 0


def scored(report: CredibilityReport) -> Iterator[tuple[str, Score, Sums]]:
    """Yield name, score and what moved it: overall first, with what the dimensions add to it."""
    by_dimension = [_moved(entry.signals) for entry in report.dimensions]
    weights = [entry.weight for entry in report.dimensions]
    yield (
        OVERALL,
        report.overall,
        Sums(
            sum(w * sums.charged for w, sums in zip(weights, by_dimension, strict=True)),
            sum(sums.charges for sums in by_dimension),
            sum(w * sums.credited for w, sums in zip(weights, by_dimension, strict=True)),
            sum(sums.credits for sums in by_dimension),
        ),
    )
    for entry, sums in zip(report.dimensions, by_dimension, strict=True):
        yield dimension_name(entry.dimension), entry.score, sums


def _moved(signals: Iterable[SignalContribution]) -> Sums:
    lowering = [signal for signal in signals if signal.contribution <= 0]
    raising = [signal for signal in signals if signal.contribution > 0]
    return Sums(
        sum(signal.contribution for signal in lowering),
        sum(signal.count for signal in lowering),
        sum(signal.contribution for signal in raising),
        sum(signal.count for signal in raising),
    )

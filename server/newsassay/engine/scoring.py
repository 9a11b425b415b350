"""Score arithmetic: findings in, contributions out, exact to the last digit.

For one dimension, all in units of the score:

1. A signal's exposed total is the sum of its evidence weights (quoted voice scaled down), less what a reference article
   has anyway (`free`): of habits, as much as it has in so many words, so that one loaded word in a sentence is more than
   edited news has. Habits then count by the thousand words: times (1000 + prior) / (words + prior).
2. Weight x exposed total saturates at the signal's cap: cap * raw / (cap + raw).
3. The dimension saturates, so that its value stays inside 0..1 without clamping and every further piece of evidence
   moves it. Under NET arithmetic the sum of credits and charges does, at room = baseline or 1 - baseline: credits offset
   charges before either is squeezed, and room * net / sqrt(room^2 + net^2) leaves ordinary articles nearly as far apart
   as they are. Under SEPARATE arithmetic (rubrics of 2026.11) all charges together do at the baseline, all credits at
   1 - baseline, each as room * sum / (room + sum).
4. Each signal's share is divided among its evidence by weight and cut to millionths; sums are taken over
   these integers, so reports add up exactly and no summation order or rounding mode can show.

The interval of a dimension has the variance evidence * sum of squared contributions + words / (words of the text + 100),
with the two factors of the rubric: the first is how much counts of evidence vary between parts of one article, the second
how much articles vary before any text is seen. Both are fitted so that the halves of an article lie in each other's
joint interval nine times in ten.

Only + - * /, sqrt and fsum are used: they are defined to the bit on every machine, as sum() of floats
is not (Python 3.12 changed it).
"""

from collections.abc import Sequence
from math import fsum, sqrt
from operator import mul
from typing import NamedTuple

from newsassay.engine.article import Dimension
from newsassay.engine.report import DimensionScore, Score, SignalContribution
from newsassay.engine.rubric import Arithmetic, DimensionRubric, Exposure, Interval, Rubric, ScoreScale

_MICRO = 1_000_000
_Z_90 = 1.645  # two-sided 90 % of a normal distribution
_PRIOR_WORDS = 100  # text length at which the words' part of the variance has halved


class WeighedDimension(NamedTuple):
    """A dimension's score and the contribution of each of its pieces of evidence, in their order."""

    score: DimensionScore
    contributions: tuple[float, ...]


def weigh(
    dimension: Dimension, evidence: Sequence[tuple[str, float]], words: int, rubric: Rubric, weight: float
) -> WeighedDimension:
    """Score one dimension.

    `evidence` holds (signal id, weight >= 0) pairs, quoted voice already scaled down; `weight` is the
    dimension's weight in `overall`. Signals that the rubric does not know weigh nothing.
    """
    own = rubric.dimensions[dimension]
    totals: dict[str, float] = {}
    for signal_id, evidence_weight in evidence:
        totals[signal_id] = totals.get(signal_id, 0.0) + evidence_weight
    per_unit = _per_unit(totals, words, own, rubric)
    signals = sorted(totals)
    counts, sums = dict.fromkeys(signals, 0), dict.fromkeys(signals, 0)
    micros: list[int] = []
    for signal_id, evidence_weight in evidence:
        micro = int(per_unit.get(signal_id, 0.0) * evidence_weight * _MICRO)
        micros.append(micro)
        counts[signal_id] += 1
        sums[signal_id] += micro
    value = (round(own.baseline * _MICRO) + sum(micros)) / _MICRO
    squares = sum(map(mul, micros, micros)) / _MICRO**2
    return WeighedDimension(
        DimensionScore(
            dimension,
            _placed(value, _variance(squares, words, own.interval), own.scale),
            weight,
            own.baseline,
            round(1000 * len(evidence) / max(words, 1), 3),
            tuple([SignalContribution(s, counts[s], total / _MICRO) for s, total in sums.items()]),
        ),
        tuple([micro / _MICRO for micro in micros]),
    )


def _per_unit(totals: dict[str, float], words: int, own: DimensionRubric, rubric: Rubric) -> dict[str, float]:
    """Contribution of one unit of evidence weight, by signal, after all saturation."""
    saturated: dict[str, float] = {}
    for signal_id, total in totals.items():
        signal = own.signals.get(signal_id)
        if signal is None or total <= 0 or signal.weight == 0:
            continue
        if signal.exposure is Exposure.PER_1000_WORDS:
            excess = max(total - signal.free * words / 1000, 0.0)
            exposed = excess * (1000 + rubric.prior_words) / (words + rubric.prior_words)
        else:
            exposed = max(total - signal.free, 0.0)
        raw = abs(signal.weight) * exposed
        saturated[signal_id] = (1 if signal.weight > 0 else -1) * signal.cap * raw / (signal.cap + raw)
    squeeze = _NET_OR_SEPARATE[rubric.arithmetic](saturated, own.baseline)
    return {s: amount * squeeze[amount > 0] / totals[s] for s, amount in saturated.items()}


def _net(saturated: dict[str, float], baseline: float) -> tuple[float, float]:
    """Factors on charges and on credits when their sum saturates."""
    net = fsum(saturated.values())
    room = 1 - baseline if net > 0 else baseline
    factor = room / sqrt(room * room + net * net)
    return factor, factor


def _separate(saturated: dict[str, float], baseline: float) -> tuple[float, float]:
    """Factors on charges and on credits when each side saturates for itself."""
    charges = -fsum(s for s in saturated.values() if s < 0)
    credits_ = fsum(s for s in saturated.values() if s > 0)
    return baseline / (baseline + charges), (1 - baseline) / (1 - baseline + credits_) if credits_ else 0.0


_NET_OR_SEPARATE = {Arithmetic.NET: _net, Arithmetic.SEPARATE: _separate}


def overall(dimensions: Sequence[DimensionScore], rubric: Rubric) -> Score:
    """Weighted mean of dimension scores, with the interval of independent parts.

    It is placed among the reference articles scored on the same dimensions.
    """
    value = round(fsum(d.weight * d.score.value for d in dimensions), 9)
    deviations = [d.weight * (d.score.high - d.score.low) / 2 / _Z_90 for d in dimensions]
    scale = rubric.scale_of(tuple(d.dimension for d in dimensions))
    return _placed(value, rubric.overall_interval * fsum(s * s for s in deviations), scale)


def _variance(squares: float, words: int, interval: Interval) -> float:
    return interval.evidence * squares + interval.words / (words + _PRIOR_WORDS)


def _placed(value: float, variance: float, scale: ScoreScale) -> Score:
    half = _Z_90 * sqrt(variance)
    return Score(
        value,
        round(max(0.0, value - half), 6),
        round(min(1.0, value + half), 6),
        scale.band(value),
        scale.percentile(value),
    )

"""Score arithmetic: findings in, contributions out, exact to the last digit.

For one dimension, all in units of the score:

1. A signal's raw sum is weight x sum of evidence weights (quoted voice scaled down), times the exposure
   factor 1250 / (words + 250) for habits: 1 at 1,000 words, at most 5 for a headline.
2. It saturates at the signal's cap: cap * raw / (cap + raw).
3. All penalties together saturate at the baseline, all credits at 1 - baseline, so that the value stays
   inside 0..1 without clamping and every further piece of evidence still moves it.
4. Each signal's share is divided among its evidence by weight and cut to millionths; sums are taken over
   these integers, so reports add up exactly and no summation order or rounding mode can show.

Only + - * /, sqrt and fsum are used: they are defined to the bit on every machine, as sum() of floats
is not (Python 3.12 changed it).
"""

from collections.abc import Sequence
from math import fsum, sqrt
from operator import mul
from typing import NamedTuple

from newsassay.engine.article import Dimension
from newsassay.engine.report import DimensionScore, Score, SignalContribution
from newsassay.engine.rubric import DimensionRubric, Exposure, Rubric, ScoreScale

_MICRO = 1_000_000
_Z_90 = 1.645  # two-sided 90 % of a normal distribution
_PRIOR_SD = 0.15  # spread of a dimension between articles, before any text is seen
_PRIOR_WORDS = 100  # text length at which the prior has half its variance


class WeighedDimension(NamedTuple):
    """A dimension's score and the contribution of each of its pieces of evidence, in their order."""

    score: DimensionScore
    contributions: tuple[float, ...]


def weigh(
    dimension: Dimension,
    evidence: Sequence[tuple[str, float]],
    words: int,
    rubric: DimensionRubric,
    weight: float,
) -> WeighedDimension:
    """Score one dimension.

    `evidence` holds (signal id, weight >= 0) pairs, quoted voice already scaled down; `weight` is the
    dimension's weight in `overall`. Signals that the rubric does not know weigh nothing.
    """
    totals: dict[str, float] = {}
    for signal_id, evidence_weight in evidence:
        totals[signal_id] = totals.get(signal_id, 0.0) + evidence_weight
    per_unit = _per_unit(totals, words, rubric)
    signals = sorted(totals)
    counts, sums = dict.fromkeys(signals, 0), dict.fromkeys(signals, 0)
    micros: list[int] = []
    for signal_id, evidence_weight in evidence:
        micro = int(per_unit.get(signal_id, 0.0) * evidence_weight * _MICRO)
        micros.append(micro)
        counts[signal_id] += 1
        sums[signal_id] += micro
    value = (round(rubric.baseline * _MICRO) + sum(micros)) / _MICRO
    variance = sum(map(mul, micros, micros)) / _MICRO**2
    return WeighedDimension(
        DimensionScore(
            dimension,
            _placed(value, variance + _prior_variance(words), rubric.scale),
            weight,
            rubric.baseline,
            round(1000 * len(evidence) / max(words, 1), 3),
            tuple([SignalContribution(s, counts[s], total / _MICRO) for s, total in sums.items()]),
        ),
        tuple([micro / _MICRO for micro in micros]),
    )


def _per_unit(totals: dict[str, float], words: int, rubric: DimensionRubric) -> dict[str, float]:
    """Contribution of one unit of evidence weight, by signal, after all saturation."""
    saturated: dict[str, float] = {}
    for signal_id, total in totals.items():
        signal = rubric.signals.get(signal_id)
        if signal is None or total <= 0 or signal.weight == 0:
            continue
        raw = abs(signal.weight) * total
        if signal.exposure is Exposure.PER_1000_WORDS:
            raw *= 1250 / (words + 250)
        saturated[signal_id] = (1 if signal.weight > 0 else -1) * signal.cap * raw / (signal.cap + raw)
    penalty = -fsum(s for s in saturated.values() if s < 0)
    credit = fsum(s for s in saturated.values() if s > 0)
    shrink_penalty = rubric.baseline / (rubric.baseline + penalty)
    shrink_credit = (1 - rubric.baseline) / (1 - rubric.baseline + credit) if credit else 0.0
    return {
        signal_id: s * (shrink_penalty if s < 0 else shrink_credit) / totals[signal_id]
        for signal_id, s in saturated.items()
    }


def overall(dimensions: Sequence[DimensionScore], rubric: Rubric) -> Score:
    """Weighted mean of dimension scores, with the interval of independent parts."""
    value = round(fsum(d.weight * d.score.value for d in dimensions), 9)
    deviations = [d.weight * (d.score.high - d.score.low) / 2 / _Z_90 for d in dimensions]
    return _placed(value, fsum(s * s for s in deviations), rubric.overall)


def _prior_variance(words: int) -> float:
    return _PRIOR_SD * _PRIOR_SD * _PRIOR_WORDS / (words + _PRIOR_WORDS)


def _placed(value: float, variance: float, scale: ScoreScale) -> Score:
    half = _Z_90 * sqrt(variance)
    return Score(
        value,
        round(max(0.0, value - half), 6),
        round(min(1.0, value + half), 6),
        scale.band(value),
        scale.percentile(value),
    )

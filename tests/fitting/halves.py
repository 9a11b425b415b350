"""Intervals that hold nine halves in ten: factors fitted to how far the two halves of an article lie apart.

Articles of 300 words and more are cut into odd and even paragraphs. The squared difference of two halves is
explained by the squared contributions of their evidence and by their lengths (least squares without negative factors); both factors
are then stretched until 90 % of the differences lie inside the joint interval. In consistency the halves mostly
agree to the digit: there the first rubric's factors stay.
"""

import json
from pathlib import Path

import numpy as np
from evidence import Articles, Floats, judged
from model import Model
from scipy.optimize import nnls

from newsassay.engine import Article
from newsassay.engine.article import Dimension
from newsassay.engine.rubric import Interval

_LEAST_WORDS, _LEAST_PARAGRAPHS = 300, 6
_MOST_ARTICLES = 300  # of a set
_Z_90 = 1.645
_COVERED = 0.9
_FIRST = Interval(1.0, 0.15 * 0.15 * 100)


def read_halves(folder: Path, names: tuple[str, ...]) -> tuple[Articles, Articles]:
    """The two halves of every article that is long enough."""
    sides: tuple[list[Article], list[Article]] = ([], [])
    for name in names:
        lines = (folder / f"{name}.articles.jsonl").read_text(encoding="utf-8").splitlines()[:_MOST_ARTICLES]
        for line in lines:
            body = json.loads(line)["body"]
            paragraphs = [p for p in body.split("\n") if p.strip()]
            if len(body.split()) >= _LEAST_WORDS and len(paragraphs) >= _LEAST_PARAGRAPHS:
                for k, side in enumerate(sides):
                    side.append(Article(body="\n".join(paragraphs[k::2])))
    left, right = (judged(side) for side in sides)
    return left, right


def fit_intervals(
    model: Model, weights: Floats, left: Articles, right: Articles
) -> tuple[dict[Dimension, Interval], float]:
    """Factors of every dimension's variance, and of the overall one."""
    intervals: dict[Dimension, Interval] = {}
    totals, variances = (
        [np.zeros(len(left.words)) for _ in (left, right)],
        [np.zeros(len(left.words)) for _ in (left, right)],
    )
    for dimension in Dimension:
        parts = [model.dimension(dimension, model.exposed(a), weights) for a in (left, right)]
        values = [p.values for p in parts]
        terms = [model.variance_terms(p, a) for p, a in zip(parts, (left, right), strict=True)]
        if dimension is Dimension.CONSISTENCY:
            own = _FIRST
        else:
            factors, _ = nnls(terms[0] + terms[1], (values[0] - values[1]) ** 2)
            factors = factors * _stretch(values, [t @ factors for t in terms])
            own = Interval(*(float(f"{f:.3g}") for f in factors))
        intervals[dimension] = own
        share = model.shares[dimension]
        for side in range(2):
            variance = terms[side] @ np.array([own.evidence, own.words])
            totals[side] += share * values[side]
            variances[side] += (share * _half(values[side], variance) / _Z_90) ** 2
    return intervals, float(f"{_stretch(totals, variances):.3g}")


def _half(values: Floats, variance: Floats) -> Floats:
    """Half the width of the interval, which ends at 0 and at 1."""
    wide = _Z_90 * np.sqrt(variance)
    return (np.minimum(1.0, values + wide) - np.maximum(0.0, values - wide)) / 2


def _stretch(values: list[Floats], variances: list[Floats]) -> float:
    """By how much variances must grow for 90 % of the differences to lie inside the joint interval."""
    apart = np.abs(values[0] - values[1])
    least, most = 1e-3, 1e3
    for _ in range(60):
        factor = float(np.sqrt(least * most))
        joint = np.hypot(*(_half(v, factor * s) for v, s in zip(values, variances, strict=True)))
        if (apart <= joint + 1e-12).mean() < _COVERED:
            least = factor
        else:
            most = factor
    return most

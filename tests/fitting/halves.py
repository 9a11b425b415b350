"""Intervals that hold nine halves in ten: factors fitted to how far the two halves of an article lie apart.

Articles of 300 words and more are cut into odd and even paragraphs. The squared difference of two halves is
explained by their squared contributions and by their lengths (least squares without negative factors); both factors
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
_PRIOR_WORDS = 100  # as in the engine
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
    difference, variance = np.zeros(len(left.words)), np.zeros(len(left.words))
    for dimension in Dimension:
        parts = [model.dimension(dimension, model.exposed(a), weights) for a in (left, right)]
        squares = sum((p.contributions**2).sum(1) for p in parts)
        lengths = sum(1 / (a.words + _PRIOR_WORDS) for a in (left, right))
        apart = parts[0].values - parts[1].values
        terms = np.column_stack([squares, lengths])
        factors, _ = nnls(terms, apart**2)
        if dimension is Dimension.CONSISTENCY:
            intervals[dimension] = _FIRST
        else:
            factors = factors * _stretch(apart, terms @ factors)
            intervals[dimension] = Interval(*(float(f"{f:.3g}") for f in factors))
        own = intervals[dimension]
        share = model.shares[dimension]
        difference += share * apart
        variance += share**2 * (terms @ np.array([own.evidence, own.words]))
    return intervals, float(f"{_stretch(difference, variance):.3g}")


def _stretch(apart: Floats, variance: Floats) -> float:
    """By how much a variance must grow for 90 % of the differences to lie inside."""
    return float(np.quantile(apart**2 / np.maximum(variance, 1e-12), _COVERED) / _Z_90**2)

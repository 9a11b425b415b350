"""How well scores rank, as the area under the curve and as a loss that can be followed downhill."""

from typing import NamedTuple

import numpy as np
from evidence import Articles, Flags, Floats
from numpy.typing import NDArray

BANDS = 4


def auc(scores: Floats, good: Flags) -> float:
    """Probability that a good article outranks a bad one, ties counting half."""
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    ranks = np.empty(len(scores))
    ranks[order] = (
        np.searchsorted(ordered, ordered, "left") + np.searchsorted(ordered, ordered, "right") + 1
    ) / 2
    positives, negatives = good.sum(), (~good).sum()
    return float((ranks[good].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def bands(articles: Articles) -> NDArray[np.int_]:
    """Quartile of body length of each article."""
    rank = np.argsort(np.argsort(articles.characters, kind="stable"), kind="stable")
    return rank * BANDS // len(rank)


def banded_auc(scores: Floats, articles: Articles) -> float:
    """Area under the curve within quartiles of length, weighted by pairs."""
    band = bands(articles)
    parts = [(scores[band == k], articles.good[band == k]) for k in range(BANDS)]
    mixed = [(s, g) for s, g in parts if g.any() and not g.all()]
    weights = [g.sum() * (~g).sum() for _, g in mixed]
    return float(np.average([auc(s, g) for s, g in mixed], weights=weights))


class Pairs(NamedTuple):
    """Pairs of a good and a bad article, by row."""

    good: NDArray[np.int_]
    bad: NDArray[np.int_]


def pairs(articles: Articles, count: int, draw: np.random.Generator) -> Pairs:
    """`count` pairs, half of them of one band of length."""
    band = bands(articles)
    good, bad = np.flatnonzero(articles.good), np.flatnonzero(~articles.good)
    firsts, seconds = draw.choice(good, 8 * count), draw.choice(bad, 8 * count)
    same = np.flatnonzero(band[firsts] == band[seconds])[: count // 2]
    chosen = np.concatenate([np.arange(count // 2), same])
    return Pairs(firsts[chosen], seconds[chosen])


def loss(scores: Floats, chosen: Pairs, scale: float) -> tuple[float, Floats]:
    """Mean logistic loss of the pairs' differences in units of `scale`, and its derivative by score."""
    margin = (scores[chosen.good] - scores[chosen.bad]) / scale
    slope = -1 / (1 + np.exp(margin)) / scale / len(margin)
    by_score = np.bincount(chosen.good, slope, len(scores)) - np.bincount(chosen.bad, slope, len(scores))
    return float(np.logaddexp(0, -margin).mean()), by_score

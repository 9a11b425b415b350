"""The score arithmetic over whole matrices, with its gradient: what the engine does, fast enough to fit.

A test holds it against the engine. Weights are given as logarithms, so that no sign can change.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from evidence import SIGNALS, Articles, Flags, Floats
from numpy.typing import NDArray

from newsassay.engine.article import Dimension
from newsassay.engine.registry import CARDS
from newsassay.engine.rubric import Exposure, Rubric, SignalRubric

COLUMNS = {
    dimension: np.array([i for i, s in enumerate(SIGNALS) if CARDS[s].dimension is dimension], int)
    for dimension in Dimension
}
_WEIGHTLESS = 1e-12
_PRIOR_WORDS = 100  # as in the engine
_UNKNOWN = SignalRubric(0.0, 1.0, Exposure.PER_ARTICLE)


class Part(NamedTuple):
    """Values of one dimension, their derivatives by log weight of its columns, and its contributions."""

    values: Floats
    by_weight: Floats
    contributions: Floats
    columns: NDArray[np.int_]


@dataclass(frozen=True)
class Model:
    """What stays as it is in a rubric while weights are fitted: signs, exposures, caps, free rates, baselines, shares."""

    credit: Flags
    habit: Flags
    caps: Floats
    free: Floats
    prior: float
    baselines: dict[Dimension, float]
    shares: dict[Dimension, float]

    @classmethod
    def of(cls, rules: Rubric) -> "tuple[Model, Floats]":
        """A rubric of NET arithmetic, taken apart into what stays and the log weights."""
        signals = {s: r for part in rules.dimensions.values() for s, r in part.signals.items()}
        parts = [signals.get(s, _UNKNOWN) for s in SIGNALS]
        model = cls(
            np.array([p.weight > 0 for p in parts]),
            np.array([p.exposure is Exposure.PER_1000_WORDS for p in parts]),
            np.array([p.cap for p in parts]),
            np.array([p.free for p in parts]),
            rules.prior_words,
            {d: part.baseline for d, part in rules.dimensions.items()},
            {d: part.weight for d, part in rules.dimensions.items()},
        )
        return model, np.log([max(abs(p.weight), _WEIGHTLESS) for p in parts])

    def exposed(self, articles: Articles) -> Floats:
        """Evidence totals by exposure, beyond what is free."""
        words = articles.words[:, None]
        free = self.free * np.where(self.habit, words / 1000, 1.0)
        return np.maximum(articles.totals - free, 0.0) * np.where(
            self.habit, (1000 + self.prior) / (words + self.prior), 1.0
        )

    def dimension(self, dimension: Dimension, exposed: Floats, weights: Floats) -> Part:
        """One dimension of every article."""
        columns, baseline = COLUMNS[dimension], self.baselines[dimension]
        raw = exposed[:, columns] * np.exp(weights[columns])
        cap, sign = self.caps[columns], np.where(self.credit[columns], 1.0, -1.0)
        saturated = sign * cap * raw / (cap + raw)
        net = saturated.sum(1)
        room = np.where(net > 0, 1 - baseline, baseline)
        factor = room / np.sqrt(room**2 + net**2)
        slope = (factor**3)[:, None] * sign * raw * (cap / (cap + raw)) ** 2
        return Part(baseline + net * factor, slope, saturated * factor[:, None], columns)

    def variance_terms(self, part: Part, articles: Articles) -> Floats:
        """What the two factors of a dimension's interval multiply: squared contributions of its evidence, and length."""
        totals = articles.totals[:, part.columns]
        per_unit = np.divide(part.contributions, totals, out=np.zeros_like(totals), where=totals > 0)
        squares = (per_unit**2 * articles.squares[:, part.columns]).sum(1)
        return np.column_stack([squares, 1 / (articles.words + _PRIOR_WORDS)])

    def values(self, articles: Articles, weights: Floats) -> dict[Dimension, Floats]:
        """Scores of every dimension."""
        exposed = self.exposed(articles)
        return {d: self.dimension(d, exposed, weights).values for d in Dimension}

    def overall(self, articles: Articles, weights: Floats) -> Floats:
        """Overall scores."""
        return np.sum([self.shares[d] * v for d, v in self.values(articles, weights).items()], axis=0)

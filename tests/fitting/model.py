"""The score arithmetic over whole matrices, with its gradient: what the engine does, fast enough to fit.

A test holds it against the engine. Weights and caps are given as logarithms, so that no sign can change.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from evidence import SIGNALS, Articles, Flags, Floats
from numpy.typing import NDArray

from newsassay.engine.article import Dimension
from newsassay.engine.registry import CARDS
from newsassay.engine.rubric import Exposure, Rubric

_COLUMNS = {
    dimension: np.array([i for i, s in enumerate(SIGNALS) if CARDS[s].dimension is dimension], int)
    for dimension in Dimension
}
_WEIGHTLESS = 1e-12


class Numbers(NamedTuple):
    """A rubric's numbers: log weight and log cap of each signal, weight of each dimension."""

    weights: Floats
    caps: Floats
    dimensions: Floats


class Part(NamedTuple):
    """Values of one dimension, and their derivatives by log weight and log cap of its columns."""

    values: Floats
    by_weight: Floats
    by_cap: Floats
    columns: NDArray[np.int_]


@dataclass(frozen=True)
class Model:
    """What stays as it is in a rubric: signs, exposures, baselines."""

    credit: Flags
    habit: Flags
    baselines: dict[Dimension, float]

    @classmethod
    def of(cls, rules: Rubric) -> "tuple[Model, Numbers]":
        """A rubric, taken apart."""
        signals = {s: r for part in rules.dimensions.values() for s, r in part.signals.items()}
        parts = [signals[s] for s in SIGNALS]
        model = cls(
            np.array([p.weight > 0 for p in parts]),
            np.array([p.exposure is Exposure.PER_1000_WORDS for p in parts]),
            {d: part.baseline for d, part in rules.dimensions.items()},
        )
        numbers = Numbers(
            np.log([max(abs(p.weight), _WEIGHTLESS) for p in parts]),
            np.log([p.cap for p in parts]),
            np.array([rules.dimensions[d].weight for d in Dimension]),
        )
        return model, numbers

    def exposed(self, articles: Articles) -> Floats:
        """Evidence totals times exposure."""
        return articles.totals * np.where(self.habit, (1250 / (articles.words + 250))[:, None], 1.0)

    def dimension(self, dimension: Dimension, exposed: Floats, numbers: Numbers) -> Part:
        """One dimension of every article."""
        columns, baseline = _COLUMNS[dimension], self.baselines[dimension]
        raw = exposed[:, columns] * np.exp(numbers.weights[columns])
        cap = np.exp(numbers.caps[columns])
        saturated = cap * raw / (cap + raw)
        credit = self.credit[columns]
        gain, loss, room = saturated[:, credit].sum(1), saturated[:, ~credit].sum(1), 1 - baseline
        up, down = (room / (room + gain)), baseline / (baseline + loss)
        slope = np.where(credit, (up**2)[:, None], -(down**2)[:, None])
        return Part(
            baseline + gain * up - loss * down,
            slope * raw * (cap / (cap + raw)) ** 2,
            slope * cap * (raw / (cap + raw)) ** 2,
            columns,
        )

    def values(self, articles: Articles, numbers: Numbers) -> dict[Dimension, Floats]:
        """Scores of every dimension."""
        exposed = self.exposed(articles)
        return {d: self.dimension(d, exposed, numbers).values for d in Dimension}

    def overall(self, articles: Articles, numbers: Numbers) -> Floats:
        """Overall scores."""
        values = self.values(articles, numbers)
        weighted = [w * values[d] for d, w in zip(Dimension, numbers.dimensions, strict=True)]
        return np.sum(weighted, axis=0)

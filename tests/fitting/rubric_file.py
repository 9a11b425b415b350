"""Writes a fitted rubric: numbers rounded, quantiles and bands taken from the reference articles."""

import json
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from evidence import SIGNALS, Articles, Floats
from model import COLUMNS, Model

from newsassay.engine.article import Dimension
from newsassay.engine.rubric import Exposure, Interval

# Below the tenth of edited news that scores least an article is in the low band, above its two fifths in the high one.
_MEDIUM_FROM, _HIGH_FROM = 10, 40
_NARROWEST = 0.05  # of the medium band: one slip is not the difference between high and low
_QUOTED_VOICE_FACTOR = 0.1
_WEIGHTLESS = 1e-9


def _scale(values: Floats) -> dict[str, Any]:
    quantiles = [round(float(q), 6) for q in np.quantile(values, np.linspace(0, 1, 101))]
    high = round(quantiles[_HIGH_FROM], 4)
    medium = min(round(quantiles[_MEDIUM_FROM], 4), round(high - _NARROWEST, 4))
    return {"medium_from": medium, "high_from": high, "quantiles": quantiles}


def _selections(model: Model, values: dict[Dimension, Floats]) -> dict[str, Any]:
    """Scales of the overall score of every choice of dimensions but all, scored as the engine does."""
    selections: dict[str, Any] = {}
    for count in range(1, len(Dimension)):
        for chosen in combinations(Dimension, count):
            share = sum(model.shares[d] for d in chosen)
            mean = np.sum([model.shares[d] / share * values[d] for d in chosen], axis=0)
            selections["+".join(d.name for d in chosen)] = _scale(mean)
    return selections


class Fitted(NamedTuple):
    """What was fitted: log weights over a model, and the factors of the intervals, by dimension and overall."""

    model: Model
    weights: Floats
    intervals: tuple[dict[Dimension, Interval], float]


def write(version: str, fitted: Fitted, reference: Articles, text: str) -> Path:
    """Write the rubric beside the others and return its path."""
    model, exact, intervals = fitted
    weights = np.log([float(f"{np.exp(w):.3g}") for w in exact])
    values = model.values(reference, weights)
    by_dimension, overall_interval = intervals
    dimensions = {}
    for dimension in Dimension:
        signals = {}
        for i in COLUMNS[dimension]:
            size = float(f"{np.exp(weights[i]):.3g}") if np.exp(weights[i]) > _WEIGHTLESS else 0.0
            exposure = Exposure.PER_1000_WORDS if model.habit[i] else Exposure.PER_ARTICLE
            numbers = {
                "weight": size if model.credit[i] else -size,
                "cap": float(model.caps[i]),
                "exposure": exposure.name,
            }
            signals[SIGNALS[i]] = {**numbers, "free": float(model.free[i])} if model.free[i] else numbers
        dimensions[dimension.name] = {
            "weight": model.shares[dimension],
            "baseline": model.baselines[dimension],
            "interval": {
                "evidence": by_dimension[dimension].evidence,
                "words": by_dimension[dimension].words,
            },
            "scale": _scale(values[dimension]),
            "signals": signals,
        }
    content = {
        "version": version,
        "reference": text,
        "arithmetic": "net",
        "prior_words": model.prior,
        "quoted_voice_factor": _QUOTED_VOICE_FACTOR,
        "overall_interval": overall_interval,
        "overall": _scale(model.overall(reference, weights)),
        "selections": _selections(model, values),
        "dimensions": dimensions,
    }
    path = Path(str(files("newsassay.engine"))) / "rubrics" / f"{version}.json"
    path.write_text(_compact(content) + "\n", encoding="utf-8")
    return path


def _compact(content: Any, depth: int = 0) -> str:
    """JSON with one line for each signal and each list of quantiles."""
    if isinstance(content, dict) and any(isinstance(v, (dict, list)) for v in content.values()):
        pad = " " * (depth + 1)
        rows = [f"{pad}{json.dumps(k)}: {_compact(v, depth + 1)}" for k, v in content.items()]
        return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"
    return json.dumps(content)

"""Writes a fitted rubric: numbers rounded, quantiles and bands taken from the reference articles."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from evidence import SIGNALS, Articles, Floats
from model import Model, Numbers

from newsassay.engine.rubric import Rubric

# Below the twentieth of edited news that scores least an article is in the low band, above its two fifths in
# the high one.
_MEDIUM_FROM, _HIGH_FROM = 5, 40
_NARROWEST = 0.1  # of the medium band: one slip is not the difference between high and low


def _scale(values: Floats) -> dict[str, Any]:
    quantiles = [round(float(q), 6) for q in np.quantile(values, np.linspace(0, 1, 101))]
    high = round(quantiles[_HIGH_FROM], 2)
    medium = min(round(quantiles[_MEDIUM_FROM], 2), round(high - _NARROWEST, 2))
    return {"medium_from": medium, "high_from": high, "quantiles": quantiles}


def _rounded(numbers: Numbers) -> Numbers:
    digits = np.vectorize(lambda x: float(f"{np.exp(x):.3g}"))
    shares = np.round(numbers.dimensions, 3)
    shares[-1] = 1 - shares[:-1].sum()
    return Numbers(np.log(digits(numbers.weights)), np.log(digits(numbers.caps)), shares)


def write(version: str, rules: Rubric, numbers: Numbers, reference: Sequence[Articles], text: str) -> Path:
    """Write the rubric beside the others and return its path."""
    model, _ = Model.of(rules)
    numbers = _rounded(numbers)
    everything = [model.values(a, numbers) for a in reference]
    overall = np.concatenate([model.overall(a, numbers) for a in reference])
    column = {signal_id: i for i, signal_id in enumerate(SIGNALS)}
    dimensions = {}
    for i, (dimension, part) in enumerate(rules.dimensions.items()):
        signals = {}
        for signal_id, old in part.signals.items():
            at = column[signal_id]
            size = float(f"{np.exp(numbers.weights[at]):.3g}") if old.weight else 0.0
            signals[signal_id] = {
                "weight": size if old.weight > 0 else -size,
                "cap": float(f"{np.exp(numbers.caps[at]):.3g}"),
                "exposure": old.exposure.name,
            }
        dimensions[dimension.name] = {
            "weight": round(float(numbers.dimensions[i]), 3),
            "baseline": part.baseline,
            "scale": _scale(np.concatenate([values[dimension] for values in everything])),
            "signals": signals,
        }
    content = {
        "version": version,
        "reference": text,
        "quoted_voice_factor": rules.quoted_voice_factor,
        "overall": _scale(overall),
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

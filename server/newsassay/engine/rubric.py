"""Rubrics: the versioned numbers that turn evidence into scores, and where they come from."""

import hashlib
import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cached_property
from importlib.resources import files
from typing import Any

from newsassay.engine.article import Dimension
from newsassay.engine.report import Band


class Exposure(IntEnum):
    """What a signal's weight is relative to."""

    PER_1000_WORDS = 1
    PER_ARTICLE = 2


@dataclass(frozen=True, slots=True)
class SignalRubric:
    """How one signal is weighed.

    `weight` is what one piece of evidence adds before saturation (negative for a penalty), in a
    1,000-word article if the exposure is PER_1000_WORDS; `cap` is the size its sum never reaches; `free`
    is the evidence, by the same exposure, that edited news has anyway (in 1,000 words, or in an article) and that
    counts for nothing.
    """

    weight: float
    cap: float
    exposure: Exposure
    free: float = 0.0


class Arithmetic(Enum):
    """What saturates in a dimension: credits and charges each for themselves, or their sum."""

    SEPARATE = "separate"
    NET = "net"


@dataclass(frozen=True, slots=True)
class Interval:
    """Factors of a dimension's variance: on its squared contributions, and on 1 / (words + 100)."""

    evidence: float
    words: float


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """How values are placed: band limits, and quantiles 0, 1, ..., 100 of the reference articles."""

    medium_from: float
    high_from: float
    quantiles: tuple[float, ...]

    def band(self, value: float) -> Band:
        """The band of a value."""
        if value < self.medium_from:
            return Band.LOW
        return Band.MEDIUM if value < self.high_from else Band.HIGH

    def percentile(self, value: float) -> float:
        """Share of the reference that scores at most `value`, 0..100, to one decimal."""
        q = self.quantiles
        low, high = bisect_left(q, value), bisect_right(q, value)
        if high > low:  # equal to one or more quantiles
            return round((low + high - 1) / 2, 1)
        if low in (0, len(q)):
            return 0.0 if low == 0 else 100.0
        return round(low - 1 + (value - q[low - 1]) / (q[low] - q[low - 1]), 1)


@dataclass(frozen=True, slots=True)
class DimensionRubric:
    """How one dimension is scored: weight in `overall`, value without evidence, signals by id."""

    weight: float
    baseline: float
    signals: dict[str, SignalRubric]
    scale: ScoreScale
    interval: Interval


@dataclass(frozen=True)
class Rubric:
    """Everything that turns evidence into scores. `quoted_voice_factor` scales quoted evidence, 0..1."""

    version: str
    sha256: str
    reference: str
    quoted_voice_factor: float
    dimensions: dict[Dimension, DimensionRubric]
    overall: ScoreScale
    arithmetic: Arithmetic
    prior_words: float
    overall_interval: float
    selections: dict[tuple[Dimension, ...], ScoreScale]

    @cached_property
    def weightless(self) -> frozenset[str]:
        """Ids of the signals that it gives no weight."""
        signals = [item for part in self.dimensions.values() for item in part.signals.items()]
        return frozenset([signal_id for signal_id, weighed in signals if not weighed.weight])

    def scale_of(self, dimensions: tuple[Dimension, ...]) -> ScoreScale:
        """The scale of an overall score of some dimensions: reference articles scored on the same."""
        return self.selections.get(dimensions, self.overall)


# Of the rubrics of 2026.11, whose files do not name them.
_FIRST_PRIOR_WORDS = 250
_FIRST_INTERVAL = {"evidence": 1.0, "words": 0.15 * 0.15 * 100}


def _scale(data: dict[str, Any]) -> ScoreScale:
    return ScoreScale(data["medium_from"], data["high_from"], tuple(data["quantiles"]))


def parse_rubric(content: bytes) -> Rubric:
    """Read a rubric file. KeyError or ValueError where it is not one."""
    data = json.loads(content)
    dimensions = {
        Dimension[name]: DimensionRubric(
            part["weight"],
            part["baseline"],
            {
                signal_id: SignalRubric(s["weight"], s["cap"], Exposure[s["exposure"]], s.get("free", 0.0))
                for signal_id, s in sorted(part["signals"].items())
            },
            _scale(part["scale"]),
            Interval(**part.get("interval", _FIRST_INTERVAL)),
        )
        for name, part in data["dimensions"].items()
    }
    return Rubric(
        data["version"],
        hashlib.sha256(content).hexdigest(),
        data["reference"],
        data["quoted_voice_factor"],
        {dimension: dimensions[dimension] for dimension in Dimension},
        _scale(data["overall"]),
        Arithmetic(data.get("arithmetic", "separate")),
        data.get("prior_words", _FIRST_PRIOR_WORDS),
        data.get("overall_interval", 1.0),
        {
            tuple(Dimension[name] for name in names.split("+")): _scale(part)
            for names, part in data.get("selections", {}).items()
        },
    )


def _load() -> dict[str, Rubric]:
    folder = files("newsassay.engine").joinpath("rubrics")
    contents = sorted((f.name, f.read_bytes()) for f in folder.iterdir() if f.name.endswith(".json"))
    return {r.version: r for r in (parse_rubric(content) for _, content in contents)}


RUBRICS = _load()
NEWEST = max(RUBRICS)


def rubric(version: str = "") -> Rubric:
    """The rubric of a version, the newest if empty. KeyError if there is none."""
    return RUBRICS[version or NEWEST]

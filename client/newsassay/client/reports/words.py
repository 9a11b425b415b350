"""The words that every format uses for the same thing."""

from math import floor
from typing import Any

from newsassay.v1.article_pb2 import Dimension
from newsassay.v1.report_pb2 import (
    BAND_HIGH,
    BAND_LOW,
    BAND_MEDIUM,
    FIELD_BODY,
    FIELD_BYLINE,
    FIELD_TITLE,
    GENRE_KIND_AGGREGATION,
    GENRE_KIND_INTERVIEW,
    GENRE_KIND_LIVE_OR_LIST,
    GENRE_KIND_OPINION,
    GENRE_KIND_PRESS_RELEASE,
    GENRE_KIND_REPORT,
    SEVERITY_HIGH,
    SEVERITY_INFO,
    SEVERITY_LOW,
    SEVERITY_MEDIUM,
    Score,
)

OVERALL = "overall"
DISCLAIMER = "Scores say how an article presents its claims, never whether they are true. 1 is best."
BANDS = {BAND_LOW: "low", BAND_MEDIUM: "medium", BAND_HIGH: "high"}
SEVERITIES = {SEVERITY_HIGH: "high", SEVERITY_MEDIUM: "medium", SEVERITY_LOW: "low", SEVERITY_INFO: "info"}
FIELDS = {FIELD_TITLE: "title", FIELD_BYLINE: "byline", FIELD_BODY: "body"}
GENRES = {
    GENRE_KIND_REPORT: "a report",
    GENRE_KIND_OPINION: "an opinion piece",
    GENRE_KIND_INTERVIEW: "an interview",
    GENRE_KIND_LIVE_OR_LIST: "a list or live report",
    GENRE_KIND_PRESS_RELEASE: "a press release",
    GENRE_KIND_AGGREGATION: "an aggregator's page",
}
_MIDDLE = 50
_ALL = 100


def dimension_name(value: "Dimension.ValueType") -> str:
    """Return "hedging" for DIMENSION_HEDGING."""
    return enum_name(Dimension, value, "DIMENSION_")


def enum_name(enum: Any, value: int, prefix: str) -> str:  # noqa: ANN401 - each enum has a type of its own
    """Return "high" for SEVERITY_HIGH; a newer server's value that has no name here is its number."""
    name = enum.Name(value) if value in enum.values() else f"unknown {value}"
    return str(name).removeprefix(prefix).replace("_", " ").lower()


def signed(value: float) -> str:
    """Return a contribution as people read it: "−0.012"."""
    return f"{value:+.3f}".replace("-", "−") if round(value, 3) else "0"


def counted(number: int, thing: str) -> str:
    """Return a number with its noun: "1,200 words", "1 word"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def standing(score: Score) -> str:
    """Return where a score stands among the reference articles, in words that are true of ties, too.

    A percentile is the share of articles that score at most as much. Without a band the reference does not apply.
    """
    if not score.band:
        return "not comparable with any"
    percentile = score.percentile
    if percentile >= _ALL:
        return "at or above all"
    if percentile >= _MIDDLE:
        return f"at or above {floor(percentile)} %"
    return f"below {floor(_ALL - percentile)} %" if percentile > 0 else "below all"

"""Where a score stands among the reference articles, as a picture: an SVG drawn from the rubric's quantiles."""

from collections.abc import Sequence
from itertools import pairwise

from newsassay.client.reports.words import standing
from newsassay.v1.report_pb2 import Score

BINS = 50
WIDTH, HEIGHT, FLOOR = 300, 44, 34
_LOWER_QUARTILE, _UPPER_QUARTILE = 25, 75


def distribution(score: Score, quantiles: Sequence[float], name: str) -> str:
    """Return the picture; "" without quantiles 0..100. `name` is a word to build ids of."""
    if len(quantiles) != 101:  # noqa: PLR2004 - 0, 1, ..., 100
        return ""
    shares = _shares(quantiles)
    tallest = max(shares)
    step = WIDTH / BINS
    outline = " ".join(
        f"L{_n(number * step)} {_n(top)} L{_n((number + 1) * step)} {_n(top)}"
        for number, top in enumerate(FLOOR - (FLOOR - 4) * (share / tallest) ** 0.5 for share in shares)
    )
    x, low, high = (_n(min(max(value, 0.0), 1.0) * WIDTH) for value in (score.value, score.low, score.high))
    return (
        f'<svg class="distribution" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">Score among the reference articles</title>'
        f'<desc id="{name}-d">{in_words(score, quantiles)}</desc>'
        f'<path class="reference" d="M0 {FLOOR} {outline} L{WIDTH} {FLOOR} Z"/>'
        f'<path class="axis" d="M0 {FLOOR} H{WIDTH}"/>'
        f'<path class="interval" d="M{low} {FLOOR + 5} H{high}"/>'
        f'<path class="score" d="M{x} 0 V{FLOOR + 8}"/></svg>'
    )


def in_words(score: Score, quantiles: Sequence[float]) -> str:
    """Return what the picture shows."""
    text = f"{score.value:.2f}, {standing(score)} of the reference articles"
    if len(quantiles) <= _UPPER_QUARTILE:
        return f"{text}."
    return (
        f"{text}. The middle half of them score {quantiles[_LOWER_QUARTILE]:.2f} to"
        f" {quantiles[_UPPER_QUARTILE]:.2f}."
    )


def _shares(quantiles: Sequence[float]) -> list[float]:
    """Return the share of articles in each bin of 0..1; between two quantiles lies a hundredth, evenly spread."""
    shares = [0.0] * BINS
    for below, above in pairwise(quantiles):
        first, last = (min(max(int(value * BINS), 0), BINS - 1) for value in (below, above))
        if first == last or above <= below:
            shares[first] += 0.01
            continue
        for number in range(first, last + 1):
            left, right = max(below, number / BINS), min(above, (number + 1) / BINS)
            shares[number] += 0.01 * max(right - left, 0.0) / (above - below)
    return shares


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

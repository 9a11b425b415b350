"""What a client does not believe: answers that no working server gives. Each becomes one clear error."""

import math
from collections.abc import Iterator
from itertools import chain

from newsassay.client.errors import broken_answer
from newsassay.v1.comparison_pb2 import ComparisonReport
from newsassay.v1.report_pb2 import CredibilityReport

MOST_PAGES = 100


def next_page(token: str, pages: int) -> str:
    """Return the token of the page to ask for next; empty at the end. Raises NewsassayError where there is no end."""
    if token and pages >= MOST_PAGES:
        message = f"more than {MOST_PAGES} pages of signals"
        raise broken_answer(message)
    return token


def problem_of(report: CredibilityReport) -> str:
    """Return what is wrong with a report's scores, in words; empty if nothing is."""
    if not report.HasField("overall"):
        return "a report without scores"
    scores = [("overall", report.overall)]
    scores += [(f"dimensions[{index}]", entry.score) for index, entry in enumerate(report.dimensions)]
    for name, score in scores:
        if not 0 <= score.value <= 1 or not math.isfinite(score.low + score.high + score.percentile):
            return f"{name} is no score"
    return ""


def problem_of_comparison(report: ComparisonReport, count: int) -> str:
    """Return what is wrong with a report on `count` articles, in words; empty if nothing is."""
    if [position.article_index for position in report.articles] != list(range(count)):
        return f"not one position for each of {count} articles"
    if max(_indices(report), default=0) >= count:
        return "an article that was not sent"
    if any(index >= len(report.claims) for position in report.articles for index in position.omits):
        return "a claim that is not there"
    numbers = [pair.reuse_left + pair.reuse_right + pair.verbatim_share for pair in report.pairs]
    numbers += [position.independence.value for position in report.articles]
    numbers += [entry.contribution for position in report.articles for entry in position.contributions]
    return "" if all(map(math.isfinite, numbers)) else "a share that is no number"


def _indices(report: ComparisonReport) -> Iterator[int]:
    """Yield every index of an article in a report."""
    for pair in report.pairs:
        yield from (pair.left_index, pair.right_index)
    for cluster in report.clusters:
        yield from (*cluster.article_indices, cluster.earliest_index)
    for position in report.articles:
        yield from (index for entry in position.contributions for index in entry.article_indices)
    places = chain(
        (place for pair in report.pairs for reason in pair.direction_reasons for place in reason.spans),
        (place for position in report.articles for place in position.adds),
        (place for origin in report.origins for place in origin.mentions),
        (place for conflict in report.conflicts for told in conflict.positions for place in told.mentions),
        (place for claim in report.claims for place in claim.spans),
        (place for refused in report.rejected for place in (refused.left, refused.right)),
    )
    yield from (place.article_index for place in places)

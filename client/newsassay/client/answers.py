"""What a client does not believe: answers that no working server gives. Each becomes one clear error."""

import math

from newsassay.client.errors import broken_answer
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

"""A small ingestion service as a stranger would write it: type checkers find nothing to say about it.

It reads JSONL, scores it over a stream, and prints what to hold back and what to send to the dead letters.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsassay.client import (
    Article,
    Client,
    Dimension,
    Failed,
    NewsassayError,
    Outcome,
    Scored,
    ScoreOptions,
    Severity,
)


@dataclass(frozen=True)
class Verdict:
    """What becomes of an article: `hold` says why it is held back, empty where it is not."""

    article_id: str
    hold: list[str]


def judge(outcome: Outcome) -> Verdict:
    """Hold an article back that failed, or that has evidence of some weight."""
    match outcome:
        case Failed(article=article, error=error):
            return Verdict(article.article_id, [violation.field for violation in error.violations])
        case Scored(report=report):
            grave = [item for item in report.evidence if item.severity >= Severity.SEVERITY_MEDIUM]
            return Verdict(report.article_id, [f"{item.signal_id}: {item.span.text}" for item in grave])


def ingest(address: str, articles: Iterable[Article]) -> Iterator[Verdict]:
    """Judge all articles. Raises NewsassayError where no server answers."""
    options = ScoreOptions(dimensions=[Dimension.DIMENSION_SENSATIONALISM])
    with Client(address) as client:
        yield from map(judge, client.score_stream(articles, options))


def main(address: str, bodies: list[str]) -> int:
    """Print the verdicts."""
    try:
        for verdict in ingest(address, (Article(body=body) for body in bodies)):
            print(verdict)
    except NewsassayError as error:
        print(f"{error}; try again in {error.retry_after or 1.0:g} s", file=sys.stderr)
        return 1
    return 0

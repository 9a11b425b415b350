"""From items to results in input order: what could be read is scored over one stream, the rest keeps its place."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from newsassay.client.answers import problem_of
from newsassay.client.client import Client
from newsassay.client.errors import NewsassayError, broken_answer
from newsassay.client.outcome import Outcome
from newsassay.client.reading import ReadArticle
from newsassay.v1.article_pb2 import Article, ScoreOptions
from newsassay.v1.report_pb2 import CredibilityReport

MOST_PROBLEMS_HELD = 1000


class Result(NamedTuple):
    """What became of an item: `report` or `error` is set."""

    item: ReadArticle
    report: CredibilityReport | None
    error: NewsassayError | None


def score_items(
    client: Client, items: Iterator[ReadArticle], options: ScoreOptions, *, patience: float
) -> Iterator[Result]:
    """Yield one result per item, in order, holding a bounded number of them."""
    more = True
    while more:
        held: deque[ReadArticle] = deque()
        articles = _Articles(items, held)
        for outcome in client.score_stream(articles, options, patience=patience):
            yield from _problems(held)
            yield _result(held.popleft(), outcome)
        yield from _problems(held)
        more = articles.paused


class _Articles(Iterator[Article]):
    """The articles among the items; every item passed is held. Pauses where too many problems are held."""

    def __init__(self, items: Iterator[ReadArticle], held: deque[ReadArticle]) -> None:
        self._items = items
        self._held = held
        self.paused = False

    def __next__(self) -> Article:
        for item in self._items:
            self._held.append(item)
            if not item.problem:
                return item.article
            if len(self._held) > MOST_PROBLEMS_HELD:
                self.paused = True
                break
        raise StopIteration


def _result(item: ReadArticle, outcome: Outcome) -> Result:
    problem = problem_of(outcome.report) if outcome.report is not None else ""
    if problem:
        return Result(item, None, broken_answer(problem))
    return Result(item, outcome.report, outcome.error)


def _problems(held: deque[ReadArticle]) -> Iterator[Result]:
    while held and held[0].problem:
        item = held.popleft()
        yield Result(item, None, NewsassayError("INVALID_ARGUMENT", item.problem))

"""What `newsassay compare` does: read, compare, write, report errors, decide the exit code."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click

from newsassay.client.answers import problem_of_comparison
from newsassay.client.client import Client
from newsassay.client.errors import NewsassayError, broken_answer
from newsassay.client.exit_codes import BELOW_THRESHOLD, FAILED, USAGE
from newsassay.client.page_files import show, write_page
from newsassay.client.reading import InputOptions, ReadArticle, read
from newsassay.client.reports.comparison.compared import Compared, View
from newsassay.client.reports.comparison.formats import FORMATS
from newsassay.client.reports.comparison.words import conflicts_in_words, rewrites_in_words
from newsassay.client.screen import Screen
from newsassay.client.suggestions import known_rubric
from newsassay.client.terminal import has_color, one_line, say, width_of
from newsassay.v1.comparison_pb2 import CompareOptions

MOST_ARTICLES = 200
LITTLE_INPUT = 200_000
_PLACE = re.compile(r"articles\[(\d+)\]\.?")


@dataclass(frozen=True, slots=True)
class Job:
    """What to compare and what to do with it, as the command line said."""

    files: tuple[str, ...]
    reading: InputOptions
    options: CompareOptions
    output_format: str
    output: TextIO
    in_browser: bool
    everything: bool
    fail_on: tuple[str, ...]


def run(client: Client, job: Job) -> int:
    """Compare everything and return the exit code."""
    if job.options.rubric_version:
        known_rubric(client, job.options.rubric_version)
    with _screen(job) as screen:
        items, failed = _items(job, screen)
        if len(items) < 2:  # noqa: PLR2004 - a comparison needs two
            say(f"newsassay: it takes two articles to compare, and there is {'one' if items else 'none'}")
            return FAILED if failed else USAGE
        compared = _compare(client, job, items)
    texts = FORMATS[job.output_format].load()(
        compared, View(width_of(job.output), has_color(job.output), everything=job.everything)
    )
    if job.in_browser:
        page = write_page(texts, job.output)
        if not show(page):
            say(f"newsassay: no browser to open the page in: {page}")
    else:
        for text in texts:
            job.output.write(text)
        job.output.flush()
    objections = _objections(compared, job)
    for line in objections:
        say(f"newsassay: {line}")
    return FAILED if failed else BELOW_THRESHOLD if objections else 0


def _items(job: Job, screen: Screen) -> tuple[list[ReadArticle], int]:
    """Return the articles that could be read, and how many could not, which is said."""
    items, failed = list[ReadArticle](), 0
    for item in (item for path in job.files for item in read(path, job.reading)):
        for warning in item.warnings:
            screen.say(_line(item, f"warning: {warning.message}"))
        if item.problem:
            failed += 1
            screen.say(_line(item, item.problem))
        else:
            items.append(item)
        screen.advance(item)
        if len(items) > MOST_ARTICLES:
            message = f"more than {MOST_ARTICLES} articles: --corpus finds what belongs together among many"
            raise click.UsageError(message)
    return items, failed


def _compare(client: Client, job: Job, items: list[ReadArticle]) -> Compared:
    try:
        report = client.compare([item.article for item in items], job.options)
    except NewsassayError as error:
        raise _named(error, items) from error
    if problem := problem_of_comparison(report, len(items)):
        raise broken_answer(problem)
    return Compared(tuple(items), report)


def _named(error: NewsassayError, items: list[ReadArticle]) -> NewsassayError:
    """The same error, which names files in place of "articles[3]"."""

    def name(match: re.Match[str]) -> str:
        index = int(match[1])
        return f"{one_line(items[index].name)}: " if index < len(items) else match[0]

    message = "; ".join(
        f"{_PLACE.sub(name, violation.field)}: {violation.description}" for violation in error.violations
    )
    return NewsassayError(
        error.code,
        message or error.message,
        reason=error.reason,
        violations=error.violations,
        retry_after=error.retry_after,
    )


def _objections(compared: Compared, job: Job) -> list[str]:
    """What --fail-on asks for and there is, in words."""
    found = {"rewrite": rewrites_in_words(compared), "conflict": conflicts_in_words(compared)}
    return [found[name] for name in dict.fromkeys(job.fail_on) if found[name]]


def _line(item: ReadArticle, text: str) -> str:
    return f"newsassay: {one_line(item.name)}: {one_line(text)}"


@contextmanager
def _screen(job: Job) -> Iterator[Screen]:
    size = sum(Path(path).stat().st_size for path in job.files if Path(path).is_file())
    if not sys.stderr.isatty() or (size < LITTLE_INPUT and "-" not in job.files):
        yield Screen()
        return
    from newsassay.client.progress import progress_bar  # noqa: PLC0415 - only who watches pays for it

    # Comparing shows as a bar that is full and a clock that goes on.
    with progress_bar(None if "-" in job.files else size, "comparing") as screen:
        yield screen

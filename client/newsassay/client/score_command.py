"""What `newsassay score` does: read, score, write, report errors, decide the exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

import click

from newsassay.client.client import Client
from newsassay.client.exit_codes import BELOW_THRESHOLD, FAILED
from newsassay.client.page_files import show, write_folder, write_page
from newsassay.client.reading import InputOptions, ReadArticle, read
from newsassay.client.reports.context import Context
from newsassay.client.reports.formats import FORMATS, default_format
from newsassay.client.reports.selection import Detail, why_rejected
from newsassay.client.samples import read_sample
from newsassay.client.scoring import Result, score_items
from newsassay.client.screen import Screen
from newsassay.client.suggestions import known_rubric, no_such
from newsassay.client.terminal import has_color, one_line, safe, width_of
from newsassay.v1.article_pb2 import ScoreOptions
from newsassay.v1.report_pb2 import Severity
from newsassay.v1.rubric_pb2 import Rubric, SignalCard

PATIENCE = 30.0
LITTLE_INPUT = 100_000


@dataclass(frozen=True, slots=True)
class Job:
    """What to score and what to do with it, as the command line said."""

    files: tuple[str, ...]
    samples: tuple[str, ...]
    reading: InputOptions
    options: ScoreOptions
    output_format: str | None
    output: TextIO
    folder: Path | None
    in_browser: bool
    detail: Detail
    fail_under: float | None
    fail_on: "Severity.ValueType | None"


@dataclass(slots=True)
class Tally:
    """What the exit code depends on."""

    failed: int = 0
    below: int = 0

    @property
    def exit_code(self) -> int:
        """Errors outweigh low scores."""
        return FAILED if self.failed else BELOW_THRESHOLD if self.below else 0


def run(client: Client, job: Job) -> int:
    """Score everything and return the exit code."""
    # A server that is not there, a token or a rubric that it does not know: one line, not one per article.
    rubric = known_rubric(client, job.options.rubric_version)
    cards = _cards(client, job)
    tally = Tally()
    with _screen(job) as screen:
        results = _watched(
            score_items(client, _checked(_items(job), client), job.options, patience=PATIENCE),
            job,
            tally,
            screen,
        )
        page = _write(results, job, _context(rubric, cards, job))
        if page and not show(page):
            screen.say(f"newsassay: no browser to open the page in: {page}")
    return tally.exit_code


def _write(results: Iterator[Result], job: Job, context: Context) -> Path | None:
    """Write the reports; return the page to show, if one is to be shown."""
    if job.folder is not None:
        index = write_folder(results, job.folder, context)
        return index if job.in_browser else None
    name, results = _format(results, job)
    texts = FORMATS[name].load()(results, context)
    if job.in_browser:
        return write_page(texts, job.output)
    for text in texts:
        job.output.write(text)
    job.output.flush()
    return None


def _context(rubric: Rubric, cards: dict[str, SignalCard], job: Job) -> Context:
    width, color = width_of(job.output), has_color(job.output)
    return Context(rubric, cards, job.detail, job.fail_under, job.fail_on, width, color)


def _format(results: Iterator[Result], job: Job) -> tuple[str, Iterator[Result]]:
    """Return the format's name and the results, of which two are awaited where their number decides."""
    if job.output_format:
        return job.output_format, results
    first = list(islice(results, 2))
    return default_format(len(first)), chain(first, results)


def _cards(client: Client, job: Job) -> dict[str, SignalCard]:
    """Return the cards by id, if anything asks for them. UsageError for a signal that there is not."""
    named = {*job.options.disabled_signals, *(cue.signal_id for cue in job.options.custom_cues)}
    if not named and not (job.output_format and FORMATS[job.output_format].asks_for_cards):
        return {}
    cards = {card.signal_id: card for card in client.signals()}
    if unknown := sorted(named - cards.keys()):
        raise click.UsageError(safe(no_such("signal", unknown, cards)))
    return cards


def _items(job: Job) -> Iterator[ReadArticle]:
    for name in job.samples:
        yield from read_sample(name)
    for path in job.files:
        yield from read(path, job.reading)


def _checked(items: Iterator[ReadArticle], client: Client) -> Iterator[ReadArticle]:
    """Pass items on; one whose comments name a signal that there is not becomes a problem."""
    known: frozenset[str] = frozenset()
    for item in items:
        named = {signal_id for disabled in item.article.disabled_ranges for signal_id in disabled.signal_ids}
        if named and not known:
            known = frozenset(card.signal_id for card in client.signals())
        unknown = sorted(named - known)
        yield replace(item, problem=no_such("signal", unknown, known)) if unknown else item


def _watched(results: Iterator[Result], job: Job, tally: Tally, screen: Screen) -> Iterator[Result]:
    """Pass results on, counting and reporting on the way."""
    for result in results:
        for warning in result.item.warnings:
            screen.say(_line(result, f"warning: {warning.message}"))
        if result.error is not None:
            tally.failed += 1
            screen.say(_line(result, str(result.item.problem or result.error)))
        elif result.report and (why := why_rejected(result.report, job.fail_under, job.fail_on)):
            tally.below += 1
            screen.say(_line(result, why))
        yield result
        screen.advance(result.item)


def _line(result: Result, text: str) -> str:
    return f"newsassay: {one_line(result.item.name)}: {one_line(text)}"


@contextmanager
def _screen(job: Job) -> Iterator[Screen]:
    size = sum(Path(path).stat().st_size for path in job.files if Path(path).is_file())
    watched = sys.stderr.isatty() and not job.output.isatty()
    if not watched or (size < LITTLE_INPUT and "-" not in job.files):
        yield Screen()
        return
    from newsassay.client.progress import progress_bar  # noqa: PLC0415 - only who watches pays for it

    with progress_bar(None if "-" in job.files else size) as screen:
        yield screen

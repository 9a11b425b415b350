"""What `newsassay score` does: read, score, write, report errors, decide the exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import click

from newsassay.client.client import Client
from newsassay.client.exit_codes import BELOW_THRESHOLD, FAILED
from newsassay.client.output import write_json, write_jsonl
from newsassay.client.reading import ReadArticle, read
from newsassay.client.samples import read_sample
from newsassay.client.scoring import Result, score_items
from newsassay.client.screen import Screen
from newsassay.client.terminal import safe
from newsassay.v1.article_pb2 import ScoreOptions

PATIENCE = 30.0
LITTLE_INPUT = 100_000


@dataclass(frozen=True, slots=True)
class Job:
    """What to score and what to do with it, as the command line said."""

    files: tuple[str, ...]
    samples: tuple[str, ...]
    input_format: str | None
    options: ScoreOptions
    output_format: str
    output: TextIO
    explain: bool
    fail_under: float | None


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
    client.rubric(job.options.rubric_version)
    _check_signals(client, job.options)
    tally = Tally()
    with _screen(job) as screen:
        results = _watched(
            score_items(client, _items(job), job.options, patience=PATIENCE), job, tally, screen
        )
        if job.output_format == "jsonl":
            write_jsonl(results, job.output)
        elif job.output_format == "json":
            write_json(results, job.output)
        else:
            from newsassay.client.pretty import write_pretty  # noqa: PLC0415 - JSON needs no terminal rendering

            write_pretty(results, job.output, explain=job.explain)
    return tally.exit_code


def _check_signals(client: Client, options: ScoreOptions) -> None:
    named = {*options.disabled_signals, *(cue.signal_id for cue in options.custom_cues)}
    if unknown := sorted(named - {card.signal_id for card in client.signals()} if named else ()):
        message = f"no such signal: {safe(', '.join(unknown))}"
        raise click.UsageError(message)


def _items(job: Job) -> Iterator[ReadArticle]:
    for name in job.samples:
        yield from read_sample(name)
    for path in job.files:
        yield from read(path, job.input_format)


def _watched(results: Iterator[Result], job: Job, tally: Tally, screen: Screen) -> Iterator[Result]:
    """Pass results on, counting and reporting on the way."""
    for result in results:
        if result.error is not None:
            tally.failed += 1
            screen.say(f"newsassay: {result.item.name}: {result.item.problem or result.error}")
        elif result.report and job.fail_under is not None and result.report.overall.value < job.fail_under:
            tally.below += 1
            value = result.report.overall.value
            screen.say(f"newsassay: {result.item.name}: {value:.3f} is below {job.fail_under:g}")
        yield result
        screen.advance(result.item)


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

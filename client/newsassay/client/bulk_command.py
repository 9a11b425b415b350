"""`newsassay bulk`: Parquet files of articles in, Parquet files of reports out, on all cores, without a server."""

import glob
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from newsassay.client.exit_codes import FAILED, INTERRUPTED
from newsassay.client.terminal import say

if TYPE_CHECKING:
    from newsassay.bulk import BatchScorer

Advance = Callable[[int], None]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder for the reports: one file of the same name for each file of articles.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes to score in.",
)
@click.option("--resume", is_flag=True, help="Go on where a run with the same settings was stopped.")
@click.option(
    "--column",
    metavar="FIELD=NAME",
    multiple=True,
    help="Read a field of the article from this column (body=text); repeatable.",
)
@click.option("--keep", metavar="NAME", multiple=True, help="Copy a column to the reports; repeatable.")
@click.option("--with-report", is_flag=True, help="Add each whole report, as a serialised CredibilityReport.")
@click.option("--options", type=click.File(encoding="utf-8"), help="ScoreOptions in protobuf's JSON mapping.")
def bulk(  # noqa: PLR0913 - one parameter per flag
    *,
    files: tuple[str, ...],
    output: Path,
    workers: int,
    resume: bool,
    column: tuple[str, ...],
    keep: tuple[str, ...],
    with_report: bool,
    options: TextIO | None,
) -> None:
    """Score Parquet files, or the Parquet files of folders, in this process and without a server.

    A row that cannot be scored gets its error_code and error_message, and makes the exit code 3. Needs the extra
    newsassay[bulk].
    """
    try:
        from newsassay.bulk import files as parquet  # noqa: PLC0415 - an extra
        from newsassay.bulk.workers import workers as start_workers  # noqa: PLC0415
    except ImportError as error:
        message = f"bulk scoring needs the extra newsassay[bulk]: {error}"
        raise click.UsageError(message) from error
    logging.basicConfig(format="newsassay: %(message)s", stream=sys.stderr)
    try:
        scorer = _scorer(column, keep, options, with_report=with_report)
        tasks = parquet.plan(_sources(files), output, scorer)
        output.mkdir(parents=True, exist_ok=True)
        with start_workers(scorer, workers) as pool, _progress(sum(task.rows for task in tasks)) as advance:
            for task in tasks:
                if resume and parquet.is_done(task):
                    advance(task.rows)
                else:
                    parquet.score_file(task, scorer, pool, resume=resume, advance=advance)
        failed = sum(parquet.failed_rows(task.target) for task in tasks)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        say("newsassay: interrupted; --resume goes on from here")
        sys.exit(INTERRUPTED)
    except (OSError, RuntimeError) as error:  # a full disk, a worker that was killed
        say(f"newsassay: {error}; --resume goes on from here")
        sys.exit(FAILED)
    rows = sum(task.rows for task in tasks)
    say(f"newsassay: {rows} articles in {len(tasks)} files, {failed} could not be scored")
    sys.exit(FAILED if failed else 0)


def _sources(files: tuple[str, ...]) -> list[Path]:
    """The Parquet files meant, in order of their names. Raises ValueError where there is none."""
    sources: list[Path] = []
    for name in files:
        path = Path(name)
        found = sorted(path.glob("*.parquet") if path.is_dir() else map(Path, glob.glob(name)))  # noqa: PTH207 - any folder
        if not found:
            message = f"no Parquet file at {name}"
            raise ValueError(message)
        sources += found
    return sources


def _scorer(
    column: tuple[str, ...], keep: tuple[str, ...], options: TextIO | None, *, with_report: bool
) -> "BatchScorer":
    from google.protobuf.json_format import Parse, ParseError  # noqa: PLC0415 - --help loads nothing

    from newsassay.bulk import BatchScorer, ColumnNames, ScoreOptions  # noqa: PLC0415

    names: dict[str, str] = {}
    for pair in column:
        article_field, _, name = pair.partition("=")
        if article_field not in ColumnNames.__slots__ or not name:
            message = (
                f"--column takes FIELD=NAME, FIELD one of {', '.join(ColumnNames.__slots__)}; not {pair}"
            )
            raise ValueError(message)
        names[article_field] = name
    wanted = ScoreOptions()
    if options is not None:
        try:
            Parse(options.read(), wanted)
        except ParseError as error:
            message = f"{options.name}: {error}"
            raise ValueError(message) from error
    return BatchScorer(wanted, ColumnNames(**names), keep, with_report=with_report)


@contextmanager
def _progress(rows: int) -> Iterator[Advance]:
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    from rich.console import Console  # noqa: PLC0415 - only who watches pays for it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("scoring", total=rows)
        yield lambda done: bar.advance(task, done)

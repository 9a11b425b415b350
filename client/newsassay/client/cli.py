"""The command line: `newsassay score | compare | bulk | extract | signals | rubric | health`.

Exit codes: 0 fine, 1 below --fail-under or with a finding of --fail-on, 2 usage, 3 server or item errors.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from newsassay.client.bulk_command import bulk
from newsassay.client.compare_command import compare
from newsassay.client.connection import Command, connection_flags, open_client
from newsassay.client.exit_codes import FAILED
from newsassay.client.extract_command import extract
from newsassay.client.failures import errors_in_words
from newsassay.client.input_flags import InputFlags, input_flags
from newsassay.client.output_flags import browser_option, offset_encoding_option, output_option
from newsassay.client.project_settings import ProjectSettings, settings_flags
from newsassay.client.reports.formats import FORMATS
from newsassay.client.suggestions import known_rubric, no_such
from newsassay.client.terminal import safe

MUCH_INPUT = 2_000_000

# Spelt out here so that --help loads neither gRPC nor a reader.
DIMENSIONS = ("hedging", "attribution", "consistency", "sensationalism")
SEVERITIES = ("info", "low", "medium", "high")
SAMPLES = ("sober", "aggregator", "spun")


def format_option(command: str, *formats: str) -> Callable[[Command], Command]:
    """Return --format, with its short name in the environment; the first format is the default."""
    return click.option(
        "--format",
        "output_format",
        envvar=f"NEWSASSAY_{command}_FORMAT",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "NEWSASSAY"})
@click.version_option(package_name="newsassay")
def cli() -> None:
    """Score how a news article presents its claims, never whether they are true.

    Every flag can come from the environment: --fail-under of score is NEWSASSAY_SCORE_FAIL_UNDER.
    """


cli.add_command(bulk)
cli.add_command(compare)
cli.add_command(extract)


def main() -> None:
    """Run the command line and exit."""
    cli(prog_name="newsassay")


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--sample", type=click.Choice(SAMPLES), multiple=True, help="Score a bundled article.")
@input_flags
@click.option(
    "--format",
    "output_format",
    envvar="NEWSASSAY_SCORE_FORMAT",
    type=click.Choice(tuple(FORMATS)),
    help="Default: pretty for one article, concise for several.",
)
@output_option
@click.option(
    "--output-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write an HTML page per article, and index.html, to this folder.",
)
@browser_option
@click.option(
    "--min-severity",
    type=click.Choice(SEVERITIES),
    default="low",
    show_default=True,
    help="Show findings from this severity on; JSON always has all.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show notes, too, and the whole text: --min-severity info."
)
@click.option(
    "--explain", is_flag=True, help="Show all, and the sums, who said what, and what was not flagged and why."
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Exit with 1 if a finding that lowers a score has this severity or a higher one.",
)
@click.option(
    "--fail-under", type=click.FloatRange(0, 1), help="Exit with 1 if an overall score is below this."
)
@click.option(
    "--dimension", type=click.Choice(DIMENSIONS), multiple=True, help="Score only this one; repeatable."
)
@click.option(
    "--disable",
    metavar="SIGNAL",
    multiple=True,
    help="Switch a signal off, by the id that is printed; repeatable.",
)
@click.option(
    "--cue",
    metavar="SIGNAL=PHRASE",
    multiple=True,
    help="Count a phrase of yours as a signal's evidence; repeatable.",
)
@click.option(
    "--pattern",
    metavar="SIGNAL=PATTERN",
    multiple=True,
    help="The same for a pattern of words and word classes.",
)
@click.option(
    "--max-evidence",
    type=click.IntRange(min=0),
    default=0,
    help="Return only the weightiest evidence; 0 is all.",
)
@offset_encoding_option
@click.option("--rubric", metavar="VERSION", default="", help="Rubric to score with. Default: the newest.")
@settings_flags
@connection_flags
@click.pass_context
def score(  # noqa: PLR0913 - one parameter per flag
    context: click.Context,
    *,
    files: tuple[str, ...],
    sample: tuple[str, ...],
    reading: InputFlags,
    output_format: str | None,
    output: TextIO,
    output_dir: Path | None,
    in_browser: bool,
    min_severity: str,
    everything: bool,
    explain: bool,
    fail_on: str | None,
    fail_under: float | None,
    dimension: tuple[str, ...],
    disable: tuple[str, ...],
    cue: tuple[str, ...],
    pattern: tuple[str, ...],
    max_evidence: int,
    offset_encoding: str,
    rubric: str,
) -> None:
    """Score text, Markdown, HTML, JSON or JSONL files, or all of a folder.

    "-" is standard input; "drafts/**/*.md" is a pattern.
    """
    if not files and not sample:
        message = "nothing to score: give a FILE, - for standard input, or --sample"
        raise click.UsageError(message)
    files = reading.expand(files, others=len(sample))
    settings: ProjectSettings = context.obj["settings"]
    phrases = [*settings.cues, *map(_split_cue, cue)]
    patterns = [*settings.patterns, *map(_split_cue, pattern)]
    if output_dir or in_browser:
        output_format = _page_format(output_format)
    views = [FORMATS[output_format]] if output_format else [FORMATS["pretty"], FORMATS["concise"]]
    modules = ["newsassay.client.score_command", *(view.module for view in views)]
    with errors_in_words(), open_client(context, workers=_workers(files), modules=modules) as client:
        from newsassay.client.reports.selection import Detail  # noqa: PLC0415
        from newsassay.client.score_command import Job, run  # noqa: PLC0415 - loaded while the server starts
        from newsassay.v1.article_pb2 import CustomCue, Dimension, OffsetEncoding, ScoreOptions  # noqa: PLC0415
        from newsassay.v1.report_pb2 import Severity  # noqa: PLC0415

        unit = offset_encoding if views[0].passes_offsets_on else "utf32"
        lowest = "info" if everything else min_severity
        options = ScoreOptions(
            dimensions=[Dimension.Value(f"DIMENSION_{name.upper()}") for name in dimension],
            offset_encoding=OffsetEncoding.Value(f"OFFSET_ENCODING_{unit.upper()}"),
            include_rejected=explain,
            disabled_signals=dict.fromkeys([*settings.disable, *disable]),
            custom_cues=[
                *(CustomCue(signal_id=signal, phrase=text) for signal, text in phrases),
                *(CustomCue(signal_id=signal, pattern=text) for signal, text in patterns),
            ],
            rubric_version=rubric,
            max_evidence=max_evidence,
        )
        job = Job(
            files,
            sample,
            reading.options(options.offset_encoding),
            options,
            output_format,
            output,
            output_dir,
            in_browser,
            Detail(Severity.Value(f"SEVERITY_{lowest.upper()}"), explain),
            fail_under,
            Severity.Value(f"SEVERITY_{fail_on.upper()}") if fail_on else None,
        )
        sys.exit(run(client, job))


def _page_format(output_format: str | None) -> str:
    if output_format not in (None, "html"):
        message = f"--output-dir and --open are for --format html, not {output_format}"
        raise click.UsageError(message)
    return "html"


def _workers(files: tuple[str, ...]) -> int:
    """Workers for an embedded server: none for a quick answer, all cores where there is much to do."""
    size = sum(os.path.getsize(path) for path in files if os.path.isfile(path))  # noqa: PTH113, PTH202 - stat, no more
    return (os.cpu_count() or 1) if size > MUCH_INPUT else 0


def _split_cue(cue: str) -> tuple[str, str]:
    signal, equals, phrase = cue.partition("=")
    if not equals:
        message = f"--cue takes SIGNAL=PHRASE, not {cue!r}"
        raise click.UsageError(message)
    return signal, phrase


@cli.command()
@click.argument("names", nargs=-1, metavar="[SIGNAL|DIMENSION]...")
@format_option("SIGNALS", "pretty", "json")
@output_option
@connection_flags
@click.pass_context
def signals(context: click.Context, names: tuple[str, ...], output_format: str, output: TextIO) -> None:
    """List all signals or those of a dimension, or show cards in full."""
    from newsassay.client.rule_book import named_cards, write_signals  # noqa: PLC0415 - --help needs no gRPC

    with errors_in_words(), open_client(context) as client:
        cards = client.signals()
    known = {card.signal_id for card in cards}
    if names:
        cards, unknown = named_cards(cards, names)
        if unknown:
            raise click.UsageError(safe(no_such("signal", unknown, {*known, *DIMENSIONS})))
    write_signals(
        cards, output, as_json=output_format == "json", in_full=known.issuperset(names) and bool(names)
    )


@cli.command()
@click.argument("version", default="")
@format_option("RUBRIC", "pretty", "json")
@output_option
@connection_flags
@click.pass_context
def rubric(context: click.Context, version: str, output_format: str, output: TextIO) -> None:
    """Show the rubric: weights, caps, bands. Default: the newest version."""
    from newsassay.client.rule_book import write_rubric  # noqa: PLC0415 - --help needs no gRPC

    with errors_in_words(), open_client(context) as client:
        write_rubric(known_rubric(client, version), output, as_json=output_format == "json")


@cli.command()
@connection_flags
@click.pass_context
def health(context: click.Context) -> None:
    """Ask whether a server is ready.

    Prints SERVING and exits with 0, or NOT_SERVING and 3.
    """
    if not context.obj["server"]:
        message = "health of which server? Give --server or NEWSASSAY_SERVER"
        raise click.UsageError(message)
    with errors_in_words(), open_client(context) as client:
        serving = client.is_serving()
    click.echo("SERVING" if serving else "NOT_SERVING")
    sys.exit(0 if serving else FAILED)


if __name__ == "__main__":
    main()

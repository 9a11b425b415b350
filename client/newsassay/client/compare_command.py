"""`newsassay compare`: articles about one story, held against each other."""

import sys
from typing import TextIO

import click

from newsassay.client.connection import connection_flags, open_client
from newsassay.client.failures import errors_in_words
from newsassay.client.input_flags import InputFlags, input_flags
from newsassay.client.output_flags import browser_option, offset_encoding_option, output_option
from newsassay.client.reports.comparison.formats import FORMATS

# Spelt out here so that --help loads no gRPC.
ASPECTS = ("relations", "origins", "conflicts", "claims", "independence")
OBJECTIONS = ("rewrite", "conflict")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--corpus",
    "is_corpus",
    is_flag=True,
    help="Print which of any number of articles retell one text (folders, JSONL, Parquet); needs newsassay[bulk].",
)
@input_flags
@click.option(
    "--format",
    "output_format",
    envvar="NEWSASSAY_COMPARE_FORMAT",
    type=click.Choice(tuple(FORMATS)),
    default="pretty",
    show_default=True,
)
@output_option
@browser_option
@click.option(
    "--aspect", type=click.Choice(ASPECTS), multiple=True, help="Compare only in this respect; repeatable."
)
@click.option("--all", "everything", is_flag=True, help="Show all that was found, and passages whole.")
@click.option("--explain", is_flag=True, help="Show all, and what differs and is no conflict, and why.")
@click.option(
    "--fail-on",
    type=click.Choice(OBJECTIONS),
    multiple=True,
    help="Exit with 1 if one article rewrites another, or if articles contradict each other; repeatable.",
)
@click.option(
    "--max-findings",
    type=click.IntRange(min=0),
    default=0,
    help="Return only so many of each: passages of a pair, conflicts, claims; 0 is all.",
)
@offset_encoding_option
@click.option(
    "--rubric", metavar="VERSION", default="", help="Rubric to name in the report. Default: the newest."
)
@connection_flags
@click.pass_context
def compare(  # noqa: PLR0913 - one parameter per flag
    context: click.Context,
    *,
    files: tuple[str, ...],
    is_corpus: bool,
    reading: InputFlags,
    output_format: str,
    output: TextIO,
    in_browser: bool,
    aspect: tuple[str, ...],
    everything: bool,
    explain: bool,
    fail_on: tuple[str, ...],
    max_findings: int,
    offset_encoding: str,
    rubric: str,
) -> None:
    """Compare 2 to 200 articles about one story: who rewrote whom, what they rest on, where they differ.

    Files, folders and "-" are read as score reads them; a JSONL file holds one article a line. Articles are numbered in
    their order, from 0.
    """
    if is_corpus:
        from newsassay.client import corpus  # noqa: PLC0415 - loads the engine into this process

        with errors_in_words():
            sys.exit(corpus.run(files, reading.options(), output_format, output))
    if in_browser:
        output_format = "html"
    paths = reading.expand(files)
    view = FORMATS[output_format]
    modules = ["newsassay.client.comparing", view.module]
    with errors_in_words(), open_client(context, modules=modules) as client:
        from newsassay.client.comparing import Job, run  # noqa: PLC0415 - loaded while the server starts
        from newsassay.v1.article_pb2 import OffsetEncoding  # noqa: PLC0415
        from newsassay.v1.comparison_pb2 import Aspect, CompareOptions  # noqa: PLC0415

        unit = offset_encoding if view.passes_offsets_on else "utf32"
        options = CompareOptions(
            aspects=[Aspect.Value(f"ASPECT_{name.upper()}") for name in aspect],
            offset_encoding=OffsetEncoding.Value(f"OFFSET_ENCODING_{unit.upper()}"),
            max_findings=max_findings,
            include_rejected=explain,
            rubric_version=rubric,
        )
        job = Job(
            paths,
            reading.options(options.offset_encoding),
            options,
            output_format,
            output,
            in_browser,
            everything=everything or explain,
            fail_on=fail_on,
        )
        sys.exit(run(client, job))

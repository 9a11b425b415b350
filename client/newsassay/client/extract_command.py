"""`newsassay extract`: the articles that files hold, for other clients to send."""

import json
import sys
from typing import TYPE_CHECKING, TextIO

import click

from newsassay.client.exit_codes import FAILED
from newsassay.client.input_flags import InputFlags, input_flags
from newsassay.client.output_flags import output_option
from newsassay.client.terminal import one_line, say

if TYPE_CHECKING:
    from newsassay.client.reading import ReadArticle


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@input_flags
@click.option("--article-only", is_flag=True, help="Only the Article of each, as other clients send it.")
@output_option
def extract(*, files: tuple[str, ...], reading: InputFlags, article_only: bool, output: TextIO) -> None:
    """Print the articles that files hold, as JSON lines with the place of their text; score nothing."""
    files = reading.expand(files)
    from newsassay.client.reading import read  # noqa: PLC0415 - --help needs no reader

    options = reading.options()
    failures = 0
    for item in (item for path in files for item in read(path, options)):
        for warning in item.warnings:
            say(f"newsassay: {one_line(item.name)}: warning: {one_line(warning.message)}")
        if item.problem:
            failures += 1
            say(f"newsassay: {one_line(item.name)}: {one_line(item.problem)}")
        else:
            output.write(json.dumps(_as_json(item, article_only=article_only), ensure_ascii=False) + "\n")
    sys.exit(FAILED if failures else 0)


def _as_json(item: "ReadArticle", *, article_only: bool) -> dict[str, object]:
    from google.protobuf.json_format import MessageToDict  # noqa: PLC0415

    from newsassay.v1.report_pb2 import Field  # noqa: PLC0415

    article: dict[str, object] = MessageToDict(item.article)
    if article_only:
        return article
    pieces = [
        {
            "field": Field.Name(piece.field),
            "start": piece.start,
            "end": piece.end,
            "sourceStart": piece.source_start,
            "sourceEnd": piece.source_end,
        }
        for piece in item.source_map.pieces
    ]
    return {
        "article": article,
        "sourceMap": {"path": item.path, "pieces": pieces},
        "warnings": [MessageToDict(warning) for warning in item.warnings],
    }

"""Flags that say what to read, and how."""

import codecs

import click

from newsassay.client.connection import Command
from newsassay.client.input_files import FORMATS


def _known_codec(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    try:
        return None if name is None else codecs.lookup(name).name
    except LookupError as error:
        message = f"{name!r} is no encoding; windows-1252, utf-16 and latin-1 are some"
        raise click.BadParameter(message) from error


_FLAGS = (
    click.option(
        "--input-format",
        type=click.Choice(FORMATS),
        help="How to read files. Default: by suffix (.txt .md .html .json .jsonl), else by what they hold.",
    ),
    click.option(
        "--encoding", metavar="NAME", callback=_known_codec, help="Default: byte order mark, else UTF-8."
    ),
    click.option("--title", default="", help="Headline, in place of what the file says."),
    click.option("--byline", default="", help="Byline, in place of what the file says."),
)


def input_flags(command: Command) -> Command:
    """Add the flags of InputOptions."""
    for flag in reversed(_FLAGS):
        command = flag(command)
    return command

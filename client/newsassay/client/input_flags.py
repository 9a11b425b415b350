"""Flags that say what to read, and how."""

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from newsassay.client.input_files import FORMATS, NO_HTML, SUFFIXES, expand, suffix

if TYPE_CHECKING:
    from newsassay.client.reading import InputOptions
    from newsassay.v1.article_pb2 import OffsetEncoding


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
    click.option("--allow-short", is_flag=True, help="Take pages, too, on which no article was found."),
    click.option("--byline", default="", help="Byline, in place of what the file says."),
)


@dataclass(frozen=True, slots=True)
class InputFlags:
    """What the flags say: the fields of InputOptions."""

    input_format: str | None
    encoding: str | None
    title: str
    byline: str
    allow_short: bool

    def expand(self, paths: Sequence[str], others: int = 0) -> tuple[str, ...]:
        """Return the files that arguments stand for, read beside `others` articles.

        UsageError where reading them needs what is not installed, or where one headline is given for several.
        """
        found = tuple(expand(paths))
        chosen = (self.input_format or SUFFIXES.get(suffix(path)) for path in found)
        if "html" in chosen and find_spec("trafilatura") is None:
            raise click.UsageError(NO_HTML)
        if (self.title or self.byline) and len(found) + others > 1:
            message = "--title and --byline are for one article"
            raise click.UsageError(message)
        return found

    def options(self, unit: "OffsetEncoding.ValueType" = 0) -> "InputOptions":  # type: ignore[assignment]
        """Return how to read; ranges count in `unit`."""
        from newsassay.client.reading import InputOptions  # noqa: PLC0415 - --help needs no reader

        return InputOptions(
            self.input_format, self.encoding, self.title, self.byline, allow_short=self.allow_short, unit=unit
        )


def input_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Add the flags; the command gets them as `reading`."""

    @wraps(command)
    def with_flags(
        *arguments: object,
        input_format: str | None,
        encoding: str | None,
        title: str,
        byline: str,
        allow_short: bool,
        **others: object,
    ) -> None:
        reading = InputFlags(input_format, encoding, title, byline, allow_short)
        command(*arguments, reading=reading, **others)

    for flag in reversed(_FLAGS):
        with_flags = flag(with_flags)
    return with_flags

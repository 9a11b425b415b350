"""Front matter: metadata before a Markdown text, YAML between "---" or TOML between "+++"."""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from newsassay.client.reading.dates import rfc3339
from newsassay.client.source_map import Piece
from newsassay.v1.article_pb2 import Article
from newsassay.v1.report_pb2 import FIELD_BYLINE, FIELD_TITLE, Field
from newsassay.v1.report_pb2 import Warning as ReportWarning

_BLOCK = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<inside>.*?)^(?P=fence)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_KEYS = {
    "article_id": ("article_id", "id"),
    "title": ("title", "headline"),
    "url": ("url", "canonical_url", "link"),
    "publisher": ("publisher", "outlet", "site"),
    "byline": ("byline", "author", "authors"),
    "published_at": ("published_at", "date", "published"),
    "language_code": ("language_code", "language", "lang"),
}


class FrontMatter(NamedTuple):
    """What front matter says of an article. The text behind it starts at character `end`."""

    article: Article
    pieces: tuple[Piece, ...]
    warnings: tuple[ReportWarning, ...]
    end: int


class FrontMatterError(ValueError):
    """Front matter that cannot be read."""


def read_front_matter(text: str) -> FrontMatter:
    """Read what stands before a text; nothing may. Raises FrontMatterError where it is neither YAML nor TOML."""
    block = _BLOCK.match(text)
    if block is None:
        return FrontMatter(Article(), (), (), 0)
    given = (_toml if block["fence"] == "+++" else _yaml)(block["inside"])
    if isinstance(given, str):  # prose between two rules
        return FrontMatter(Article(), (), (), 0)
    values = {str(key).lower().replace("-", "_"): _plain(value) for key, value in given.items()}
    fields = {
        name: next((values[key] for key in keys if values.get(key)), "") for name, keys in _KEYS.items()
    }
    written = fields["published_at"]
    fields["published_at"] = rfc3339(written)
    unread = written and not fields["published_at"]
    article = Article()
    try:
        for name, value in fields.items():
            setattr(article, name, value)
    except UnicodeEncodeError as error:
        message = "front matter holds half a character: a lone surrogate"
        raise FrontMatterError(message) from error
    pieces = (
        *_pieces(text, block, FIELD_TITLE, fields["title"]),
        *_pieces(text, block, FIELD_BYLINE, fields["byline"]),
    )
    return FrontMatter(article, pieces, (unreadable_date("front matter"),) if unread else (), block.end())


def unreadable_date(where: str) -> ReportWarning:
    """Return the warning for a date that is left out."""
    message = f"The date in the {where} cannot be read, or can in two ways; write it as 2026-03-04."
    return ReportWarning(code="UNREADABLE_DATE", message=message)


def _yaml(inside: str) -> dict[object, object] | str:
    import yaml  # noqa: PLC0415 - only front matter needs it

    # The base loader leaves scalars as they are written: a date that does not exist is no error.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        values = yaml.load(inside, loader)  # noqa: S506 - makes strings, lists and dicts only
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise FrontMatterError(_not("YAML", None if mark is None else mark.line)) from error
    if isinstance(values, list):
        raise FrontMatterError(_not("YAML", None))
    return values or {}


def _toml(inside: str) -> dict[str, object]:
    try:
        return tomllib.loads(inside.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise FrontMatterError(_not("TOML", int(line[1]) - 1 if line else None)) from error


def _not(language: str, line: int | None) -> str:
    """`line` counts from 0 within the front matter, whose first line is the file's second."""
    where = "" if line is None else f"line {line + 2}: "
    return f"{where}front matter is not {language}: give keys and values, or leave it out"


def _plain(value: object) -> str:
    """Return a value as text; what is no scalar and no list of scalars is left out."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(item) for item in value if not isinstance(item, list))))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if value is not None and not isinstance(value, dict) else ""


def _pieces(text: str, block: re.Match[str], field: "Field.ValueType", value: str) -> Iterator[Piece]:
    """Yield where a value stands, word by word: how it is quoted and folded is of no account."""
    start, end = block.span("inside")
    at = text.find(value, start, end) if value else -1
    if at >= 0:
        yield Piece(field, 0, len(value), at, at + len(value))
        return
    for word in re.finditer(r"\w+", value):
        at = text.find(word[0], start, end)
        if at < 0:
            return
        start = at + len(word[0])
        yield Piece(field, word.start(), word.end(), at, start)

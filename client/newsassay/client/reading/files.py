"""From a path to its articles: which format it is in, and who reads that."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from newsassay.client.input_files import NO_HTML, SUFFIXES, suffix
from newsassay.client.reading.json_articles import read_json, read_jsonl
from newsassay.client.reading.markdown import read_markdown
from newsassay.client.reading.read_article import ReadArticle, failed
from newsassay.client.reading.text import read_text
from newsassay.client.reading.units import in_unit
from newsassay.v1.article_pb2 import OFFSET_ENCODING_UTF32, Article, OffsetEncoding
from newsassay.v1.report_pb2 import FIELD_BYLINE, FIELD_TITLE

Reader = Callable[[str, BinaryIO, str | None], Iterator[ReadArticle]]

_HEAD = 1024
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(rb"\s*\[\s*\{|\s*\{\s*\"")


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How to read: `input_format` is a key of FORMATS, `encoding` a codec; None leaves both to the file.

    `title` and `byline` take the place of what the file says. `allow_short` takes pages on which no article
    was found. Block quotes and comments make ranges of an
    article, which count in `unit`; those of JSON are the caller's own.
    """

    input_format: str | None = None
    encoding: str | None = None
    title: str = ""
    byline: str = ""
    allow_short: bool = False
    unit: "OffsetEncoding.ValueType" = OFFSET_ENCODING_UTF32


def read_html(name: str, file: BinaryIO, encoding: str | None = None) -> Iterator[ReadArticle]:
    """Yield the one article of a page; it needs the extra "html"."""
    try:
        reader = import_module("newsassay.client.html.reader")
    except ModuleNotFoundError:
        yield failed(name, NO_HTML)
        return
    yield from reader.read_html(name, file, encoding)


FORMATS: dict[str, Reader] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "json": read_json,
    "jsonl": read_jsonl,
}
_MAKE_RANGES = ("markdown", "html")
_DEFAULTS = InputOptions()


def read(path: str, options: InputOptions = _DEFAULTS) -> Iterator[ReadArticle]:
    """Yield the articles of a file; of standard input for "-".

    The suffix decides how a file is read; where there is none, its first characters: a page, JSON, or else
    text. What cannot be read becomes a ReadArticle with a problem.
    """
    name = "stdin" if path == "-" else path
    ending = suffix(path)
    if not options.input_format and ending not in SUFFIXES and ending and not Path(path).is_dir():
        yield failed(name, _unknown(ending), path=path)
        return
    try:
        if path == "-":
            yield from _read(path, name, sys.stdin.buffer, options)
        else:
            with Path(path).open("rb") as file:
                yield from _read(path, name, file, options)
    except IsADirectoryError:
        yield failed(name, f"no articles in this folder: no file ends with {' '.join(SUFFIXES)}", path=path)
    except OSError as error:
        yield failed(name, error.strerror or str(error), path=path)


def _unknown(ending: str) -> str:
    known = " ".join(SUFFIXES)
    return f"{ending} is no type that is read ({known}); if it is one by another name, say --input-format"


def _read(path: str, name: str, file: BinaryIO, options: InputOptions) -> Iterator[ReadArticle]:
    chosen = options.input_format or SUFFIXES.get(suffix(path))
    if chosen is None:
        buffered = (
            file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))
        )
        chosen, file = _sniffed(buffered.peek(_HEAD)), buffered
    for item in FORMATS[chosen](name, file, options.encoding):
        if not options.allow_short and any(w.code == "NO_ARTICLE_FOUND" for w in item.warnings):
            yield failed(name, f"{item.warnings[-1].message} --allow-short takes it", item.size, path=path)
            continue
        article = in_unit(item.article, options.unit) if chosen in _MAKE_RANGES else item.article
        yield _named(replace(item, article=article, path=path), options)


def _sniffed(head: bytes) -> str:
    if _HTML.match(head):
        return "html"
    if _JSON.match(head):
        first, feed, rest = head.strip().partition(b"\n")
        return (
            "jsonl" if first.rstrip().endswith(b"}") and (not feed or rest.lstrip()[:1] == b"{") else "json"
        )
    return "text"


def _named(item: ReadArticle, options: InputOptions) -> ReadArticle:
    """Put the title and byline that were given in the place of the file's."""
    given = {FIELD_TITLE: options.title, FIELD_BYLINE: options.byline}
    fields = [field for field, text in given.items() if text]
    if not fields or item.problem:
        return item
    article = Article()
    article.CopyFrom(item.article)
    article.title = options.title or article.title
    article.byline = options.byline or article.byline
    return replace(item, article=article, source_map=item.source_map.without(*fields))

"""JSON: Articles of the contract, one, an array of them, or one a line."""

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from google.protobuf.json_format import ParseDict, ParseError

from newsassay.client.reading.decoding import Undecodable, decode, marked_encoding
from newsassay.client.reading.read_article import LONGEST_ID, ReadArticle, failed
from newsassay.client.source_map import Piece, SourceMap, SourceText
from newsassay.v1.article_pb2 import Article
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_BYLINE, FIELD_TITLE, Field

_FIELDS = {"title": FIELD_TITLE, "body": FIELD_BODY, "byline": FIELD_BYLINE}
_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][\dA-Fa-f]{2}\\u[dD][c-fC-F][\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|.)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WIDE = ("utf-16", "utf-32")  # a line feed is more than a byte
_NO_COMMA = "Expecting ',' or ']'"
_EXTRA = "Extra data"
_VALUE = json.JSONDecoder().raw_decode


def read_json(name: str, file: BinaryIO, encoding: str | None = None) -> Iterator[ReadArticle]:
    """Yield the article of a JSON file, or the articles of its array: "articles.json[0]" is the first."""
    data = file.read()
    try:
        text = decode(data, encoding)
    except Undecodable as error:
        yield failed(name, str(error), len(data))
        return
    source = SourceText(text)
    begin = _skip(text, 0)
    if text[begin : begin + 1] != "[":
        yield _json_article(name, source, len(data))
        return
    left = len(data)
    try:
        for number, (start, end, value) in enumerate(_elements(text, begin + 1)):
            size = min(end - start, left)
            left -= size
            yield article_from_fields(f"{name}[{number}]", value, source, start, size)
    except (ValueError, RecursionError) as error:
        yield failed(name, f"not JSON: {error}", left)


def _elements(text: str, position: int) -> Iterator[tuple[int, int, object]]:
    """Yield start, end and value of an array's elements. Raises JSONDecodeError where it is none."""
    position = _skip(text, position)
    mark = text[position : position + 1]
    while mark != "]":
        value, end = _VALUE(text, position)
        yield position, end, value
        position = _skip(text, end)
        mark = text[position : position + 1]
        if mark == ",":
            position = _skip(text, position + 1)
        elif mark != "]":
            raise json.JSONDecodeError(_NO_COMMA, text, position)
    if _skip(text, position + 1) < len(text):
        raise json.JSONDecodeError(_EXTRA, text, position + 1)


def read_jsonl(name: str, file: BinaryIO, encoding: str | None = None) -> Iterator[ReadArticle]:
    """Yield an article per line that is not blank; a line that is none fails alone."""
    lines: Iterator[bytes] = iter(file)
    first = next(lines, b"")
    encoding = encoding or marked_encoding(first) or "utf-8"
    if codecs.lookup(encoding).name.startswith(_WIDE):
        data = b"".join([first, *lines])
        try:
            text = decode(data, encoding)
        except Undecodable as error:
            yield failed(name, str(error), len(data))
            return
        yield from _lines(name, (match[0].encode() for match in _LINE.finditer(text)), "utf-8")
    else:
        yield from _lines(name, chain([first], lines), encoding)


def _lines(name: str, lines: Iterable[bytes], encoding: str) -> Iterator[ReadArticle]:
    start = 0
    for number, line in enumerate(lines, start=1):
        size = len(line)
        place = f"{name}:{number}"
        try:
            text = decode(line, encoding)
        except Undecodable as error:
            yield failed(place, str(error), size)
            start += len(line.decode(errors="replace"))
            continue
        if text.strip():
            yield _json_article(place, SourceText(text, start=start, first_line=number), size)
        start += len(text)


def _json_article(name: str, source: SourceText, size: int) -> ReadArticle:
    try:
        fields = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        return failed(name, f"not JSON: {error}", size)
    return article_from_fields(name, fields, source, _skip(source.text, 0), size)


def article_from_fields(name: str, fields: object, source: SourceText, begin: int, size: int) -> ReadArticle:
    """Return the article that a JSON value describes. It starts at character `begin` of the source's text."""
    if not isinstance(fields, dict):
        return failed(name, "not a JSON object", size)
    article_id = fields.get("articleId", fields.get("article_id"))
    given_id = article_id if isinstance(article_id, str) and _is_unicode(article_id) else ""
    try:
        article = ParseDict(fields, Article())
    except (ParseError, UnicodeEncodeError, RecursionError) as error:
        return failed(name, f"not an Article: {' '.join(str(error).split())}", size, given_id)
    if not article.article_id:
        article.article_id = name[-LONGEST_ID:]
    return ReadArticle(
        name, article, size=size, source_map=SourceMap(source, partial(_pieces, source, begin))
    )


def _pieces(source: SourceText, begin: int) -> list[Piece]:
    """Return where the text fields of a JSON object stand. The object is known to be well-formed."""
    text = source.text
    found: dict[Field.ValueType, list[Piece]] = {}
    position = _skip(text, begin) + 1
    while text[position := _skip(text, position)] == '"':
        key, position = _VALUE(text, position)
        position = _skip(text, _skip(text, position) + 1)
        _, end = _VALUE(text, position)
        field = _FIELDS.get(key)
        if field is not None and text[position] == '"':
            found[field] = list(_string_pieces(source, field, position + 1, end - 1))  # the last one counts
        position = _skip(text, end)
        if text[position] != ",":
            break
        position += 1
    return [piece for pieces in found.values() for piece in pieces]


def _string_pieces(source: SourceText, field: "Field.ValueType", begin: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of a string literal: what needs no escape, and each escape."""
    length, position = 0, begin
    for match in _ESCAPE.finditer(source.text, begin, end):
        if match.start() > position:
            run = match.start() - position
            yield Piece(field, length, length + run, source.start + position, source.start + match.start())
            length += run
        yield Piece(field, length, length + 1, source.start + match.start(), source.start + match.end())
        length += 1
        position = match.end()
    if end > position:
        yield Piece(field, length, length + end - position, source.start + position, source.start + end)


def _skip(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)

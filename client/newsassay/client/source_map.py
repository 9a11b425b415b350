"""From a place in an article back to the place in the file that it was read from.

    for found in item.source_map.locate(evidence.span):
        line, column = item.source_map.source.position(found.start)

Spans of a report count code points of a field (OFFSET_ENCODING_UTF32); so do all offsets here.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import NamedTuple

from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_BYLINE, FIELD_TITLE, Field, TextSpan

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_FIELDS = (FIELD_TITLE, FIELD_BODY, FIELD_BYLINE)


class SourceRange(NamedTuple):
    """Code points [start, end) of the decoded file. A byte order mark is not counted."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as editors name it: line and column from 1, columns in code points. CRLF ends one line."""

    line: int
    column: int


class SourceText:
    """The decoded text of a file, or a stretch of it: `text` starts at code point `start`, on line `first_line`.

    A stretch starts where a line does; the lines of a JSONL file are one each.
    """

    def __init__(self, text: str, *, start: int = 0, first_line: int = 1) -> None:
        self.text = text
        self.start = start
        self.first_line = first_line
        self._line_starts: list[int] | None = None

    def cut(self, found: SourceRange) -> str:
        """Return what stands there in the file."""
        return self.text[found.start - self.start : found.end - self.start]

    def position(self, offset: int) -> Position:
        """Return line and column of a code point of the file."""
        line, line_start = self._line(offset)
        return Position(line, offset - line_start + 1)

    def position_utf16(self, offset: int) -> Position:
        """Return line and column, the column in UTF-16 code units, as SARIF and language servers count."""
        line, line_start = self._line(offset)
        before = self.text[line_start - self.start : offset - self.start]
        return Position(line, len(before) + sum(char > "\uffff" for char in before) + 1)

    def _line(self, offset: int) -> tuple[int, int]:
        """Return the line's number, and its first code point in the file."""
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]
        index = bisect_right(self._line_starts, offset - self.start) - 1
        return self.first_line + index, self.start + self._line_starts[index]


class Piece(NamedTuple):
    """Code points [start, end) of an article's field, and where they stand in the file.

    Where both are equally long, they agree code point for code point. Elsewhere the whole piece stands for
    the whole source, as “&” does for "&amp;".
    """

    field: "Field.ValueType"
    start: int
    end: int
    source_start: int
    source_end: int

    @property
    def is_literal(self) -> bool:
        """Whether both sides agree code point for code point."""
        return self.end - self.start == self.source_end - self.source_start


class SourceMap:
    """Where the fields of one article stand in the file that it was read from.

    `source` is the decoded file. Text that has no place there, such as a title from the command line, is in
    no piece. `pieces` may be a function, which is called when the first span is located.
    """

    def __init__(self, source: SourceText, pieces: Iterable[Piece] | Callable[[], Iterable[Piece]]) -> None:
        self.source = source
        self._given = pieces
        self._by_field: dict[Field.ValueType, list[Piece]] | None = None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces: title, body, byline, each in order of the article's text."""
        by_field = self._sorted()
        return tuple(piece for field in _FIELDS for piece in by_field[field])

    def locate(self, span: TextSpan) -> tuple[SourceRange, ...]:
        """Return the ranges that hold a span, in its order: several where markup cuts it, () where it has no place.

        Ranges that follow each other without a gap are one.
        """
        pieces = self._sorted().get(span.field, [])
        found: list[SourceRange] = []
        for piece in pieces[_first(pieces, span.start) :]:
            if piece.start >= max(span.end, span.start + 1):
                break
            here = _overlap(piece, span.start, span.end)
            if here is not None and found and found[-1].end == here.start:
                found[-1] = SourceRange(found[-1].start, here.end)
            elif here is not None:
                found.append(here)
        return tuple(found)

    def enclosing(self, span: TextSpan) -> SourceRange | None:
        """Return the one range from a span's first to its last code point in the file, markup between included."""
        found = self.locate(span)
        if not found:
            return None
        return SourceRange(min(r.start for r in found), max(r.end for r in found))

    def without(self, *fields: "Field.ValueType") -> "SourceMap":
        """Return the map without some fields: their text is not the file's."""
        return SourceMap(self.source, lambda: [piece for piece in self.pieces if piece.field not in fields])

    def _sorted(self) -> dict["Field.ValueType", list[Piece]]:
        if self._by_field is None:
            pieces = list(self._given() if callable(self._given) else self._given)
            self._by_field = {
                field: sorted((p for p in pieces if p.field == field), key=attrgetter("start"))
                for field in _FIELDS
            }
            self._given = ()
        return self._by_field


def identity(source: SourceText, field: "Field.ValueType" = FIELD_BODY) -> SourceMap:
    """Return the map of a file that is all one field."""
    end = source.start + len(source.text)
    return SourceMap(source, [Piece(field, 0, len(source.text), source.start, end)])


def _first(pieces: list[Piece], start: int) -> int:
    """Return the index of the piece that holds `start`, or of the one before it."""
    return max(bisect_right(pieces, start, key=attrgetter("start")) - 1, 0)


def _overlap(piece: Piece, start: int, end: int) -> SourceRange | None:
    """Return the source of what a piece and [start, end) share, None where they share nothing.

    An empty range lies in the piece that it stands in or at the end of.
    """
    is_empty = start == end
    start, end = max(start, piece.start), min(end, piece.end)
    if start > end or (start == end and not is_empty):
        return None
    if not piece.is_literal:
        if is_empty:
            edge = piece.source_start if start == piece.start else piece.source_end
            return SourceRange(edge, edge)
        return SourceRange(piece.source_start, piece.source_end)
    shift = piece.source_start - piece.start
    return SourceRange(start + shift, end + shift)

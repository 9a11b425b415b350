"""Places in articles laid out for a terminal: one on a line of its own, two passages side by side; and how many are not."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from newsassay.client.reports.listing import Row, cells, laid_out, mark, rows
from newsassay.client.reports.paint import QUIET, Line, Segment
from newsassay.client.reports.tables import cut, wrapped
from newsassay.client.reports.words import counted

GUTTER = 6
_BETWEEN = " │ "
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=\S)")

Range = tuple[int, int]


class Excerpt(NamedTuple):
    """A part of one line of text; what is meant stands in cells `column`..`column + width`."""

    text: str
    column: int
    width: int


class Side(NamedTuple):
    """A passage: its text, the number of its first line, and what is marked in it, in order."""

    text: str
    line: int
    marks: Sequence[Range]


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """The line of a text around [start, end), at most `width` cells of it."""
    start, end = min(start, len(text)), min(end, len(text))
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stops = [found for found in (text.find("\n", start), text.find("\r", start)) if found >= 0]
    last = min(stops, default=len(text))
    line = laid_out(text[first:last])
    start, end = start - first, max(min(end, last) - first, start - first)
    before = ""
    if cells(line) > width and cells(line[:end]) > width // 2:
        begin = max(0, start - width // 3)
        space = line.find(" ", begin, start)
        begin = space + 1 if begin and space >= 0 else begin
        line, start, end = line[begin:], start - begin, end - begin
        before = "…" if begin else ""
    column = cells(before + line[:start])
    shown = cut(before + line, width)
    return Excerpt(shown, column, max(1, min(cells(line[start:end]), cells(shown) - column)))


def side_by_side(left: Side, right: Side, width: int, style: str) -> Iterator[Line]:
    """Yield two passages in columns, with marks under what differs; sentences that correspond begin at one height."""
    half = (width - len(_BETWEEN)) // 2
    for ours, theirs in _blocks(left, right):
        for here, there in zip_longest(
            _column(ours, half, style), _column(theirs, half, style), fillvalue=()
        ):
            filled = sum(cells(segment.text) for segment in here)
            yield [*here, Segment(" " * (half - filled)), Segment(_BETWEEN, QUIET), *there]


def _blocks(left: Side, right: Side) -> list[tuple[Side, Side]]:
    """The sentences of both sides in pairs; the whole passages where their numbers differ."""
    ours, theirs = _sentences(left), _sentences(right)
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(left, right)]


def _sentences(side: Side) -> list[Side]:
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(side.text)), len(side.text)]
    found = []
    waiting = iter(side.marks)
    here = next(waiting, None)
    for start, end in pairwise(cuts):
        marks = []
        while here is not None and here[0] < end:
            marks.append((here[0] - start, min(here[1], end) - start))
            here = next(waiting, None)
        found.append(Side(side.text[start:end], side.line if not start else 0, marks))
    return found


def _column(side: Side, width: int, style: str) -> Iterator[Line]:
    """Yield the rows of a passage with its marks beneath."""
    text = laid_out(side.text.rstrip())
    begun = 0
    for row in rows(text, width - GUTTER):
        number = str(side.line) if side.line and not row.start else ""
        yield [Segment(f"{number:>{GUTTER - 2}}  ", QUIET), *_underlined(text, row, side.marks, style)]
        while begun < len(side.marks) and side.marks[begun][1] <= row.start:
            begun += 1
        if line := _marks(text, row, side.marks[begun:], style):
            yield [Segment(" " * GUTTER), *line]


def _underlined(text: str, row: Row, marks: Sequence[Range], style: str) -> Line:
    line: Line = []
    position = row.start
    for start, end in marks:
        begin, stop = max(start, position), min(end, row.end)
        if begin < stop:
            line += [Segment(text[position:begin]), Segment(text[begin:stop], f"{style} underline")]
            position = stop
    return [*line, Segment(text[position : row.end])]


def _marks(text: str, row: Row, marks: Sequence[Range], style: str) -> Line:
    line: Line = []
    filled = 0
    for start, end in marks:
        if start >= row.end:
            break
        if end > row.start:
            place = mark(text, row, start, end)
            line += [Segment(" " * (place.column - filled)), Segment("^" * place.width, style)]
            filled = place.column + place.width
    return line


def left_out(number: int, thing: str, width: int) -> Iterator[Line]:
    """A line that says how many more there are, if any."""
    if number:
        yield from wrapped(f"⋮ {counted(number, f'more {thing}')}, --all shows them", QUIET, width)

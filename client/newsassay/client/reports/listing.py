"""An article laid out for a terminal: lines that fit, with what is marked in them.

Pure layout: where lines break and where marks stand, in terminal cells. Colour is pretty.py's business.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from newsassay.client.terminal import safe_lines

# Text of which every character fills one cell, for certain: most text is of this kind, and needs no table.
_NARROW = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203a\u20ac]*")


class Row(NamedTuple):
    """A stretch of text that fits a terminal line: `text[start:end]` of the field, from line `line`.

    Only the first row of a line `is_first`.
    """

    line: int
    start: int
    end: int
    is_first: bool


class Mark(NamedTuple):
    """Cells `column`..`column + width` of a row."""

    column: int
    width: int


def laid_out(text: str) -> str:
    """Return text made safe, code point for code point, without breaks at its end; CRLF and CR end lines, too."""
    return safe_lines(text.replace("\r\n", " \n").replace("\r", "\n")).rstrip("\n")


def rows(text: str, width: int) -> Iterator[Row]:
    """Break safe text into rows of at most `width` cells, at spaces where there are any.

    `text` may hold line feeds, which end rows and belong to none.
    """
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        for begin, end in pieces(line, width):
            yield Row(number, start + begin, start + end, begin == 0)
        start += len(line) + 1


def mark(text: str, row: Row, start: int, end: int) -> Mark:
    """Where text[start:end] stands in the row; at least one cell, however empty it looks."""
    begin = max(start, row.start)
    return Mark(cells(text[row.start : begin]), max(1, cells(text[begin : min(end, row.end)])))


def cells(text: str) -> int:
    """Return the number of terminal cells that safe text fills."""
    return len(text) if _NARROW.fullmatch(text) else cell_len(text)


def pieces(line: str, width: int) -> Iterator[tuple[int, int]]:
    """Break one line into stretches of at most `width` cells; an empty line is one empty stretch."""
    position = 0
    while True:
        end = _fit(line, position, width)
        if end < len(line):
            space = line.rfind(" ", position + 1, end + 1)
            if space > position:
                end = space
        yield position, end
        position = end + 1 if line[end : end + 1] == " " else end
        if position >= len(line):
            return


def _fit(line: str, position: int, width: int) -> int:
    """Return the end of the longest stretch from `position` that fills at most `width` cells, at least one character."""
    if _NARROW.fullmatch(line, position, position + width):
        return min(position + width, len(line))
    end, filled = position, 0
    while end < len(line):
        filled += cell_len(line[end])
        if filled > width and end > position:
            break
        end += 1
    return end

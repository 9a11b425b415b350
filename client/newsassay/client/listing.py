"""An article laid out for a terminal: lines that fit, with what is marked in them.

Pure layout: where lines break and where marks stand, in terminal cells. Colour is pretty.py's business.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len


class Row(NamedTuple):
    """A stretch of text that fits a terminal line: `text[start:end]` of the field, from line `number`.

    `number` is 0 for what continues the line above.
    """

    number: int
    start: int
    end: int


class Mark(NamedTuple):
    """Cells `column`..`column + width` of a row."""

    column: int
    width: int


def rows(text: str, width: int) -> Iterator[Row]:
    """Break safe text into rows of at most `width` cells, at spaces where there are any.

    `text` may hold line feeds, which end rows and belong to none.
    """
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        first = True
        for begin, end in _pieces(line, width):
            yield Row(number if first else 0, start + begin, start + end)
            first = False
        start += len(line) + 1


def mark(text: str, row: Row, start: int, end: int) -> Mark:
    """Where text[start:end] stands in the row; at least one cell, however empty it looks."""
    begin = max(start, row.start)
    column = cell_len(text[row.start : begin])
    return Mark(column, max(1, cell_len(text[begin : min(end, row.end)])))


def _pieces(line: str, width: int) -> Iterator[tuple[int, int]]:
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
    end, cells = position, 0
    while end < len(line):
        cells += cell_len(line[end])
        if cells > width and end > position:
            break
        end += 1
    return end

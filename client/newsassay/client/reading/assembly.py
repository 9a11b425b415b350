"""Building a field from fragments of a file, so that every character keeps its place there."""

from collections.abc import Iterable
from typing import NamedTuple

from newsassay.client.source_map import Piece
from newsassay.v1.report_pb2 import Field


class Fragment(NamedTuple):
    """Text that stands at code points [start, end) of the file; nowhere, if these are empty.

    It is shorter or longer there where it was escaped.
    """

    text: str
    start: int
    end: int


class FieldAssembly:
    """A field as it grows, block by block. `length` is what it holds so far, in code points."""

    def __init__(self, field: "Field.ValueType") -> None:
        self.field = field
        self.length = 0
        self.pieces: list[Piece] = []
        self._texts: list[str] = []

    @property
    def text(self) -> str:
        """What has been put together so far."""
        return "".join(self._texts)

    def add_block(self, fragments: Iterable[Fragment], separator: str = "") -> int | None:
        """Append a block without its outer white space, behind `separator` if it is not the first.

        Returns where it starts; None where nothing is left of it.
        """
        block = _stripped(list(fragments))
        if not block:
            return None
        if self.length:
            self._append(separator)
        start = self.length
        for text, source_start, source_end in block:
            self._append(text)
            if source_end > source_start:
                self._map(Piece(self.field, self.length - len(text), self.length, source_start, source_end))
        return start

    def add_unplaced(self, text: str, separator: str = "") -> None:
        """Append a block that stands nowhere in the file."""
        if text:
            self._append(separator if self.length else "")
            self._append(text)

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self.length += len(text)

    def _map(self, piece: Piece) -> None:
        last = self.pieces[-1] if self.pieces else None
        if (
            last is not None
            and last.is_literal
            and piece.is_literal
            and (last.end, last.source_end) == (piece.start, piece.source_start)
        ):
            piece = Piece(self.field, last.start, piece.end, last.source_start, piece.source_end)
            self.pieces[-1] = piece
        else:
            self.pieces.append(piece)


def _stripped(fragments: list[Fragment]) -> list[Fragment]:
    first, last = 0, len(fragments)
    while first < last and not fragments[first].text.strip():
        first += 1
    while last > first and not fragments[last - 1].text.strip():
        last -= 1
    kept = fragments[first:last]
    if kept:
        text, start, end = kept[0]
        blank = len(text) - len(text.lstrip())
        kept[0] = Fragment(text[blank:], start + blank, end) if end - start == len(text) else kept[0]
        text, start, end = kept[-1]
        blank = len(text) - len(text.rstrip())
        kept[-1] = (
            Fragment(text[: len(text) - blank], start, end - blank) if end - start == len(text) else kept[-1]
        )
    return kept

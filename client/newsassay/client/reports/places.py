"""Where findings lie in the file that the article was read from."""

from typing import NamedTuple

from newsassay.client.reading import ReadArticle
from newsassay.v1.report_pb2 import TextSpan


class Place(NamedTuple):
    """A path, and line and column from 1, columns in code points."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def place_of(item: ReadArticle, span: TextSpan) -> Place:
    """Return where a span starts; the start of the article's own lines if it has no place in the file."""
    source = item.source_map.source
    found = item.source_map.locate(span)
    line, column = source.position(found[0].start if found else source.start)
    return Place(path_of(item), line, column)


def path_of(item: ReadArticle) -> str:
    """Return the file as it was given; the article's name where there is no file."""
    return item.path if item.path not in ("", "-") else item.name

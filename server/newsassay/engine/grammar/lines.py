"""Lines that are no prose: headings, list items, bylines; and where the text begins behind a dateline."""

import re
from enum import Enum
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.legend import BOUNDARY


class LineKind(Enum):
    """What a paragraph is."""

    PROSE = "prose"
    HEADING = "heading"  # a short line without a mark at its end
    LIST_ITEM = "list item"  # behind a bullet or number
    BYLINE = "byline"  # By Ana Ruiz


class Line(NamedTuple):
    """A paragraph as the token range [first, last); its words proper start at `begin`, behind a dateline or bullet."""

    kind: LineKind
    first: int
    last: int
    begin: int


_LONGEST_HEADING = 14  # positions
# Place in capitals, its country or state, a date, the agency, then a dash: "NAIROBI, Kenya (AP) —".
_DATELINE = re.compile(r"[NSP]{1,4}·?(?:,[NSP]{1,3}·?){0,2}(?:,t·?C?)?(?P<agency>\([NSP]{1,3}\))?(?P<dash>;)")
_BULLET = re.compile(r"[;|](?=[^;|])|C[).·]|\(C\)")
_BULLET_MARKS = frozenset("•·*-–—‣▪●")
_DASHES = frozenset("-–—―")
_BYLINE = re.compile(r"yP{1,4}(?:[,&]P{1,4}){0,3}(?:[,;|I][^.Y]{0,12})?\n")


def lines(text: FieldText) -> list[Line]:
    """The paragraphs of a field by kind; a layer: `field.layer(lines)`. Linear."""
    analysis = text.layer(analyse)
    starts = text.paragraphs
    return [
        _line(analysis, first, last)
        for first, last in zip(starts, [*starts[1:], len(text.tokens)], strict=True)
    ]


def _line(analysis: Analysis, first: int, last: int) -> Line:
    start, end = analysis.position[first], analysis.position[last - 1] + 1
    bullet = _BULLET.match(analysis.tags, start, end)
    if bullet and bullet.end() < end and _is_bullet(analysis.types[start].lower, bullet[0]):
        return Line(LineKind.LIST_ITEM, first, last, analysis.token[bullet.end()])
    if _BYLINE.match(analysis.tags, start, end + 1):
        return Line(LineKind.BYLINE, first, last, first)
    tags = analysis.tags[start : min(end, start + _LONGEST_HEADING + 1)]
    ends_open = analysis.tags[end - 1] not in '.;,"'
    if len(tags) <= _LONGEST_HEADING and ends_open and BOUNDARY not in tags:
        return Line(LineKind.HEADING, first, last, first)
    return Line(LineKind.PROSE, first, last, _behind_dateline(analysis, first, start, end))


def _is_bullet(form: str, match: str) -> bool:
    return form in _BULLET_MARKS if match in ";|" else True


def _behind_dateline(analysis: Analysis, first: int, start: int, end: int) -> int:
    match = _DATELINE.match(analysis.tags, start, end)
    if not match or analysis.types[match.start("dash")].lower not in _DASHES or match.end() >= end:
        return first
    is_dateline = match["agency"] or analysis.types[start].shape == "UPPER"
    return analysis.token[match.end()] if is_dateline else first

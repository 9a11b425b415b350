"""Who shares what with whom, as a table: a row and a column for each article."""

from collections.abc import Iterator

from newsassay.client.reports.comparison.compared import Compared
from newsassay.client.reports.comparison.words import REWRITES
from newsassay.client.reports.paint import QUIET, Line, Segment
from newsassay.client.reports.tables import columns, wrapped
from newsassay.v1.comparison_pb2 import (
    RELATION_IDENTICAL,
    RELATION_PARTIAL_REUSE,
    RELATION_REWRITE,
    RELATION_SAME_STORY,
    RELATION_SHARED_QUOTATIONS,
    ArticlePair,
)

STYLES = {
    RELATION_IDENTICAL: "bold red",
    RELATION_REWRITE: "bold red",
    RELATION_PARTIAL_REUSE: "yellow",
    RELATION_SHARED_QUOTATIONS: "cyan",
    RELATION_SAME_STORY: "",
}
_IN_FULL = {
    RELATION_IDENTICAL: "identical",
    RELATION_REWRITE: "rewrite",
    RELATION_PARTIAL_REUSE: "partial",
    RELATION_SHARED_QUOTATIONS: "quotations",
    RELATION_SAME_STORY: "same story",
}
_SHORT = {RELATION_IDENTICAL: "=", RELATION_SHARED_QUOTATIONS: "q", RELATION_SAME_STORY: "s"}
_REUSES = (*REWRITES, RELATION_PARTIAL_REUSE)
_INDENT = 2
_FULL_CELL = len("rewrite 100 %") + 2
_SHORT_CELL = len("100") + 1


def matrix(compared: Compared, width: int) -> Iterator[Line]:
    """Yield the table, short where there are many articles; nothing where there are too many for that, too."""
    count = len(compared.items)
    room = width - _INDENT - len(str(count)) - 2
    if count * _FULL_CELL <= room:
        yield from _table(compared, in_full=True)
        legend = "Percentages: how much of the row's article stands in the column's."
    elif count * _SHORT_CELL <= room:
        yield from _table(compared, in_full=False)
        legend = (
            "Numbers: how much of the row's article stands in the column's, in percent. = identical, "
            "q shared quotations, s same story."
        )
    else:
        return
    yield from wrapped(legend, QUIET, width)


def _table(compared: Compared, *, in_full: bool) -> Iterator[Line]:
    pairs = {(pair.left_index, pair.right_index): pair for pair in compared.report.pairs}
    every = range(len(compared.items))
    head = [Segment(""), *(Segment(str(index), QUIET) for index in every)]
    table = [head]
    for row in every:
        line = [Segment(f"{'':{_INDENT}}{row}", QUIET)]
        for column in every:
            pair = pairs.get((min(row, column), max(row, column)))
            line.append(_cell(pair, row, in_full=in_full) if row != column else Segment("", QUIET))
        table.append(line)
    yield from columns(table, gap=2 if in_full else 1)


def _cell(pair: ArticlePair | None, row: int, *, in_full: bool) -> Segment:
    if pair is None:
        return Segment("·", QUIET)
    reuse = round(100 * (pair.reuse_left if row == pair.left_index else pair.reuse_right))
    style = STYLES.get(pair.relation, "")
    if not in_full:
        return Segment(_SHORT.get(pair.relation, str(reuse)), style)
    name = _IN_FULL.get(pair.relation, "?")
    said = f"{name} {reuse} %" if pair.relation in _REUSES and pair.relation != RELATION_IDENTICAL else name
    return Segment(said, style)

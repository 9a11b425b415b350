"""Reports for people: the article with its evidence underlined and the reasons beneath, as a compiler shows errors."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from newsassay.client.reports import tables
from newsassay.client.reports.context import Context
from newsassay.client.reports.listing import Row, cells, laid_out, mark, pieces, rows
from newsassay.client.reports.paint import BOLD, CREDIT, QUIET, SEVERITY_STYLES, Line, Segment, paint
from newsassay.client.reports.selection import Detail, is_credit, severity_of
from newsassay.client.reports.words import FIELDS, SEVERITIES, signed
from newsassay.client.scoring import Result
from newsassay.client.terminal import one_line, safe
from newsassay.v1.report_pb2 import (
    FIELD_BODY,
    FIELD_BYLINE,
    FIELD_TITLE,
    VOICE_QUOTED,
    CredibilityReport,
    Evidence,
    Field,
    TextSpan,
)

GUTTER = 7
INDENT = 2

_LINE_BREAK = re.compile("\n")

Texts = dict["Field.ValueType", str]
Breaks = dict["Field.ValueType", list[int]]


class Note(NamedTuple):
    """A remark on a span: evidence, or a candidate that was refused."""

    span: TextSpan
    sign: str
    style: str
    head: str
    message: str


def render(results: Iterable[Result], context: Context) -> Iterator[str]:
    """Yield every result's scores and its article with the evidence; errors are left to standard error."""
    for result in results:
        if result.report is not None:
            lines = _report(result, result.report, context.detail, context.width)
            yield "".join(f"{paint(line, color=context.color)}\n" for line in lines)


def _report(result: Result, report: CredibilityReport, detail: Detail, width: int) -> Iterator[Line]:
    yield []
    yield [Segment(one_line(report.article_id or result.item.name), BOLD)]
    yield from tables.scores(report, width)
    if detail.explain:
        yield from tables.sums(report)
    yield from _listing(result, report, detail, width)
    if detail.explain:
        yield from tables.attributions(report, width)
    yield from tables.credits_table(report, width)
    yield from tables.summary(report, detail, width)


def _listing(result: Result, report: CredibilityReport, detail: Detail, width: int) -> Iterator[Line]:
    article = result.item.article
    texts: Texts = {FIELD_TITLE: article.title, FIELD_BYLINE: article.byline, FIELD_BODY: article.body}
    breaks = {field: [m.start() for m in _LINE_BREAK.finditer(text)] for field, text in texts.items()}
    notes = [
        _evidence_note(evidence, breaks)
        for evidence in report.evidence
        if detail.everything or (detail.shows(evidence) and not is_credit(evidence))
    ]
    if detail.explain:
        notes += [
            Note(refused.span, "·", QUIET, f"not {safe(refused.signal_id)}", one_line(refused.reason))
            for refused in report.rejected
        ]
    for field, text in texts.items():
        here = sorted((note for note in notes if note.span.field == field), key=_reading_order)
        if text and (here or detail.everything):
            yield []
            yield [Segment(f"{'':{GUTTER - 2}}┌ {FIELDS[field]}", QUIET)]
            yield from _field(laid_out(text), here, width - GUTTER, whole=detail.everything)


def _field(text: str, notes: list[Note], width: int, *, whole: bool) -> Iterator[Line]:
    """Yield the rows that have notes, each with its neighbours in the same line; all rows of the `whole`."""
    printed = list(rows(text, width))
    remarks = _by_row(printed, notes)
    shown = [bool(here) for here in remarks]
    for number, (row, following) in enumerate(pairwise(printed)):
        if row.line == following.line and bool(remarks[number]) != bool(remarks[number + 1]):
            shown[number] = shown[number + 1] = True
    under_way: list[Note] = []
    last = -1
    for number, row in enumerate(printed):
        under_way = [note for note in chain(under_way, remarks[number]) if note.span.end > row.start]
        if not (whole or shown[number]):
            continue
        if any(skipped.end > skipped.start for skipped in printed[last + 1 : number]):
            yield [Segment(f"{'⋮':>{GUTTER - 3}}", QUIET)]
        last = number
        yield [_gutter(str(row.line) if row.is_first else ""), *_underlined(text, row, under_way)]
        marked = None
        for note in remarks[number]:
            this = (note.span.start, note.span.end, note.sign)
            yield from _remark(text, row, note, width, is_marked=this == marked)
            marked = this


def _by_row(printed: list[Row], notes: list[Note]) -> list[list[Note]]:
    """Return the notes that start in each row; what starts in the space between rows belongs to the next one."""
    found: list[list[Note]] = [[] for _ in printed]
    number = 0
    for note in notes:
        while number < len(printed) - 1 and note.span.start >= max(
            printed[number].end, printed[number].start + 1
        ):
            number += 1
        found[number].append(note)
    return found


def _underlined(text: str, row: Row, notes: list[Note]) -> Line:
    """The row's text; where notes overlap, the last one's style holds."""
    styles = [""] * (row.end - row.start)
    for note in notes:
        if note.sign != "·":
            begin, end = max(note.span.start, row.start), min(note.span.end, row.end)
            styles[begin - row.start : end - row.start] = [f"{note.style} underline"] * (end - begin)
    line: Line = []
    start = 0
    for position in range(1, len(styles) + 1):
        if position == len(styles) or styles[position] != styles[start]:
            line.append(Segment(text[row.start + start : row.start + position], styles[start]))
            start = position
    return line


def _remark(text: str, row: Row, note: Note, width: int, *, is_marked: bool) -> Iterator[Line]:
    """Marks under the span, unless the note above made them, with the reason beside or below them."""
    place = mark(text, row, note.span.start, note.span.end)
    marks = Segment((" " if is_marked else note.sign) * place.width, note.style)
    reason = cells(note.head) + 2 + cells(note.message)
    if place.column + place.width + 1 + reason <= width:
        yield [
            _gutter(),
            Segment(" " * place.column),
            marks,
            Segment(" "),
            Segment(note.head, note.style),
            Segment(f"  {note.message}"),
        ]
        return
    if not is_marked:
        yield [_gutter(), Segment(" " * place.column), marks]
    indent = place.column if INDENT < place.column <= width - reason else INDENT
    whole = f"{note.head}  {note.message}"
    for begin, end in pieces(whole, width - 2 * INDENT):
        head = max(len(note.head) - begin, 0)
        part = whole[begin:end]
        yield [
            _gutter(),
            Segment(" " * (2 * INDENT if begin else indent)),
            Segment(part[:head], note.style),
            Segment(part[head:]),
        ]


def _gutter(number: str = "") -> Segment:
    return Segment(f"{number:>{GUTTER - 3}} │ ", QUIET)


def _evidence_note(evidence: Evidence, breaks: Breaks) -> Note:
    severity = severity_of(evidence)
    style = SEVERITY_STYLES.get(severity, "")
    sign, kind = "^", SEVERITIES.get(severity, "")
    if is_credit(evidence):
        sign, kind, style = "+", "credit", CREDIT
    elif evidence.voice == VOICE_QUOTED:
        sign, kind, style = "~", "quoted", QUIET
    head = f"{kind} {safe(evidence.signal_id)} {signed(evidence.contribution)}"
    here = _place(evidence.span, breaks)
    elsewhere = {_place(span, breaks): None for span in evidence.related_spans}
    elsewhere.pop(here, None)
    message = one_line(evidence.message)
    if elsewhere:
        message += f" See {', '.join(elsewhere)}."
    return Note(evidence.span, sign, style, head, message)


def _place(span: TextSpan, breaks: Breaks) -> str:
    """Return field and line, "body 12"."""
    line = bisect_left(breaks.get(span.field, ()), span.start) + 1
    return f"{FIELDS.get(span.field, '')} {line}"


def _reading_order(note: Note) -> tuple[int, int, str]:
    return note.span.start, note.span.end, note.head

"""Reports for people: the article with its evidence underlined and the reasons beneath, as a compiler shows errors."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from rich.console import Console
from rich.text import Text

from newsassay.client import tables
from newsassay.client.listing import Row, mark, rows
from newsassay.client.scoring import Result
from newsassay.client.style import CREDIT, FIELDS, QUIET, SEVERITIES, console_for, print_indented, signed
from newsassay.client.terminal import safe, safe_lines
from newsassay.v1.report_pb2 import (
    FIELD_BODY,
    FIELD_BYLINE,
    FIELD_TITLE,
    VOICE_QUOTED,
    Evidence,
    Field,
    TextSpan,
)

GUTTER = 7
INDENT = 2

Texts = dict["Field.ValueType", str]


class Note(NamedTuple):
    """A remark on a span: evidence, or a candidate that was refused."""

    span: TextSpan
    sign: str
    style: str
    head: str
    message: str


def write_pretty(results: Iterable[Result], file: TextIO, *, explain: bool) -> None:
    """Write every result's article with its evidence, and its scores; errors are left to standard error."""
    console = console_for(file)
    for result in results:
        if result.report is None:
            continue
        console.print()
        console.print(Text(safe(result.report.article_id or result.item.name), style="bold"))
        console.print(tables.scores(result.report))
        if explain:
            console.print(tables.sums(result.report))
        for line in _listing(result, console, explain=explain):
            line.rstrip()
            console.print(line, soft_wrap=True)
        if explain and result.report.attributions:
            console.print()
            console.print(tables.attributions(result.report, console.width))
        console.print()
        print_indented(console, tables.summary(result.report), INDENT)


def _listing(result: Result, console: Console, *, explain: bool) -> Iterator[Text]:
    article, report = result.item.article, result.report
    if report is None:
        return
    texts: Texts = {FIELD_TITLE: article.title, FIELD_BYLINE: article.byline, FIELD_BODY: article.body}
    notes = [_evidence_note(evidence, texts) for evidence in report.evidence]
    if explain:
        notes += [
            Note(refused.span, "·", QUIET, f"not {refused.signal_id}", refused.reason)
            for refused in report.rejected
        ]
    for field, text in texts.items():
        if text:
            here = sorted((note for note in notes if note.span.field == field), key=_reading_order)
            yield Text()
            yield Text(f"{'':{GUTTER - 2}}┌ {FIELDS[field]}", style=QUIET)
            yield from _field(safe_lines(text).rstrip("\n"), here, console)


def _field(text: str, notes: list[Note], console: Console) -> Iterator[Text]:
    width = console.width - GUTTER
    for row in rows(text, width):
        line = Text(text[row.start : row.end])
        for note in notes:
            if note.span.start < row.end and row.start < note.span.end and note.sign != "·":
                line.stylize(
                    f"{note.style} underline",
                    max(note.span.start - row.start, 0),
                    min(note.span.end, row.end) - row.start,
                )
        yield _gutter(str(row.number or "")).append_text(line)
        marked = None
        for note in notes:
            if row.start <= note.span.start < max(row.end, row.start + 1):
                this = (note.span.start, note.span.end, note.sign)
                yield from _remark(text, row, note, console, is_marked=this == marked)
                marked = this


def _remark(text: str, row: Row, note: Note, console: Console, *, is_marked: bool) -> Iterator[Text]:
    """Marks under the span, unless the note above made them, with the reason beside or below them."""
    width = console.width - GUTTER
    place = mark(text, row, note.span.start, note.span.end)
    marks = Text((" " if is_marked else note.sign) * place.width, note.style)
    reason = Text.assemble((note.head, note.style), "  ", note.message)
    if place.column + place.width + 1 + reason.cell_len <= width:
        yield _gutter().append(" " * place.column).append_text(marks).append(" ").append_text(reason)
        return
    if not is_marked:
        yield _gutter().append(" " * place.column).append_text(marks)
    indent = place.column if INDENT < place.column <= width - reason.cell_len else INDENT
    first, *more = reason.wrap(console, width - 2 * INDENT)
    yield _gutter().append(" " * indent).append_text(first)
    for line in more:
        yield _gutter().append(" " * 2 * INDENT).append_text(line)


def _gutter(number: str = "") -> Text:
    return Text().append(f"{number:>{GUTTER - 3}} │ ", QUIET)


def _evidence_note(evidence: Evidence, texts: Texts) -> Note:
    style = CREDIT if evidence.contribution > 0 else SEVERITIES.get(evidence.severity, ("", ""))[1]
    sign = "+" if evidence.contribution > 0 else "^"
    if evidence.voice == VOICE_QUOTED:
        sign, style = "~", QUIET
    head = f"{evidence.signal_id} {signed(evidence.contribution)}"
    here = _place(evidence.span, texts)
    elsewhere = {_place(span, texts): None for span in evidence.related_spans}
    elsewhere.pop(here, None)
    message = safe(evidence.message)
    if elsewhere:
        message += f" See {', '.join(elsewhere)}."
    return Note(evidence.span, sign, style, head, message)


def _place(span: TextSpan, texts: Texts) -> str:
    """Return field and line, "body 12"."""
    line = texts.get(span.field, "").count("\n", 0, span.start) + 1
    return f"{FIELDS.get(span.field, '')} {line}"


def _reading_order(note: Note) -> tuple[int, int, str]:
    return note.span.start, note.span.end, note.head

"""Reports for people: the article with its evidence underlined and the reasons beneath, as a compiler shows errors."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from rich.console import Console
from rich.text import Text

from newsassay.client import tables
from newsassay.client.listing import Row, mark, rows, safe
from newsassay.client.scoring import Result
from newsassay.client.style import CREDIT, FIELDS, QUIET, SEVERITIES, console_for, signed
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
        console.print(tables.summary(result.report), soft_wrap=True)


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


def safe_lines(text: str) -> str:
    """Return text made safe line by line, line feeds kept."""
    return "\n".join(safe(line) for line in text.split("\n"))


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
        for note in notes:
            if row.start <= note.span.start < max(row.end, row.start + 1):
                yield from _remark(text, row, note, console)


def _remark(text: str, row: Row, note: Note, console: Console) -> Iterator[Text]:
    width = console.width - GUTTER
    place = mark(text, row, note.span.start, note.span.end)
    marks = Text(note.sign * place.width, note.style)
    reason = Text.assemble((note.head, note.style), "  ", note.message)
    space = width - reason.cell_len - 1
    if place.column + place.width <= space:
        yield _gutter().append(" " * place.column).append_text(marks).append(" ").append_text(reason)
    elif reason.cell_len < place.column:
        yield (
            _gutter()
            .append(" " * (place.column - reason.cell_len - 1))
            .append_text(reason)
            .append(" ")
            .append_text(marks)
        )
    else:
        yield _gutter().append(" " * place.column).append_text(marks)
        indent = max(0, min(place.column, space))
        for line in reason.wrap(console, width - indent):
            yield _gutter().append(" " * indent).append_text(line)


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

"""Reports for people: the article with its evidence underlined and the reasons beneath, as a compiler shows errors."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsassay.client.listing import Row, mark, rows, safe
from newsassay.client.scoring import Result
from newsassay.v1.article_pb2 import Dimension
from newsassay.v1.report_pb2 import (
    BAND_HIGH,
    BAND_LOW,
    BAND_MEDIUM,
    FIELD_BODY,
    FIELD_BYLINE,
    FIELD_TITLE,
    SEVERITY_HIGH,
    SEVERITY_INFO,
    SEVERITY_LOW,
    SEVERITY_MEDIUM,
    VOICE_QUOTED,
    CredibilityReport,
    Evidence,
    Field,
    Score,
    TextSpan,
)

WIDEST = 110
GUTTER = 7
BAR = 20
OVERALL = "overall"
BANDS = {BAND_LOW: ("low", "red"), BAND_MEDIUM: ("medium", "yellow"), BAND_HIGH: ("high", "green")}
SEVERITIES = {
    SEVERITY_HIGH: ("high", "bold red"),
    SEVERITY_MEDIUM: ("medium", "yellow"),
    SEVERITY_LOW: ("low", "cyan"),
    SEVERITY_INFO: ("info", "bright_black"),
}
CREDIT = "green"
QUIET = "bright_black"
FIELDS = {FIELD_TITLE: "title", FIELD_BYLINE: "byline", FIELD_BODY: "body"}


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
        console.print(scores_table(result.report))
        if explain:
            console.print(_arithmetic(result.report))
        for line in _listing(result, console, explain=explain):
            line.rstrip()
            console.print(line, soft_wrap=True)
        console.print(_summary(result.report), soft_wrap=True)


def console_for(file: TextIO) -> Console:
    """Return a console on `file`: at most WIDEST cells wide, and that wide where nobody knows better."""
    console = Console(file=file, highlight=False, emoji=False, markup=False)
    if console.is_terminal or "COLUMNS" in os.environ:
        console.width = min(console.width, WIDEST)
    else:
        console.width = WIDEST
    return console


def scores_table(report: CredibilityReport) -> Table:
    """Return the scores: a row for overall, a row per dimension."""
    table = Table.grid(padding=(0, 2))
    table.add_row(
        *(Text(heading, QUIET) for heading in ("", "score", "", "", "90 % range", "percentile", "found"))
    )
    for name, score, found in rows_of_scores(report):
        band, style = BANDS.get(score.band, ("", ""))
        filled = round(score.value * BAR)
        table.add_row(
            Text(f"  {name}", "bold" if name == OVERALL else ""),
            Text(f"{score.value:.2f}", f"bold {style}"),
            Text.assemble(("━" * filled, style), ("┄" * (BAR - filled), QUIET)),
            Text(band, style),
            Text(f"{score.low:.2f}–{score.high:.2f}", QUIET),
            Text(f"{score.percentile:10.0f}", QUIET),
            Text(f"{found:5}", QUIET),
        )
    return table


def rows_of_scores(report: CredibilityReport) -> Iterator[tuple[str, Score, int]]:
    """Yield name, score and number of accepted candidates: overall first, then each dimension."""
    counts = [sum(signal.count for signal in entry.signals) for entry in report.dimensions]
    yield OVERALL, report.overall, sum(counts)
    for entry, count in zip(report.dimensions, counts, strict=True):
        yield dimension_name(entry.dimension), entry.score, count


def _arithmetic(report: CredibilityReport) -> Text:
    """Every score as a sum, so that it can be checked by hand."""
    terms = " + ".join(f"{d.weight:.2f} × {d.score.value:.3f}" for d in report.dimensions)
    lines = [f"\n  overall {report.overall.value:.3f} = {terms}"]
    for entry in report.dimensions:
        lines.append(
            f"  {dimension_name(entry.dimension)} {entry.score.value:.3f} = {entry.baseline:.3f} baseline"
        )
        for signal in sorted(entry.signals, key=lambda s: (s.contribution, s.signal_id)):
            times = f" ×{signal.count}" if signal.count > 1 else ""
            lines.append(f"      {signed(signal.contribution)}  {signal.signal_id}{times}")
    return Text("\n".join(lines))


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
    places = ", ".join(_place(span, texts) for span in evidence.related_spans)
    message = f"{safe(evidence.message)} (see {places})" if places else safe(evidence.message)
    return Note(evidence.span, sign, style, head, message)


def _place(span: TextSpan, texts: Texts) -> str:
    line = texts.get(span.field, "").count("\n", 0, span.start) + 1
    return f"{FIELDS.get(span.field, '')} {line}"


def _summary(report: CredibilityReport) -> Text:
    counts = [sum(evidence.severity == severity for evidence in report.evidence) for severity in SEVERITIES]
    parts = [f"{count} {name}" for count, (name, _) in zip(counts, SEVERITIES.values(), strict=True) if count]
    text = Text(f"\n  {len(report.evidence)} pieces of evidence")
    text.append(f": {', '.join(parts)}" if parts else "")
    text.append(f"\n  {report.stats.words} words, {report.stats.sentences} sentences", QUIET)
    if report.HasField("readability"):
        text.append(f", reading ease {report.readability.flesch_reading_ease:.0f}", QUIET)
        text.append(f", school year {report.readability.flesch_kincaid_grade:.0f}", QUIET)
    text.append(
        f"; newsassay {report.provenance.engine_version}, rubric {report.provenance.rubric_version}", QUIET
    )
    for warning in report.warnings:
        text.append(f"\n  warning: {warning.message} [{warning.code}]", "yellow")
    return text


def _reading_order(note: Note) -> tuple[int, int, str]:
    return note.span.start, note.span.end, note.head


def dimension_name(value: "Dimension.ValueType") -> str:
    """Return "hedging" for DIMENSION_HEDGING."""
    return Dimension.Name(value).removeprefix("DIMENSION_").lower()


def signed(value: float) -> str:
    """Return a contribution as people read it: "−0.012"."""
    return f"{value:+.3f}".replace("-", "−") if value else "0"

"""What a report says as a whole, for a terminal: scores, the sums behind them, who said what, the counts at the end."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import set_cell_size

from newsassay.client.reports.listing import cells, pieces
from newsassay.client.reports.paint import BAND_STYLES, BOLD, CREDIT, QUIET, Line, Segment
from newsassay.client.reports.selection import (
    Detail,
    by_severity,
    charges,
    credits_of,
    hidden_in_words,
    remarks,
)
from newsassay.client.reports.sums import Sums, scored
from newsassay.client.reports.words import OVERALL, counted, dimension_name, enum_name, signed, standing
from newsassay.client.terminal import one_line, safe
from newsassay.v1.report_pb2 import (
    SOURCE_KIND_ANONYMOUS,
    SOURCE_KIND_NONE,
    SOURCE_KIND_VAGUE_GROUP,
    CredibilityReport,
    Score,
    SourceKind,
)

INDENT = 2
STRIP = 16
SHOWN_CREDITS = 3  # places of a credit that are quoted; the others are counted
# Cells of the columns of attributions; the rest of the width is for what was said.
WHO, KIND, CUE = 28, 18, 12
WEAK_SOURCES = {SOURCE_KIND_ANONYMOUS, SOURCE_KIND_VAGUE_GROUP, SOURCE_KIND_NONE}


def scores(report: CredibilityReport, width: int) -> Iterator[Line]:
    """Yield a row for overall and a row per dimension; a stack of short lines where rows do not fit."""
    entries = list(scored(report))
    headings = (
        Segment(""),
        *(Segment(text, QUIET) for text in ("score", "charges", "credits", "90 % range")),
    )
    table = [[*headings, Segment("reference", QUIET)]]
    for name, score, sums in entries:
        style = BAND_STYLES.get(score.band, "")
        table.append(
            [
                Segment(f"  {name}", BOLD if name == OVERALL else ""),
                Segment(f"{score.value:.2f}", f"bold {style}".strip()),
                Segment(_times(sums.charged, sums.charges)),
                Segment(_times(sums.credited, sums.credits), CREDIT),
                Segment(f"{score.low:.2f}–{score.high:.2f}", QUIET),
                Segment(standing(score), style),
            ]
        )
    needed = _width(table)
    if needed > width:
        yield from _stacked(entries)
        return
    strips: list[Line] = (
        [[], *(_strip(score) for _, score, _ in entries)] if needed + INDENT + STRIP <= width else []
    )
    for line, strip in zip_longest(columns(table), strips):
        yield [*line, *(strip or ())]


def _strip(score: Score) -> Line:
    """A line from the lowest reference article to the highest, with a mark where the score stands."""
    place = min(int(score.percentile * STRIP / 100), STRIP - 1)
    style = BAND_STYLES.get(score.band, "")
    return [Segment("┄" * place, QUIET), Segment("●", style), Segment("┄" * (STRIP - 1 - place), QUIET)]


def _stacked(entries: Sequence[tuple[str, Score, Sums]]) -> Iterator[Line]:
    for name, score, sums in entries:
        style = BAND_STYLES.get(score.band, "")
        yield [
            Segment(f"  {name:<16}", BOLD if name == OVERALL else ""),
            Segment(f"{score.value:.2f}", f"bold {style}".strip()),
            Segment(f"  {standing(score)}", style),
        ]
        parts = [_times(sums.charged, sums.charges), _times(sums.credited, sums.credits)]
        given = "  ".join(filter(None, [*parts, f"{score.low:.2f}–{score.high:.2f}"]))
        yield [Segment(f"    {given}", QUIET)]


def _times(value: float, count: int) -> str:
    return f"{signed(value)} ×{count}" if count else ""


def credits_table(report: CredibilityReport, width: int) -> Iterator[Line]:
    """Yield what raised the score, weightiest first, with the first places of each."""
    places: dict[str, list[str]] = {}
    for evidence in credits_of(report):
        places.setdefault(evidence.signal_id, []).append(f"“{one_line(evidence.span.text)}”")
    raising = [s for entry in report.dimensions for s in entry.signals if s.contribution > 0]
    if not raising:
        return
    yield []
    yield [Segment("  Credits", BOLD)]
    raising.sort(key=lambda signal: (-signal.contribution, signal.signal_id))
    longest = max(len(signal.signal_id) for signal in raising)
    for signal in raising:
        quoted = list(dict.fromkeys(places.get(signal.signal_id, ())))
        more = signal.count - len(quoted[:SHOWN_CREDITS])
        found = ", ".join(quoted[:SHOWN_CREDITS]) + (f" and {more} more" if quoted and more > 0 else "")
        head = f"    {signed(signal.contribution)}  {safe(signal.signal_id):<{longest}}"
        yield [Segment(head, CREDIT), Segment("  " + cut(found, width - len(head) - INDENT))]


def sums(report: CredibilityReport) -> Iterator[Line]:
    """Yield every score as a sum, so that it can be checked by hand."""
    terms = " + ".join(f"{d.weight:.2f} × {d.score.value:.3f}" for d in report.dimensions)
    yield []
    yield [Segment(f"  {OVERALL} {report.overall.value:.3f} = {terms}")]
    for entry in report.dimensions:
        name = dimension_name(entry.dimension)
        yield [Segment(f"  {name} {entry.score.value:.3f} = {entry.baseline:.3f} baseline")]
        for signal in sorted(entry.signals, key=lambda s: (s.contribution, s.signal_id)):
            times = f" ×{signal.count}" if signal.count > 1 else ""
            yield [Segment(f"      {signed(signal.contribution)}  {safe(signal.signal_id)}{times}")]


def attributions(report: CredibilityReport, width: int) -> Iterator[Line]:
    """Yield who is said to have said what, in reading order."""
    if not report.attributions:
        return
    yield []
    table = [[Segment(heading, QUIET) for heading in ("  who", "kind of source", "by", "what")]]
    for entry in report.attributions:
        kind = enum_name(SourceKind, entry.source_kind, "SOURCE_KIND_")
        table.append(
            [
                Segment(cut(f"  {one_line(entry.resolved_source) or 'nobody'}", WHO)),
                Segment(kind, "yellow" if entry.source_kind in WEAK_SOURCES else ""),
                Segment(cut(one_line(entry.cue.text), CUE)),
                Segment(cut(one_line(entry.content.text), width - WHO - KIND - CUE - 8), QUIET),
            ]
        )
    yield from columns(table)


def summary(report: CredibilityReport, detail: Detail, width: int) -> Iterator[Line]:
    """Yield the counts, what produced the report, and what to know about it."""
    found = charges(report)
    shown = [evidence for evidence in found if detail.shows(evidence)]
    counts = counted(len(shown), "charge")
    if severities := by_severity(shown):
        counts += f": {severities}"
    yield []
    yield from wrapped(counts, "", width)
    if hidden := hidden_in_words(report, detail):
        yield from wrapped(f"{hidden}, --all shows them", "", width)
    size = f"{counted(report.stats.words, 'word')}, {counted(report.stats.sentences, 'sentence')}"
    if report.HasField("readability"):
        size += f", reading ease {report.readability.flesch_reading_ease:.0f}"
        size += f", school year {max(report.readability.flesch_kincaid_grade, 0):.0f}"
    yield from wrapped(size, QUIET, width)
    origin = report.provenance
    versions = f"newsassay {origin.engine_version}, rubric {origin.rubric_version}"
    yield from wrapped(safe(versions), QUIET, width)
    for line in remarks(report):
        yield from wrapped(line, "yellow", width)


def columns(table: Sequence[Sequence[Segment]], gap: int = INDENT) -> Iterator[Line]:
    """Yield rows with cells of equal width, `gap` spaces apart."""
    widths = [max(map(cells, texts)) for texts in _by_column(table)]
    for row in table:
        line: Line = []
        for segment, width in zip(row, widths, strict=False):
            line += [segment, Segment(" " * (width - cells(segment.text) + gap))]
        yield line


def _by_column(table: Sequence[Sequence[Segment]]) -> Iterator[tuple[str, ...]]:
    return zip_longest(*([segment.text for segment in row] for row in table), fillvalue="")


def _width(table: Sequence[Sequence[Segment]]) -> int:
    return sum(max(map(cells, texts)) + INDENT for texts in _by_column(table)) - INDENT


def wrapped(text: str, style: str, width: int, indent: int = INDENT, hanging: int = 0) -> Iterator[Line]:
    """Yield a text broken at words; lines that continue it are indented by `hanging` more."""
    for begin, end in pieces(text, max(width - indent - hanging, 1)):
        yield [Segment(" " * (indent + (hanging if begin else 0))), Segment(text[begin:end], style)]


def cut(text: str, width: int) -> str:
    """Return the text cut to `width` cells, at least ten, with an ellipsis where something is missing."""
    width = max(width, 10)
    return text if cells(text) <= width else set_cell_size(text, width - 1).rstrip(" ") + "…"

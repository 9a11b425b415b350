"""What a report says as a whole: scores, the sums behind them, who said what, and the counts at the end."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from newsassay.client.style import BANDS, QUIET, SEVERITIES, dimension_name, enum_name, signed
from newsassay.client.terminal import safe
from newsassay.v1.report_pb2 import (
    SOURCE_KIND_ANONYMOUS,
    SOURCE_KIND_NONE,
    SOURCE_KIND_VAGUE_GROUP,
    CredibilityReport,
    Score,
    SourceKind,
)

BAR = 16  # the whole row fits into 80 cells
OVERALL = "overall"
# Cells of the columns of attributions; the rest of the width is for what was said.
WHO, KIND, CUE = 28, 18, 12
WEAK_SOURCES = {SOURCE_KIND_ANONYMOUS, SOURCE_KIND_VAGUE_GROUP, SOURCE_KIND_NONE}


def scores(report: CredibilityReport) -> Table:
    """Return a row for overall and a row per dimension."""
    table = Table.grid(padding=(0, 2))
    headings = ("", "score", "", "", "90 % range", "percentile", "found")
    table.add_row(*(Text(heading, QUIET) for heading in headings))
    for name, score, found in _rows(report):
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


def sums(report: CredibilityReport) -> Text:
    """Return every score as a sum, so that it can be checked by hand."""
    terms = " + ".join(f"{d.weight:.2f} × {d.score.value:.3f}" for d in report.dimensions)
    lines = [f"\n  overall {report.overall.value:.3f} = {terms}"]
    for entry in report.dimensions:
        name = dimension_name(entry.dimension)
        lines.append(f"  {name} {entry.score.value:.3f} = {entry.baseline:.3f} baseline")
        for signal in sorted(entry.signals, key=lambda s: (s.contribution, s.signal_id)):
            times = f" ×{signal.count}" if signal.count > 1 else ""
            lines.append(f"      {signed(signal.contribution)}  {signal.signal_id}{times}")
    return Text("\n".join(lines))


def attributions(report: CredibilityReport, width: int) -> Table:
    """Return who is said to have said what, in reading order, within `width` cells."""
    table = Table.grid(padding=(0, 2))
    table.add_row(*(Text(heading, QUIET) for heading in ("  who", "kind of source", "by", "what")))
    for entry in report.attributions:
        kind = enum_name(SourceKind, entry.source_kind, "SOURCE_KIND_")
        table.add_row(
            _cut(f"  {_one_line(entry.resolved_source) or 'nobody'}", WHO),
            Text(kind, "yellow" if entry.source_kind in WEAK_SOURCES else ""),
            _cut(_one_line(entry.cue.text), CUE),
            _cut(_one_line(entry.content.text), width - WHO - KIND - CUE - 8, QUIET),
        )
    return table


def summary(report: CredibilityReport) -> Text:
    """Return the counts, what produced the report, and its warnings."""
    counts = [sum(evidence.severity == severity for evidence in report.evidence) for severity in SEVERITIES]
    parts = [f"{count} {name}" for count, (name, _) in zip(counts, SEVERITIES.values(), strict=True) if count]
    text = Text(f"{_counted(len(report.evidence), 'piece')} of evidence")
    text.append(f": {', '.join(parts)}" if parts else "")
    text.append(
        f"\n{_counted(report.stats.words, 'word')}, {_counted(report.stats.sentences, 'sentence')}", QUIET
    )
    if report.HasField("readability"):
        text.append(f", reading ease {report.readability.flesch_reading_ease:.0f}", QUIET)
        text.append(f", school year {max(report.readability.flesch_kincaid_grade, 0):.0f}", QUIET)
    origin = report.provenance
    text.append(f"\nnewsassay {origin.engine_version}, rubric {origin.rubric_version}", QUIET)
    for warning in report.warnings:
        text.append(f"\nwarning: {warning.message} [{warning.code}]", "yellow")
    return text


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _rows(report: CredibilityReport) -> Iterator[tuple[str, Score, int]]:
    """Yield name, score and number of accepted candidates."""
    counts = [sum(signal.count for signal in entry.signals) for entry in report.dimensions]
    yield OVERALL, report.overall, sum(counts)
    for entry, count in zip(report.dimensions, counts, strict=True):
        yield dimension_name(entry.dimension), entry.score, count


def _one_line(text: str) -> str:
    return " ".join(safe(text.replace("\n", " ")).split())


def _cut(text: str, cells: int, style: str = "") -> Text:
    line = Text(text, style)
    line.truncate(max(cells, 10), overflow="ellipsis")
    return line

"""A line a finding, as linters and compilers print them, and a line a file: `path:line:col: severity signal message`."""

from collections.abc import Iterable, Iterator

from newsassay.client.reports.context import Context
from newsassay.client.reports.paint import BAND_STYLES, BOLD, CREDIT, QUIET, SEVERITY_STYLES, Segment, paint
from newsassay.client.reports.places import place_of
from newsassay.client.reports.selection import (
    Detail,
    by_severity,
    charges,
    hidden_in_words,
    is_credit,
    severity_of,
)
from newsassay.client.reports.words import SEVERITIES, standing
from newsassay.client.scoring import Result
from newsassay.client.terminal import one_line, safe
from newsassay.v1.report_pb2 import CredibilityReport, Evidence


def render(results: Iterable[Result], context: Context) -> Iterator[str]:
    """Yield the findings of each result and its summary; errors are left to standard error."""
    for result in results:
        if result.report is not None:
            lines = [
                *finding_lines(result, result.report, context),
                summary_line(result, result.report, context),
            ]
            yield "".join(f"{line}\n" for line in lines)


def finding_lines(result: Result, report: CredibilityReport, context: Context) -> Iterator[str]:
    """Yield a line per finding that is shown, in reading order."""
    for evidence in report.evidence:
        if _is_shown(evidence, context.detail):
            severity = severity_of(evidence)
            name, style = SEVERITIES.get(severity, ""), SEVERITY_STYLES.get(severity, "")
            if is_credit(evidence):
                name, style = "credit", CREDIT
            line = [
                Segment(f"{safe(str(place_of(result.item, evidence.span)))}: ", BOLD),
                Segment(name, style),
                Segment(f" {safe(evidence.signal_id)} {one_line(evidence.message)}"),
            ]
            yield paint(line, color=context.color)


def _is_shown(evidence: Evidence, detail: Detail) -> bool:
    return detail.everything or (detail.shows(evidence) and not is_credit(evidence))


def summary_line(result: Result, report: CredibilityReport, context: Context) -> str:
    """Return the score with its standing, and the counts."""
    found = by_severity(evidence for evidence in charges(report) if context.detail.shows(evidence))
    more = hidden_in_words(report, context.detail)
    score = report.overall
    line = [
        Segment(f"{safe(result.item.name)}: ", BOLD),
        Segment(f"{score.value:.2f}", BAND_STYLES.get(score.band, "")),
        Segment(f", {standing(score)} of reference articles"),
        Segment(f"; {found or 'no findings'}"),
        Segment(f"; {more}" if more else "", QUIET),
    ]
    return paint(line, color=context.color)

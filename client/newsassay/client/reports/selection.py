"""What of a report is shown: charges from a severity on, credits apart, notes on demand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsassay.client.reports.words import GENRES, SEVERITIES, counted, signed
from newsassay.client.terminal import one_line
from newsassay.v1.report_pb2 import (
    SEVERITY_INFO,
    SEVERITY_LOW,
    VOICE_QUOTED,
    CredibilityReport,
    Evidence,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Detail:
    """How much to show: findings of `min_severity` and above, and with `explain` also sums and refusals."""

    min_severity: "Severity.ValueType" = SEVERITY_LOW
    explain: bool = False

    @property
    def everything(self) -> bool:
        """Whether even notes are shown."""
        return self.explain or self.min_severity <= SEVERITY_INFO

    def shows(self, evidence: Evidence) -> bool:
        """Whether a charge is shown; credits are not charges."""
        return self.everything or severity_of(evidence) >= self.min_severity


def is_credit(evidence: Evidence) -> bool:
    """Whether it raises the score."""
    return evidence.contribution > 0


def severity_of(evidence: Evidence) -> "Severity.ValueType":
    """Return how much a reader should mind: what a source is quoted as saying is a note at most."""
    return SEVERITY_INFO if evidence.voice == VOICE_QUOTED else evidence.severity


def charges(report: CredibilityReport) -> list[Evidence]:
    """Return what lowers the score, or would if it were not quoted, in reading order."""
    return [evidence for evidence in report.evidence if not is_credit(evidence)]


def credits_of(report: CredibilityReport) -> list[Evidence]:
    """Return what raises the score, in reading order."""
    return [evidence for evidence in report.evidence if is_credit(evidence)]


def worst(report: CredibilityReport) -> "Severity.ValueType":
    """Return the highest severity of a charge; SEVERITY_UNSPECIFIED without any."""
    return max((severity_of(evidence) for evidence in charges(report)), default=Severity.SEVERITY_UNSPECIFIED)


def by_severity(evidence: Iterable[Evidence]) -> str:
    """Return counts in words, worst first: "1 high, 3 medium"; "" for nothing."""
    counts = Counter(severity_of(entry) for entry in evidence)
    return ", ".join(
        f"{counts[severity]} {name}" for severity, name in SEVERITIES.items() if counts[severity]
    )


def hidden_in_words(report: CredibilityReport, detail: Detail) -> str:
    """Return what is not shown and what it comes to, "34 notes hidden (−0.120)"; "" for nothing."""
    hidden = [evidence for evidence in charges(report) if not detail.shows(evidence)]
    if not hidden:
        return ""
    if detail.min_severity == SEVERITY_LOW:
        many = counted(len(hidden), "note")
    else:
        many = f"{counted(len(hidden), 'finding')} below {SEVERITIES[detail.min_severity]}"
    total = signed(sum(evidence.contribution for evidence in hidden))
    return f"{many} hidden ({total})"


def remarks(report: CredibilityReport) -> Iterator[str]:
    """Yield what to know before reading the scores: the service's own warnings, and what the article looks like."""
    for warning in report.warnings:
        yield f"warning: {one_line(warning.message)} [{one_line(warning.code)}]"
    if report.genre.kind in GENRES:
        yield f"looks like {GENRES[report.genre.kind]}: {one_line(report.genre.reason)}"


def why_rejected(
    report: CredibilityReport, fail_under: float | None, fail_on: "Severity.ValueType | None"
) -> str:
    """Say why a report is not good enough: a score below a bound, a finding of a severity; "" if it is."""
    reasons = []
    if fail_under is not None and report.overall.value < fail_under:
        reasons.append(f"{report.overall.value:.3f} is below {fail_under:g}")
    if fail_on is not None and worst(report) >= fail_on:
        reasons.append(f"a finding has severity {SEVERITIES.get(worst(report), 'unknown')}")
    return " and ".join(reasons)

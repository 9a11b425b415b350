"""From the engine's dataclasses to proto messages.

Fields are assigned one by one on messages that `add()` made in place: of the ways protobuf offers,
that is the cheapest. Enum values are equal on both sides.
"""

# Enum values are equal on both sides, but the stubs know only their own.
# mypy: disable-error-code="assignment"

from newsassay.engine.report import Attribution, Evidence, Provenance, Report, Score, TextSpan
from newsassay.v1 import report_pb2


def fill_report(out: report_pb2.CredibilityReport, report: Report) -> None:
    """Write `report` into the empty message `out`."""
    out.article_id = report.article_id
    fill_score(out.overall, report.overall)
    _fill_dimensions(out, report)
    add_evidence = out.evidence.add
    for evidence in report.evidence:
        _fill_evidence(add_evidence(), evidence)
    for rejected in report.rejected:
        candidate = out.rejected.add()
        candidate.signal_id = rejected.signal_id
        candidate.reason = rejected.reason
        fill_span(candidate.span, rejected.span)
    add_attribution = out.attributions.add
    for attribution in report.attributions:
        _fill_attribution(add_attribution(), attribution)
    _fill_readability(out, report)
    _fill_stats(out, report)
    out.offset_encoding = report.offset_encoding
    out.genre.kind = report.genre.kind
    out.genre.reason = report.genre.reason
    for place in report.genre.evidence:
        fill_span(out.genre.evidence.add(), place)
    for warning in report.warnings:
        out.warnings.add(code=warning.code, message=warning.message)


def fill_score(out: report_pb2.Score, score: Score) -> None:
    """Write `score` into the empty message `out`."""
    out.value = score.value
    out.low = score.low
    out.high = score.high
    out.band = score.band
    out.percentile = score.percentile


def fill_span(out: report_pb2.TextSpan, span: TextSpan) -> None:
    """Write `span` into the empty message `out`."""
    out.field, out.start, out.end, out.text = span


def _fill_dimensions(out: report_pb2.CredibilityReport, report: Report) -> None:
    for dimension in report.dimensions:
        item = out.dimensions.add()
        item.dimension = dimension.dimension
        fill_score(item.score, dimension.score)
        item.weight = dimension.weight
        item.baseline = dimension.baseline
        item.evidence_per_1000_words = dimension.evidence_per_1000_words
        for signal in dimension.signals:
            contribution = item.signals.add()
            contribution.signal_id = signal.signal_id
            contribution.count = signal.count
            contribution.contribution = signal.contribution


def _fill_evidence(out: report_pb2.Evidence, evidence: Evidence) -> None:
    out.signal_id = evidence.signal_id
    out.dimension = evidence.dimension
    out.severity = evidence.severity
    out.voice = evidence.voice
    fill_span(out.span, evidence.span)
    for span in evidence.related_spans:
        fill_span(out.related_spans.add(), span)
    out.message = evidence.message
    out.contribution = evidence.contribution
    if evidence.normalized_values:
        out.normalized_values.extend(evidence.normalized_values)


def _fill_attribution(out: report_pb2.Attribution, attribution: Attribution) -> None:
    if attribution.source is not None:
        fill_span(out.source, attribution.source)
    if attribution.cue is not None:
        fill_span(out.cue, attribution.cue)
    fill_span(out.content, attribution.content)
    out.source_kind = attribution.source_kind
    out.quotation_kind = attribution.quotation_kind
    out.resolved_source = attribution.resolved_source
    if attribution.anonymity_reason is not None:
        fill_span(out.anonymity_reason, attribution.anonymity_reason)


def _fill_readability(out: report_pb2.CredibilityReport, report: Report) -> None:
    readability = report.readability
    if readability is None:
        return
    item = out.readability
    item.flesch_reading_ease = readability.flesch_reading_ease
    item.flesch_kincaid_grade = readability.flesch_kincaid_grade
    item.gunning_fog = readability.gunning_fog
    item.smog_index = readability.smog_index
    item.dale_chall_readability_score = readability.dale_chall_readability_score
    item.automated_readability_index = readability.automated_readability_index
    item.coleman_liau_index = readability.coleman_liau_index


def _fill_stats(out: report_pb2.CredibilityReport, report: Report) -> None:
    stats, language = report.stats, report.language
    out.stats.characters = stats.characters
    out.stats.words = stats.words
    out.stats.sentences = stats.sentences
    out.stats.paragraphs = stats.paragraphs
    out.stats.quotations = stats.quotations
    out.stats.quoted_share = stats.quoted_share
    out.language.language_code = language.language_code
    out.language.supported = language.supported
    out.language.english_share = language.english_share
    fill_provenance(out.provenance, report.provenance)


def fill_provenance(out: report_pb2.Provenance, provenance: Provenance) -> None:
    """Write `provenance` into the empty message `out`."""
    out.engine_version = provenance.engine_version
    out.rubric_version = provenance.rubric_version
    out.rubric_sha256 = provenance.rubric_sha256
    out.lexicon_sha256 = provenance.lexicon_sha256

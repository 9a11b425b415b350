"""What must hold for every reply, whatever was sent."""

from google.rpc import code_pb2

from newsassay.v1 import article_pb2, report_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

_CODECS = {
    article_pb2.OFFSET_ENCODING_UTF8: ("utf-8", 1),
    article_pb2.OFFSET_ENCODING_UTF16: ("utf-16-le", 2),
    article_pb2.OFFSET_ENCODING_UTF32: ("utf-32-le", 4),
}
_EXACT = 1e-6


def check(
    sent: service_pb2.StreamScoreArticlesRequest, got: service_pb2.StreamScoreArticlesResponse
) -> str | None:
    """What is wrong with a reply; None if nothing is."""
    if got.HasField("status"):
        return None if got.status.code == code_pb2.INVALID_ARGUMENT else f"status {got.status.code}"
    report = got.report
    if not sent.article.title and not sent.article.body:
        return "an empty article was scored"
    if report.article_id != sent.article.article_id:
        return "another article's id"
    return _spans(sent.article, report) or _sums(report, sent.options.max_evidence)


def _spans(article: article_pb2.Article, report: report_pb2.CredibilityReport) -> str | None:
    codec, width = _CODECS[report.offset_encoding]
    texts = {
        report_pb2.FIELD_TITLE: article.title.encode(codec),
        report_pb2.FIELD_BODY: article.body.encode(codec),
        report_pb2.FIELD_BYLINE: article.byline.encode(codec),
    }
    for span in _all_spans(report):
        cut = texts[span.field][span.start * width : span.end * width]
        if cut != span.text.encode(codec):
            return f"span {span.start}:{span.end} of field {span.field} is not its text"
    return None


def _all_spans(report: report_pb2.CredibilityReport) -> list[report_pb2.TextSpan]:
    spans = [evidence.span for evidence in report.evidence]
    spans += [span for evidence in report.evidence for span in evidence.related_spans]
    spans += [rejected.span for rejected in report.rejected]
    for attribution in report.attributions:
        spans.append(attribution.content)
        spans += [
            getattr(attribution, name)
            for name in ("source", "cue", "anonymity_reason")
            if attribution.HasField(name)
        ]
    return spans


def _sums(report: report_pb2.CredibilityReport, max_evidence: int) -> str | None:
    weighted = sum(item.weight * item.score.value for item in report.dimensions)
    if abs(report.overall.value - weighted) > _EXACT:
        return "overall is not the weighted sum"
    shares: dict[str, float] = {}
    for evidence in report.evidence:
        shares[evidence.signal_id] = shares.get(evidence.signal_id, 0.0) + evidence.contribution
    for item in report.dimensions:
        total = item.baseline + sum(signal.contribution for signal in item.signals)
        if abs(item.score.value - total) > _EXACT:
            return f"dimension {item.dimension} is not baseline plus contributions"
        if not 0 <= item.score.low <= item.score.value <= item.score.high <= 1:
            return f"dimension {item.dimension} is out of order or range"
        for signal in item.signals:
            if not max_evidence and abs(signal.contribution - shares.get(signal.signal_id, 0.0)) > _EXACT:
                return f"{signal.signal_id} is not the sum of its evidence"
    return None

"""One article's part of the page: its scores with their sums, its text with marks, its findings."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from newsassay.client.reports.context import Context
from newsassay.client.reports.distribution import distribution, in_words
from newsassay.client.reports.marked_text import Marked, marked_text
from newsassay.client.reports.markup import language, passage_address, web_address, words
from newsassay.client.reports.places import place_of
from newsassay.client.reports.selection import is_credit, remarks, severity_of
from newsassay.client.reports.sums import Sums, scored
from newsassay.client.reports.words import (
    BANDS,
    FIELDS,
    OVERALL,
    SEVERITIES,
    dimension_name,
    enum_name,
    signed,
)
from newsassay.client.scoring import Result
from newsassay.v1.report_pb2 import (
    FIELD_BODY,
    FIELD_BYLINE,
    FIELD_TITLE,
    SEVERITY_INFO,
    VOICE_QUOTED,
    CredibilityReport,
    DimensionScore,
    Evidence,
    Score,
    SourceKind,
    TextSpan,
)
from newsassay.v1.rubric_pb2 import Rubric, SignalCard

_HEADINGS: dict[int, str] = {field: name.capitalize() for field, name in FIELDS.items()}


class Finding(NamedTuple):
    """A piece of evidence with its number in the report, from 1; it is marked if its field has text."""

    number: int
    evidence: Evidence
    is_marked: bool


def article_section(result: Result, report: CredibilityReport, context: Context, name: str) -> str:
    """Return everything about one article; `name` starts every id in it."""
    article = result.item.article
    filled = {field for field, text in _field_texts(result).items() if text}
    findings = [
        Finding(number, evidence, evidence.span.field in filled)
        for number, evidence in enumerate(report.evidence, start=1)
    ]
    title = words(article.title) or words(result.item.name) or "Article"
    parts = [
        f'<article aria-labelledby="{name}"><h2 id="{name}">{title}</h2>',
        _origin(result),
        *(f'<p class="warning">{words(line)}</p>' for line in remarks(report)),
        _scores(report, context.rubric, name),
        f'<div class="body"><div class="texts" tabindex="0" role="region" aria-label="Text of article {name[1:]}">',
        *_texts(result, report, findings, name),
        "</div><div>",
        _findings(result, findings, context.cards, name),
        "</div></div>",
    ]
    if context.detail.explain:
        parts += [_refused(report, result), _attributions(report)]
    parts.append("</article>")
    return "".join(parts)


def card_list(signals: Iterable[str], cards: Mapping[str, SignalCard]) -> str:
    """Return what each signal claims and what it does not, and how to switch it off."""
    known = [cards[signal] for signal in sorted(set(signals)) if signal in cards]
    if not known:
        return ""
    entries = "".join(
        f'<dt id="signal-{words(card.signal_id)}"><code>{words(card.signal_id)}</code></dt>'
        f'<dd>{words(card.claim)} <span class="quiet">{words(card.disclaimer)}</span>'
        f" Off: <code>--disable {words(card.signal_id)}</code></dd>"
        for card in known
    )
    return f'<section aria-labelledby="signals"><h2 id="signals">Signals</h2><dl>{entries}</dl></section>'


def _origin(result: Result) -> str:
    article = result.item.article
    parts = [
        words(part) for part in (article.byline, article.publisher, article.published_at) if part.strip()
    ]
    address = web_address(article.url)
    if address:
        parts.append(f'<a href="{words(address)}" rel="noreferrer">{words(address)}</a>')
    parts.append(f"<code>{words(result.item.name)}</code>")
    return f'<p class="quiet">{" · ".join(parts)}</p>'


def _scores(report: CredibilityReport, rubric: Rubric, name: str) -> str:
    quantiles = {entry.dimension: entry.scale.quantiles for entry in rubric.dimensions}
    rows = list(scored(report))
    cards = [
        _score_card(rows[0], rubric.overall.quantiles, _overall_sum(report), f"{name}-{OVERALL}"),
        *(
            _score_card(row, quantiles.get(entry.dimension, ()), _sum(entry), f"{name}-{row[0]}")
            for row, entry in zip(rows[1:], report.dimensions, strict=True)
        ),
    ]
    return f'<h3>Scores</h3><div class="scores">{"".join(cards)}</div>'


def _score_card(row: tuple[str, Score, Sums], quantiles: Iterable[float], terms: str, name: str) -> str:
    title, score, sums = row
    reference = list(quantiles)
    moved = [
        f'<span class="number">{signed(value)}</span> from {count} {kind}{"" if count == 1 else "s"}'
        for value, count, kind in (
            (sums.charged, sums.charges, "charge"),
            (sums.credited, sums.credits, "credit"),
        )
        if count
    ]
    kind = f" {OVERALL}" if title == OVERALL else ""
    return (
        f'<div class="score-card{kind} band-{BANDS.get(score.band, "none")}">'
        f'<h4 id="{name}">{title}</h4><p><span class="value">{score.value:.2f}</span>'
        f' <span class="quiet">90 % range {score.low:.2f}–{score.high:.2f}</span></p>'
        f"{distribution(score, reference, name)}<p>{in_words(score, reference)}</p>"
        f"<p>{', '.join(moved) or 'Nothing was found.'}</p>"
        f"<details><summary>The sum</summary>{terms}</details></div>"
    )


def _overall_sum(report: CredibilityReport) -> str:
    rows = [
        (
            f"{_exact(entry.weight)} × {dimension_name(entry.dimension)} {_exact(entry.score.value)}",
            _exact(product),
        )
        for entry in report.dimensions
        for product in [entry.weight * entry.score.value]
    ]
    return _terms(rows, _exact(report.overall.value))


def _sum(entry: DimensionScore) -> str:
    rows = [("baseline", _exact(entry.baseline))]
    rows += [
        (f"{words(signal.signal_id)} ×{signal.count}", _exact(signal.contribution))
        for signal in sorted(entry.signals, key=lambda signal: (signal.contribution, signal.signal_id))
    ]
    return _terms(rows, _exact(entry.score.value))


def _terms(rows: Iterable[tuple[str, str]], total: str) -> str:
    lines = "".join(
        f'<tr><th scope="row">{term}</th><td class="number">{value}</td></tr>' for term, value in rows
    )
    return (
        f"<table><tbody>{lines}</tbody><tfoot>"
        f'<tr><th scope="row">score</th><td class="number">{total}</td></tr></tfoot></table>'
    )


def _exact(value: float) -> str:
    """All digits that a report has: what is shown adds up."""
    text = f"{value:.9f}".rstrip("0").removesuffix(".")
    return text.replace("-", "−")


def _texts(result: Result, report: CredibilityReport, findings: list[Finding], name: str) -> Iterator[str]:
    lang = language(report.language.language_code or result.item.article.language_code)
    for field, text in _field_texts(result).items():
        if text:
            spans = [_marked(finding, name) for finding in findings if finding.evidence.span.field == field]
            yield (
                f"<h3>{_HEADINGS[field]}</h3>"
                f'<div class="text"{lang} dir="auto">{marked_text(text, spans)}</div>'
            )


def _marked(finding: Finding, name: str) -> Marked:
    evidence = finding.evidence
    credit, severity = is_credit(evidence), severity_of(evidence)
    return Marked(
        evidence.span.start,
        evidence.span.end,
        (severity > SEVERITY_INFO, credit, severity, abs(evidence.contribution)),
        f"{name}-f{finding.number}",
        f"{name}-m{finding.number}",
        f"{dimension_name(evidence.dimension)}-{_kind(evidence)}",
        "credit" if credit else SEVERITIES.get(severity, "info"),
    )


def _kind(evidence: Evidence) -> str:
    if is_credit(evidence):
        return "credit"
    return "charge" if severity_of(evidence) > SEVERITY_INFO else "note"


def _findings(result: Result, findings: list[Finding], cards: Mapping[str, SignalCard], name: str) -> str:
    lowering = "".join(_finding(result, f, cards, name) for f in findings if not is_credit(f.evidence))
    raising = "".join(_finding(result, f, cards, name) for f in findings if is_credit(f.evidence))
    parts = [f'<h3>Charges</h3><ol class="findings">{lowering}</ol>' if lowering else "<h3>No charges</h3>"]
    if raising:
        parts.append(f'<h3>Credits</h3><ol class="findings">{raising}</ol>')
    return "".join(parts)


def _finding(result: Result, finding: Finding, cards: Mapping[str, SignalCard], name: str) -> str:
    evidence = finding.evidence
    severity = SEVERITIES.get(severity_of(evidence), "info")
    kind = _kind(evidence)
    label = "credit" if kind == "credit" else "quoted" if evidence.voice == VOICE_QUOTED else severity
    signal = f"<code>{words(evidence.signal_id)}</code>"
    if evidence.signal_id in cards:
        signal = f'<a href="#signal-{words(evidence.signal_id)}">{signal}</a>'
    related = "".join(f" <q>{words(span.text)}</q>" for span in _elsewhere(evidence))
    live = passage_address(result.item.article.url, evidence.span.text)
    return (
        f'<li class="finding {dimension_name(evidence.dimension)} {kind} {severity}" id="{name}-f{finding.number}">'
        f'<p><span class="severity">{label}</span> {signal}'
        f' <span class="number">{signed(evidence.contribution)}</span>'
        f" {_way_back(result, finding, name)}</p>"
        f"<p><bdi>{words(evidence.message)}</bdi>"
        + (f' <span class="quiet">See also{related}</span>' if related else "")
        + (f' <a href="{words(live)}" rel="noreferrer">In the live page</a>' if live else "")
        + "</p></li>"
    )


def _way_back(result: Result, finding: Finding, name: str) -> str:
    """Return the place in the file, linked to the mark in the text."""
    span = finding.evidence.span
    place = place_of(result.item, span)
    shown = f"line {place.line}, column {place.column}"
    if not finding.is_marked:
        return f'<span class="quiet">{shown}</span>'
    return f'<a class="quiet" href="#{name}-m{finding.number}">{shown}</a>'


def _field_texts(result: Result) -> dict[int, str]:
    article = result.item.article
    return {FIELD_TITLE: article.title, FIELD_BYLINE: article.byline, FIELD_BODY: article.body}


def _elsewhere(evidence: Evidence) -> list[TextSpan]:
    here = (evidence.span.field, evidence.span.start)
    return [span for span in evidence.related_spans if (span.field, span.start) != here]


def _refused(report: CredibilityReport, result: Result) -> str:
    if not report.rejected:
        return ""
    entries = "".join(
        f"<li><code>{words(refused.signal_id)}</code> <q>{words(refused.span.text)}</q>"
        f' <bdi>{words(refused.reason)}</bdi> <span class="quiet">line {place_of(result.item, refused.span).line}'
        "</span></li>"
        for refused in report.rejected
    )
    return f"<h3>Looked at and not flagged</h3><ul>{entries}</ul>"


def _attributions(report: CredibilityReport) -> str:
    if not report.attributions:
        return ""
    rows = "".join(
        f"<tr><td>{words(entry.resolved_source) or 'nobody'}</td>"
        f"<td>{enum_name(SourceKind, entry.source_kind, 'SOURCE_KIND_')}</td>"
        f"<td>{words(entry.cue.text)}</td><td>{words(entry.content.text)}</td></tr>"
        for entry in report.attributions
    )
    head = "".join(f'<th scope="col">{text}</th>' for text in ("who", "kind of source", "by", "what"))
    return f"<h3>Who said what</h3><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

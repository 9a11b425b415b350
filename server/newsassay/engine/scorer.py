"""From article to report: the whole path in reading order."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import fsum

from newsassay.engine.article import Article, Dimension, Field, ScoreOptions
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.custom_cues import find_custom_cues
from newsassay.engine.document import Document
from newsassay.engine.exemptions import exempts
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.genre import genre
from newsassay.engine.light_findings import LIGHT, Told, Weighed, told
from newsassay.engine.overlap import one_a_place
from newsassay.engine.provenance import provenance
from newsassay.engine.readability import readability
from newsassay.engine.registry import CARDS, DETECTORS
from newsassay.engine.report import (
    Attribution,
    Band,
    DimensionScore,
    Evidence,
    Genre,
    LanguageStatus,
    RejectedCandidate,
    Report,
    ReportWarning,
    Score,
    Severity,
    SignalContribution,
    TextStats,
    Voice,
)
from newsassay.engine.rubric import Rubric, rubric
from newsassay.engine.scoring import overall, weigh
from newsassay.engine.spans import Locate, locator
from newsassay.engine.text.language import english_share, looks_english

_DEFAULTS = ScoreOptions()
_SHORT_TEXT_WORDS = 50
_SWITCHED_OFF = "switched off for this passage"
_COUNTED_ONLY = "counted, but without weight in this rubric"
_DIMENSIONS = tuple(Dimension)
_AUTHOR, _QUOTED = Voice
_READING_ORDER = {Field.TITLE: 0, Field.BYLINE: 1, Field.BODY: 2}


def score(article: Article, options: ScoreOptions = _DEFAULTS) -> Report:
    """Score one article. A pure function: equal arguments give equal reports, on every machine.

    Raises KeyError for an unknown rubric version or an unknown signal in a custom cue; nothing else,
    whatever the text holds.
    """
    rules = rubric(options.rubric_version)
    document = Document(article, explains_refusals=options.include_rejected)
    judgements = _judge(document, options)
    findings = [j for j in judgements if isinstance(j, Finding)]
    dimensions, (evidence, counted) = _weigh(document, findings, options, rules)
    rejections = _rejections(judgements, counted) if options.include_rejected else []
    locate = locator(document, options.offset_encoding)
    kept = _weightiest(evidence, options.max_evidence)
    relations = document.layer(attributions)
    strongest = _strongest(relations, options.max_attributions)
    language = _language(document)
    total = overall(dimensions, rules)
    if not language.supported:
        total, dimensions = (
            _unplaced(total),
            tuple([d._replace(score=_unplaced(d.score)) for d in dimensions]),
        )
    report = Report(
        article_id=article.article_id,
        overall=total,
        dimensions=dimensions,
        evidence=tuple([_evidence(f, voice, amount, locate) for f, voice, amount in kept]),
        rejected=tuple([RejectedCandidate(r.signal_id, locate(r.location), r.reason) for r in rejections]),
        attributions=tuple([_attribution(r, locate) for r in strongest]),
        readability=readability(article.body or article.title),
        stats=_stats(document),
        language=language,
        offset_encoding=options.offset_encoding,
        provenance=provenance(rules),
        warnings=(
            *_warnings(document, language),
            *_truncated("EVIDENCE", "pieces of evidence", len(evidence), len(kept)),
            *_truncated("ATTRIBUTIONS", "attributions", len(relations), len(strongest)),
        ),
        genre=_genre(document, findings, locate),
    )
    document.forget_layers()
    return report


def _unplaced(score_: Score) -> Score:
    """A score without band and percentile: the reference articles are of another language."""
    return score_._replace(band=Band.UNSPECIFIED, percentile=0.0)


def _genre(document: Document, findings: list[Finding], locate: Locate) -> Genre:
    hint = genre(document, findings)
    return Genre(hint.kind, hint.reason, tuple(map(locate, hint.places)))


def _judge(document: Document, options: ScoreOptions) -> list[Judgement]:
    """Every judgement that the options ask for, in reading order; a caller's own cues stand beside others."""
    wanted = options.dimensions or _DIMENSIONS
    own = [
        judgement
        for dimension in _DIMENSIONS
        if dimension in wanted
        for detect in DETECTORS[dimension]
        for judgement in detect(document)
    ]
    if not options.include_rejected:  # most judgements are refusals, which touch nothing else
        own = [judgement for judgement in own if isinstance(judgement, Finding)]
    custom = [
        finding
        for finding in find_custom_cues(document, options.custom_cues)
        if CARDS[finding.signal_id].dimension in wanted
    ]
    judgements = one_a_place(sorted(_permitted(document, options, own), key=_reading_order))
    return sorted([*judgements, *_permitted(document, options, custom)], key=_reading_order)


def _permitted(
    document: Document, options: ScoreOptions, judgements: Sequence[Judgement]
) -> Sequence[Judgement]:
    """Judgements without disabled signals; those in ranges where their signal is switched off are refused."""
    if options.disabled_signals:
        judgements = [j for j in judgements if j.signal_id not in options.disabled_signals]
    if document.article.disabled_ranges:
        is_exempt = exempts(document.article.disabled_ranges)
        judgements = [
            Rejection(j.signal_id, j.location, _SWITCHED_OFF) if is_exempt(j.signal_id, j.location) else j
            for j in judgements
        ]
    return judgements


def _reading_order(judgement: Judgement) -> tuple[int, int, int, str]:
    field, start, end = judgement.location
    return (_READING_ORDER[field], start, end, judgement.signal_id)


def _weigh(
    document: Document, findings: list[Finding], options: ScoreOptions, rules: Rubric
) -> tuple[tuple[DimensionScore, ...], Told]:
    """Dimension scores, and the findings with voice and contribution, in their order.

    A caller's own cues are told, whatever their signal weighs.
    """
    wanted = [d for d in _DIMENSIONS if d in options.dimensions] or _DIMENSIONS
    total_weight = fsum(rules.dimensions[d].weight for d in wanted)
    voices: list[Voice] = []
    by_dimension: dict[Dimension, list[int]] = {d: [] for d in _DIMENSIONS}
    evidence: list[tuple[str, float]] = []
    here, quotation_at = None, document.title.quotations.at
    for i, (signal_id, (field, start, _), _, _, voice, _, _, weight) in enumerate(findings):
        by_dimension[CARDS[signal_id].dimension].append(i)
        if voice is None:
            if field is not here:
                here, quotation_at = field, document.field(field).quotations.at
            voice = _QUOTED if quotation_at(start) else _AUTHOR  # noqa: PLW2901 - what was left open
        voices.append(voice)
        evidence.append((signal_id, weight * rules.quoted_voice_factor if voice is _QUOTED else weight))
    amounts = [0.0] * len(findings)
    scores: list[DimensionScore] = []
    for dimension in wanted:
        indices = by_dimension[dimension]
        share = rules.dimensions[dimension].weight / total_weight
        weighed = weigh(dimension, [evidence[i] for i in indices], document.word_count, rules, share)
        scores.append(weighed.score)
        for i, amount in zip(indices, weighed.contributions, strict=True):
            amounts[i] = amount
    weightless = rules.weightless.difference([cue.signal_id for cue in options.custom_cues])
    report = told(list(zip(findings, voices, amounts, strict=True)), document.word_count, weightless)
    counts = Counter([f.signal_id for f, _, _ in report.findings] + [f.signal_id for f in report.counted])
    return tuple([_counted(s, counts) for s in scores]), report


def _counted(score_: DimensionScore, counts: Counter[str]) -> DimensionScore:
    signals = [SignalContribution(s.signal_id, counts[s.signal_id], s.contribution) for s in score_.signals]
    return score_._replace(signals=tuple(signals))


def _rejections(judgements: list[Judgement], counted: list[Finding]) -> list[Rejection]:
    """Refused candidates and those that are counted only, in reading order."""
    refused = [j for j in judgements if isinstance(j, Rejection)]
    weightless = [Rejection(f.signal_id, f.location, _COUNTED_ONLY) for f in counted]
    return sorted([*refused, *weightless], key=_reading_order)


def _weightiest(evidence: list[Weighed], limit: int) -> list[Weighed]:
    """The `limit` items that move the score most (0: all), in reading order."""
    if not limit or len(evidence) <= limit:
        return evidence
    ranked = sorted(range(len(evidence)), key=lambda i: (-abs(evidence[i][2]), i))
    return [evidence[i] for i in sorted(ranked[:limit])]


def _strongest(relations: Sequence[Relation], limit: int) -> Sequence[Relation]:
    """The `limit` attributions with the strongest kind of source (0: all), in reading order."""
    if not limit or len(relations) <= limit:
        return relations
    ranked = sorted(range(len(relations)), key=lambda i: (relations[i].source_kind, i))
    return [relations[i] for i in sorted(ranked[:limit])]


# Evidence(...) and the like run a Python function; a report has a hundred of them, and this takes half as long.
_evidence_of: Callable[[tuple[object, ...]], Evidence] = partial(tuple.__new__, Evidence)
_attribution_of: Callable[[tuple[object, ...]], Attribution] = partial(tuple.__new__, Attribution)


def _evidence(finding: Finding, voice: Voice, amount: float, locate: Locate) -> Evidence:
    signal_id, location, message, severity, _, related, values, _ = finding
    card = CARDS[signal_id]
    spans = tuple(map(locate, related)) if related else ()
    severity = Severity.INFO if abs(amount) < LIGHT else severity or card.severity
    where = locate(location)
    return _evidence_of((signal_id, card.dimension, severity, voice, where, spans, message, amount, values))


def _attribution(relation: Relation, locate: Locate) -> Attribution:
    source, cue, content, source_kind, quotation_kind, resolved_source, reason = relation
    return _attribution_of(
        (
            locate(source) if source else None,
            locate(cue) if cue else None,
            locate(content),
            source_kind,
            quotation_kind,
            resolved_source,
            locate(reason) if reason else None,
        )
    )


def _stats(document: Document) -> TextStats:
    body = document.body
    quoted = sum(q.end - q.start for q in body.quotations.outermost)
    return TextStats(
        characters=sum(len(f.text) for f in document.fields),
        words=document.word_count,
        sentences=sum(len(f.sentences) for f in document.fields),
        paragraphs=len(body.paragraphs),
        quotations=sum(len(f.quotations.all) for f in document.fields),
        quoted_share=round(quoted / len(body.text), 6) if body.text else 0.0,
    )


def _language(document: Document) -> LanguageStatus:
    main = document.body if document.body.text else document.title
    share = english_share(main.tokens)
    given = document.article.language_code
    is_english = looks_english(main.tokens, share)
    if given:
        return LanguageStatus(given, given.lower().split("-")[0] == "en", round(share, 6))
    return LanguageStatus("en" if is_english else "und", is_english, round(share, 6))


def _warnings(document: Document, language: LanguageStatus) -> Iterable[ReportWarning]:
    if not language.supported:
        yield ReportWarning(
            "LANGUAGE_NOT_SUPPORTED", "The signals are made for English; read the scores with care."
        )
    if document.word_count < _SHORT_TEXT_WORDS:
        yield ReportWarning("SHORT_TEXT", f"Fewer than {_SHORT_TEXT_WORDS} words: the intervals are wide.")


def _truncated(code: str, noun: str, found: int, kept: int) -> Iterable[ReportWarning]:
    if kept < found:
        yield ReportWarning(f"{code}_TRUNCATED", f"{kept} of {found} {noun} returned, the weightiest.")

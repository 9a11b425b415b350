"""Findings for code scanning: SARIF 2.1.0 as GitHub, GitLab and editors read it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import heappush, heappushpop
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from newsassay.client.reading import ReadArticle
from newsassay.client.reports.context import Context
from newsassay.client.reports.places import path_of
from newsassay.client.reports.selection import charges, severity_of
from newsassay.client.reports.words import dimension_name
from newsassay.client.scoring import Result
from newsassay.client.terminal import json_text, one_line
from newsassay.v1.report_pb2 import (
    SEVERITY_HIGH,
    SEVERITY_MEDIUM,
    CredibilityReport,
    Evidence,
    Severity,
    TextSpan,
)
from newsassay.v1.rubric_pb2 import SignalCard

MOST_RESULTS = 5000  # GitHub shows so many of a run
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_VERY_HIGH, _HIGH, _MEDIUM = 0.95, 0.85, 0.65  # measured precision from which GitHub's word holds

Json = dict[str, Any]


def render(results: Iterable[Result], context: Context) -> Iterator[str]:
    """Yield one log with one run: charges as results, signal cards as rules, what failed as notifications."""
    kept: list[tuple[float, int, Json]] = []
    total = 0
    articles: list[Json] = []
    notifications: list[Json] = []
    version = ""
    for result in results:
        if result.report is None:
            notifications.append(_failure(result))
            continue
        version = version or result.report.provenance.engine_version
        articles.append(_article(result, result.report))
        for weight, found in _results(result, result.report, context):
            entry = (weight, -total, found)
            total += 1
            if len(kept) < MOST_RESULTS:
                heappush(kept, entry)
            else:
                heappushpop(kept, entry)
    failed = bool(notifications)
    if total > len(kept):
        text = f"{total} findings; the {len(kept)} weightiest are in this file."
        notifications.append({"level": "warning", "message": {"text": text}})
    kept.sort(key=lambda entry: -entry[1])
    run = {
        "tool": {"driver": _driver(context, version)},
        "automationDetails": {"id": "newsassay/"},
        "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notifications}],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder the command was run in."}}},
        "columnKind": "utf16CodeUnits",
        "results": [found for _, _, found in kept],
        "properties": {"articles": articles},
    }
    yield json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _driver(context: Context, version: str) -> Json:
    driver: Json = {"name": "newsassay"}
    if version:
        driver["version"] = version
    driver["rules"] = [_rule(card) for _, card in sorted(context.cards.items())]
    return driver


def _rule(card: SignalCard) -> Json:
    about = f"{card.claim} {card.disclaimer}".strip()
    off = f"Switch it off with --disable {card.signal_id}."
    return {
        "id": card.signal_id,
        "name": "".join(part.capitalize() for part in card.signal_id.replace(".", "_").split("_")),
        "shortDescription": {"text": card.claim or card.signal_id},
        "fullDescription": {"text": about or card.signal_id},
        "help": {"text": f"{about} {off}"},
        "defaultConfiguration": {"level": _level(card.severity)},
        "properties": {"tags": [dimension_name(card.dimension)], "precision": _precision(card)},
    }


def _precision(card: SignalCard) -> str:
    if not card.HasField("precision"):
        return "medium"
    words = ((_VERY_HIGH, "very-high"), (_HIGH, "high"), (_MEDIUM, "medium"))
    return next((word for bound, word in words if card.precision >= bound), "low")


def _level(severity: "Severity.ValueType") -> str:
    return {SEVERITY_HIGH: "error", SEVERITY_MEDIUM: "warning"}.get(severity, "note")


def _article(result: Result, report: CredibilityReport) -> Json:
    overall = report.overall
    return {
        "uri": _artifact(result.item)["uri"],
        "overall": round(overall.value, 6),
        "percentile": round(overall.percentile, 1),
    }


def _results(result: Result, report: CredibilityReport, context: Context) -> Iterator[tuple[float, Json]]:
    """Yield a report's charges, each with its weight. Notes are left out unless they were asked for."""
    seen: Counter[tuple[str, str]] = Counter()
    artifact = _artifact(result.item)
    for evidence in charges(report):
        severity = severity_of(evidence)
        same = (evidence.signal_id, " ".join(evidence.span.text.casefold().split()))
        seen[same] += 1
        if not context.detail.shows(evidence):
            continue
        found: Json = {
            "ruleId": evidence.signal_id,
            "level": _level(severity),
            "message": {"text": _message(evidence)},
            "locations": [_location(result.item, evidence.span, artifact)],
            "partialFingerprints": {"primaryLocationLineHash": _fingerprint(*same, seen[same])},
            "properties": {"contribution": round(evidence.contribution, 6)},
        }
        if evidence.related_spans:
            found["relatedLocations"] = [
                {**_location(result.item, span, artifact), "message": {"text": one_line(span.text) or "here"}}
                for span in evidence.related_spans
            ]
        yield severity + abs(evidence.contribution), found


def _message(evidence: Evidence) -> str:
    """Return the message; brackets of the article's are no links (SARIF 3.11.6)."""
    text = one_line(evidence.message) or evidence.signal_id
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]") if "](" in text else text


def _fingerprint(signal_id: str, text: str, ordinal: int) -> str:
    """Return what stays the same when other lines move."""
    return hashlib.sha256(f"{signal_id}\0{text}\0{ordinal}".encode()).hexdigest()


def _location(item: ReadArticle, span: TextSpan, artifact: Json) -> Json:
    source = item.source_map.source
    found = item.source_map.enclosing(span)
    start = source.position_utf16(found.start if found else source.start)
    end = source.position_utf16(found.end if found else source.start)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _artifact(item: ReadArticle) -> Json:
    """Return where the file is: relative to the working folder if it lies in it, links resolved."""
    path = Path(os.path.realpath(path_of(item)))
    here = Path(os.path.realpath(os.curdir))
    if path.is_relative_to(here):
        return {"uri": _uri(path.relative_to(here)), "uriBaseId": "SRCROOT"}
    return {"uri": f"file://{_uri(path)}"}


def _uri(path: PurePath) -> str:
    return quote(path.as_posix(), safe="/", errors="surrogateescape")


def _failure(result: Result) -> Json:
    text = one_line(f"{result.item.name}: {result.item.problem or result.error}")
    location = {"physicalLocation": {"artifactLocation": _artifact(result.item)}}
    return {"level": "error", "message": {"text": text}, "locations": [location]}

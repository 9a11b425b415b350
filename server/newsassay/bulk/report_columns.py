"""Reports laid out in columns. Nested columns are filled flat, with offsets beside them: no object per row."""

from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from newsassay.bulk.report_schema import ATTRIBUTION, EVIDENCE, REPORT, REPORT_SCHEMA
from newsassay.engine import Article, Dimension, Field, Report, ScoreOptions, score
from newsassay.engine.report import Band, Provenance, QuotationKind, Severity, SourceKind, Voice
from newsassay.server.conversion import fill_report
from newsassay.v1.report_pb2 import CredibilityReport


def _names(prefix: str, enum: type[IntEnum]) -> dict[int, str]:
    return {member.value: f"{prefix}_{member.name}" for member in enum}


_BANDS = _names("BAND", Band)
_DIMENSIONS = _names("DIMENSION", Dimension)
_SEVERITIES = _names("SEVERITY", Severity)
_VOICES = _names("VOICE", Voice)
_FIELDS = _names("FIELD", Field)
_SOURCE_KINDS = _names("SOURCE_KIND", SourceKind)
_QUOTATION_KINDS = _names("QUOTATION_KIND", QuotationKind)
_SCORES = {dimension: dimension.name.lower() for dimension in Dimension}


@cache
def provenance(rubric_version: str) -> Provenance:
    """What produces reports by this rubric, said by a report itself. Raises KeyError for an unknown version."""
    return score(Article(body="."), ScoreOptions(rubric_version=rubric_version)).provenance


class ErrorRow(NamedTuple):
    """Why a row has no report: the gRPC code's name, the first bad field, all of it in words."""

    code: str
    field: str | None
    message: str


class _Lists:
    """A list<struct> column under construction: the structs' columns, and where each row's list ends."""

    def __init__(self, struct: pa.StructType) -> None:
        self._struct = struct
        self._columns: list[list[Any]] = [[] for _ in range(struct.num_fields)]
        self._offsets = [0]
        self._missing: list[bool] = []

    def add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        for row in rows:
            for column, value in zip(self._columns, row, strict=True):
                column.append(value)
        self._offsets.append(len(self._columns[0]))
        self._missing.append(False)

    def add_null(self) -> None:
        self._offsets.append(self._offsets[-1])
        self._missing.append(True)

    def array(self) -> pa.Array:
        fields = list(self._struct)
        arrays = [pa.array(column, field.type) for column, field in zip(self._columns, fields, strict=True)]
        structs = pa.StructArray.from_arrays(arrays, fields=fields)
        missing = pa.array(self._missing, pa.bool_())
        return pa.ListArray.from_arrays(pa.array(self._offsets, pa.int32()), structs, mask=missing)


class ReportColumns:
    """The columns of one output batch under construction."""

    def __init__(self, options: ScoreOptions, *, with_report: bool) -> None:
        self._columns: dict[str, list[Any]] = {field.name: [] for field in REPORT_SCHEMA}
        self._evidence, self._attributions = _Lists(EVIDENCE), _Lists(ATTRIBUTION)
        self._provenance = provenance(options.rubric_version)
        self._reports: list[bytes | None] | None = [] if with_report else None

    def add_error(self, article_id: str, digest: bytes, error: ErrorRow) -> None:
        """Append a row for an article that could not be scored."""
        values = {"error_code": error.code, "error_field": error.field, "error_message": error.message}
        self._add(article_id, digest, values)
        self._evidence.add_null()
        self._attributions.add_null()
        if self._reports is not None:
            self._reports.append(None)

    def add_report(self, report: Report, digest: bytes) -> None:
        """Append a row for a report."""
        overall = report.overall
        values = {
            "overall": overall.value,
            "overall_low": overall.low,
            "overall_high": overall.high,
            "overall_percentile": overall.percentile,
            "overall_band": _BANDS[overall.band],
            "words": report.stats.words,
            "language_code": report.language.language_code,
            "language_supported": report.language.supported,
        }
        for dimension in report.dimensions:
            values[_SCORES[dimension.dimension]] = dimension.score.value
        self._add(report.article_id, digest, values)
        self._evidence.add(
            (
                item.signal_id,
                _DIMENSIONS[item.dimension],
                _SEVERITIES[item.severity],
                _VOICES[item.voice],
                _FIELDS[item.span.field],
                item.span.start,
                item.span.end,
                item.span.text,
                item.message,
                item.contribution,
            )
            for item in report.evidence
        )
        self._attributions.add(
            (
                _SOURCE_KINDS[item.source_kind],
                _QUOTATION_KINDS[item.quotation_kind],
                item.resolved_source,
                _FIELDS[item.content.field],
                item.content.start,
                item.content.end,
            )
            for item in report.attributions
        )
        if self._reports is not None:
            message = CredibilityReport()
            fill_report(message, report)
            self._reports.append(message.SerializeToString(deterministic=True))

    def arrays(self) -> list[pa.Array]:
        """Return the columns, in the order of the schema."""
        lists = {"evidence": self._evidence, "attributions": self._attributions}
        arrays = [
            lists[field.name].array()
            if field.name in lists
            else pa.array(self._columns[field.name], field.type)
            for field in REPORT_SCHEMA
        ]
        if self._reports is not None:
            arrays.append(pa.array(self._reports, REPORT.type))
        return arrays

    def _add(self, article_id: str, digest: bytes, values: dict[str, Any]) -> None:
        row = {
            "article_id": article_id,
            "text_sha256": digest,
            "engine_version": self._provenance.engine_version,
            "rubric_version": self._provenance.rubric_version,
            "rubric_sha256": self._provenance.rubric_sha256,
            "lexicon_sha256": self._provenance.lexicon_sha256,
            **values,
        }
        for name, column in self._columns.items():
            if name not in ("evidence", "attributions"):
                column.append(row.get(name))

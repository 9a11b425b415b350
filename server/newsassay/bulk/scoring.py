"""From batches of articles to batches of reports: one row out for each row in, in order."""

import hashlib
import logging
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypedDict, Unpack

import pyarrow as pa

from newsassay.bulk.columns import ColumnNames, articles
from newsassay.bulk.report_columns import ErrorRow, ReportColumns
from newsassay.bulk.report_schema import output_schema
from newsassay.engine import ScoreOptions as EngineOptions
from newsassay.engine import score
from newsassay.server.errors import Violation
from newsassay.server.limits import ID_CHARACTERS, Limits
from newsassay.server.validation import read_article, read_options
from newsassay.v1.article_pb2 import Article, ScoreOptions

_LIMITS = Limits()
_log = logging.getLogger("newsassay.bulk")


class Settings(TypedDict, total=False):
    """BatchScorer's fields besides the options, as keyword arguments of functions."""

    columns: ColumnNames
    keep: Sequence[str]
    rows: int
    with_report: bool


@dataclass(frozen=True, slots=True)
class BatchScorer:
    """How batches are scored. It can be sent to other processes.

    An article that the service would refuse gives a row with `error_code`, `error_field` and `error_message`.
    `keep` names columns that are passed through; `rows` bounds the batches that come out; `with_report` adds each
    report as a serialised CredibilityReport. Raises ValueError for options that the service would refuse.
    """

    options: ScoreOptions = field(default_factory=ScoreOptions)
    columns: ColumnNames = field(default_factory=ColumnNames)
    keep: Sequence[str] = ()
    rows: int = 256
    with_report: bool = False

    def __post_init__(self) -> None:
        if violations := read_options(self.options)[1]:
            raise ValueError(_in_words(violations))
        if self.rows < 1:
            message = "a batch has at least one row"
            raise ValueError(message)

    def input_columns(self, schema: pa.Schema) -> list[str]:
        """Return the columns that are read. Raises ValueError where one is missing or cannot be read."""
        return list(dict.fromkeys([*self.columns.present_in(schema).values(), *self._kept(schema).names]))

    def output_schema(self, schema: pa.Schema) -> pa.Schema:
        """Return the schema of what comes out for input of this schema. Raises ValueError as above."""
        return output_schema(list(self._kept(schema)), with_report=self.with_report)

    def score(self, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        """Yield the rows for a batch, in order. Raises ValueError for a schema without the columns."""
        found = self.columns.present_in(batch.schema)
        schema = self.output_schema(batch.schema)
        options, _ = read_options(self.options)
        for start in range(0, batch.num_rows, self.rows):
            part = batch.slice(start, self.rows)
            out = ReportColumns(options, with_report=self.with_report)
            for article, digest in articles(part, found):
                _score_row(out, article, digest, options)
            arrays = [*out.arrays(), *(part.column(name) for name in self.keep)]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    def _kept(self, schema: pa.Schema) -> pa.Schema:
        if missing := [name for name in self.keep if name not in schema.names]:
            message = f"cannot keep {', '.join(missing)}: there is no such column"
            raise ValueError(message)
        return pa.schema([schema.field(name) for name in self.keep])


def score_batches(
    batches: Iterable[pa.RecordBatch], options: ScoreOptions | None = None, **settings: Unpack[Settings]
) -> Iterator[pa.RecordBatch]:
    """Score every row of every batch; see BatchScorer for the settings.

    A pure function of rows, options and versions: how rows are spread over batches changes nothing. Raises
    ValueError for bad options before the first row, and at the first batch of a schema without the columns.
    """
    scorer = BatchScorer(options or ScoreOptions(), **settings)
    return chain.from_iterable(map(scorer.score, batches))


def _score_row(out: ReportColumns, article: Article, digest: bytes, options: EngineOptions) -> None:
    read, violations = read_article(article, _LIMITS.text_bytes)
    article_id = article.article_id[:ID_CHARACTERS]
    if violations:
        error = ErrorRow("INVALID_ARGUMENT", violations[0].field, _in_words(violations))
        out.add_error(article_id, digest, error)
        return
    try:
        out.add_report(score(read, options), digest)
    except Exception as error:  # noqa: BLE001 - the boundary: an article must not end the job
        incident = _incident(error)
        out.add_error(article_id, digest, ErrorRow("INTERNAL", None, f"internal error, incident {incident}"))


def _incident(error: Exception) -> str:
    """Log what happened without any text of the article; return an id, the same one for the same fault."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    what = f"{type(error).__name__} in {places}"
    incident = hashlib.sha256(what.encode()).hexdigest()[:16]
    _log.error("incident %s: %s", incident, what)
    return incident


def _in_words(violations: Sequence[Violation]) -> str:
    return "; ".join(f"{violation.field}: {violation.description}" for violation in violations)

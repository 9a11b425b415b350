"""Scoring of corpora: Arrow record batches in, record batches out, on any engine that speaks Arrow.

>>> import pyarrow as pa
>>> batch = pa.RecordBatch.from_pydict({"body": ["They knew all along!!!", " "]})
>>> (scored,) = score_batches(iter([batch]))
>>> scored.column("error_field").to_pylist()
[None, 'article.body']

Needs the extra newsassay[bulk] (pyarrow). `newsassay.bulk.spark` and `newsassay.bulk.ray` run the same function
on Spark and Ray, `newsassay.bulk.files` on Parquet files.
"""

from newsassay.bulk.columns import ColumnNames
from newsassay.bulk.report_schema import REPORT_SCHEMA, output_schema
from newsassay.bulk.scoring import BatchScorer, score_batches
from newsassay.v1.article_pb2 import CustomCue, Dimension, OffsetEncoding, ScoreOptions

__all__ = [
    "REPORT_SCHEMA",
    "BatchScorer",
    "ColumnNames",
    "CustomCue",
    "Dimension",
    "OffsetEncoding",
    "ScoreOptions",
    "output_schema",
    "score_batches",
]

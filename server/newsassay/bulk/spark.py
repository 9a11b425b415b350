"""Scoring of a Spark data frame, by mapInArrow. Needs the extra newsassay[spark], and Java 17.

The workers' Python must have newsassay, too: where it is not the first python3 on their PATH, set
PYSPARK_PYTHON (or spark.pyspark.python).
"""

from collections.abc import Iterator
from typing import Unpack

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from newsassay.bulk.scoring import BatchScorer, Settings
from newsassay.v1.article_pb2 import ScoreOptions


def score(
    frame: DataFrame,
    options: ScoreOptions | None = None,
    *,
    repartition: int | None = None,
    **settings: Unpack[Settings],
) -> DataFrame:
    """Return the report rows for a data frame's articles; see BatchScorer for the settings.

    Spark packs small files into few partitions (128 MB each): `repartition` spreads the rows over this many,
    which is what makes the job parallel. Raises ValueError as BatchScorer does, before anything runs.
    """
    scorer = BatchScorer(options or ScoreOptions(), **settings)
    schema = _for_spark(scorer.output_schema(to_arrow_schema(frame.schema)))
    scorer.input_columns(to_arrow_schema(frame.schema))

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for scored in scorer.score(batch):
                yield scored.cast(schema)

    if repartition is not None:
        frame = frame.repartition(repartition)
    return frame.mapInArrow(run, from_arrow_schema(schema))


def _for_spark(schema: pa.Schema) -> pa.Schema:
    """Spark knows no binary of fixed width."""
    fields = [
        field.with_type(pa.binary()) if pa.types.is_fixed_size_binary(field.type) else field
        for field in schema
    ]
    return pa.schema(fields)

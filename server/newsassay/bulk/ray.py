"""Scoring of a Ray dataset, by map_batches. Needs the extra newsassay[ray].

To go on after a failure, give Ray's own checkpointing the id column.
"""

from functools import partial
from typing import Unpack

import pyarrow as pa
from ray.data import Dataset

from newsassay.bulk.scoring import BatchScorer, Settings
from newsassay.v1.article_pb2 import ScoreOptions


def score(dataset: Dataset, options: ScoreOptions | None = None, **settings: Unpack[Settings]) -> Dataset:
    """Return the report rows for a dataset's articles; see BatchScorer for the settings.

    Raises ValueError for bad options at once; a schema without the columns fails the job.
    """
    scorer = BatchScorer(options or ScoreOptions(), **settings)
    return dataset.map_batches(partial(_score, scorer), batch_format="pyarrow", batch_size=scorer.rows)


def _score(scorer: BatchScorer, table: pa.Table) -> pa.Table:
    schema = scorer.output_schema(table.schema)
    batches = [scored for batch in table.to_batches() for scored in scorer.score(batch)]
    return pa.Table.from_batches(batches, schema=schema)

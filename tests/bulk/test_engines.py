"""Spark and Ray: a real local job gives the rows that score_batches gives."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsassay.bulk import score_batches

ROOT = Path(__file__).parents[2]
JOB = Path(__file__).with_name("engine_job.py")


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param("spark", marks=pytest.mark.needs("java", "module:pyspark")),
        pytest.param("ray", marks=pytest.mark.needs("module:ray")),
    ],
)
def test_a_job_gives_the_rows_of_one_process(
    write_corpus: Callable[..., Path], tmp_path: Path, engine: str
) -> None:
    source = write_corpus(120) / "0.parquet"
    roots = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client"))
    # Another python3 comes first on PATH; Spark's workers must be this one.
    environment = {**os.environ, "PYTHONPATH": roots, "PATH": f"/usr/bin:/bin:{os.environ['PATH']}"}
    # Three partitions on one core: that they run at once is what the benchmark shows, and costs a process each.
    command = [sys.executable, str(JOB), engine, str(source), str(tmp_path / "out"), "3", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-5000:]
    table = pq.read_table(source)
    plain = pa.Table.from_batches(score_batches(table.to_batches(), keep=["shelf"]))
    assert by_shelf(pq.read_table(tmp_path / "out")) == by_shelf(plain)


def by_shelf(table: pa.Table) -> list[dict[str, Any]]:
    return sorted(table.to_pylist(), key=lambda row: row["shelf"])

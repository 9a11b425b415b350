"""Parquet files in, Parquet files out; what a killed run had finished is not done again.

Every output file is complete or absent: finished parts of PART_ROWS rows stand in a folder beside it until the
last one is there. Each output names in its metadata the job that made it; equal jobs make equal bytes.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsassay.bulk.report_columns import provenance
from newsassay.bulk.report_schema import SCHEMA_VERSION
from newsassay.bulk.scoring import BatchScorer
from newsassay.bulk.workers import Workers

PART_ROWS = 1024
JOB = b"newsassay.job"
_FOOTER_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Task:
    """One file to score: where it is, where its reports go, how many rows it has, and what the job is."""

    source: Path
    target: Path
    rows: int
    job: bytes

    @property
    def parts(self) -> Path:
        """Where finished parts are kept until the file is complete."""
        return self.target.with_name(f".{self.target.name}.parts")


def plan(sources: Sequence[Path], folder: Path, scorer: BatchScorer) -> list[Task]:
    """Return the tasks for these files, after a look at every one of them; nothing is written.

    Raises ValueError where a file is no Parquet, lacks a column, or two would have the same output.
    """
    tasks: dict[Path, Task] = {}
    for source in sources:
        target = folder / source.name
        if target in tasks:
            message = f"{source} and {tasks[target].source} would both be written to {target}"
            raise ValueError(message)
        if target.resolve() == source.resolve():
            message = f"{source} would be overwritten; choose another folder"
            raise ValueError(message)
        try:
            with pq.ParquetFile(source) as file:
                scorer.input_columns(file.schema_arrow)
                rows = file.metadata.num_rows
        except ValueError as error:
            message = f"{source}: {error}"
            raise ValueError(message) from error
        tasks[target] = Task(source, target, rows, _job(source, rows, scorer))
    return list(tasks.values())


def is_done(task: Task) -> bool:
    """Whether the output is there, complete, and made by an equal job."""
    try:
        metadata = pq.read_metadata(task.target)
    except (OSError, ValueError):
        return False
    return metadata.num_rows == task.rows and (metadata.metadata or {}).get(JOB) == task.job


def failed_rows(path: Path) -> int:
    """Return how many rows of an output file could not be scored."""
    codes = pq.read_table(path, columns=["error_code"]).column("error_code")
    return int(pc.count(codes).as_py())


def score_file(
    task: Task, scorer: BatchScorer, workers: Workers, *, resume: bool, advance: Callable[[int], None]
) -> None:
    """Write the output of one task; `advance` is told of rows as they are done.

    With `resume`, the parts that an equal job left behind are taken over. Raises OSError where it cannot write.
    """
    done = _open_parts(task, resume=resume)
    advance(min(done * PART_ROWS, task.rows))
    with pq.ParquetFile(task.source) as file:
        schema = scorer.output_schema(file.schema_arrow)
        columns = scorer.input_columns(file.schema_arrow)
        scored = workers.score(_rows_from(file, columns, done * PART_ROWS, scorer.rows))
        held: list[pa.RecordBatch] = []
        for batch in scored:
            held.append(batch)
            advance(batch.num_rows)
            if sum(each.num_rows for each in held) == PART_ROWS:
                _write_part(task, done, pa.Table.from_batches(held, schema))
                done, held = done + 1, []
    if held:
        _write_part(task, done, pa.Table.from_batches(held, schema))
        done += 1
    _assemble(task, done, schema)


def _rows_from(file: pq.ParquetFile, columns: list[str], start: int, rows: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows from `start` on, in batches that do not cross the border of a part."""
    position = 0
    for batch in file.iter_batches(batch_size=rows, columns=columns):
        begin = max(0, start - position)
        while begin < batch.num_rows:
            room = PART_ROWS - (position + begin) % PART_ROWS
            piece = batch.slice(begin, min(room, batch.num_rows - begin))
            yield piece
            begin += piece.num_rows
        position += batch.num_rows


def _job(source: Path, rows: int, scorer: BatchScorer) -> bytes:
    """All that the output depends on; two equal jobs give equal bytes."""
    size = source.stat().st_size
    with source.open("rb") as file:
        file.seek(max(0, size - _FOOTER_BYTES))
        footer = hashlib.sha256(file.read()).hexdigest()
    job = {
        "schema": SCHEMA_VERSION,
        "source": {"rows": rows, "bytes": size, "footer_sha256": footer},
        "options_sha256": hashlib.sha256(scorer.options.SerializeToString(deterministic=True)).hexdigest(),
        "columns": asdict(scorer.columns),
        "keep": list(scorer.keep),
        "with_report": scorer.with_report,
        "provenance": asdict(provenance(scorer.options.rubric_version)),
    }
    return json.dumps(job, sort_keys=True).encode()


def _open_parts(task: Task, *, resume: bool) -> int:
    """Return how many parts, from the first on, an equal job left behind; drop all others."""
    note = task.parts / "job.json"
    if not (resume and note.is_file() and note.read_bytes() == task.job):
        shutil.rmtree(task.parts, ignore_errors=True)
        task.parts.mkdir(parents=True)
        _write(note, lambda path: path.write_bytes(task.job))
    done = 0
    while _part(task, done).is_file():
        done += 1
    return done


def _part(task: Task, number: int) -> Path:
    return task.parts / f"{number:06}.arrow"


def _write_part(task: Task, number: int, table: pa.Table) -> None:
    def write(path: Path) -> None:
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks())

    _write(_part(task, number), write)


def _assemble(task: Task, parts: int, schema: pa.Schema) -> None:
    schema = schema.with_metadata({**(schema.metadata or {}), JOB: task.job})

    def write(path: Path) -> None:
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for number in range(parts):
                with pa.memory_map(str(_part(task, number))) as part:
                    table = pa.ipc.open_file(part).read_all()
                    writer.write_table(table.replace_schema_metadata(schema.metadata).combine_chunks())

    _write(task.target, write)
    shutil.rmtree(task.parts)


def _write(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file so that it is there whole or not at all, whenever the machine stops."""
    unfinished = path.with_name(f"{path.name}.tmp")
    write(unfinished)
    for each in (unfinished, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if each == unfinished:
            unfinished.replace(path)

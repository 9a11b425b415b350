"""`newsassay bulk`: Parquet in, Parquet out, on several cores, and on again after a kill."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from newsassay.bulk import score_batches
from newsassay.bulk.files import PART_ROWS
from newsassay.client.cli import cli

ROOT = Path(__file__).parents[2]


def bulk(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["bulk", *map(str, arguments)])


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_files_hold_what_score_batches_says_however_many_workers(
    write_corpus: Callable[..., Path], tmp_path: Path
) -> None:
    source = write_corpus(120, 0, 21, row_group_size=50)
    for workers in (1, 2):
        done = bulk(
            f"{source}/*.parquet",
            "--output",
            tmp_path / f"out{workers}",
            "--workers",
            workers,
            "--keep",
            "shelf",
        )
        assert done.exit_code == 3, done.output
        assert "141 articles in 3 files, 14 could not be scored" in done.output
    assert digests(tmp_path / "out1") == digests(tmp_path / "out2")
    for number, rows in enumerate((120, 0, 21)):
        table = pq.read_table(source / f"{number}.parquet")
        written = pq.read_table(tmp_path / "out2" / f"{number}.parquet")
        assert written.num_rows == rows
        if rows:
            assert (
                written.to_pylist()
                == pa.Table.from_batches(score_batches(table.to_batches(), keep=["shelf"])).to_pylist()
            )


def test_a_killed_run_goes_on_and_writes_the_same_bytes(
    write_corpus: Callable[..., Path], tmp_path: Path
) -> None:
    source = write_corpus(10, PART_ROWS + 300)
    leave_few_titles(source / "1.parquet", PART_ROWS)
    quiet = tmp_path / "quiet"
    assert bulk(source, "--output", quiet, "--workers", 1, "--column", "body=title").exit_code == 3

    out = tmp_path / "out"
    command = [sys.executable, "-m", "newsassay.client.cli", "bulk", f"{source}", f"--output={out}"]
    command += ["--workers=2", "--column=body=title", "--resume"]
    roots = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client"))
    running = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": roots}, process_group=0)
    parts = out / ".1.parquet.parts"
    while not (parts / "000000.arrow").exists():
        assert running.poll() is None, "it ended before it could be killed"
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)  # its workers are not: they end by themselves
    running.wait()
    assert not (out / "1.parquet").exists()
    first, first_part = out / "0.parquet", parts / "000000.arrow"
    before = first.stat().st_mtime_ns, first_part.stat().st_ino

    again = bulk(source, "--output", out, "--workers", 1, "--column", "body=title", "--resume")
    assert again.exit_code == 3, again.output
    assert digests(out) == digests(quiet)
    assert first.stat().st_mtime_ns == before[0], "a finished file was written again"
    while is_alive(running.pid):
        time.sleep(0.01)  # workers of a dead parent end by themselves


def leave_few_titles(path: Path, first: int) -> None:
    """Leave one in ten of the first titles: a part is many rows, and it takes no time to say that one has no text."""
    table = pq.read_table(path)
    titles = [
        title if row >= first or row % 10 == 0 else None
        for row, title in enumerate(table.column("title").to_pylist())
    ]
    place = table.schema.get_field_index("title")
    pq.write_table(table.set_column(place, "title", pa.array(titles, pa.string())), path)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_nothing_is_taken_over_from_another_job(write_corpus: Callable[..., Path], tmp_path: Path) -> None:
    source = write_corpus(20)
    out = tmp_path / "out"
    bulk(source, "--output", out, "--workers", 1)
    before = digests(out)
    options = tmp_path / "options.json"
    options.write_text('{"dimensions": ["DIMENSION_HEDGING"]}', encoding="utf-8")
    bulk(source, "--output", out, "--workers", 1, "--resume", "--options", options)
    table = pq.read_table(out / "0.parquet")
    assert digests(out) != before
    assert table.column("sensationalism").null_count == 20


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{source}", "--column", "body=text"], "no column text; there are: article_id, title, body, shelf"),
        (["{source}", "--column", "text=body"], "--column takes FIELD=NAME, FIELD one of"),
        (["{source}/nothing-here-*"], "no Parquet file at"),
        ([__file__], "test_files.py: "),
        (["{source}", "{source}"], "would both be written to"),
    ],
)
def test_wrong_use_writes_nothing(
    write_corpus: Callable[..., Path], tmp_path: Path, arguments: list[str], message: str
) -> None:
    source = write_corpus(1)
    done = bulk(*(text.format(source=source) for text in arguments), "--output", tmp_path / "out")
    assert done.exit_code == 2
    assert message in done.output
    assert not (tmp_path / "out").exists()


def test_articles_are_never_overwritten(write_corpus: Callable[..., Path]) -> None:
    source = write_corpus(1)
    done = bulk(source, "--output", source)
    assert done.exit_code == 2
    assert "would be overwritten" in done.output

"""Bulk scoring on Spark and Ray against plain processes: the same rows, and how much more processor time.

    python tests/benchmarks/bulk_engines.py [--articles 20000] [--characters 300] [--fewer 1000] [--rounds 1] [ENGINE ...]

Each engine scores many articles and few; the difference is what the articles themselves cost, start-up left out.
Of several rounds the least time counts: other work on the machine only adds to it.
Every tenth row is bad. Needs the extras ray and spark, Java, and root on Linux with cgroup v1 (cpuacct), which counts
what engines start and never wait for. Exit code 1 where rows differ, or an engine takes more than 1.15 times the processor time of plain processes.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from generated_articles import generated_articles

_MOST = 1.15
_PROCESSES = 2
_GROUP = Path("/sys/fs/cgroup/cpuacct/newsassay-bulk")
_LEFT_SECONDS = 20.0
_JOB = Path(__file__).parents[1] / "bulk" / "engine_job.py"
_BAD = (" ", "A NUL \0 in the text.", None)
_PLAIN = """
import sys
from concurrent.futures import ProcessPoolExecutor
import pyarrow as pa, pyarrow.parquet as pq
from newsassay.bulk import score_batches

def score(group):
    rows = pq.ParquetFile(sys.argv[1]).read_row_group(group)
    return pa.Table.from_batches(score_batches(rows.to_batches(), keep=["shelf"]))

if __name__ == "__main__":
    groups = range(pq.ParquetFile(sys.argv[1]).num_row_groups)
    with ProcessPoolExecutor(int(sys.argv[3])) as pool:
        pq.write_table(pa.concat_tables(pool.map(score, groups)), sys.argv[2])
"""


def write_corpus(path: Path, rows: int, characters: int) -> None:
    """A Parquet file of articles of about so many characters."""
    bodies = [article.body for article in generated_articles(rows, characters)]
    bodies[9::10] = [_BAD[n % len(_BAD)] for n in range(len(bodies[9::10]))]  # type: ignore[list-item]
    columns = {"article_id": [f"a{n}" for n in range(rows)], "body": bodies, "shelf": range(rows)}
    pq.write_table(pa.table(columns), path, row_group_size=max(1, rows // (4 * _PROCESSES)))


def plain(source: Path, target: Path) -> list[str]:
    """Processes of Python's own, a row group at a time."""
    script = target.with_suffix(".py")
    script.write_text(_PLAIN, encoding="utf-8")
    return [sys.executable, str(script), str(source), str(target), str(_PROCESSES)]


def command_line(source: Path, target: Path) -> list[str]:
    """`newsassay bulk`."""
    cli = [sys.executable, "-m", "newsassay.client.cli", "bulk"]
    return [*cli, str(source), "-o", str(target), "--keep", "shelf", "--workers", str(_PROCESSES)]


def spark(source: Path, target: Path) -> list[str]:
    """`mapInArrow` on two local cores."""
    return [
        sys.executable,
        str(_JOB),
        "spark",
        str(source),
        str(target),
        str(4 * _PROCESSES),
        str(_PROCESSES),
    ]


def ray(source: Path, target: Path) -> list[str]:
    """`map_batches` on two local cores."""
    return [sys.executable, str(_JOB), "ray", str(source), str(target), str(4 * _PROCESSES), str(_PROCESSES)]


ENGINES: dict[str, Callable[[Path, Path], list[str]]] = {
    "plain": plain, "command line": command_line, "spark": spark, "ray": ray,
}  # fmt: skip


def processor_seconds(command: list[str]) -> float:
    """Processor time of a command and of everything that it started, waited for or not: that of a control group."""
    roots = os.pathsep.join(str(Path(__file__).parents[2] / part) for part in ("proto", "server", "client"))
    with suppress(FileNotFoundError):  # left by a run that was killed
        _GROUP.rmdir()
    _GROUP.mkdir()
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", f'echo $$ > {_GROUP}/cgroup.procs && exec "$@"', "sh", *command],
            env={**os.environ, "PYTHONPATH": roots}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode not in {0, 3}:  # 3: some rows have errors, as they should
            sys.exit(f"{command}: {done.stderr[-3000:]}")
        end = time.monotonic() + _LEFT_SECONDS
        while (left := (_GROUP / "cgroup.procs").read_text()) and time.monotonic() < end:
            time.sleep(0.1)
        for pid in map(int, left.split()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return int((_GROUP / "cpuacct.usage").read_text()) / 1e9
    finally:
        while _GROUP.exists():
            with suppress(OSError):  # somebody is still ending
                _GROUP.rmdir()


def _measured(engine: Callable[[Path, Path], list[str]], source: Path, target: Path) -> float:
    """Processor time of an engine, whose earlier output is removed: some append to it, some refuse to."""
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    return processor_seconds(engine(source, target))


def rows_of(path: Path) -> list[dict[str, Any]]:
    """What an engine wrote, in the order of the articles."""
    return sorted(pq.read_table(path).to_pylist(), key=lambda row: row["shelf"])


def main() -> int:
    """Print a line for each engine; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help=", ".join(ENGINES))
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--fewer", type=int, default=1_000)
    parser.add_argument("--characters", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    names = arguments.engines or list(ENGINES)
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{count}.parquet") for count in (arguments.fewer, arguments.articles)]
        for source, count in zip(sources, (arguments.fewer, arguments.articles), strict=True):
            write_corpus(source, count, arguments.characters)
        expected: list[dict[str, Any]] = []
        base = 0.0
        for name in dict.fromkeys(["plain", *names]):
            slug = name.replace(" ", "-")
            targets = [Path(folder, f"{slug}-{source.stem}") for source in sources]
            few, many = (
                min(_measured(ENGINES[name], *pair) for _ in range(arguments.rounds))
                for pair in zip(sources, targets, strict=True)
            )
            found = rows_of(targets[1])
            expected, base = expected or found, base or many - few
            ratio = (many - few) / base
            errors = sum(row["error_code"] is not None for row in found)
            print(
                f"{name:13} {few:7.1f} s of {arguments.fewer}, {many:7.1f} s of {arguments.articles}: marginal {many - few:7.1f} s, "
                f"{ratio:.2f} of plain; {len(found)} rows, {errors} errors, {'equal' if found == expected else 'DIFFERENT'}",
                flush=True,
            )
            wrong |= found != expected or ratio > _MOST
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())

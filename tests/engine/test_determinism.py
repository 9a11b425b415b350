"""The same articles give the same reports: in any process, in any order, whatever the hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from golden import __file__ as golden_path

COUNT = 60  # articles that each process scores


def run(hash_seed: str, order: str, locale: str) -> list[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path(golden_path).parent), *sys.path]),
        "PYTHONHASHSEED": hash_seed,
        "LC_ALL": locale,
        "TZ": "Pacific/Auckland",
    }
    command = [sys.executable, golden_path, order, str(COUNT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_reports_do_not_depend_on_process_order_or_hash_seed() -> None:
    golden = set(Path(__file__).with_name("golden.tsv").read_text(encoding="utf-8").splitlines())
    first, second = run("1", "7", "C"), run("4242", "8", "tr_TR.UTF-8")
    assert first != second  # the order is another one
    assert len({*first, *second}) > COUNT
    assert golden >= {*first, *second}
    assert len({row.split("\t")[1] for row in golden}) == len(golden)

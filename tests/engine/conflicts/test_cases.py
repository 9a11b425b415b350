"""Short articles of twelve registers with and without a conflict, written before the code and without sight of it.

Columns as in tests/cases/*.tsv, with `signal` a choice of ids by "|", and `title`, `places`, `register`, `construction`.
"""

import csv
from pathlib import Path

import pytest

from newsassay.engine import Article, score

FILES = sorted((Path(__file__).parents[2] / "cases" / "conflicts").glob("*.tsv"))


def _cases() -> list[object]:
    cases: list[object] = []
    for file in FILES:
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        for line, row in enumerate(rows, start=2):
            known_failure, _, label = row["expect"].rpartition("-")
            marks = [pytest.mark.xfail(reason=row["note"], strict=True)] if known_failure else []
            name = f"{file.stem}:{row['construction']}:{line}"
            cases.append(pytest.param(row, label == "fires", id=name, marks=marks))
    return cases


@pytest.mark.parametrize(("row", "fires"), _cases())
def test_case(row: dict[str, str], *, fires: bool) -> None:
    report = score(Article(title=row["title"] or "", body=row["text"].replace("\\n", "\n")))
    found = [(e.signal_id, e.span.text) for e in report.evidence if e.signal_id in row["signal"].split("|")]
    assert bool(found) is fires, (row["text"], found)

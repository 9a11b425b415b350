"""Labelled cases in tables (tests/cases): a text a row, with the signal that must fire on it or stay silent.

In a text "\\n" stands for a line break. `expect` is "fires" or "silent"; "xfail-fires" and "xfail-silent" mark known failures,
whose `note` says why.
"""

import csv
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import pytest

from newsassay.engine import Article, Report
from newsassay.engine.overlap import SAID

Row = dict[str, str]


def rows_of(file: Path) -> list[Row]:
    """The rows of a table."""
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def article_of(row: Row) -> Article:
    """The article of a row."""
    return Article(title=row.get("title") or "", body=row["text"].replace("\\n", "\n"))


def fired(report: Report, signal_ids: Collection[str]) -> list[str]:
    """Places where one of the signals fired, also if a stronger one of its dimension stands for it there."""
    found = [e.span.text for e in report.evidence if e.signal_id in signal_ids]
    return found + [
        r.span.text for r in report.rejected if r.signal_id in signal_ids and r.reason.startswith(SAID)
    ]


def parameters(files: Iterable[Path], name: Callable[[Path, Row, int], str]) -> list[object]:
    """Rows as parameters (row, whether it fires), named by file, row and line; known failures must fail."""
    cases: list[object] = []
    for file in files:
        for line, row in enumerate(rows_of(file), start=2):
            known_failure, _, label = row["expect"].rpartition("-")
            marks = [pytest.mark.xfail(reason=row["note"], strict=True)] if known_failure else []
            cases.append(pytest.param(row, label == "fires", id=name(file, row, line), marks=marks))
    return cases

"""Labelled cases in tables (tests/cases): a text a row, with the signal that must fire on it or stay silent.

In a text "\\n" stands for a line break. `expect` is "fires" or "silent"; "xfail-fires" and "xfail-silent" mark known failures,
whose `note` says why.
"""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

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


class Case(NamedTuple):
    """What a check takes, a name for it, and whether it is known to fail."""

    name: str
    values: tuple[Any, ...]
    known_failure: bool = False


def cases_of(file: Path) -> Iterator[Case]:
    """The rows of a table, each with whether its signal fires."""
    for line, row in enumerate(rows_of(file), start=2):
        known_failure, _, label = row["expect"].rpartition("-")
        yield Case(f"{file.name}:{line}", (row, label == "fires"), bool(known_failure))


def all_hold(check: Callable[..., None], cases: Iterable[Case]) -> None:
    """Check many cases in one test: to run a test takes longer than the engine takes for most of them.

    Raises what all that fail raise, each with its name. Known failures must fail: whoever mends one takes its mark
    away.
    """
    wrong: list[Exception] = []
    for case in cases:
        try:
            check(*case.values)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next case is checked, too
            if not case.known_failure:
                error.add_note(case.name)
                wrong.append(error)
        else:
            if case.known_failure:
                wrong.append(AssertionError(f"{case.name} is known to fail, and does not"))
    if wrong:
        message = "cases that fail"
        raise ExceptionGroup(message, wrong)

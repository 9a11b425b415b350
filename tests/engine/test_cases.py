"""Labelled language cases: tests/cases/*.tsv with columns signal, expect, text, note and, if need be, title and cue.

In a text "\\n" stands for a line break. `expect` is "fires" or "silent"; "xfail-fires" and "xfail-silent"
mark known failures, which must go on failing until somebody mends them and moves the mark. Where there is a cue, the finding must touch it.
"""

import csv
from pathlib import Path

import pytest

from newsassay.engine import Article, Report, ScoreOptions, score, signal_cards
from newsassay.engine.overlap import SAID

REQUIRED = ("signal", "expect", "text", "note")
FOLDER = Path(__file__).parents[1] / "cases"
FILES = [
    f for f in sorted(FOLDER.glob("*.tsv")) if f.read_text().split("\n")[0].split("\t")[:4] == [*REQUIRED]
]
SIGNALS = {card.signal_id for card in signal_cards()}


def fired(report: Report, signal_id: str) -> list[str]:
    """Places where a signal fired, also if a stronger one of its dimension stands for it there."""
    found = [e.span.text for e in report.evidence if e.signal_id == signal_id]
    return found + [
        r.span.text for r in report.rejected if r.signal_id == signal_id and r.reason.startswith(SAID)
    ]


def _cases() -> list[object]:
    cases: list[object] = []
    for file in FILES:
        with file.open(newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        for line, row in enumerate(rows, start=2):
            known_failure, _, label = row["expect"].rpartition("-")
            marks = [pytest.mark.xfail(reason=row["note"], strict=True)] if known_failure else []
            cases.append(pytest.param(row, label == "fires", id=f"{file.stem}:{line}", marks=marks))
    return cases


@pytest.mark.parametrize(("row", "fires"), _cases())
def test_case(row: dict[str, str], *, fires: bool) -> None:
    article = Article(title=row.get("title") or "", body=row["text"].replace("\\n", "\n"))
    found = fired(score(article, ScoreOptions(include_rejected=True)), row["signal"])
    assert bool(found) is fires, (row["text"], found)
    cue = set((row.get("cue") or "").split())
    assert not cue or any(cue & set(text.split()) for text in found), (row["cue"], found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_rows_are_well_formed(file: Path) -> None:
    header, *lines = file.read_text().rstrip("\n").split("\n")
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        assert len(REQUIRED) <= len(cells) <= len(header.split("\t")), (number, line)
        assert cells[0] in SIGNALS, (number, cells[0])
        assert cells[1].removeprefix("xfail-") in ("fires", "silent"), (number, cells[1])

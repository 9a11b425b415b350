"""Labelled language cases: tests/cases/*.tsv with columns signal, expect, text, note and, if need be, title and cue.

A known failure must go on failing until somebody mends it and moves the mark. Where there is a cue, the finding must touch it.
"""

from pathlib import Path

import pytest
from labelled_cases import all_hold, article_of, cases_of, fired

from newsassay.engine import ScoreOptions, score, signal_cards

REQUIRED = ("signal", "expect", "text", "note")
FOLDER = Path(__file__).parents[1] / "cases"
FILES = [
    f for f in sorted(FOLDER.glob("*.tsv")) if f.read_text().split("\n")[0].split("\t")[:4] == [*REQUIRED]
]
SIGNALS = {card.signal_id for card in signal_cards()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases(file: Path) -> None:
    all_hold(_signal_fires_or_not, cases_of(file))


def _signal_fires_or_not(row: dict[str, str], fires: bool) -> None:
    found = fired(score(article_of(row), ScoreOptions(include_rejected=True)), [row["signal"]])
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

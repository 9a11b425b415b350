"""Short articles of twelve registers with and without a conflict, written before the code and without sight of it.

Columns as in tests/cases/*.tsv, with `signal` a choice of ids by "|", and `title`, `places`, `register`, `construction`.
"""

from pathlib import Path

import pytest
from labelled_cases import all_hold, article_of, cases_of

from newsassay.engine import score

FILES = sorted((Path(__file__).parents[2] / "cases" / "conflicts").glob("*.tsv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_cases(file: Path) -> None:
    all_hold(_signal_fires_or_not, cases_of(file))


def _signal_fires_or_not(row: dict[str, str], fires: bool) -> None:
    report = score(article_of(row))
    found = [(e.signal_id, e.span.text) for e in report.evidence if e.signal_id in row["signal"].split("|")]
    assert bool(found) is fires, (row["construction"], row["text"], found)

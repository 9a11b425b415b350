"""Short articles of twelve registers with and without a conflict, written before the code and without sight of it.

Columns as in tests/cases/*.tsv, with `signal` a choice of ids by "|", and `title`, `places`, `register`, `construction`.
"""

from pathlib import Path

import pytest
from labelled_cases import article_of, parameters

from newsassay.engine import score

FILES = sorted((Path(__file__).parents[2] / "cases" / "conflicts").glob("*.tsv"))
CASES = parameters(FILES, lambda file, row, line: f"{file.stem}:{row['construction']}:{line}")


@pytest.mark.parametrize(("row", "fires"), CASES)
def test_case(row: dict[str, str], *, fires: bool) -> None:
    report = score(article_of(row))
    found = [(e.signal_id, e.span.text) for e in report.evidence if e.signal_id in row["signal"].split("|")]
    assert bool(found) is fires, (row["text"], found)

"""A row of the benchmark's table."""

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """What was measured. `ratio` is against the thing named in `what`, `goal` the figure to keep to."""

    section: str
    what: str
    value: str
    ratio: str = ""
    goal: str = ""


def table(rows: Iterable[Row]) -> str:
    """Rows as a Markdown table with aligned columns."""
    lines = [Row("section", "measure", "value", "ratio", "goal"), *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(Row._fields))]
    cells = ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([cells[0], rule, *cells[1:]])

"""How many of the cases come out right that were kept aside while the rules were written.

    python tests/benchmarks/kept_cases.py

tests/cases/kept holds a third of the cases that people wrote without sight of the code. Whoever works on rules does not
read them: they show what carries over. Nothing passes or fails here; the figures go beside those of the cases seen.
"""

import csv
from collections import Counter
from pathlib import Path

from newsassay.engine import Article, Report, ScoreOptions, score
from newsassay.engine.overlap import SAID

FOLDER = Path(__file__).parents[1] / "cases" / "kept"
CONFLICTS = tuple(
    f"consistency.{kind}"
    for kind in (
        "number_conflict arithmetic_conflict date_conflict age_conflict name_conflict role_conflict gender_conflict"
        " polarity_conflict headline_mismatch"
    ).split()
)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _fired(report: Report, signal_ids: tuple[str, ...]) -> list[str]:
    """Places where a signal fired, also if a stronger one of its dimension stands for it there."""
    found = [e.span.text for e in report.evidence if e.signal_id in signal_ids]
    return found + [
        r.span.text for r in report.rejected if r.signal_id in signal_ids and r.reason.startswith(SAID)
    ]


def _print_shares(name: str, signal_ids: tuple[str, ...]) -> None:
    right, rows = Counter[str](), Counter[str]()
    for row in _rows(name):
        article = Article(title=row["title"] or "", body=row["text"].replace("\\n", "\n"))
        found = _fired(score(article, ScoreOptions(include_rejected=True)), signal_ids or (row["signal"],))
        cue = set((row.get("cue") or "").split())
        touched = any(cue & set(text.split()) for text in found) if cue else bool(found)
        is_right = touched if row["expect"] == "fires" else not found
        for kind in ("all", row["expect"]):
            rows[kind] += 1
            right[kind] += is_right
    print(name, ", ".join(f"{kind} {right[kind]}/{rows[kind]}" for kind in sorted(rows)))


if __name__ == "__main__":
    _print_shares("language.tsv", ())
    _print_shares("conflicts.tsv", CONFLICTS)

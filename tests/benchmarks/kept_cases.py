"""How many of the cases come out right that were kept aside while the rules were written.

    python tests/benchmarks/kept_cases.py

tests/cases/kept holds a third of the cases that people wrote without sight of the code. Whoever works on rules does not
read them: they show what carries over. Nothing passes or fails here; the figures go beside those of the cases seen.
"""

import json
from collections import Counter
from pathlib import Path

from labelled_cases import article_of, fired, rows_of
from story_golds import RETOLD, articles_of, relation_of, tells

from newsassay.engine import ScoreOptions, compare, score

FOLDER = Path(__file__).parents[1] / "cases" / "kept"
CONFLICTS = tuple(
    f"consistency.{kind}"
    for kind in (
        "number_conflict arithmetic_conflict date_conflict age_conflict name_conflict role_conflict gender_conflict"
        " polarity_conflict headline_mismatch"
    ).split()
)


def _print_shares(name: str, signal_ids: tuple[str, ...]) -> None:
    right, rows = Counter[str](), Counter[str]()
    for row in rows_of(FOLDER / name):
        found = fired(
            score(article_of(row), ScoreOptions(include_rejected=True)), signal_ids or (row["signal"],)
        )
        cue = set((row.get("cue") or "").split())
        touched = any(cue & set(text.split()) for text in found) if cue else bool(found)
        is_right = touched if row["expect"] == "fires" else not found
        for kind in ("all", row["expect"]):
            rows[kind] += 1
            right[kind] += is_right
    print(name, ", ".join(f"{kind} {right[kind]}/{rows[kind]}" for kind in sorted(rows)))


def _print_stories(name: str) -> None:
    """How many relations are seen, conflicts found and other differences left alone."""
    right, rows = Counter[str](), Counter[str]()
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        articles = articles_of(story)
        found = compare(articles)
        for kind in ("rewrites", "independent"):
            rows[kind] += len(story[kind])
            right[kind] += sum(
                (relation_of(found, pair) in RETOLD) is (kind == "rewrites") for pair in story[kind]
            )
        for kind in ("conflicts", "no_conflict"):
            golds = story.get(kind, [])
            told = [any(tells(c, articles, gold) for c in found.conflicts) for gold in golds]
            rows[kind] += len(golds)
            right[kind] += sum(is_told is (kind == "conflicts") for is_told in told)
    print(name, ", ".join(f"{kind} {right[kind]}/{rows[kind]}" for kind in rows))


if __name__ == "__main__":
    _print_shares("language.tsv", ())
    _print_shares("conflicts.tsv", CONFLICTS)
    _print_shares("conflicts_paraphrased.tsv", CONFLICTS)
    _print_stories("stories.jsonl")
    _print_stories("stories_paraphrased.jsonl")

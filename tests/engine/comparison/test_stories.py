"""Stories in several articles, written before the code and without sight of it: who retells whom, and what they tell in two ways.

`known_failures.txt` names the golds that are out of reach; each is expected to fail, so that it goes when it is reached.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from labelled_cases import Case, all_hold
from story_golds import RETOLD, articles_of, relation_of, tells

from newsassay.engine.comparison.compare import compare
from newsassay.engine.comparison.report import ComparisonReport

FOLDER = Path(__file__).parents[2] / "cases" / "stories"
STORIES = {
    s["id"]: s for s in map(json.loads, (FOLDER / "seen.jsonl").read_text(encoding="utf-8").splitlines())
}
FAILURES = frozenset((FOLDER / "known_failures.txt").read_text(encoding="utf-8").splitlines())


def golds(story: dict[str, Any]) -> Iterator[Case]:
    """(story, kind of gold, gold) of everything that a story says of itself."""
    for kind in ("rewrites", "independent"):
        for pair in story[kind]:
            name = f"{story['id']}:{kind}:{'-'.join(pair)}"
            yield Case(name, (story["id"], kind, pair), name in FAILURES)
    for kind in ("conflicts", "no_conflict"):
        for gold in story.get(kind, []):
            what = f"{kind}:{gold['kind']}" if kind == "conflicts" else kind
            name = f"{story['id']}:{what}:{'-'.join(gold['between'])}:{' | '.join(gold['quotes'])}"
            yield Case(name, (story["id"], kind, gold), name in FAILURES)


@cache
def report(story: str) -> ComparisonReport:
    return compare(articles_of(STORIES[story]))


@pytest.mark.parametrize("story", STORIES)
def test_golds(story: str) -> None:
    all_hold(_is_found_or_not, golds(STORIES[story]))


def _is_found_or_not(story: str, kind: str, gold: Any) -> None:
    found = report(story)
    if kind in ("rewrites", "independent"):
        relation = relation_of(found, gold)
        assert (relation in RETOLD) is (kind == "rewrites"), relation
    else:
        told = [c.message for c in found.conflicts if tells(c, articles_of(STORIES[story]), gold)]
        assert bool(told) is (kind == "conflicts"), told


def test_every_known_failure_is_a_gold() -> None:
    assert sorted(FAILURES - {gold.name for story in STORIES.values() for gold in golds(story)}) == []


def test_hardly_anything_is_reported_that_no_gold_names() -> None:
    """Precision: of ten conflicts that are reported at most one is none."""
    reported = [(story, c) for story in STORIES for c in report(story).conflicts]
    golden = [
        any(tells(c, articles_of(STORIES[story]), gold) for gold in STORIES[story]["conflicts"])
        for story, c in reported
    ]
    assert golden.count(True) >= 0.9 * len(golden)

"""Stories in several articles, written before the code and without sight of it: who retells whom, and what they tell in two ways.

`known_failures.txt` names the golds that are out of reach; each is expected to fail, so that it goes when it is reached.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from story_golds import RETOLD, articles_of, relation_of, tells

from newsassay.engine.comparison.compare import compare
from newsassay.engine.comparison.report import ComparisonReport

FOLDER = Path(__file__).parents[2] / "cases" / "stories"
STORIES = {
    s["id"]: s for s in map(json.loads, (FOLDER / "seen.jsonl").read_text(encoding="utf-8").splitlines())
}
FAILURES = frozenset((FOLDER / "known_failures.txt").read_text(encoding="utf-8").splitlines())


def golds() -> Iterator[tuple[str, str, Any, str]]:
    """(story, kind of gold, gold, name) of everything that the stories say of themselves."""
    for story in STORIES.values():
        for kind in ("rewrites", "independent"):
            for pair in story[kind]:
                yield story["id"], kind, pair, f"{story['id']}:{kind}:{'-'.join(pair)}"
        for kind in ("conflicts", "no_conflict"):
            for gold in story.get(kind, []):
                what = f"{kind}:{gold['kind']}" if kind == "conflicts" else kind
                name = f"{story['id']}:{what}:{'-'.join(gold['between'])}:{' | '.join(gold['quotes'])}"
                yield story["id"], kind, gold, name


def parameters() -> list[Any]:
    return [
        pytest.param(
            story,
            kind,
            gold,
            id=name,
            marks=[pytest.mark.xfail(reason="out of reach", strict=True)] if name in FAILURES else [],
        )
        for story, kind, gold, name in golds()
    ]


@cache
def report(story: str) -> ComparisonReport:
    return compare(articles_of(STORIES[story]))


@pytest.mark.parametrize(("story", "kind", "gold"), parameters())
def test_gold(story: str, kind: str, gold: Any) -> None:
    found = report(story)
    if kind in ("rewrites", "independent"):
        relation = relation_of(found, gold)
        assert (relation in RETOLD) is (kind == "rewrites"), relation
    else:
        told = [c.message for c in found.conflicts if tells(c, articles_of(STORIES[story]), gold)]
        assert bool(told) is (kind == "conflicts"), told


def test_every_known_failure_is_a_gold() -> None:
    assert sorted(FAILURES - {name for *_, name in golds()}) == []


def test_hardly_anything_is_reported_that_no_gold_names() -> None:
    """Precision: of ten conflicts that are reported at most one is none."""
    reported = [(story, c) for story in STORIES for c in report(story).conflicts]
    golden = [
        any(tells(c, articles_of(STORIES[story]), gold) for gold in STORIES[story]["conflicts"])
        for story, c in reported
    ]
    assert golden.count(True) >= 0.9 * len(golden)

"""Whole articles of many registers with all their relations marked: tests/cases/attribution_articles.jsonl.

Written without sight of the code. A relation counts as found if a cue overlaps its own; its roles are right if the
source overlaps and each content shares more than half of both; its source is exact to the character. Short names and
pronouns are resolved if the names are the same but for titles and articles. The floors are a little under what was
reached; `pytest -s` prints the figures.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsassay.engine import Article, Field
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.document import Document

FILE = Path(__file__).parents[2] / "cases" / "attribution_articles.jsonl"
ARTICLES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text().splitlines()]
FLOORS = {"cue F1": 0.91, "roles right": 0.95, "source span exact": 0.93, "resolved": 0.93}

Span = tuple[int, int]


class Cue(NamedTuple):
    """A marked cue with its relations and those found at it."""

    marked: list[dict[str, Any]]
    found: list[Relation]


def _marked(row: dict[str, Any], role: str) -> Span:
    start: int = row[f"{role}_start"]
    return start, start + len(row[role])


def _overlap(a: Span, b: Span) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def _cues(article: dict[str, Any]) -> Iterator[tuple[Span | None, Cue]]:
    """Marked cues with what was found; found ones that are not marked, without a span."""
    marked: defaultdict[Span, list[dict[str, Any]]] = defaultdict(list)
    for row in article["relations"]:
        marked[_marked(row, "cue")].append(row)
    found: defaultdict[Span, list[Relation]] = defaultdict(list)
    for relation in attributions(Document(Article(title=article["title"], body=article["body"]))):
        if relation.cue is not None and relation.cue.field is Field.BODY:
            found[relation.cue.start, relation.cue.end].append(relation)
    for span, rows in marked.items():
        hits = [cue for cue in found if _overlap(cue, span) > 0]
        yield span, Cue(rows, [relation for cue in hits for relation in found[cue]])
    for cue, relations in found.items():
        if not any(_overlap(cue, span) > 0 for span in marked):
            yield None, Cue([], relations)


def _source_is_right(row: dict[str, Any], relation: Relation) -> bool:
    if not row["source"]:
        return relation.source is None
    source = relation.source
    return source is not None and _overlap(_marked(row, "source"), (source.start, source.end)) > 0


def _content_is_right(row: dict[str, Any], relations: list[Relation]) -> bool:
    wanted = _marked(row, "content")
    return any(
        2 * _overlap(wanted, (content.start, content.end))
        >= max(wanted[1] - wanted[0], content.end - content.start)
        for content in (relation.content for relation in relations)
    )


def _same_name(wanted: str, resolved: str) -> bool:
    a, b = wanted.lower(), resolved.lower()
    return bool(b) and (a in b or b in a)


def test_articles_are_read_as_well_as_before() -> None:
    found = missed = wrong = roles = sources = exact = short = resolved = 0
    for article in ARTICLES:
        for span, (rows, relations) in _cues(article):
            if span is None:
                wrong += 1
                continue
            if not relations:
                missed += 1
                continue
            found += 1
            row, relation = rows[0], relations[0]
            roles += _source_is_right(row, relation) and all(_content_is_right(r, relations) for r in rows)
            if row["source"]:
                sources += 1
                where = relation.source
                exact += where is not None and (where.start, where.end) == _marked(row, "source")
            if row["resolved"]:
                short += 1
                resolved += _same_name(row["resolved"], relation.resolved_source)
    figures = {
        "cue F1": 2 * found / (2 * found + missed + wrong),
        "roles right": roles / found,
        "source span exact": exact / sources,
        "resolved": resolved / short,
    }
    print(", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))
    assert {name for name, figure in figures.items() if figure < FLOORS[name]} == set()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_marks_are_where_they_say(article: dict[str, Any]) -> None:
    for row in article["relations"]:
        for role in ("source", "cue", "content"):
            start, end = _marked(row, role)
            assert not row[role] or article["body"][start:end] == row[role], row

"""Labelled attribution relations: tests/cases/attribution_relations.jsonl, one JSON object a line.

`source`, `cue`, `content` (null where absent), `kind` (may be missing) and `quotation` say what must be found
in `text`; `no_cue` instead says that no cue may hold that word. `known_failure` marks what must go on failing
until somebody mends it and takes the mark away.
"""

import json
from pathlib import Path
from typing import Any

from labelled_cases import Case, all_hold

from newsassay.engine import Article
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document
from newsassay.engine.finding import Location

FILE = Path(__file__).parents[2] / "cases" / "attribution_relations.jsonl"
CASES = [json.loads(line) for line in FILE.read_text().splitlines()]
Found = tuple[str | None, str | None, str | None, str, str]


def _found(text: str) -> list[Found]:
    def phrase(location: Location | None) -> str | None:
        return None if location is None else text[location.start : location.end]

    return [
        (phrase(r.source), phrase(r.cue), phrase(r.content), r.source_kind.name, r.quotation_kind.name)
        for r in attributions(Document(Article(body=text)))
    ]


def test_relations() -> None:
    cases = [
        Case(f"{FILE.name}:{line}: {case['note']}", (case,), "known_failure" in case)
        for line, case in enumerate(CASES, start=1)
    ]
    all_hold(_is_found, cases)


def _is_found(case: dict[str, Any]) -> None:
    found = _found(case["text"])
    if "no_cue" in case:
        assert not [cue for _, cue, *_ in found if cue and case["no_cue"].lower() in cue.lower()], found
        return
    wanted = (case["source"], case["cue"], case["content"])
    matching = [f for f in found if f[:3] == wanted]
    assert matching, found
    assert matching[0][4] == case["quotation"], found
    assert matching[0][3] == case.get("kind", matching[0][3]), found


def test_there_are_two_hundred_cases_and_many_near_misses() -> None:
    assert len(CASES) >= 200
    assert sum("no_cue" in case for case in CASES) >= len(CASES) / 6

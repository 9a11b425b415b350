"""Code scanning files: valid, within GitHub's limits, and pointing at exactly the words on disk."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import sarif_pydantic
from hostile_reports import CARDS, results
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.client.outcome import NewsassayError
from newsassay.client.reports.context import Context
from newsassay.client.reports.sarif import render
from newsassay.client.reports.selection import Detail
from newsassay.client.scoring import Result
from newsassay.v1.report_pb2 import SEVERITY_INFO


def log(found: list[Result], context: Context) -> Any:
    text = "".join(render(found, context))
    sarif_pydantic.Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    return run


def cut(text: str, region: dict[str, int]) -> str:
    """Return what a region holds, counting lines and UTF-16 units as SARIF does."""
    lines = text.replace("\r\n", "\n ").replace("\r", "\n").replace("\n ", "\r\n").splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode("utf-16-le")) // 2)
    units = text.encode("utf-16-le")
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return units[2 * start : 2 * end].decode("utf-16-le")


@settings(max_examples=25)  # each is a report of many parts
@given(found=st.lists(results(), max_size=2))
def test_valid_whatever_an_article_holds(found: list[Result]) -> None:
    run = log(found, Context(cards=CARDS, detail=Detail(SEVERITY_INFO)))
    prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
    assert len(prints) == sum(e.contribution <= 0 for r in found if r.report for e in r.report.evidence)
    assert len(run["tool"]["driver"]["rules"]) == len(CARDS)


FILES = {
    "plain.txt": "One 😀 line.\r\n\r\nObservers say 😀 critics may object!!!\rExperts warn of it.\n",
    "a b.md": '---\ntitle: x\nauthor: "Al, Bo"\n---\n\n# A 😀 shocking truth\n\nObservers say **it** may be so.\n',
    "in.jsonl": '{"body": "He said so."}\n{"body": "Was \\u201cso\\u201d. Observers say it\\nmay rain."}\n',
}


@pytest.mark.parametrize("name", FILES)
def test_regions_cut_the_file_to_the_words(
    name: str, tmp_path: Path, score: Any, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(FILES[name].encode())
    found = score(Path(name))
    entries = [(r.item, e) for r in found for e in r.report.evidence if e.contribution <= 0]
    run = log(found, context)
    assert len(run["results"]) == len(entries) > 0
    for sarif, (item, evidence) in zip(run["results"], entries, strict=True):
        place = sarif["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "SRCROOT"
        assert unquote(place["artifactLocation"]["uri"]) == name
        if item.source_map.locate(evidence.span):
            assert cut(FILES[name], place["region"]) == evidence.span.text


def test_findings_keep_their_fingerprint_when_other_lines_move(
    tmp_path: Path, score: Any, context: Context
) -> None:
    path = tmp_path / "draft.txt"
    prints = []
    for text in (
        "Observers say so. Observers may object.",
        "A new line.\n\nObservers  say so. OBSERVERS may object.",
    ):
        path.write_text(text, encoding="utf-8")
        run = log(score(path), context)
        prints.append(
            {
                r["partialFingerprints"]["primaryLocationLineHash"]
                for r in run["results"]
                if "vague" in r["ruleId"]
            }
        )
    assert prints[0]
    assert prints[0] == prints[1]


def test_a_failed_article_is_a_notification(hostile: Result, context: Context) -> None:
    failed = Result(hostile.item, None, NewsassayError("INVALID_ARGUMENT", "no"))
    (invocation,) = log([hostile, failed], context)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def test_beyond_what_is_shown_the_weightiest_stay(hostile: Result, context: Context) -> None:
    assert hostile.report
    many = [hostile] * (5000 // len(hostile.report.evidence) + 200)
    run = log(many, context)
    assert len(run["results"]) == 5000
    one, all_of_them = (
        [r["level"] for r in ran["results"]].count("warning") for ran in (log(many[:1], context), run)
    )
    assert all_of_them == one * len(many) > 0
    assert "5000 weightiest" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_rules_have_what_github_asks_for(context: Context) -> None:
    rules = log([], context)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(context.cards)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert f"--disable {rule['id']}" in rule["help"]["text"]
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")

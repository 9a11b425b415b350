"""`newsassay compare` against a real server: what it prints, what it refuses, how it ends."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from google.protobuf.json_format import ParseDict
from pyarrow import parquet

from newsassay.client import Article, Client, ComparisonReport, Relation
from newsassay.client.cli import cli
from newsassay.client.compare_command import ASPECTS
from newsassay.client.reports.comparison.formats import FORMATS
from newsassay.client.terminal import UNSAFE
from newsassay.v1.comparison_pb2 import Aspect

Run = Callable[..., Result]

WIRE = """\
The harbour council of Westhaven voted on Tuesday to close the east quay for repairs. Thirty boats must leave their berths by the end of May, harbour master Ida Maro said.

The work is expected to cost 4 million euros and to last until the autumn, according to a report by the port authority. Fishermen protested outside the town hall on Monday evening.
"""
REWRITE = """\
The harbour council of Westhaven decided on Tuesday to shut the east quay for repairs. Thirty vessels must leave their berths by the end of May, harbour master Ida Maro stated.

The work is expected to cost 9 million euros and to last until the fall, according to a report by the port authority. Fishermen demonstrated outside the town hall on Monday evening.
"""
OTHER = "A bakery in Northfield sells more rye bread than ever, its owner told customers at a fair in March."


@pytest.fixture
def run(server: Any) -> Run:
    def invoke(*arguments: object, stdin: str | None = None, **environment: str) -> Result:
        given = {"NEWSASSAY_SERVER": server.target, "COLUMNS": "100", **environment}
        return CliRunner(env=given).invoke(cli, ["compare", *map(str, arguments)], input=stdin)

    return invoke


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "story"
    folder.mkdir()
    for name, text in (("a.txt", WIRE), ("b.txt", REWRITE), ("c.txt", OTHER)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def report(result: Result) -> ComparisonReport:
    return ParseDict(json.loads(result.stdout), ComparisonReport())


def test_the_choices_offered_are_those_there_are() -> None:
    assert [f"ASPECT_{name.upper()}" for name in ASPECTS] == list(Aspect.keys())[1:]


def test_json_is_the_report_of_the_service_whatever_the_articles_came_in(
    run: Run, story: Path, server: Any
) -> None:
    with Client(server.target) as client:
        articles = [
            Article(article_id=name, body=(story / f"{name}.txt").read_text(encoding="utf-8"))
            for name in "abc"
        ]
        expected = client.compare(articles)
    lines = "".join(json.dumps({"articleId": a.article_id, "body": a.body}) + "\n" for a in articles)
    (story / "all.jsonl").write_text(lines, encoding="utf-8")
    from_jsonl = run(story / "all.jsonl", "--format", "json")
    assert from_jsonl.exit_code == 0, from_jsonl.output
    assert report(from_jsonl) == expected
    assert run("-", "--input-format", "jsonl", "--format", "json", stdin=lines).stdout == from_jsonl.stdout
    (story / "all.jsonl").unlink()
    from_folder = report(run(story, "--format", "json"))
    assert [position.article_id for position in from_folder.articles] == [
        str(p) for p in sorted(story.iterdir())
    ]
    assert from_folder.pairs == expected.pairs
    assert [pair.relation for pair in expected.pairs] == [Relation.RELATION_REWRITE]
    assert [list(cluster.article_indices) for cluster in expected.clusters] == [[0, 1]]


@pytest.mark.parametrize("width", [80, 120])
def test_pretty_shows_who_shares_what_and_passages_side_by_side(run: Run, story: Path, width: int) -> None:
    result = run(story, COLUMNS=str(width))
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= width
    assert any("rewrite" in line and "%" in line for line in lines)
    (number,) = [n for n, line in enumerate(lines) if "voted" in line and "decided" in line]
    row, marks = lines[number], lines[number + 1]
    for word in ("voted", "decided"):
        assert marks[row.index(word) : row.index(word) + len(word)] == "^" * len(word)


def test_places_are_those_in_the_file(run: Run, story: Path) -> None:
    pages = [story / "a.md", story / "b.md"]
    for page, text in zip(pages, (WIRE, REWRITE), strict=True):
        page.write_text(f"---\nauthor: Ida\n---\n\n# Quay to close\n\n{text}", encoding="utf-8")
    lines = run(*pages).stdout.splitlines()
    (row,) = [line for line in lines if "voted" in line and "decided" in line]
    assert [half.split()[0] for half in row.split("│")] == ["7", "7"]


@pytest.mark.parametrize("output_format", [name for name in FORMATS if name != "pretty"])
def test_every_format_names_what_was_substituted(run: Run, story: Path, output_format: str) -> None:
    printed = run(story, "--format", output_format, "--all").stdout
    assert "voted" in printed
    assert "decided" in printed
    assert not UNSAFE.search(printed.replace("\n", ""))


def test_exit_codes(run: Run, story: Path) -> None:
    rewrites, fine = (
        run(story, "--fail-on", "rewrite"),
        run(story / "a.txt", story / "c.txt", "--fail-on", "rewrite"),
    )
    assert (rewrites.exit_code, fine.exit_code) == (1, 0)
    assert rewrites.stderr.startswith("newsassay: 1 rewrite: ")
    assert run(story / "a.txt").exit_code == 2
    assert run(story / "a.txt", story / "missing.txt").exit_code == 3
    assert run(story, "--rubric", "1066").exit_code == 3


def test_what_cannot_be_compared_is_named_by_its_file(run: Run, story: Path) -> None:
    (story / "d.txt").write_bytes(b"caf\xe9")
    unread = run(story, "--format", "json")
    assert unread.exit_code == 3
    assert unread.stderr.startswith(f"newsassay: {story / 'd.txt'}: ")
    assert [position.article_index for position in report(unread).articles] == [0, 1, 2]
    (story / "d.txt").write_text(" \n", encoding="utf-8")
    (story / "e.txt").write_text("a\0b", encoding="utf-8")
    refused = run(story)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "d.txt: body: title and body are both blank" in refused.stderr
    assert "e.txt: body: NUL character" in refused.stderr


def test_too_many_are_refused_before_they_are_sent(run: Run, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text('{"body": "It rained."}\n' * 201, encoding="utf-8")
    result = run(many)
    assert result.exit_code == 2
    assert "more than 200 articles" in result.stderr


def test_a_corpus_is_printed_in_clusters(run: Run, story: Path) -> None:
    lines = run("--corpus", story).stdout.splitlines()
    assert lines[-1] == "3 articles, of which 2 retell another one, in 1 cluster"
    assert [line.split()[0] for line in lines[1:3]] == [str(story / "a.txt"), str(story / "b.txt")]
    found = report(run("--corpus", story, "--format", "json"))
    assert [list(cluster.article_indices) for cluster in found.clusters] == [[0, 1]]
    rows = {"article_id": ["a", "b", None], "body": [WIRE, REWRITE, OTHER]}
    parquet.write_table(pa.table(rows), story / "articles.parquet")
    from_parquet = report(run("--corpus", story / "articles.parquet", "--format", "json"))
    assert [position.article_id for position in from_parquet.articles] == ["a", "b", ""]
    assert from_parquet.clusters == found.clusters
    assert run("--corpus", story, "--format", "html").exit_code == 2
    (story / "d.txt").write_bytes(b"caf\xe9")
    (story / "articles.parquet").unlink()
    assert run("--corpus", story).exit_code == 3

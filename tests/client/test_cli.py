"""The command line against a real server."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from google.protobuf.json_format import ParseDict

from newsassay.client.cli import DIMENSIONS, SAMPLES, cli
from newsassay.client.samples import SAMPLES as SAMPLE_FILES
from newsassay.v1.article_pb2 import Dimension
from newsassay.v1.report_pb2 import CredibilityReport

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(server: Any) -> Run:
    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        environment = {"NEWSASSAY_SERVER": server.target}
        return CliRunner(env=environment).invoke(cli, [str(a) for a in arguments], input=stdin)

    return invoke


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("The mayor said the café “will” open in May.\n", encoding="utf-8")
    return path


def test_the_choices_offered_are_those_there_are() -> None:
    assert tuple(SAMPLE_FILES) == SAMPLES
    assert [f"DIMENSION_{name.upper()}" for name in DIMENSIONS] == list(Dimension.keys())[1:]


def report(data: dict[str, Any]) -> CredibilityReport:
    return ParseDict(data, CredibilityReport())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_all_four_dimensions(run: Run, name: str) -> None:
    result = run("score", "--sample", name, "--format", "json")
    assert result.exit_code == 0, result.output
    assert [d.dimension for d in report(json.loads(result.stdout)).dimensions] == [1, 2, 3, 4]


def test_json_is_one_object_for_one_article_and_an_array_for_several(run: Run, article: Path) -> None:
    one = json.loads(run("score", article, "--format", "json").stdout)
    many = json.loads(run("score", article, article, article, "--format", "json").stdout)
    assert many == [one, one, one]
    assert one["articleId"] == str(article)
    assert one["offsetEncoding"] == "OFFSET_ENCODING_UTF32"


def test_jsonl_keeps_order_and_place(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"articleId": f"a{n}", "body": f"He said {n} people came. " * (n % 7 + 1)})
        for n in range(300)
    ]
    lines[5] = "{broken"
    lines[7] = '{"articleId": "empty"}'
    lines[9] = json.dumps({"articleId": "nul", "body": "a\0b"})
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    result = run("score", source, "--format", "jsonl", "--output", target)
    assert result.exit_code == 3
    reports = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    expected = [f"a{n}" for n in range(300)]
    expected[5], expected[7], expected[9] = f"{source}:6"[-256:], "empty", "nul"
    assert [entry["articleId"] for entry in reports] == expected
    assert [n for n, entry in enumerate(reports) if "error" in entry] == [5, 7, 9]
    assert reports[7]["error"]["code"] == "INVALID_ARGUMENT"
    assert reports[7]["error"]["message"]
    assert len(result.stderr.splitlines()) == 3


def test_more_problems_than_are_held_keep_their_place(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = ["{"] * 2500
    lines[1200] = lines[2400] = '{"body": "He said so."}'
    source.write_text("\n".join(lines), encoding="utf-8")
    output = run("score", source, "--format", "jsonl").stdout.splitlines()
    assert len(output) == 2500
    assert [n for n, line in enumerate(output) if "error" not in json.loads(line)] == [1200, 2400]


def test_what_cannot_be_read_is_one_line_each_and_the_rest_is_scored(
    run: Run, article: Path, tmp_path: Path
) -> None:
    undecodable, huge = tmp_path / "latin.txt", tmp_path / "huge.txt"
    undecodable.write_bytes("Café said so.".encode("latin-1"))
    huge.write_text("He said so. " * 200_000, encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.touch()
    (tmp_path / "folder").mkdir()
    bad = [tmp_path / "folder", tmp_path / "missing.txt", undecodable, empty, huge]
    result = run("score", *bad, article, "--format", "jsonl")
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == len(bad)
    for path, line in zip(bad, result.stderr.splitlines(), strict=True):
        assert line.startswith(f"newsassay: {path}: ")
    assert report(json.loads(result.stdout.splitlines()[-1])).article_id == str(article)


def test_standard_input(run: Run) -> None:
    result = run(
        "score", "-", "--input-format", "jsonl", "--format", "json", stdin=b'{"title": "He said so"}\n'
    )
    assert json.loads(result.stdout)["articleId"] == "stdin:1"


def test_fail_under(run: Run, article: Path) -> None:
    assert run("score", article, "--fail-under", "0").exit_code == 0
    result = run("score", article, "--fail-under", "1")
    assert result.exit_code == 1
    assert "below 1" in result.stderr


def test_every_flag_has_an_environment_variable(server: Any, article: Path) -> None:
    environment = {
        "NEWSASSAY_SERVER": server.target,
        "NEWSASSAY_SCORE_FORMAT": "json",
        "NEWSASSAY_SCORE_FAIL_UNDER": "1",
        "NEWSASSAY_SCORE_DIMENSION": "hedging consistency",
        "NEWSASSAY_SIGNALS_FORMAT": "json",
        "NEWSASSAY_RUBRIC_FORMAT": "json",
    }
    runner = CliRunner(env=environment)
    scored = runner.invoke(cli, ["score", str(article)])
    assert scored.exit_code == 1
    assert [d.dimension for d in report(json.loads(scored.stdout)).dimensions] == [1, 3]
    for command in ("signals", "rubric"):
        assert json.loads(runner.invoke(cli, [command]).stdout)


def test_fail_on_a_severity(run: Run) -> None:
    result = run("score", "--sample", "aggregator", "--fail-on", "high", "--format", "concise")
    assert result.exit_code == (1 if ": high " in result.stdout else 0)
    result = run("score", "--sample", "aggregator", "--fail-on", "medium")
    assert result.exit_code == 1
    assert "has severity" in result.stderr


def test_several_articles_are_a_line_a_finding_and_a_line_each(
    run: Run, article: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("\nIt was, observers say, nothing. Experts warn of rain.\n", encoding="utf-8")
    lines = run("score", article, other).stdout.splitlines()
    assert f"{other}:2:9: medium attribution.vague_source “observers” cannot" in "\n".join(lines)
    summaries = [line for line in lines if re.match(rf"{tmp_path}/\w+\.txt: 0\.\d\d, ", line)]
    assert [line.partition(":")[0] for line in summaries] == [str(article), str(other)]
    assert run("score", article).stdout.startswith("\n")


def test_pages_in_a_folder_or_a_browser(run: Run, article: Path, tmp_path: Path, monkeypatch: Any) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / "pages"
    run("score", article, article, "--output-dir", folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "0001-article.txt.html",
        "0002-article.txt.html",
        "index.html",
    ]
    assert 'href="0001-article.txt.html"' in (folder / "index.html").read_text(encoding="utf-8")
    run("score", article, "--open")
    run("score", article, "--open", "--output", tmp_path / "page.html")
    first, second = (Path(url.removeprefix("file://")).read_text(encoding="utf-8") for url in opened)
    assert first == second
    assert first.startswith("<!DOCTYPE html>")
    assert run("score", article, "--open", "--format", "json").exit_code == 2


def test_the_zeros_are_written(run: Run, article: Path) -> None:
    (first, *_) = json.loads(run("score", article, "--format", "json").stdout)["evidence"]
    assert first["span"]["start"] == 0
    assert first["normalizedValues"] == []


def test_errors_outweigh_low_scores(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("score", article, tmp_path / "missing.txt", "--fail-under", "1").exit_code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["score", "--sample", "nobody"],
        ["score", "--format", "xml", "a.txt"],
        ["score", "--fail-under", "2", "a.txt"],
        ["score", "--cue", "no equals sign", "a.txt"],
        ["score", "a.txt", "--output", "no/such/folder/out.json"],
        ["signals", "hedging.nothing"],
        ["score", "--min-severity", "huge", "a.txt"],
        ["nonsense"],
    ],
)
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("flags", [("--disable", "no.such"), ("--cue", "no.such=a phrase")])
def test_an_unknown_signal_is_wrong_usage(run: Run, article: Path, flags: tuple[str, str]) -> None:
    result = run("score", article, article, *flags)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == "Error: no such signal: no.such"


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["score", "a.txt", "--disable", "hedging.modal"], "hedging.epistemic_modal"),
        (["signals", "sensatonal.emoji"], "sensational.emoji"),
        (["signals", "hedgin"], "hedging"),
        (["score", "a.txt", "--fail-undr", "1"], "--fail-under"),
        (["scor"], "score"),
        (["rubric", "2026.13"], "2026.12"),
    ],
)
def test_a_slip_is_met_with_what_was_meant(run: Run, arguments: list[str], meant: str) -> None:
    error = run(*arguments).stderr.splitlines()[-1]
    assert "id you mean" in error
    assert meant in error.partition("ean")[2]


def test_an_unknown_rubric_is_one_line(run: Run, article: Path) -> None:
    result = run("score", article, article, "--rubric", "1999.1")
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1


def test_options_reach_the_server(run: Run) -> None:
    flags = [
        "--dimension",
        "sensationalism",
        "--disable",
        "sensational.exclamation_run",
        "--offset-encoding",
        "utf16",
    ]
    one = report(json.loads(run("score", "--sample", "aggregator", "--format", "json", *flags).stdout))
    assert [d.dimension for d in one.dimensions] == [4]
    assert "sensational.exclamation_run" not in {evidence.signal_id for evidence in one.evidence}
    assert one.offset_encoding == 2


def test_pretty_shows_the_article_and_its_evidence(run: Run) -> None:
    result = run("score", "--sample", "aggregator", "--explain")
    assert result.exit_code == 0
    assert "Governor Lucan Thorsby" in result.stdout
    assert "sensational.exclamation_run −" in result.stdout
    assert "overall 0." in result.stdout


def test_signals_of_a_dimension(run: Run) -> None:
    for name in ("sensational", "sensationalism"):
        lines = run("signals", name).stdout.splitlines()[1:]
        assert lines
        assert {line.partition(".")[0] for line in lines if not line.startswith(" ")} == {"sensational"}


def test_signals_and_rubric(run: Run) -> None:
    cards = json.loads(run("signals", "--format", "json").stdout)
    signal_id = cards[0]["signalId"]
    assert signal_id in run("signals").stdout
    assert "Stays silent on" in run("signals", signal_id).stdout
    rubric = json.loads(run("rubric", "--format", "json").stdout)
    assert rubric["version"] in run("rubric").stdout
    assert run("rubric", "1999.1").exit_code == 3


def test_health(run: Run, tmp_path: Path) -> None:
    healthy = run("health")
    assert (healthy.exit_code, healthy.stdout) == (0, "SERVING\n")
    gone = run("health", "--server", f"unix:{tmp_path}/nobody")
    assert gone.exit_code == 3
    assert "UNAVAILABLE" in gone.stderr


def test_health_of_nothing_is_wrong_usage() -> None:
    assert CliRunner(env={"NEWSASSAY_SERVER": None}).invoke(cli, ["health"]).exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line(run: Run) -> None:
    result = run("score", "--sample", "spun", "--output", "/dev/full")
    assert result.exit_code == 3
    assert result.stderr.startswith("newsassay: ")


def test_a_server_that_is_not_there_is_one_line(run: Run, article: Path, tmp_path: Path) -> None:
    result = run("score", article, "--server", f"unix:{tmp_path}/nobody")
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1


def test_a_token_is_not_sent_in_plaintext(run: Run, article: Path) -> None:
    result = run("score", article, "--server", "news.example:50051", "--token", "s3cret")
    assert result.exit_code == 2
    assert "plaintext" in result.stderr


def test_without_a_server_one_is_started(article: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "NEWSASSAY_SERVER"}
    environment["PYTHONPATH"] = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client"))
    environment["PYTHONIOENCODING"] = "ascii"  # output is UTF-8 whatever the locale
    environment["NEWSASSAY_SERVER_TOKEN_FILE"] = "/of/another/server"  # noqa: S105 - a path
    command = [sys.executable, "-m", "newsassay.client.cli", "score", "--all", str(article)]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "the café “will” open" in done.stdout.decode("utf-8")


def test_extract_prints_what_score_would_read(run: Run, tmp_path: Path) -> None:
    page = ROOT / "tests" / "cases" / "html" / "inline_markup.html"
    draft = tmp_path / "draft.md"
    draft.write_text("# T\n\nThe *mayor* said so.", encoding="utf-8")
    done = run("extract", page, draft)
    assert done.exit_code == 0, done.output
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["article"]["title"] == "Harbour board to rebuild east pier"
    assert second["article"]["body"] == "The mayor said so."
    assert second["sourceMap"]["pieces"][2] == {
        "field": "FIELD_BODY",
        "start": 4,
        "end": 9,
        "sourceStart": 10,
        "sourceEnd": 15,
    }
    lines = run("extract", "--article-only", page, draft).stdout
    again = run("score", "--input-format", "jsonl", "--format", "json", "-", stdin=lines.encode())
    direct = run("score", "--format", "json", page, draft)
    assert json.loads(again.stdout) == json.loads(direct.stdout)


def test_a_page_without_an_article_fails_unless_allowed(run: Run) -> None:
    page = ROOT / "tests" / "cases" / "html" / "paywall.html"
    refused = run("score", page, "--format", "json")
    assert refused.exit_code == 3
    assert "No article was found: 15 words of text" in refused.stderr
    assert run("score", page, "--format", "json", "--allow-short").exit_code == 0


def test_a_page_without_the_extra_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsassay.client.input_flags.find_spec", lambda _name: None)
    result = run("score", tmp_path / "page.html")
    assert result.exit_code == 2
    assert "pip install 'newsassay[html]'" in result.stderr


def test_comments_switch_off_what_exists(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    text = "# T\n\nNobody asked!!!\n\n<!-- newsassay-disable {} -->\n\nNobody 😀 asked!!!\n"
    draft.write_text(text.format("sensational.exclamation_run"), encoding="utf-8")
    for unit in ("utf8", "utf16", "utf32"):
        done = run("score", draft, "--format", "json", "--offset-encoding", unit)
        found = [e["signalId"] for e in json.loads(done.stdout)["evidence"]]
        assert found.count("sensational.exclamation_run") == 1
    draft.write_text(text.format("sensational.exclamations"), encoding="utf-8")
    done = run("score", draft, "--format", "json")
    assert done.exit_code == 3
    assert "no such signal: sensational.exclamations. Did you mean sensational.exclamation" in done.stderr

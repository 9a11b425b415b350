"""What README.md says is so: its generated parts, its code, its commands, its links."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from newsassay.client.cli import cli
from newsassay.client.embedded import embedded_server

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESS = "127.0.0.1:50051"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in BLOCK.finditer(TEXT)]
PYTHON = [code for language, code in BLOCKS if language == "python"]
COMMANDS = [
    line.split("#")[0].strip() for language, code in BLOCKS if language == "sh" for line in code.splitlines()
]


def run_snippet(code: str, server: str) -> None:
    exec(compile(code.replace(ADDRESS, server), "README.md", "exec"), {})  # noqa: S102 - our own README


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with embedded_server() as address:
        yield address


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", Path(__file__).with_name("generate.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_parts_are_up_to_date(generator: ModuleType, server: str) -> None:
    assert generator.render(TEXT, server) == TEXT, "run: python tests/docs/generate.py"


def test_the_report_shown_is_worth_showing() -> None:
    shown = next(code for language, code in BLOCKS if language == "console")
    dimensions = ("hedging", "attribution", "consistency", "sensationalism")
    assert all(f"\n  {dimension} " in shown for dimension in dimensions)
    assert all(mark in shown for mark in ("^^^", "−0."))
    assert json.loads(next(code for language, code in BLOCKS if language == "json"))["evidence"]


class Topic:
    """A consumer of two batches: what the README's loop asks of confluent_kafka, which needs a broker."""

    def __init__(self, settings: dict[str, object]) -> None:
        assert settings["enable.auto.commit"] is False
        self.batches = [[b'{"article_id": "a", "body": "It rained."}'], [b'{"article_id": "b"}']]
        self.done: list[str] = []

    def subscribe(self, topics: list[str]) -> None:
        assert topics

    def consume(self, count: int, timeout: float) -> list[Any]:
        assert (count, timeout) == (256, 60.0)
        values = self.batches.pop(0) if self.batches else []
        return [SimpleNamespace(value=lambda value=value: value, error=lambda: None) for value in values]

    def commit(self, *, asynchronous: bool) -> None:
        assert not asynchronous
        print("committed")


@pytest.fixture(autouse=True)
def kafka(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "confluent_kafka", SimpleNamespace(Consumer=Topic))


def test_a_consumer_commits_after_the_answers(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = [code for code in PYTHON if "confluent_kafka" in code]
    run_snippet(code, server)
    scored, committed, failed, committed_too = capsys.readouterr().out.splitlines()
    assert scored.startswith("a 0.")
    assert failed.startswith("dead letter b INVALID_ARGUMENT")
    assert (committed, committed_too) == ("committed", "committed")


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_python_runs(code: str, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    run_snippet(code, server)
    assert "Traceback" not in capsys.readouterr().err


def test_a_library_in_process_finds_what_the_service_finds(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [code for code in PYTHON if "from newsassay.engine import Article, score" in code]
    run_snippet(code, server)
    in_process = capsys.readouterr().out
    service = code.replace(
        "newsassay.engine import Article, score", "newsassay.client import Article, Band, Client"
    )
    service = service.replace("score(", f"Client({server!r}).score(").replace(
        "report.overall.band.name", "Band.Name(report.overall.band).removeprefix('BAND_')"
    )
    run_snippet(service, server)
    assert capsys.readouterr().out == in_process


def test_the_first_snippet_prints_evidence(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = next(code for code in PYTHON if "client.score(" in code)
    run_snippet(first, server)
    printed = capsys.readouterr().out
    assert "attribution.vague_source 'Observers'" in printed


def test_a_generic_client_gets_a_report_by_reflection(server: str) -> None:
    (command,) = [command for command in COMMANDS if command.startswith("buf curl")]
    data = re.search(r"--data '(.*?)'", command)
    assert data
    buf = shutil.which("buf") or str(Path(sys.executable).with_name("buf"))
    flags = ["--protocol", "grpc", "--http2-prior-knowledge"]
    assert " ".join(flags) in command
    socket = ["--unix-socket", server.removeprefix("unix:")]

    def report(method: str, request: str) -> Any:
        url = f"http://localhost/newsassay.v1.CredibilityService/{method}"
        done = subprocess.run(
            [buf, "curl", *flags, *socket, "--data", request, url], capture_output=True, check=True
        )
        return json.loads(done.stdout)["report"]

    assert report("ScoreArticle", data[1])["evidence"]
    articles = [{"body": "Observers say it could rain in the north of the country."}] * 2
    compared = report("CompareArticles", json.dumps({"articles": articles}))
    assert [pair["relation"] for pair in compared["pairs"]] == ["RELATION_IDENTICAL"]


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("newsassay ")])
def test_commands_have_these_flags(command: str) -> None:
    name, *arguments = command.split()[1:]
    known = {flag for parameter in cli.commands[name].params for flag in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= known


SCORING = [command for command in COMMANDS if re.match(r"newsassay score \S+\.(md|txt|jsonl) ", command)]


@pytest.mark.parametrize("command", SCORING)
def test_scoring_commands_do_what_they_say(
    command: str, generator: ModuleType, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    _, _, name, *flags = command.split()
    text = generator.DEMO if not name.endswith(".jsonl") else json.dumps({"body": generator.DEMO}) + "\n"
    Path(name).write_text(text, encoding="utf-8")
    result = CliRunner(env={"NEWSASSAY_SERVER": server}).invoke(cli, ["score", name, *flags])
    assert result.exit_code == (1 if "--fail-on" in flags else 0), result.output
    assert bool(opened) == ("--open" in flags)
    if "--output" in flags:
        assert Path(flags[flags.index("--output") + 1]).stat().st_size


def test_ci_runs_the_command_that_runs_all_tests() -> None:
    (command,) = [command for command in COMMANDS if command.endswith("pytest")]
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_links_work_wherever_the_page_is_shown() -> None:
    links = re.findall(r"\]\(([^)]+)", TEXT)
    assert links
    assert [link for link in links if not link.startswith("https://")] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    roots = "proto|server|client|tests|deploy|\\.ci"
    named = re.findall(rf"`((?:(?:{roots})/|[A-Z]+\.md\b)[^` ]*)", (ROOT / page).read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changelog_knows_this_version() -> None:
    version = re.search(
        r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert version
    assert f"\n## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

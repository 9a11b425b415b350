"""What a project decides once for everybody who scores its articles."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsassay.client.cli import cli

TEXT = "Observers say it could rain. Nobody asked!!! Word on the quay is that it will 😀."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "drafts" / "deep").mkdir(parents=True)
    (tmp_path / "drafts" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "drafts")
    return tmp_path


def score(server: Any, *flags: str) -> Result:
    runner = CliRunner(env={"NEWSASSAY_SERVER": server.target})
    return runner.invoke(cli, ["score", "a.txt", "--format", "json", *flags])


def signals(result: Result) -> set[str]:
    assert result.exit_code in (0, 1), result.output
    return {evidence["signalId"] for evidence in json.loads(result.stdout)["evidence"]}


def test_the_nearest_file_upwards_counts(server: Any, project: Path) -> None:
    before = signals(score(server))
    assert {"attribution.vague_source", "sensational.exclamation_run"} <= before
    (project / "newsassay.toml").write_text('disable = ["sensational.exclamation_run"]\n')
    assert signals(score(server)) == before - {"sensational.exclamation_run"}
    (project / "drafts" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert signals(score(server)) == before - {"sensational.exclamation_run"}
    (project / "drafts" / "pyproject.toml").write_text(
        '[tool.newsassay]\ndisable = ["attribution.vague_source"]\n'
    )
    assert signals(score(server)) == before - {"attribution.vague_source"}
    assert signals(score(server, "--disable", "sensational.exclamation_run")) == before - {
        "attribution.vague_source",
        "sensational.exclamation_run",
    }
    assert signals(score(server, "--no-config")) == before
    config = str(project / "newsassay.toml")
    assert signals(score(server, "--config", config)) == before - {"sensational.exclamation_run"}


def test_everything_can_be_set(server: Any, project: Path) -> None:
    (project / "newsassay.toml").write_text(
        'dimensions = ["hedging", "attribution"]\nfail-under = 0.99\nfail-on = "high"\nmin-severity = "medium"\n'
        'rubric = "2026.11"\n[cues]\n"hedging.hearsay" = ["on the quay"]\n'
    )
    result = score(server)
    assert result.exit_code == 1
    assert "is below 0.99" in result.stderr
    report = json.loads(result.stdout)
    assert [d["dimension"] for d in report["dimensions"]] == ["DIMENSION_HEDGING", "DIMENSION_ATTRIBUTION"]
    assert report["provenance"]["rubricVersion"] == "2026.11"
    assert "on the quay" in [e["span"]["text"] for e in report["evidence"]]
    assert score(server, "--fail-under", "0").exit_code == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("disabled = []", "no such setting: disabled. Did you mean disable?"),
        ('disable = "x"', 'disable must be a list of signals: ["sensational.emoji"]'),
        ("fail-under = true", "fail-under must be a number from 0 to 1"),
        ("cues = {a = 1}", "cues must be a table of lists"),
        ("fail-under = 2", "'--fail-under'"),
        (
            'disable = ["sensational.emojis"]',
            "no such signal: sensational.emojis. Did you mean sensational.emoji",
        ),
        ("disable = [", "newsassay.toml: "),
    ],
)
def test_a_bad_setting_is_named(server: Any, project: Path, text: str, message: str) -> None:
    (project / "newsassay.toml").write_text(text)
    result = score(server)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())

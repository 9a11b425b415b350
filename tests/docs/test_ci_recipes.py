"""The ready-made pieces for continuous integration do what they say, as far as one machine can show."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsassay.client.embedded import embedded_server
from newsassay.client.project_settings import read_settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES: list[Any] = [
    yaml.safe_load(text) for text in re.findall(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GIT = shutil.which("git") or "git"
SCRIPTS = Path(sys.executable).parent
SOBER = (
    "# Pier to be rebuilt\n\nThe harbour board voted on Tuesday to rebuild the pier, Ida Maro, its engineer, said. "
    "The work will cost 4 million euros, according to the board's minutes.\n"
)
SHOUTED = "# SHOCKING!!!\n\nOn Monday, March 4, 2026, they knew!!! Share this NOW!!! 😀😀😀 You won't believe it!!!\n"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with embedded_server() as address:
        yield address


@pytest.fixture
def environment(server: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("NEWSASSAY", "GIT"))}
    return {**kept, "NEWSASSAY_SERVER": server, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}


def commands() -> Iterator[str]:
    """Yield the command lines of all recipes."""
    for recipe in RECIPES:
        for job in recipe.get("jobs", {}).values():
            yield from (step["run"] for step in job["steps"] if "run" in step)
        for job in recipe.values():
            if isinstance(job, dict) and "script" in job:
                yield from job["script"]


def test_there_are_recipes_for_three() -> None:
    assert [
        next(iter(recipe))
        for recipe in RECIPES
        if "repos" in recipe or "jobs" in recipe or "newsassay" in recipe
    ] == [
        "repos",
        "name",
        "newsassay",
    ]


def test_what_is_installed_is_this_package() -> None:
    installed = [command for command in commands() if command.startswith("pip install")]
    assert set(installed) == {"pip install 'newsassay[html]'"}


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("newsassay ")])
def test_a_job_fails_on_bad_drafts_only(command: str, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(SOBER, encoding="utf-8")
    (tmp_path / "content" / "b.html").write_text(f"<p>{SOBER * 10}</p>", encoding="utf-8")

    def run() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            shlex.split(command), cwd=tmp_path, env=environment, capture_output=True, check=False
        )

    good = run()
    assert good.returncode == 0, good.stderr
    (tmp_path / "content" / "a.md").write_text(SHOUTED, encoding="utf-8")
    assert run().returncode == 1
    written = re.search(r"--output (\S+)", command)
    assert written
    assert (tmp_path / written[1]).stat().st_size
    assert README.count(written[1]) > 1  # what is written is what is uploaded


def test_the_hook_is_a_valid_definition(tmp_path: Path) -> None:
    done = subprocess.run(
        [SCRIPTS / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stdout
    recipe = next(recipe for recipe in RECIPES if "repos" in recipe)
    assert recipe["repos"][0]["hooks"][0]["id"] == HOOK["id"]


def test_the_hook_stops_a_bad_draft(tmp_path: Path, environment: dict[str, str]) -> None:
    # Installed already, not fetched by pre-commit: that is all that differs from the real thing.
    recipe = next(recipe for recipe in RECIPES if "repos" in recipe)["repos"][0]["hooks"][0]
    hook = {**HOOK, **recipe, "language": "unsupported"}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    environment["PRE_COMMIT_HOME"] = str(tmp_path / "cache")

    def run(draft: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "draft.md").write_text(draft, encoding="utf-8")
        add = [GIT, "add", "draft.md", ".pre-commit-config.yaml"]
        subprocess.run(add, cwd=tmp_path, env=environment, check=True)
        return subprocess.run(
            [SCRIPTS / "pre-commit", "run"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    init = [GIT, "init", "-q"]
    subprocess.run(init, cwd=tmp_path, env=environment, check=True)
    good = run(SOBER)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = run(SHOUTED)
    assert bad.returncode == 1
    assert "draft.md:1:" in bad.stdout


def test_the_settings_shown_can_be_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```toml\n(disable.*?)^```", README, re.MULTILINE | re.DOTALL)
    path = tmp_path / "newsassay.toml"
    path.write_text(shown, encoding="utf-8")
    settings = read_settings(path)
    assert settings.disable == ("hedging.approximator",)
    assert settings.cues == (("hedging.hearsay", "word on the quay"),)

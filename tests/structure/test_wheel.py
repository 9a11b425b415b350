"""What is installed: a wheel is built and its command line is run."""

import configparser
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import hatchling.build
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        name = hatchling.build.build_wheel(str(folder))
    with zipfile.ZipFile(folder / name) as archive:
        yield archive


def test_it_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in names} == {"newsassay"}
    assert {name.split("/")[1] for name in names} == {"v1", "bulk", "engine", "server", "client"}
    sources = {
        path.relative_to(ROOT / root).as_posix()
        for root in ("proto", "server", "client")
        for path in (ROOT / root / "newsassay").rglob("*.*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == sources


def test_its_command_line_scores_a_sample(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    command = [sys.executable, "-m", "newsassay.client.cli", "score", "--sample", "spun", "--format", "json"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NEWSASSAY")}
    environment["PYTHONPATH"] = str(tmp_path)
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["evidence"]


def test_its_scripts_are_the_two_commands(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    scripts = configparser.ConfigParser()
    scripts.read_string(wheel.read(entry_points).decode())
    assert list(scripts["console_scripts"]) == ["newsassay", "newsassay-server"]

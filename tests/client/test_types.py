"""Type checkers agree with what is written for them: the README's programs and a small service of a stranger's."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROOTS = [str(ROOT / part) for part in ("proto", "server", "client")]
SERVICE = Path(__file__).parent / "typed" / "ingestion.py"
NARROWING = """
from typing import assert_type

from newsassay.client import Failed, Outcome, Scored


def value(outcome: Outcome) -> float:
    if outcome.error is not None:
        assert_type(outcome, Failed)
        return 0.0
    assert_type(outcome, Scored)
    return outcome.report.overall.value
"""
WRONG = """
from newsassay.client import Outcome


def value(outcome: Outcome) -> float:
    return outcome.report.overall.value
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programs")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)):
        if "pyarrow" in code or "confluent_kafka" in code:
            continue  # they have no types
        (folder / f"readme_{number}.py").write_text(code, encoding="utf-8")
    (folder / "ingestion.py").write_text(SERVICE.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "narrowing.py").write_text(NARROWING, encoding="utf-8")
    (folder / "wrong.py").write_text(WRONG, encoding="utf-8")
    return folder


@pytest.mark.needs("module:mypy")
def test_mypy_strict_finds_the_one_mistake(programs: Path) -> None:
    config = programs / "mypy.ini"
    paths = ":".join(ROOTS)
    config.write_text(
        f"[mypy]\nstrict = true\nmypy_path = {paths}\nnamespace_packages = true\n"
        "explicit_package_bases = true\n[mypy-newsassay.*]\nfollow_imports = silent\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", f"--config-file={config}", "--no-pretty", str(programs)]
    done = subprocess.run(
        command, cwd=programs, capture_output=True, text=True, encoding="utf-8", check=False
    )
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert len(errors) == 1, done.stdout
    assert "wrong.py:6: error: " in errors[0]


@pytest.mark.needs("module:basedpyright")
def test_pyright_strict_finds_the_one_mistake(programs: Path) -> None:
    config = {"typeCheckingMode": "strict", "include": ["*.py"], "extraPaths": ROOTS}
    (programs / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    command = [sys.executable, "-m", "basedpyright", "--outputjson", f"--pythonpath={sys.executable}"]
    done = subprocess.run(
        command, cwd=programs, capture_output=True, text=True, encoding="utf-8", check=False
    )
    found = [
        (Path(diagnostic["file"]).name, diagnostic["range"]["start"]["line"])
        for diagnostic in json.loads(done.stdout)["generalDiagnostics"]
    ]
    assert found == [("wrong.py", 5)], done.stdout


def test_the_service_works(server: Any, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("ingestion", SERVICE)
    assert spec
    assert spec.loader
    ingestion = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = ingestion  # where dataclasses look for it
    spec.loader.exec_module(ingestion)
    assert ingestion.main(server.target, ["They knew!!!!!!", " ", "It is open, engineer Ida Maro said."]) == 0
    grave, blank, fine = capsys.readouterr().out.splitlines()
    assert "sensational.exclamation_run: !!!!!!" in grave
    assert "article.body" in blank
    assert fine.endswith("hold=[])")

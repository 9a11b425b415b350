"""What a package index is given: metadata that it accepts, a page that it can show, a licence."""

import email.parser
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from pathlib import Path

import hatchling.build
import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAVY = {"pyarrow", "pyspark", "ray", "pandas", "numpy", "opentelemetry-sdk"}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        hatchling.build.build_wheel(str(folder))
        hatchling.build.build_sdist(str(folder))
    return folder


@pytest.fixture(scope="module")
def metadata(distributions: Path) -> Message:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return email.parser.Parser().parsestr(archive.read(name).decode())


@pytest.mark.needs("module:twine", "module:readme_renderer")
def test_an_index_accepts_it_and_shows_its_page(distributions: Path) -> None:
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, distributions.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_its_licence_goes_with_it(distributions: Path, metadata: Message) -> None:
    assert (metadata["License-Expression"], metadata["License-File"]) == ("Apache-2.0", "LICENSE")
    (source,) = distributions.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "proto/buf.yaml", "tests/conftest.py"} <= names


def test_what_is_heavy_is_an_extra(metadata: Message) -> None:
    base = [line for line in metadata.get_all("Requires-Dist") or [] if "extra ==" not in line]
    assert HEAVY & {line.split()[0].rstrip("<>=0123456789.,") for line in base} == set()
    assert set(metadata.get_all("Provides-Extra") or []) >= {"bulk", "otel", "ray", "spark"}


def test_a_release_is_built_by_a_script_that_the_shell_can_read() -> None:
    for script in ("run", "release"):
        subprocess.run(["/bin/sh", "-n", ROOT / ".ci" / script], check=True)

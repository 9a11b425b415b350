"""The shape of the repository and of the package."""

import ast
import graphlib
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOTS = ("proto", "server", "client")
MODULES = [
    path
    for root in ROOTS
    for path in sorted((ROOT / root).rglob("*.py"))
    if not re.search(r"_pb2(_grpc)?\.py$", path.name)
]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PERMISSIVE = re.compile(r"apache|mit|bsd|mozilla|mpl|psf|python software|isc|unlicense", re.IGNORECASE)


@pytest.mark.parametrize("root", ROOTS)
def test_the_namespace_is_shared(root: str) -> None:
    assert (ROOT / root / "newsassay").is_dir()
    assert not (ROOT / root / "newsassay" / "__init__.py").exists()
    assert not (ROOT / root / "__init__.py").exists()


@pytest.mark.parametrize(
    "package",
    [
        "proto/newsassay/v1",
        "server/newsassay/bulk",
        "server/newsassay/engine",
        "server/newsassay/server",
        "client/newsassay/client",
    ],
)
def test_types_are_shipped(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()


def test_modules_are_small_and_say_what_they_are() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES}
    assert [path for path, text in texts.items() if text.count("\n") > 320] == []
    assert [path for path, text in texts.items() if text and not ast.get_docstring(ast.parse(text))] == []


def test_imports_run_one_way() -> None:
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts[1:]) for path in MODULES}
    known = {name.removesuffix(".__init__") for name in names.values()}
    graph = {
        name.removesuffix(".__init__"): {
            f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in known else node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
            for alias in node.names
        }
        for path, name in names.items()
    }
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, lazy imports counted


@pytest.mark.parametrize(
    "path", sorted((ROOT / "server/newsassay/engine/lexicons").glob("*.tsv")), ids=lambda path: path.name
)
def test_a_lexicon_says_where_it_comes_from(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\n\n")[0]
    assert all(re.search(rf"^# {field}: \S", head, re.MULTILINE) for field in ("source", "licence", "date"))


@pytest.mark.parametrize("requirement", PYPROJECT["project"]["dependencies"])
def test_dependencies_are_permissive(requirement: str) -> None:
    metadata = distribution(re.split(r"[<>=!~\[; ]", requirement)[0]).metadata
    licences = [text for text in metadata.get_all("Classifier") or [] if text.startswith("License ::")]
    licences += [metadata.get("License-Expression") or "", metadata.get("License") or ""]
    assert PERMISSIVE.search(" ".join(licences)), licences

"""The checked-in stubs are what the .proto files say, and the contract is clean."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

PROTO = Path(__file__).parents[2] / "proto"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", PROTO / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_regenerating_the_stubs_gives_the_same_bytes(generator: ModuleType, tmp_path: Path) -> None:
    generator.generate(tmp_path)
    fresh = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*_pb2*.py*")}
    checked_in = {path.relative_to(PROTO): path.read_bytes() for path in PROTO.rglob("*_pb2*.py*")}
    checked_in = {path: content for path, content in checked_in.items() if path.suffix != ".pyc"}
    assert sorted(fresh) == sorted(checked_in)
    assert [str(path) for path in fresh if fresh[path] != checked_in[path]] == []


def test_buf_lint_is_clean(generator: ModuleType) -> None:
    assert generator.lint() == 0

"""Examples in docstrings are run."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [
    path.relative_to(root)
    for root in (ROOT / "server", ROOT / "client")
    for path in sorted(root.rglob("*.py"))
    if ">>>" in path.read_text(encoding="utf-8")
]
MODULES = [".".join(source.with_suffix("").parts).removesuffix(".__init__") for source in SOURCES]


@pytest.mark.parametrize("module", MODULES)
def test_examples(module: str) -> None:
    tried = doctest.testmod(importlib.import_module(module))
    assert tried.attempted
    assert not tried.failed

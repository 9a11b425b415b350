"""Tables are taken from where they were kept only while they are what would be made."""

import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engine_time import article
from golden import corpus

from newsassay.engine import kept_tables
from newsassay.engine.document import Document
from newsassay.engine.kept_tables import kept, kept_at, pickled, sources_sha256
from newsassay.engine.rules import rulebook
from newsassay.engine.rules.judging import Cells, judge_cells


class Maker:
    """Makes a table, and counts how often it has to."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> dict[str, int]:
        self.made += 1
        return {"a": 1}

    def used(self, more: bytes = b"") -> int:
        """How often the table was made, when it has been asked for once more."""
        assert kept("numbers", self, more) == {"a": 1}
        return self.made


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of sources in place of the engine's."""
    folder = tmp_path / "engine"
    folder.mkdir()
    for name in ("kept_tables.py", "words.tsv"):
        (folder / name).write_text("may\n", encoding="utf-8")
    monkeypatch.setattr(kept_tables, "_ENGINE", folder)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    sources_sha256.cache_clear()
    yield folder
    sources_sha256.cache_clear()


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_a_table_is_made_once(engine: Path, make: Maker) -> None:
    assert [make.used(), make.used()] == [1, 1]
    assert [path.name for path in (engine / "__pycache__").iterdir()] == [kept_at("numbers").name]


def _truncated(content: bytes) -> bytes:
    return content[:-1]


def _flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def _other(content: bytes) -> bytes:
    return content[:64] + pickle.dumps({"a": 2})


def _none(_content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("broken", [_truncated, _flipped, _other, _none])
def test_a_broken_table_is_made_again(engine: Path, make: Maker, broken: Callable[[bytes], bytes]) -> None:
    make.used()
    path = kept_at("numbers")
    path.write_bytes(broken(path.read_bytes()))
    assert [make.used(), make.used()] == [2, 2]


def _edit(engine: Path) -> None:
    (engine / "words.tsv").write_text("might\n", encoding="utf-8")


def _add(engine: Path) -> None:
    (engine / "rules").mkdir()
    (engine / "rules" / "more.toml").write_text("", encoding="utf-8")


def _rename(engine: Path) -> None:
    (engine / "words.tsv").rename(engine / "phrases.tsv")


@pytest.mark.parametrize("change", [_edit, _add, _rename])
def test_a_table_of_other_sources_is_made_again(
    engine: Path, make: Maker, change: Callable[[Path], None]
) -> None:
    make.used()
    change(engine)
    sources_sha256.cache_clear()  # as in another process
    assert [make.used(), make.used()] == [2, 2]


def test_a_table_of_another_python_or_other_data_is_made_again(
    engine: Path, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.used()
    assert make.used(more=b"other") == 2
    monkeypatch.setattr(sys, "version", "3.11.0")
    assert make.used(more=b"other") == 3


def test_a_table_is_not_kept_when_sources_change_while_it_is_made(engine: Path) -> None:
    def made() -> str:
        _edit(engine)
        return "of either"

    assert kept("numbers", made) == "of either"
    assert not kept_at("numbers").exists()


@pytest.mark.parametrize("cause", ["no sources", "no folder", "not wanted"])
def test_where_nothing_can_be_kept_tables_are_made(
    engine: Path, make: Maker, monkeypatch: pytest.MonkeyPatch, cause: str
) -> None:
    match cause:
        case "no sources":
            (engine / "kept_tables.py").unlink()
        case "no folder":
            (engine / "__pycache__").write_text("a file", encoding="utf-8")
        case _:
            monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [make.used(), make.used()] == [1, 2]
    assert sorted(path.name for path in engine.rglob("*.table*")) == []


def test_kept_rules_judge_as_those_that_are_made() -> None:
    _, digest, made = rulebook._load()
    kept_book = pickle.loads(pickled(rulebook._load()[2]))  # noqa: S301 - just made
    assert digest == rulebook.RULES_SHA256
    judged = 0
    for generated in corpus()[:12]:
        for text in Document(article(generated)).fields:
            expected = list(judge_cells(Cells(text, made.alphabet), made))
            assert list(judge_cells(Cells(text, kept_book.alphabet), kept_book)) == expected
            judged += len(expected)
    assert judged > 100

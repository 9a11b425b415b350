"""Tables made from the engine's sources, kept beside its bytecode as that is, so that only a first start makes them.

A kept table is used only by the Python that made it, and while every source of the engine reads as it did then; one
that is broken, or of other sources, is made again. Where nothing may be written, none is kept.
"""

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

Table = TypeVar("Table")

_ENGINE = Path(__file__).parent
_SOURCES = (".py", ".toml", ".tsv", ".json")
_DIGEST_BYTES = hashlib.sha256().digest_size


def kept(name: str, make: Callable[[], Table], more: bytes = b"") -> Table:
    """What `make` returns: from where it was kept, if the sources, Python and `more` are what they were then.

    `name` is the table's own. `make` depends on nothing else, and returns what can be pickled.
    """
    sources = sources_sha256()
    if not sources:
        return make()
    path = kept_at(name)
    key = hashlib.sha256(f"{name} {sys.version}".encode() + sources + hashlib.sha256(more).digest()).digest()
    content = _read(path, key)
    if content is not None:
        found: Table = pickle.loads(content)  # noqa: S301 - it lies where bytecode does, and is trusted like that
        return found
    table = make()
    if not sys.dont_write_bytecode:
        _write(path, key, pickled(table), sources)
    return table


def pickled(table: object) -> bytes:
    """A table as it is kept."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(table)
    return out.getvalue()


class _Pickler(pickle.Pickler):
    """Pickles dataclasses as calls: left to themselves, those with slots take five times as long to load."""

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 - pickle's
        """What makes the object again (pickle's hook)."""
        if not is_dataclass(obj) or isinstance(obj, type) or not all(field.init for field in fields(obj)):
            return NotImplemented
        return type(obj), tuple([getattr(obj, field.name) for field in fields(obj)])


def kept_at(name: str) -> Path:
    """The file of a table, where the bytecode of a module of this name would lie."""
    return Path(cache_from_source(str(_ENGINE / f"{name}.py"))).with_suffix(".table")


@cache
def sources_sha256() -> bytes:
    """The digest of all files that the engine is made from; empty if they cannot be read."""
    digest = hashlib.sha256()
    try:
        root = str(_ENGINE)
        for path in sorted(_sources(root)):
            with open(path, "rb") as file:  # noqa: PTH123 - hundreds of files, at every start
                content = file.read()
            digest.update(f"{path[len(root) :]}\0".encode() + hashlib.sha256(content).digest())
    except OSError:
        return b""
    # Where only bytecode is installed, it is what should be looked at.
    return digest.digest() if os.path.isfile(_ENGINE / "kept_tables.py") else b""  # noqa: PTH113


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_SOURCES):
                yield entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _sources(entry.path)


def _read(path: Path, key: bytes) -> bytes | None:
    """What was kept under this key; None if nothing was, or if it is not what was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    table = content[2 * _DIGEST_BYTES :]
    is_whole = content[: 2 * _DIGEST_BYTES] == key + hashlib.sha256(table).digest()
    return table if is_whole else None


def _write(path: Path, key: bytes, table: bytes, sources: bytes) -> None:
    """Keep a table, all of it at once, if the sources are still those that it was made from."""
    sources_sha256.cache_clear()
    if sources_sha256() != sources:
        return
    draft = f"{path}.{os.getpid()}"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb") as file:  # noqa: PTH123
            file.write(key + hashlib.sha256(table).digest() + table)
        os.replace(draft, path)  # noqa: PTH105
    with suppress(OSError):
        os.unlink(draft)  # noqa: PTH108 - what a full disk leaves

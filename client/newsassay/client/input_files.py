"""Which files to read, and in which format: folders and patterns become files, suffixes name formats.

Loads nothing heavy: the command line asks before it starts a server.
"""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

FORMATS = ("text", "markdown", "html", "json", "jsonl")
SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
NO_HTML = "reading HTML needs an extra: pip install 'newsassay[html]'"
_WILD = frozenset("*?[")


def suffix(path: str) -> str:
    """Return what a path's name ends with, from its last full stop on, in lower case."""
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - "-" and patterns are no paths


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths stand for.

    A folder stands for every file below it that has a known suffix, hidden ones aside; a pattern ("**" is
    any depth) for what it matches, so that quoted ones work, too. Both in order of their names. What stands
    for no file is yielded as it is: reading it says why.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - a string, as it was given
            found = list(_below(path))
        elif _WILD & set(path) and not os.path.lexists(path):
            matches = sorted(glob.glob(path, recursive=True), key=_order)  # noqa: PTH207
            found = [match for match in matches if os.path.isfile(match)]  # noqa: PTH113
        else:
            found = [path]
        yield from found or [path]


def _below(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if suffix(name) in SUFFIXES and not name.startswith("."):
                yield os.path.join(here, name)  # noqa: PTH118


def _order(path: str) -> tuple[str, ...]:
    return Path(path).parts

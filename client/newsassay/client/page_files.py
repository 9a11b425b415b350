"""Pages as files: a folder with an index and a page per article, and a page shown in a browser."""

import re
import tempfile
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from newsassay.client.reports.context import Context
from newsassay.client.scoring import Result

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 60


def write_folder(results: Iterable[Result], folder: Path, context: Context) -> Path:
    """Write a page per article and index.html; return the index. The folder is made if there is none."""
    from newsassay.client.reports.html import failure, index_page, index_row, render_one  # noqa: PLC0415 - for pages only

    folder.mkdir(parents=True, exist_ok=True)
    rows, failed = list[str](), list[str]()
    for number, result in enumerate(results, start=1):
        if result.report is None:
            failed.append(failure(result))
            continue
        name = f"{number:04}-{_file_name(result.item.name)}.html"
        _write(folder / name, render_one(result, result.report, context))
        rows.append(index_row(result, result.report, name))
    index = folder / "index.html"
    _write(index, index_page(rows, failed))
    return index


def write_page(texts: Iterable[str], output: TextIO) -> Path:
    """Write a page to a file, or to a new one in place of standard output; return its path.

    A new file stays: the browser reads it when this program is gone.
    """
    if Path(output.name).is_file():
        output.writelines(texts)
        output.flush()
        return Path(output.name)
    with tempfile.NamedTemporaryFile(
        "w", prefix="newsassay-", suffix=".html", encoding="utf-8", newline="\n", delete=False
    ) as file:
        file.writelines(texts)
    return Path(file.name)


def show(page: Path) -> bool:
    """Open a page in the user's browser; False where there is none."""
    return webbrowser.open(page.resolve().as_uri())


def _file_name(name: str) -> str:
    return _NOT_IN_NAMES.sub("-", Path(name).name)[-_LONGEST_NAME:].strip("-.") or "article"


def _write(path: Path, texts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(texts)

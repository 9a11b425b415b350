"""From a path to its articles: which format it is in, and who reads that."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from newsassay.client.reading.json_articles import read_jsonl
from newsassay.client.reading.markdown import read_markdown
from newsassay.client.reading.read_article import ReadArticle, failed
from newsassay.client.reading.text import read_text

FORMATS: dict[str, Callable[[str, BinaryIO], Iterator[ReadArticle]]] = {
    "text": read_text,
    "markdown": read_markdown,
    "jsonl": read_jsonl,
}
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def read(path: str, input_format: str | None = None) -> Iterator[ReadArticle]:
    """Yield the articles of a file; of standard input for "-".

    `input_format` is a key of FORMATS; by default the file's suffix decides, and what is unknown is text.
    What cannot be read becomes a ReadArticle with a problem.
    """
    reader = FORMATS[input_format or SUFFIXES.get(Path(path).suffix.lower(), "text")]
    name = "stdin" if path == "-" else path
    try:
        if path == "-":
            for item in reader(name, sys.stdin.buffer):
                yield replace(item, path=path)
        else:
            with Path(path).open("rb") as file:
                for item in reader(name, file):
                    yield replace(item, path=path)
    except OSError as error:
        yield failed(name, error.strerror or str(error), path=path)

"""What may reach a terminal: nothing from outside that it would obey.

Articles, file names, field names of JSONL and everything a server says can hold escape sequences. Views replace
them with `safe`, JSON escapes them, and consoles and error lines do so once more, so that a place that forgot
is not a hole.
"""

import json
import os
import re
import shutil
from typing import TextIO

import click

WIDEST = 110

# Beyond ASCII: C1 controls, marks and overrides of direction, line separators, invisible operators, annotation
# marks, tags, and halves of surrogate pairs, which no terminal can be sent. Joiners stay: emoji need them.
_UNICODE = (
    "\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
UNSAFE = re.compile(f"[\x00-\x1f{_UNICODE}]")
_UNSAFE_IN_LINES = re.compile(f"[\x00-\x09\x0b-\x1f{_UNICODE}]")
_UNSAFE_IN_JSON = re.compile(f"[{_UNICODE}]")


def safe(text: str) -> str:
    """Return the text without anything that a terminal would obey, code point for code point."""
    return UNSAFE.sub(_visible, text)


def one_line(text: str) -> str:
    """Return safe text on one line, with runs of white space as one space."""
    return safe(" ".join(text.split()))


def width_of(file: TextIO) -> int:
    """Return how many cells a line has: at most WIDEST, and that many where nobody knows better."""
    knows_better = file.isatty() or "COLUMNS" in os.environ
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST) if knows_better else WIDEST


def has_color(file: TextIO) -> bool:
    """Whether to write colours: to a terminal that has any, unless NO_COLOR, and wherever FORCE_COLOR says so."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (file.isatty() and os.environ.get("TERM") != "dumb")


def say(line: str) -> None:
    """Write a line to standard error."""
    click.echo(safe(line), err=True)


def json_text(value: object, *, indent: int | None = None) -> str:
    """JSON that reads the same everywhere and that a terminal can be shown: controls beyond ASCII are escaped."""
    return _UNSAFE_IN_JSON.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def safe_lines(text: str) -> str:
    """Return text made safe, line feeds kept."""
    return _UNSAFE_IN_LINES.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    return " " if match[0] == "\t" else "\N{MIDDLE DOT}"


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1] if match[0] != "\x7f" else "\\u007f"

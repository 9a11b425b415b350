"""Colours and words that every view for people shares."""

import os
from typing import TextIO

from rich.console import Console
from rich.text import Text

from newsassay.v1.article_pb2 import Dimension
from newsassay.v1.report_pb2 import (
    BAND_HIGH,
    BAND_LOW,
    BAND_MEDIUM,
    FIELD_BODY,
    FIELD_BYLINE,
    FIELD_TITLE,
    SEVERITY_HIGH,
    SEVERITY_INFO,
    SEVERITY_LOW,
    SEVERITY_MEDIUM,
)

WIDEST = 110
CREDIT = "green"
QUIET = "bright_black"
BANDS = {BAND_LOW: ("low", "red"), BAND_MEDIUM: ("medium", "yellow"), BAND_HIGH: ("high", "green")}
SEVERITIES = {
    SEVERITY_HIGH: ("high", "bold red"),
    SEVERITY_MEDIUM: ("medium", "yellow"),
    SEVERITY_LOW: ("low", "cyan"),
    SEVERITY_INFO: ("info", QUIET),
}
FIELDS = {FIELD_TITLE: "title", FIELD_BYLINE: "byline", FIELD_BODY: "body"}


def console_for(file: TextIO) -> Console:
    """Return a console on `file`: at most WIDEST cells wide, and that wide where nobody knows better."""
    console = Console(file=file, highlight=False, emoji=False, markup=False)
    knows_better = console.is_terminal or "COLUMNS" in os.environ
    console.width = min(console.width, WIDEST) if knows_better else WIDEST
    return console


def print_indented(console: Console, text: Text, indent: int, hanging: int = 0) -> None:
    """Print a text broken at words; every line is indented, those that continue one by `hanging` more."""
    for line in text.split("\n", allow_blank=True):
        for number, part in enumerate(line.wrap(console, console.width - indent - hanging)):
            console.print(Text(" " * (indent + (hanging if number else 0))).append_text(part))


def dimension_name(value: "Dimension.ValueType") -> str:
    """Return "hedging" for DIMENSION_HEDGING."""
    return Dimension.Name(value).removeprefix("DIMENSION_").lower()


def signed(value: float) -> str:
    """Return a contribution as people read it: "−0.012"."""
    return f"{value:+.3f}".replace("-", "−") if round(value, 3) else "0"

"""Colours and words that every view for people shares."""

import os
from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from newsassay.client.terminal import safe_lines
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


class SafeConsole(Console):
    """A console that obeys its own styles only: takes no markup, and shows controls in what it prints as dots."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - rich's own
        super().__init__(highlight=False, emoji=False, markup=False, **settings)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render, and neutralise every text (rich calls it for all that is printed)."""
        for segment in super().render(renderable, options):
            text, style, control = segment
            yield segment if control else Segment(safe_lines(text), style)


def console_for(file: TextIO) -> Console:
    """Return a console on `file`: at most WIDEST cells wide, and that wide where nobody knows better."""
    console = SafeConsole(file=file)
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
    return enum_name(Dimension, value, "DIMENSION_")


def enum_name(enum: Any, value: int, prefix: str) -> str:  # noqa: ANN401 - each enum has a type of its own
    """Return "high" for SEVERITY_HIGH; a newer server's value that has no name here is its number."""
    name = enum.Name(value) if value in enum.values() else f"unknown {value}"
    return str(name).removeprefix(prefix).replace("_", " ").lower()


def signed(value: float) -> str:
    """Return a contribution as people read it: "−0.012"."""
    return f"{value:+.3f}".replace("-", "−") if round(value, 3) else "0"

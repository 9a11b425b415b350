"""Consoles for the views that rich lays out: signal cards, rubrics, progress."""

import os
from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from newsassay.client.terminal import WIDEST, safe_lines


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

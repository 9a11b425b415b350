"""The output formats: what each is called, and which module renders it.

Nothing is loaded before it is needed: --help lists these names without gRPC.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from newsassay.client.reports.context import Context
    from newsassay.client.scoring import Result

    Render = Callable[[Iterable[Result], Context], Iterator[str]]

_HOME = "newsassay.client.reports"


@dataclass(frozen=True, slots=True)
class Format:
    """A format's home, and what it asks for.

    Renderers count in code points; those that pass offsets on to the caller take the caller's own unit.
    """

    module: str
    function: str = "render"
    asks_for_cards: bool = False
    passes_offsets_on: bool = False

    def load(self) -> "Render":
        """Import the format's module and return its renderer."""
        return cast("Render", getattr(import_module(self.module), self.function))


FORMATS = {
    "pretty": Format(f"{_HOME}.pretty"),
    "concise": Format(f"{_HOME}.concise"),
    "html": Format(f"{_HOME}.html", asks_for_cards=True),
    "markdown": Format(f"{_HOME}.markdown"),
    "sarif": Format(f"{_HOME}.sarif", asks_for_cards=True),
    "junit": Format(f"{_HOME}.junit"),
    "json": Format(f"{_HOME}.canonical_json", "render_json", passes_offsets_on=True),
    "jsonl": Format(f"{_HOME}.canonical_json", "render_jsonl", passes_offsets_on=True),
}


def default_format(count: int) -> str:
    """Return the format for so many articles: one is worth a page, several a line each."""
    return "concise" if count > 1 else "pretty"

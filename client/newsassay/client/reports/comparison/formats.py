"""The output formats of a comparison; as for scores, nothing is loaded before it is needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from newsassay.client.reports.comparison.compared import Compared, View

    Render = Callable[[Compared, View], Iterator[str]]

_HOME = "newsassay.client.reports.comparison"


@dataclass(frozen=True, slots=True)
class Format:
    """A format's home. Those that pass offsets on take the caller's own unit, others code points."""

    module: str
    passes_offsets_on: bool = False

    def load(self) -> "Render":
        """Import the format's module and return its renderer."""
        return cast("Render", import_module(self.module).render)


FORMATS = {
    "pretty": Format(f"{_HOME}.pretty"),
    "markdown": Format(f"{_HOME}.markdown"),
    "html": Format(f"{_HOME}.html"),
    "json": Format(f"{_HOME}.canonical_json", passes_offsets_on=True),
}

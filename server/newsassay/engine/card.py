"""Signal cards: what a signal claims, what it does not, and examples of both.

A card is data: it stands in a signal's rule file, or in cards/*.toml if a function judges the signal. Tests run its
examples, `ListSignals` serves it, and the documentation is rendered from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from newsassay.engine.article import Article, Dimension
from newsassay.engine.report import Severity


class Sign(IntEnum):
    """Direction in which a signal moves its dimension."""

    PENALTY = 1
    CREDIT = 2


@dataclass(frozen=True, slots=True)
class Example:
    """A short made-up article on a card."""

    body: str = ""
    title: str = ""
    byline: str = ""

    def article(self) -> Article:
        """The example as an article to score."""
        return Article(title=self.title, body=self.body, byline=self.byline)


@dataclass(frozen=True, slots=True)
class SignalCard:
    """One signal's public description.

    `fires` are texts in which the signal must fire, `near_misses` texts in which it must not; plain
    strings are bodies. `w3c_refs` are ids of the W3C Credibility Signals draft of 2019-11-26.
    `precision` (0..1) and `base_rate` (hits per 1,000 words of edited news) are measured, else None.
    """

    signal_id: str
    dimension: Dimension
    sign: Sign
    severity: Severity
    claim: str
    disclaimer: str
    fires: tuple[Example | str, ...]
    near_misses: tuple[Example | str, ...]
    w3c_refs: tuple[str, ...] = ()
    precision: float | None = None
    base_rate: float | None = None

    def examples(self) -> tuple[tuple[Example, bool], ...]:
        """Every example with whether the signal must fire in it."""
        labelled = [(e, True) for e in self.fires] + [(e, False) for e in self.near_misses]
        return tuple((Example(body=e) if isinstance(e, str) else e, fires) for e, fires in labelled)


def read_card(data: Mapping[str, Any]) -> SignalCard:
    """The card in a table of a TOML file; `behind_examples` is a text to put behind each. Raises KeyError with the key."""
    behind = data.get("behind_examples", "")
    return SignalCard(
        signal_id=data["id"],
        dimension=_dimension(data["id"]),
        sign=Sign[data["sign"].upper()],
        severity=Severity[data["severity"].upper()],
        claim=data["claim"],
        disclaimer=data["disclaimer"],
        fires=tuple(_example(e, behind) for e in data["fires"]),
        near_misses=tuple(_example(e, behind) for e in data["near_misses"]),
        w3c_refs=tuple(data.get("w3c_refs", ())),
        precision=data.get("precision"),
        base_rate=data.get("base_rate"),
    )


def _dimension(signal_id: str) -> Dimension:
    """The dimension with whose name an id starts: sensational.tag is of SENSATIONALISM."""
    first = signal_id.split(".", maxsplit=1)[0].upper()
    for dimension in Dimension:
        if first and dimension.name.startswith(first):
            return dimension
    raise KeyError(first)


def _example(value: str | dict[str, str], behind: str) -> Example | str:
    """An example of a card; where habits show only in an article, a plain report is put behind each."""
    return value + behind if isinstance(value, str) else Example(**value)

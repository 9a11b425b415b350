"""What a signal family is to the registry."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from newsassay.engine.card import SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Judgement


class Family(NamedTuple):
    """A module's cards, and the one detector that judges every candidate of its signals, in any order."""

    cards: tuple[SignalCard, ...]
    detect: Callable[[Document], Iterable[Judgement]]

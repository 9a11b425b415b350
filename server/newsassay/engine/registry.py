"""All signals: their cards by id, and which families to run for a dimension."""

from functools import partial

from newsassay.engine.article import Dimension
from newsassay.engine.card import SignalCard
from newsassay.engine.conflicts import FAMILIES as CONFLICTS
from newsassay.engine.family import Family
from newsassay.engine.measures import FAMILIES as MEASURES
from newsassay.engine.rules.judging import judge
from newsassay.engine.rules.rulebook import RULEBOOK
from newsassay.engine.signals import attribution, sensational

_IN_PYTHON: dict[Dimension, tuple[Family, ...]] = {
    Dimension.HEDGING: (),
    Dimension.ATTRIBUTION: attribution.FAMILIES + MEASURES[Dimension.ATTRIBUTION],
    Dimension.CONSISTENCY: CONFLICTS + MEASURES[Dimension.CONSISTENCY],
    Dimension.SENSATIONALISM: sensational.FAMILIES + MEASURES[Dimension.SENSATIONALISM],
}

FAMILIES: dict[Dimension, tuple[Family, ...]] = {
    dimension: (
        Family(
            tuple(card for card in RULEBOOK.cards if card.dimension is dimension),
            partial(judge, dimension=dimension),
        ),
        *families,
    )
    for dimension, families in _IN_PYTHON.items()
}

CARDS: dict[str, SignalCard] = {
    card.signal_id: card
    for card in sorted(
        (card for families in FAMILIES.values() for family in families for card in family.cards),
        key=lambda card: card.signal_id,
    )
}


def signal_cards() -> tuple[SignalCard, ...]:
    """All signal cards, sorted by id."""
    return tuple(CARDS.values())

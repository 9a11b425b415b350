"""All signals: their cards by id, and which families to run for a dimension."""

from newsassay.engine.article import Dimension
from newsassay.engine.card import SignalCard
from newsassay.engine.signals import attribution, consistency, hedging, sensational
from newsassay.engine.signals.family import Family

FAMILIES: dict[Dimension, tuple[Family, ...]] = {
    Dimension.HEDGING: hedging.FAMILIES,
    Dimension.ATTRIBUTION: attribution.FAMILIES,
    Dimension.CONSISTENCY: consistency.FAMILIES,
    Dimension.SENSATIONALISM: sensational.FAMILIES,
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

"""All signals: their cards by id, and what judges the candidates of a dimension."""

import tomllib
from collections.abc import Callable, Iterable
from functools import partial
from importlib.resources import files

from newsassay.engine.article import Dimension
from newsassay.engine.card import SignalCard, read_card
from newsassay.engine.conflicts import age, arithmetic, date, gender, headline, name, number, polarity, role
from newsassay.engine.document import Document
from newsassay.engine.finding import Judgement
from newsassay.engine.kept_tables import kept
from newsassay.engine.measures import byline_topic_mismatch, duplicate_passage, teaser, terminology_drift
from newsassay.engine.rules.judging import judge
from newsassay.engine.rules.rulebook import RULEBOOK
from newsassay.engine.signals.attribution import (
    aggregator_credits,
    contrasted_view,
    dated_events,
    missing_byline,
    reporting_credit,
    single_source,
    source_kinds,
    unattributed_quotes,
    unnamed_sources,
)
from newsassay.engine.signals.sensational import (
    capitals,
    emoji_runs,
    engagement_counter,
    mojibake,
    punctuation_runs,
    single_marks,
    tags,
)

Detector = Callable[[Document], Iterable[Judgement]]
"""Judges every candidate of some signals, in any order."""

_MODULES = {
    Dimension.HEDGING: (),
    Dimension.ATTRIBUTION: (
        source_kinds,
        unnamed_sources,
        unattributed_quotes,
        dated_events,
        contrasted_view,
        single_source,
        missing_byline,
        reporting_credit,
        aggregator_credits,
    ),
    Dimension.CONSISTENCY: (
        *(number, date, age, arithmetic, headline, polarity, name, gender, role),
        *(terminology_drift, duplicate_passage, byline_topic_mismatch),
    ),
    # A teaser is a second way to find what a rule file claims: it has no card of its own.
    Dimension.SENSATIONALISM: (
        *(emoji_runs, mojibake, capitals, punctuation_runs, single_marks, engagement_counter, tags),
        teaser,
    ),
}

DETECTORS: dict[Dimension, tuple[Detector, ...]] = {
    dimension: (partial(judge, dimension=dimension), *(module.detect for module in modules))
    for dimension, modules in _MODULES.items()
}


def _cards() -> tuple[SignalCard, ...]:
    """The cards of the signals that a function judges."""
    contents = (file.read_text(encoding="utf-8") for file in files("newsassay.engine.cards").iterdir())
    return tuple(read_card(card) for content in contents for card in tomllib.loads(content)["card"])


CARDS: dict[str, SignalCard] = {
    card.signal_id: card
    for card in sorted((*RULEBOOK.cards, *kept("cards", _cards)), key=lambda card: card.signal_id)
}


def signal_cards() -> tuple[SignalCard, ...]:
    """All signal cards, sorted by id."""
    return tuple(CARDS.values())

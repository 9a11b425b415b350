"""Signals that count or compare over an article, by dimension.

Of consistency: repetition, drifting terms, stock biographies. Of sensationalism: what the opening takes up of a headline.
"""

from newsassay.engine.article import Dimension
from newsassay.engine.family import Family
from newsassay.engine.measures import (
    byline_topic_mismatch,
    duplicate_passage,
    teaser,
    terminology_drift,
)

FAMILIES: dict[Dimension, tuple[Family, ...]] = {
    Dimension.ATTRIBUTION: (),
    Dimension.CONSISTENCY: tuple(
        Family(module.CARDS, module.detect)
        for module in (terminology_drift, duplicate_passage, byline_topic_mismatch)
    ),
    # A teaser is a second way to find what a rule file claims: it has no card of its own.
    Dimension.SENSATIONALISM: (Family((), teaser.detect),),
}

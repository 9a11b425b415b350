"""Signals that count or compare over an article, by dimension.

Of attribution: the tense of frames. Of consistency: repetition, drifting terms, stock biographies, machine residue. Of
sensationalism: habits of voice, and what the opening takes up of a headline.
"""

from newsassay.engine.article import Dimension
from newsassay.engine.family import Family
from newsassay.engine.measures import (
    byline_topic_mismatch,
    duplicate_passage,
    generation_residue,
    habits,
    past_frame,
    teaser,
    terminology_drift,
)

FAMILIES: dict[Dimension, tuple[Family, ...]] = {
    Dimension.ATTRIBUTION: (Family(past_frame.CARDS, past_frame.detect),),
    Dimension.CONSISTENCY: tuple(
        Family(module.CARDS, module.detect)
        for module in (terminology_drift, duplicate_passage, generation_residue, byline_topic_mismatch)
    ),
    # A teaser is a second way to find what a rule file claims: it has no card of its own.
    Dimension.SENSATIONALISM: (Family(habits.CARDS, habits.detect), Family((), teaser.detect)),
}

"""Signals that count or compare over an article.

Of consistency: repetition, drifting terms, stock biographies, machine residue. Of headlines: what the opening takes up.
"""

from newsassay.engine.family import Family
from newsassay.engine.measures import (
    byline_topic_mismatch,
    duplicate_passage,
    generation_residue,
    teaser,
    terminology_drift,
)

FAMILIES: tuple[Family, ...] = tuple(
    Family(module.CARDS, module.detect)
    for module in (terminology_drift, duplicate_passage, generation_residue, byline_topic_mismatch)
)
HEADLINE_FAMILIES: tuple[Family, ...] = (
    Family((), teaser.detect),
)  # a second way to find what a rule file claims

"""Consistency signals that count over an article: repetition, drifting terms, stock biographies, machine residue."""

from newsassay.engine.family import Family
from newsassay.engine.measures import (
    byline_topic_mismatch,
    duplicate_passage,
    generation_residue,
    terminology_drift,
)

FAMILIES: tuple[Family, ...] = tuple(
    Family(module.CARDS, module.detect)
    for module in (terminology_drift, duplicate_passage, generation_residue, byline_topic_mismatch)
)

"""Families of the attribution dimension."""

from newsassay.engine.signals.attribution import agentless_claim, vague_source
from newsassay.engine.signals.family import Family

FAMILIES: tuple[Family, ...] = (
    Family(vague_source.CARDS, vague_source.detect),
    Family(agentless_claim.CARDS, agentless_claim.detect),
)

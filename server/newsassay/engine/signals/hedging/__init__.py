"""Families of the hedging dimension."""

from newsassay.engine.family import Family
from newsassay.engine.signals.hedging import (
    approximator,
    calibrated_uncertainty,
    hypothetical,
    overclaim,
    plausibility_shield,
    vague_quantifier,
)

FAMILIES = (
    Family(approximator.CARDS, approximator.detect),
    Family(vague_quantifier.CARDS, vague_quantifier.detect),
    Family(plausibility_shield.CARDS, plausibility_shield.detect),
    Family(hypothetical.CARDS, hypothetical.detect),
    Family(overclaim.CARDS, overclaim.detect),
    Family(calibrated_uncertainty.CARDS, calibrated_uncertainty.detect),
)

"""Families of the hedging dimension."""

from newsassay.engine.family import Family
from newsassay.engine.signals.hedging import (
    calibrated_uncertainty,
    hypothetical,
    overclaim,
    plausibility_shield,
)

FAMILIES = (
    Family(plausibility_shield.CARDS, plausibility_shield.detect),
    Family(hypothetical.CARDS, hypothetical.detect),
    Family(overclaim.CARDS, overclaim.detect),
    Family(calibrated_uncertainty.CARDS, calibrated_uncertainty.detect),
)

"""Families of the hedging dimension."""

from newsassay.engine.family import Family
from newsassay.engine.signals.hedging import (
    calibrated_uncertainty,
    hypothetical,
)

FAMILIES = (
    Family(hypothetical.CARDS, hypothetical.detect),
    Family(calibrated_uncertainty.CARDS, calibrated_uncertainty.detect),
)

"""Families of the consistency dimension that judge words and sentences; conflicts and measures are apart."""

from newsassay.engine.family import Family
from newsassay.engine.signals.consistency import agreement_slip

FAMILIES: tuple[Family, ...] = (Family(agreement_slip.CARDS, agreement_slip.detect),)

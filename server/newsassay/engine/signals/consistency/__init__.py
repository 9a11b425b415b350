"""Families of the consistency dimension."""

from newsassay.engine.signals.consistency import (
    age_conflict,
    arithmetic_conflict,
    date_conflict,
    headline_mismatch,
    number_conflict,
    polarity_conflict,
)
from newsassay.engine.signals.family import Family

FAMILIES: tuple[Family, ...] = (
    Family(number_conflict.CARDS, number_conflict.detect),
    Family(date_conflict.CARDS, date_conflict.detect),
    Family(age_conflict.CARDS, age_conflict.detect),
    Family(arithmetic_conflict.CARDS, arithmetic_conflict.detect),
    Family(headline_mismatch.CARDS, headline_mismatch.detect),
    Family(polarity_conflict.CARDS, polarity_conflict.detect),
)

"""Families of the consistency dimension."""

from newsassay.engine.family import Family
from newsassay.engine.signals.consistency import (
    age_conflict,
    agreement_slip,
    arithmetic_conflict,
    date_conflict,
    fact_name,
    gender_conflict,
    headline_mismatch,
    name_conflict,
    number_conflict,
    polarity_conflict,
    role_conflict,
    spun_phrase,
)

FAMILIES: tuple[Family, ...] = (
    Family(number_conflict.CARDS, number_conflict.detect),
    Family(date_conflict.CARDS, date_conflict.detect),
    Family(age_conflict.CARDS, age_conflict.detect),
    Family(arithmetic_conflict.CARDS, arithmetic_conflict.detect),
    Family(headline_mismatch.CARDS, headline_mismatch.detect),
    Family(polarity_conflict.CARDS, polarity_conflict.detect),
    Family(name_conflict.CARDS, name_conflict.detect),
    Family(gender_conflict.CARDS, gender_conflict.detect),
    Family((), fact_name.detect),  # fires name_conflict
    Family(role_conflict.CARDS, role_conflict.detect),
    Family(agreement_slip.CARDS, agreement_slip.detect),
    Family(spun_phrase.CARDS, spun_phrase.detect),
)

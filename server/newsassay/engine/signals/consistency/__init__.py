"""Families of the consistency dimension."""

from newsassay.engine.signals.consistency import (
    age_conflict,
    agreement_slip,
    arithmetic_conflict,
    author_biography,
    date_conflict,
    fact_name,
    gender_conflict,
    headline_mismatch,
    name_conflict,
    number_conflict,
    opening_pronoun,
    polarity_conflict,
    repetition,
    role_conflict,
    spun_text,
    terminology_drift,
)
from newsassay.engine.signals.family import Family

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
    Family(terminology_drift.CARDS, terminology_drift.detect),
    Family(repetition.CARDS, repetition.detect),
    Family(agreement_slip.CARDS, agreement_slip.detect),
    Family((), opening_pronoun.detect),  # fires agreement_slip
    Family(spun_text.CARDS, spun_text.detect),
    Family(author_biography.CARDS, author_biography.detect),
)

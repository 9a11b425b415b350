"""Families of the sensationalism dimension."""

from newsassay.engine.signals.family import Family
from newsassay.engine.signals.sensational import (
    capitals,
    clickbait,
    emoji_runs,
    furniture,
    headline_address,
    intensity,
    listicle,
    loaded_language,
    mojibake,
    punctuation_runs,
    tags,
)

FAMILIES = (
    Family(emoji_runs.CARDS, emoji_runs.detect),
    Family(mojibake.CARDS, mojibake.detect),
    Family(capitals.CARDS, capitals.detect),
    Family(punctuation_runs.CARDS, punctuation_runs.detect),
    Family(clickbait.CARDS, clickbait.detect),
    Family(listicle.CARDS, listicle.detect),
    Family(headline_address.CARDS, headline_address.detect),
    Family(intensity.CARDS, intensity.detect),
    Family(loaded_language.CARDS, loaded_language.detect),
    Family(furniture.CARDS, furniture.detect),
    Family(tags.CARDS, tags.detect),
)

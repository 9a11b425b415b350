"""Families of the sensationalism dimension."""

from newsassay.engine.signals.family import Family
from newsassay.engine.signals.sensational import punctuation_runs

FAMILIES = (Family(punctuation_runs.CARDS, punctuation_runs.detect),)

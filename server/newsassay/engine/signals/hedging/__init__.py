"""Families of the hedging dimension."""

from newsassay.engine.signals.family import Family

FAMILIES: tuple[Family, ...] = ()

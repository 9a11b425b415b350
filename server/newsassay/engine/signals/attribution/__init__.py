"""Families of the attribution dimension."""

from newsassay.engine.signals.family import Family

FAMILIES: tuple[Family, ...] = ()

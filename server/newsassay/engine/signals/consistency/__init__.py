"""Families of the consistency dimension."""

from newsassay.engine.signals.family import Family

FAMILIES: tuple[Family, ...] = ()

"""Signals of attribution that a function judges."""

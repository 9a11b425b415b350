"""Signals of sensationalism that a function judges."""

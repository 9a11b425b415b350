"""Comparisons for people and programs: a terminal, a page, a comment, JSON."""

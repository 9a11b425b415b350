"""Verbs that take a clause for a complement ("say that", "say he left"), from a table learnt with the tagger's."""

from importlib.resources import files

_ROWS = (
    files("newsassay.engine.grammar").joinpath("clause_verbs.tsv").read_text(encoding="utf-8").splitlines()
)
_TAKE_CLAUSES = frozenset(lemma for row in _ROWS if row[:2] != "# " for lemma in row.split())


def takes_clause(lemma: str) -> bool:
    """Whether a verb, by its lemma, takes a clause."""
    return lemma in _TAKE_CLAUSES

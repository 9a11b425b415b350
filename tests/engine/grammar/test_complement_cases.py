"""Complements of verbs in labelled sentences: tests/cases/grammar_complements.tsv."""

import re
from pathlib import Path

import pytest

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.clauses import clauses
from newsassay.engine.grammar.complements import ComplementKind
from newsassay.engine.grammar.phrases import VerbGroup, phrases

FILE = Path(__file__).parents[2] / "cases" / "grammar_complements.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
MARK = re.compile(r"[*\[\]]")


def parts(marked: str) -> tuple[str, int, str]:
    """The plain text, the code point of the verb, and the complement in brackets."""
    bracketed = re.search(r"\[(.*)\]", marked)
    verb = len(MARK.sub("", marked[: marked.index("*")]))
    return MARK.sub("", marked), verb, MARK.sub("", bracketed[1]).strip() if bracketed else ""


@pytest.mark.parametrize(("kind", "marked"), ROWS, ids=[" ".join(row) for row in ROWS])
def test_complement(kind: str, marked: str, request: pytest.FixtureRequest) -> None:
    if kind[0] == "?":
        request.applymarker(pytest.mark.xfail(reason="known to be missed", strict=True))
    plain, verb, expected = parts(marked)
    text = FieldText(Field.BODY, plain)
    token = text.tokens.at(verb)
    group = text.layer(phrases).at(token)
    assert isinstance(group, VerbGroup), group
    found = text.layer(clauses).of(group).complement(ComplementKind(kind.lstrip("!?")))
    assert (text.tokens.phrase(found.first, found.last) if found else "") == expected

"""Noun phrases and verb groups in labelled sentences: tests/cases/grammar_phrases.tsv."""

from pathlib import Path

import pytest

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.phrases import NounPhrase, VerbGroup, phrases

FILE = Path(__file__).parents[2] / "cases" / "grammar_phrases.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]


def said(found: NounPhrase | VerbGroup, attribute: str, text: FieldText) -> str:
    value = getattr(found, attribute)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else text.tokens.lower[value] if isinstance(value, int) else value


@pytest.mark.parametrize(("marked", "asked"), ROWS, ids=[row[0] for row in ROWS])
def test_phrase(marked: str, asked: str, request: pytest.FixtureRequest) -> None:
    if asked[0] == "?":
        request.applymarker(pytest.mark.xfail(reason="known to come out otherwise", strict=True))
    text = FieldText(Field.BODY, marked.replace("[", "").replace("]", ""))
    first, end = marked.index("["), marked.index("]") - 1
    found = text.layer(phrases).at(text.tokens.at(end - 1))
    assert found
    assert text.tokens.span(found.first, found.last) == (first, end)
    expected = dict(pair.split("=") for pair in asked.lstrip("?").split(" "))
    assert {name: said(found, name, text) for name in expected} == expected

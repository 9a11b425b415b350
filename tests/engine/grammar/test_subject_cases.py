"""Subjects of verbs in labelled sentences: tests/cases/grammar_subjects.tsv."""

from pathlib import Path

import pytest

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.clauses import clauses
from newsassay.engine.grammar.phrases import phrases
from newsassay.engine.grammar.subjects import SubjectFoundBy

FILE = Path(__file__).parents[2] / "cases" / "grammar_subjects.tsv"
ROWS = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]


@pytest.mark.parametrize(("verb", "subject", "sentence"), ROWS, ids=["\t".join(row) for row in ROWS])
def test_subject(verb: str, subject: str, sentence: str) -> None:
    text = FieldText(Field.BODY, sentence)
    group = [group for group in text.layer(phrases).verb_groups if text.tokens.lower[group.head] == verb][-1]
    clause = text.layer(clauses).of(group)
    if subject == "who":
        assert clause.found_by is SubjectFoundBy.RELATIVE
    elif subject == "-":
        assert clause.subject is None
    else:
        assert clause.subject
        assert text.tokens.phrase(clause.subject.first, clause.subject.last).lower() == subject.lower()


@pytest.mark.parametrize(
    ("sentence", "verb", "whole"),
    [
        ("The head of the union, Ana Ruiz, said so.", "said", "The head of the union, Ana Ruiz"),
        ("“So,” said Ana Ruiz, the head of the union.", "said", "Ana Ruiz, the head of the union"),
        ("The professor, who lives nearby, said so.", "said", "The professor, who lives nearby"),
        ("Marta Quist and Tomas Varga said so.", "said", "Marta Quist and Tomas Varga"),
        ("Police on Friday said so.", "said", "Police"),
        ("They said so.", "said", "They"),
    ],
)
def test_whole_subject(sentence: str, verb: str, whole: str) -> None:
    text = FieldText(Field.BODY, sentence)
    group = [group for group in text.layer(phrases).verb_groups if text.tokens.lower[group.head] == verb][-1]
    made = text.layer(clauses)
    found = made.subject_range(made.of(group))
    assert found
    assert text.tokens.phrase(*found) == whole

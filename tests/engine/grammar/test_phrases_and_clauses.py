"""Phrases and clauses of sentences."""

import pytest

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.clauses import Clause, clauses
from newsassay.engine.grammar.phrases import NounPhrase, phrases
from newsassay.engine.grammar.subjects import SubjectFoundBy


def clause(text: FieldText, verb: str) -> Clause:
    group = next(g for g in text.layer(phrases).verb_groups if text.tokens.lower[g.head] == verb)
    return text.layer(clauses).of(group)


def test_noun_phrase() -> None:
    text = FieldText(Field.BODY, "The mayor's three old dogs barked.")
    found = text.layer(phrases).at(4)
    assert found == NounPhrase(0, 6, 5, 0, 1, name=False, plural=True, pronoun=False)


def test_verb_group() -> None:
    text = FieldText(Field.BODY, "They couldn't have been seriously hurt.")
    (found,) = text.layer(phrases).verb_groups
    assert found.lemma == "hurt"
    assert (found.modal, found.negated, found.perfect, found.passive, found.finite) == (
        "could",
        True,
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("text", "verb", "subject", "found_by"),
    [
        ("The mayor of Brno said it rained.", "said", "The mayor", SubjectFoundBy.NOUN_PHRASE),
        ("“It rained,” said Ana Ruiz.", "said", "Ana Ruiz", SubjectFoundBy.INVERTED),
        ("She came, saw nothing and left.", "left", "She", SubjectFoundBy.SHARED),
        ("There was no water.", "was", "no water", SubjectFoundBy.THERE),
    ],
)
def test_subject(text: str, verb: str, subject: str, found_by: SubjectFoundBy) -> None:
    field = FieldText(Field.BODY, text)
    found = clause(field, verb)
    assert found.subject
    assert (field.tokens.phrase(found.subject.first, found.subject.last), found.found_by) == (
        subject,
        found_by,
    )


def test_relative_pronoun_stands_for_its_antecedent() -> None:
    text = FieldText(Field.BODY, "The mayor met Ana Ruiz, who leads the union.")
    found = clause(text, "leads")
    assert found.found_by is SubjectFoundBy.RELATIVE
    assert found.antecedent == text.layer(phrases).at(3)

"""Habits: many places of a signal as one finding, with what it weighs, or as one refusal."""

import pytest

from newsassay.engine import Article
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.rules.habit import Habit, gathered, read_habit
from newsassay.engine.rules.toml_source import RuleError, TomlSource

TEXT = "We came. We saw, we won. Nobody said so."


def _body() -> FieldText:
    return Document(Article(body=TEXT)).body


def _found(text: FieldText, *tokens: int, weight: float = 1.0) -> list[tuple[FieldText, Judgement]]:
    return [(text, Finding("own.we", text.location(i, i + 1), "we", weight=weight)) for i in tokens]


def _gathered(told: Habit, *tokens: int, weight: float = 1.0) -> list[Judgement]:
    text = _body()
    return list(gathered(_found(text, *tokens, weight=weight), {"own.we": told}))


def test_places_become_one_finding_that_weighs_their_number() -> None:
    (found,) = _gathered(Habit("{places} places", "few", least=2), 0, 3, 6)
    assert isinstance(found, Finding)
    assert (found.message, found.weight, len(found.related)) == ("3 places.", 3, 2)


def test_one_place_a_sentence_counts_where_asked() -> None:
    (found,) = _gathered(Habit("{places} sentences", "few", once_a_sentence=True), 0, 3, 6)
    assert isinstance(found, Finding)
    assert found.weight == 2


def test_too_few_places_are_refused_with_a_reason() -> None:
    (refused,) = _gathered(Habit("many", "only {places}", least=2), 0)
    assert isinstance(refused, Rejection)
    assert refused.reason == "only 1"


def test_only_the_excess_over_a_rate_weighs() -> None:
    (found,) = _gathered(Habit("many", "few", reference=100.0), 0, 3, 6)
    assert isinstance(found, Finding)
    assert found.weight == pytest.approx(3 - 100 * 9 / 1000)


def test_places_of_no_weight_are_no_habit_alone() -> None:
    assert _gathered(Habit("many", "few"), 0, 3, weight=0.0) == []


def test_a_share_counts_refused_candidates() -> None:
    text = _body()
    judged = [*_found(text, 0, 3), (text, Rejection("own.we", text.location(6, 7), "no"))]
    (refused,) = gathered(judged, {"own.we": Habit("most", "{places} of {candidates}", share=0.75)})
    assert isinstance(refused, Rejection)
    assert refused.reason == "2 of 3"


def test_a_habit_of_unknown_keys_is_an_error_with_its_line() -> None:
    with pytest.raises(RuleError, match=r"own.toml:1: \[habit\] needs says and otherwise"):
        read_habit(TomlSource("own.toml", '[habit]\nsays = "x"\nmost = 3\n'))

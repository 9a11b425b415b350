"""Habits: many places of a signal as one finding, with what it weighs, or as one refusal."""

import pytest

from newsassay.engine import Article
from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.rules.habit import Habit, gathered, read_habit
from newsassay.engine.rules.judging import Cells, judge_article
from newsassay.engine.rules.named import Shared
from newsassay.engine.rules.rule_file import read_rule_file
from newsassay.engine.rules.rulebook import alphabet_of, rulebook
from newsassay.engine.rules.toml_source import RuleError, TomlSource

TEXT = "We came. We saw, we won. Nobody said so."


def _body() -> FieldText:
    return Document(Article(body=TEXT)).body


def _found(text: FieldText, *tokens: int, weight: float = 1.0) -> list[Judgement]:
    return [Finding("own.we", text.location(i, i + 1), "we", weight=weight) for i in tokens]


def _gathered(told: Habit, *tokens: int, weight: float = 1.0) -> list[Judgement]:
    text = _body()
    return list(gathered(text, _found(text, *tokens, weight=weight), {"own.we": told}))


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
    judged = [*_found(text, 0, 3), Rejection("own.we", text.location(6, 7), "no")]
    (refused,) = gathered(text, judged, {"own.we": Habit("most", "{places} of {candidates}", share=0.75)})
    assert isinstance(refused, Rejection)
    assert refused.reason == "2 of 3"


FILE = """
[card]
id = "sensational.own"
sign = "penalty"
severity = "low"
claim = "We."
disclaimer = "We."
fires = ["We."]
near_misses = ["They."]

[source]
text = "own"
licence = "own"
date = "2026-11-21"

[habit]
once_a_sentence = true
says = "{places} of {candidates}"
otherwise = "few"

[[cue]]
forms = ["we"]
says = "are many"
"""


def test_title_and_body_have_a_habit_each() -> None:
    file = read_rule_file("own.toml", FILE, Shared())
    alphabet = alphabet_of([file])
    document = Document(Article(title="We, we. And here we", body="We came, we saw and we won."))
    article = [Cells(text, alphabet) for text in document.fields]
    in_title, in_body = judge_article(article, rulebook([file], alphabet))
    assert isinstance(in_title, Finding)
    assert isinstance(in_body, Finding)
    assert (in_title.location.field, in_title.message) == (Field.TITLE, "2 of 3.")
    assert (in_body.location.field, in_body.message) == (Field.BODY, "1 of 3.")


def test_a_habit_of_unknown_keys_is_an_error_with_its_line() -> None:
    with pytest.raises(RuleError, match=r"own.toml:1: \[habit\] needs says and otherwise"):
        read_habit(TomlSource("own.toml", '[habit]\nsays = "x"\nmost = 3\n'))

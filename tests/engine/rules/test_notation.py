"""The notation: what it is read into, and what it refuses, saying why."""

import pytest

from newsassay.engine.rules.notation import Names, NotationError, parse
from newsassay.engine.rules.pattern import All, Choice, Cue, Either, Gap, Not, Repeat, Word

MAY, NOUN = Word("form", "may"), Word("class", "NOUN")


@pytest.mark.parametrize(
    ("text", "sequence"),
    [
        ("may", (MAY,)),
        (
            "<be> -less over- Capital ANY",
            (
                Word("lemma", "be"),
                Word("suffix", "less"),
                Word("prefix", "over"),
                Word("shape", "Capital"),
                Word("any", "ANY"),
            ),
        ),
        ("may|NOUN", (Either((MAY, NOUN)),)),
        ("NOUN&!may", (All((NOUN, Not(MAY))),)),
        ("NOUN? NOUN* NOUN{1,3}", (Repeat(NOUN, 0, 1), Repeat(NOUN, 0, 8), Repeat(NOUN, 1, 3))),
        ("(may | NOUN may)?", (Repeat(Choice(((MAY,), (NOUN, MAY))), 0, 1),)),
        ("may ~ NOUN ~~ ?", (MAY, Gap(in_clause=True), NOUN, Gap(in_clause=False), Word("form", "?"))),
        ("_:NOUN&!may", (Cue(All((NOUN, Not(MAY)))),)),
        (", & -", (Word("form", ","), Word("form", "&"), Word("form", "-"))),
    ],
)
def test_what_is_written_is_what_is_meant(text: str, sequence: tuple[object, ...]) -> None:
    assert parse(text) == sequence


def test_names_stand_for_patterns_and_sets() -> None:
    names = Names({"np": "DETERMINER? NOUN"}, {"seen": "hedging/epistemic_modal.seen"})
    (phrase, word) = parse("{np} @seen", names)
    assert phrase == Choice(((Repeat(Word("class", "DETERMINER"), 0, 1), NOUN),))
    assert word == Word("set", "hedging/epistemic_modal.seen")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("( may", "not closed"),
        ("may )", "an opening one is missing"),
        ("( | may )", "alternative in brackets is empty"),
        ("may{3,1}", "the second number must be the greater"),
        ("( may )+", "no quantifier"),
        ("!( may )?", "takes up nothing"),
        ("may|", "a test is missing"),
        ("@unknown", "is no set here"),
        ("{unknown}", "no named pattern"),
        ("<be", "no word, set, class or affix"),
        ("ANY* ANY* ANY* ANY* ANY*", "in more than 20,000 ways"),
        ("( ( ( ( ( ( ( may ) ) ) ) ) ) )", "nested more than"),
        ("may " * 401, "has 401 parts"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(NotationError, match=message):
        parse(text)


def test_patterns_that_refer_to_each_other_are_refused() -> None:
    with pytest.raises(NotationError, match="without end"):
        parse("{a}", Names({"a": "{b}", "b": "{a}"}))

"""Words that mean the same meet in their class, others in their stem."""

import pytest

from newsassay.engine.facts.like_words import LIKE


@pytest.mark.parametrize(
    ("word", "other"),
    [("siege", "blockades"), ("founded", "foundation"), ("found", "discovery"), ("closure", "closed")],
)
def test_words_of_one_class_meet(word: str, other: str) -> None:
    assert LIKE[word] == LIKE[other]


@pytest.mark.parametrize(("word", "other"), [("found", "founded"), ("siege", "closure"), ("marsh", "march")])
def test_words_of_two_classes_do_not(word: str, other: str) -> None:
    assert LIKE[word] != LIKE[other]


def test_inflections_of_one_word_meet() -> None:
    assert LIKE["skittles"] == LIKE["skittle"]

from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.text.tokens import Tokens


def test_words_possessives_numbers_and_abbreviations() -> None:
    text = "The U.S. court’s long-held view: 1,200.50 people didn't pay $1.2m at 5 p.m."
    assert Tokens(text).words == (
        [
            "The",
            "U.S.",
            "court",
            "’s",
            "long-held",
            "view",
            ":",
            "1,200.50",
            "people",
            "didn't",
            "pay",
            "$",
            "1.2m",
            "at",
            "5",
            "p.m.",
        ]
    )


def test_lower_has_straight_apostrophes() -> None:
    assert Tokens("Don’t").lower == ["don't"]


@given(st.text())
def test_tokens_partition_the_text(text: str) -> None:
    tokens = Tokens(text)
    assert len(tokens.lower) == len(tokens.words) == len(tokens.starts)
    assert "".join(tokens.words) == "".join(text.split())
    for i, word in enumerate(tokens.words):
        assert text[tokens.starts[i] : tokens.end(i)] == word
        assert tokens.at(tokens.starts[i]) == i
    spaces = (at for at, character in enumerate(tokens.joined_lower) if character == " ")
    assert list(tokens.behind(spaces))[: len(tokens)] == list(range(len(tokens)))


@given(st.text(max_size=20), st.integers(-64, 63))
def test_around_the_text_there_are_empty_words(text: str, distance: int) -> None:
    tokens = Tokens(text)
    inside = range(len(tokens))
    for i in (distance, len(tokens) + distance):
        if -64 <= i < len(tokens) + 64:
            assert tokens.word_at(i) == (tokens.words[i] if i in inside else "")
            assert tokens.lower_at(i) == (tokens.lower[i] if i in inside else "")

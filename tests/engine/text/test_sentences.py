import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.text.sentences import find_paragraphs, find_sentences
from newsassay.engine.text.tokens import Tokens


def split(text: str) -> list[str]:
    tokens = Tokens(text)
    return [text[s.start : s.end] for s in find_sentences(tokens, find_paragraphs(tokens))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rained.", "It poured."],
        ["Mr. Alder met Gen. Birch on Nov. 3.", "They talked."],
        ["He lives in the U.S. Senate building.", "Yes."],
        ["He left the U.S.", "The others stayed."],
        ["“Go away.”", "She went."],
        ["J. K. Alder wrote it.", "He said so."],
        ["“Why?” he asked.", "Nobody knew."],
        ["It grew by 2.5 percent.", "12 people saw it."],
        ["Alder Corp. shares fell.", "Birch Inc. rose."],
        ["Wait...", "What?!", "No!"],
    ],
    ids=lambda s: s[0],
)
def test_boundaries(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_line_break_ends_a_sentence_and_starts_a_paragraph() -> None:
    tokens = Tokens("A headline\n\nThe first line. The second.\nThe third.")
    sentences = find_sentences(tokens, find_paragraphs(tokens))
    assert [s.paragraph for s in sentences] == [0, 1, 1, 2]


@given(st.text(alphabet='aB. !?\n“”"’U.S'))
def test_sentences_hold_every_token_once(text: str) -> None:
    tokens = Tokens(text)
    bounds = [(s.first, s.last) for s in find_sentences(tokens, find_paragraphs(tokens))]
    assert [i for first, last in bounds for i in range(first, last)] == list(range(len(tokens)))

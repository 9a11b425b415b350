import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.text.quotations import Quotations, find_quotations
from newsassay.engine.text.sentences import find_paragraphs
from newsassay.engine.text.tokens import Tokens


def quotations(text: str) -> Quotations:
    tokens = Tokens(text)
    return find_quotations(tokens, find_paragraphs(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "no" and "yes".', [("no", 0), ("yes", 0)]),
        ("She said “he told me ‘never’ twice”.", [("he told me ‘never’ twice", 0), ("never", 1)]),
        ("She said 'it is over' today.", [("it is over", 0)]),
        ("The workers' union and the '90s.", []),
        ("He’s the Joneses’ heir.", []),
        ('It is 5\'10" tall and 6" wide.', []),
        ("‘She said “stop” once,’ he wrote.", [("She said “stop” once,", 0), ("stop", 1)]),
        ("«Nie», said Anna.", [("Nie", 0)]),
        ("“I don't know,” he said. “It's late.”", [("I don't know,", 0), ("It's late.", 0)]),
    ],
)
def test_pairs(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.inner_start : q.inner_end], q.depth) for q in quotations(text).all] == expected


def test_a_speech_over_paragraphs_reopens_and_closes_once() -> None:
    found = quotations("“One.\n\n“Two.\n\n“Three,” she said. “Four.”").all
    assert [q.speech for q in found] == [0, 0, 0, 1]
    assert [q.closed for q in found] == [False, False, True, True]


def test_an_odd_mark_ends_with_its_paragraph() -> None:
    text = 'He said "no.\nNobody "heard" him.'
    assert [text[q.start : q.end] for q in quotations(text).all] == ['"no.', '"heard"']


@given(st.text(alphabet="a ,.\n\"“”‘’'«»"))
def test_outermost_quotations_do_not_overlap(text: str) -> None:
    found = quotations(text)
    ends = 0
    for q in found.outermost:
        assert ends <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
        ends = q.end
    for q in found.all:
        holder = found.at(q.start)
        assert holder is not None
        assert holder.start <= q.start < q.end <= holder.end

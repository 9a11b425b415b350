"""Quantities: value, interval, unit and head noun."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.facts.quantities import Quantity, find_quantities, may_agree


def quantities(text: str) -> tuple[Quantity, ...]:
    return find_quantities(FieldText(Field.BODY, text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a dozen rowers", "12 rower"),
        ("two hundred and five boxes", "205 box"),
        ("1.2m voters", "1200000 voter"),
        ("£28m", "28000000 £"),
        ("US$100", "100 $"),
        ("half a million trees", "500000 tree"),
        ("2 percent", "2 %"),
        ("5%", "5 %"),
        ("at least 20 Dutch sailors", "at least 20 sailor"),
        ("nearly 3,000 geese", "nearly 3000 goose"),
        ("three of the wheels", "3 wheel"),
        ("19-year-old", "19 year"),
        ("two hours", "7200 second"),
        ("1,800 metres", "1800 metre"),
        ("1.8 km", "1800 metre"),
        ("the 58th minute", "58 minute"),
        ("3-1", "301"),
        ("the 1920s", "1920"),
        ("dozens of cars", "indefinite 24 car"),
    ],
)
def test_a_quantity_is_normalised(text: str, shown: str) -> None:
    assert [q.shown for q in quantities(text)] == [shown]


@pytest.mark.parametrize(
    ("one", "other", "agrees"),
    [
        ("12 rowers", "a dozen rowers", True),
        ("more than 10 rowers", "40 rowers", True),
        ("more than 10 rowers", "more than 40 rowers", False),
        ("up to 10 rowers", "40 rowers", False),
        ("about 40 rowers", "42 rowers", True),
        ("$4 million", "$4.1 million", True),
        ("$4 million", "$5 million", False),
        ("25 rowers", "30 rowers", False),
    ],
)
def test_quantities_agree_where_their_intervals_meet(one: str, other: str, agrees: bool) -> None:
    (a,), (b,) = quantities(one), quantities(other)
    assert may_agree(a, b) is agrees
    assert may_agree(b, a) is agrees


@given(st.text(alphabet="0123456789,.-–$£% abcmknty\n", max_size=60))
def test_any_text_has_ordered_quantities_inside_it(text: str) -> None:
    field = FieldText(Field.BODY, text)
    last = 0
    for quantity in find_quantities(field):
        assert last <= quantity.first < quantity.last <= len(field.tokens)
        last = quantity.last

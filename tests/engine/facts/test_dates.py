"""Dates as written, and the calendar that needs no clock."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.facts.dates import days_in, find_dates, weekday_of


@given(st.dates(min_value=dt.date(1583, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_weekdays_are_those_of_the_gregorian_calendar(day: dt.date) -> None:
    assert weekday_of(day.year, day.month, day.day) == day.weekday()


@pytest.mark.parametrize(
    ("month", "year", "length"), [(2, 1900, 28), (2, 2000, 29), (2, 2023, 28), (2, None, 29), (4, 2023, 30)]
)
def test_months_end_when_they_end(month: int, year: int | None, length: int) -> None:
    assert days_in(month, year) == length


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It was on Monday, May 29, 1943, at noon.", ["Monday May 29 1943"]),
        ("On the 3rd of June it rained.", ["June 3"]),
        ("They met on Sept. 4, 1987.", ["September 4 1987"]),
        ("They sailed in May. 31 of them came.", ["May"]),
        ("Since February he has waited.", ["February"]),
        ("It may rain, and they march on.", []),
        ("In June 2011 and in 1968.", ["June 2011", "1968"]),
        ("She reads the Saturday Evening Post.", []),
        ("Some 1968 people came.", []),
        ("A painting by Jan Bruin hung there.", []),
        ("A 1997 outbreak was the first.", ["1997"]),
    ],
)
def test_dates_are_found_with_what_they_state(text: str, shown: list[str]) -> None:
    assert [date.shown for date in find_dates(FieldText(Field.BODY, text))] == shown

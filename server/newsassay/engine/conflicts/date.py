"""Dates that contradict the calendar or one another."""

from collections.abc import Iterator
from itertools import pairwise

from newsassay.engine.article import Field
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.dates import MONTH_NAMES, WEEKDAY_NAMES, Date, days_in, find_dates, weekday_of
from newsassay.engine.facts.mentions import DATE
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.lexicon import words_of

DATE_CONFLICT = "consistency.date_conflict"
_LONGEST_MONTH = 31
_NEAR = 90  # days within which two dates without a year are of one
_NEAR_MONTHS = words_of("statement_words", "another_year")
_REST = (
    " The harbour office had kept the records in a cellar for decades. A historian found them while looking for"
    " old maps, and the town plans to show them in its museum. Entry will be free for children and pensioners."
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every date against the calendar, and all dates of one event against each other."""
    published = year_of(document.article.published_at)
    for text in document.fields:
        for date in text.layer(find_dates):
            fault = _calendar_fault(date, published)
            if fault:
                message, should = fault
                location = text.location(date.first, date.last)
                yield Finding(DATE_CONFLICT, location, message, values=(date.shown, should))
    for text in document.fields:
        yield from _weekdays_apart(text)
    for conflict in (*document.layer(summary_conflicts), *document.layer(frame_conflicts)):
        if conflict.left.kind == DATE and conflict.left.text.field is Field.BODY:
            yield conflict.judgement(DATE_CONFLICT)


def _weekdays_apart(text: FieldText) -> Iterator[Finding]:
    """Two days of one year, told without it, of which the weekdays do not fit the days between them."""
    dates = [d for d in text.layer(find_dates) if d.weekday is not None and d.month and d.day and not d.year]
    for a, b in pairwise(dates):
        if not _NEAR_MONTHS.isdisjoint(text.tokens.lower[a.first : b.last]):
            continue
        days = [_day_of_year(d) for d in (a, b)]
        apart = days[1] - days[0]
        if a.weekday is None or b.weekday is None or abs(apart) > _NEAR or _spans_february(a, b):
            continue
        should = (a.weekday + apart) % 7
        if should != b.weekday:
            message = f"If {a.shown} is right, {b.shown} is a {WEEKDAY_NAMES[should]}."
            location, other = text.location(b.first, b.last), text.location(a.first, a.last)
            values = b.shown, a.shown
            yield Finding(DATE_CONFLICT, location, message, related=(other,), values=values)


def _day_of_year(date: Date) -> int:
    """The number of a day in a year of 365 days."""
    return sum(days_in(month, 1) for month in range(1, date.month or 1)) + (date.day or 1)


def _spans_february(a: Date, b: Date) -> bool:
    """Whether a leap day may lie between two days."""
    first, last = sorted((date.month or 1, date.day or 1) for date in (a, b))
    return first <= (2, 29) < last


def year_of(published_at: str) -> int | None:
    """Year of an RFC 3339 timestamp or ISO date, None if there is none."""
    digits = published_at[:4]
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None  # noqa: PLR2004


def _calendar_fault(date: Date, published: int | None) -> tuple[str, str] | None:
    """What the calendar has against a date, and what it says instead; None if nothing."""
    if date.month is None or date.day is None:
        return None
    month = MONTH_NAMES[date.month - 1]
    length = days_in(date.month, date.year)
    if length < date.day <= _LONGEST_MONTH:
        of_year = f" in {date.year}" if date.year and date.month == 2 else ""  # noqa: PLR2004 - February
        return f"{month} has {length} days{of_year}, so {month} {date.day} does not exist.", f"{length} days"
    if date.weekday is None or date.day > length:
        return None
    years = [date.year] if date.year else [published - 1, published, published + 1] if published else []
    falls_on = [weekday_of(year, date.month, date.day) for year in years]
    if not years or date.weekday in falls_on:
        return None
    year, weekday = years[len(years) // 2], WEEKDAY_NAMES[falls_on[len(years) // 2]]
    return (
        f"{month} {date.day}, {year}, was a {weekday}, not a {WEEKDAY_NAMES[date.weekday]}.",
        f"{weekday} {month} {date.day} {year}",
    )

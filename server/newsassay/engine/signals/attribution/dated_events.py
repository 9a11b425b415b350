"""Whether an article says when: the days and dates that a reader could check it by."""

from collections.abc import Iterator

from newsassay.engine.document import Document
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.finding import Judgement, Rejection, habit

DATED_EVENT = "attribution.dated_event"


def detect(document: Document) -> Iterator[Judgement]:
    """One finding that counts the dates in the body's own voice."""
    text = document.body
    dates: list[Date] = []
    for date in text.layer(find_dates):
        if date.weekday is None and (date.month is None or (date.day is None and date.year is None)):
            continue
        if text.is_quoted(text.tokens.starts[date.first]):
            yield Rejection(DATED_EVENT, text.location(date.first, date.last), "quoted")
        else:
            dates.append(date)
    if dates:
        places = [text.location(date.first, date.last) for date in dates]
        named = "one date:" if len(dates) == 1 else f"{len(dates)} dates, the first of them"
        yield habit(DATED_EVENT, places, f"The article gives {named} {dates[0].shown}.", len(places))

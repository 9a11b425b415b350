"""Whether an article says when: the days and dates that a reader could check it by."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.finding import Judgement, Rejection, habit
from newsassay.engine.report import Severity

DATED_EVENT = "attribution.dated_event"

CARDS = (
    SignalCard(
        signal_id=DATED_EVENT,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="The article says when: the day of the week or the date of what it reports.",
        disclaimer="A date can be checked; it need not be right. Years alone, and dates inside quotations, do not count.",
        fires=(
            "The council met on Tuesday to approve the plan.",
            "The ferry Alma was launched on 3 March 1931.",
            "The bridge will close in April 2027, the harbour office said.",
        ),
        near_misses=(
            "The council met again to approve the plan, which may march through in a day.",
            "“We sailed on Tuesday,” said Edda Lindqvist.",
            "The ferry Alma was launched in 1931.",
            "She sang “Ruby Tuesday” at the Black Friday sale.",
        ),
        precision=1.0,
        base_rate=1.08,
    ),
)


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

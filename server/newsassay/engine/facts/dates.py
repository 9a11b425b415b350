"""Dates as written: weekday, day, month, year, each if stated; and the calendar to check them against.

The calendar is the proleptic Gregorian one, in integer arithmetic: no clock, no locale.
"""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.numerals import ORDINAL_ENDINGS, find_figures
from newsassay.engine.facts.word_forms import is_plural
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.tokens import Tokens


def _full_names(label: str) -> tuple[str, ...]:
    """Names of months or weekdays, in order."""
    rows = (entry for _, entry in LEXICONS["calendar_names"] if entry.label == label)
    return tuple(dict.fromkeys(entry.cue.title() for entry in rows))


MONTH_NAMES = _full_names("month")
WEEKDAY_NAMES = _full_names("weekday")
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAMES = {form: (entry.label, int(entry.attributes["number"])) for form, entry in LEXICONS["calendar_names"]}
_YEARS = range(1000, 2200)
ABBREVIATED = frozenset(form for form, entry in LEXICONS["calendar_names"] if form != entry.cue)
"""Names of months and weekdays in their short forms: "sept"."""
_ORDINAL_ENDINGS = tuple(ORDINAL_ENDINGS)
_AMBIGUOUS = words_of("fact_words", "calendar_homograph")
_BEFORE_MONTH = words_of("fact_words", "before_month")
_NO_DAY = words_of("fact_words", "behind_figure")


class Date(NamedTuple):
    """A date as the token range [first, last); None stands for what it does not state.

    `month` is 1..12, `weekday` 0..6 from Monday.
    """

    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def shown(self) -> str:
        """The normalised value: "Friday 1943-05-29", "June 2011", "1968"."""
        parts = []
        if self.weekday is not None:
            parts.append(WEEKDAY_NAMES[self.weekday])
        if self.month is not None and self.day is not None:
            parts.append(f"{MONTH_NAMES[self.month - 1]} {self.day}")
        elif self.month is not None:
            parts.append(MONTH_NAMES[self.month - 1])
        if self.year is not None:
            parts.append(str(self.year))
        return " ".join(parts)


def find_dates(text: FieldText) -> tuple[Date, ...]:
    """All dates in reading order. A layer: ask for it with `text.layer(find_dates)`."""
    tokens = text.tokens
    starts = {hit.first for hit in text.hits("calendar_names")}
    starts.update(i for i in text.layer(find_figures) if len(tokens.words[i]) == 4)  # noqa: PLR2004
    found: list[Date] = []
    done = 0
    for i in sorted(starts):
        if i >= done:
            date = _date(tokens, i)
            if date is not None and date.first >= done:
                found.append(date)
                done = date.last
    return tuple(found)


def _date(tokens: Tokens, i: int) -> Date | None:
    label, number = _NAMES.get(tokens.lower[i], ("year", 0))
    if label == "year":
        return _year_only(tokens, i)
    if not tokens.words[i][0].isupper():
        return None
    if label == "month":
        return _month_date(tokens, i, number, None, i)
    month_at = _month_behind(tokens, i + 1)
    if month_at:
        return _month_date(tokens, month_at, _NAMES[tokens.lower[month_at]][1], number, i)
    is_other = tokens.lower[i] in _AMBIGUOUS or _in_name(tokens, i)
    return None if is_other else Date(i, i + 1, weekday=number)


def _month_behind(tokens: Tokens, i: int) -> int:
    """The token of the month behind a weekday: "Friday, [May] 29", "Friday the 29th of [May]"; 0 if there is none."""
    after = _skip_comma(tokens, i)
    if _is_month(tokens, after):
        return after
    day = after + (tokens.lower_at(after) == "the")
    month = day + 1 + (tokens.lower_at(day + 1) == "of")
    return month if _day(tokens, day) and _is_month(tokens, month) else 0


def _month_date(tokens: Tokens, i: int, month: int, weekday: int | None, first: int) -> Date | None:
    """The date around the month name at token i."""
    after = i + 1 + (tokens.lower_at(i + 1) == "." and tokens.lower[i] in ABBREVIATED)
    day, last = _day(tokens, after), i + 1
    if day:
        last = after + 1
    elif _day(tokens, i - 1) and not tokens.lower_at(i - 2)[-1:].isdigit():
        day = _day(tokens, i - 1)
        first = min(first, i - 1)
    elif tokens.lower_at(i - 1) == "of" and _day(tokens, i - 2):
        day = _day(tokens, i - 2)
        first = min(first, i - 2)
    year_at = _skip_comma(tokens, last)
    year = _year(tokens, year_at)
    if year:
        last = year_at + 1
    elif tokens.lower_at(last) == "of" and _year(tokens, last + 1):
        year, last = _year(tokens, last + 1), last + 2
    if not day and not year and (tokens.lower[i] in _AMBIGUOUS or _in_name(tokens, i)):
        is_name = tokens.word_at(i + 1)[:1].isupper()
        if is_name or tokens.lower_at(i - 1) not in _BEFORE_MONTH:
            return None
    return Date(first, last, year, month, day, weekday)


def _in_name(tokens: Tokens, i: int) -> bool:
    """Whether a calendar word is part of a name: "Saturday Evening Post", "Black Friday", "June Carter"."""
    after, before = tokens.word_at(i + 1), tokens.word_at(i - 1)
    if after[:1].isupper() and after.lower() not in _NAMES:
        return True
    return before[:1].isupper() and tokens.classes[i - 1] == 0 and before.lower() not in _NAMES and i > 1


def _is_month(tokens: Tokens, i: int) -> bool:
    return _NAMES.get(tokens.lower_at(i), ("", 0))[0] == "month" and tokens.words[i][0].isupper()


def _skip_comma(tokens: Tokens, i: int) -> int:
    return i + 1 if tokens.lower_at(i) in (",", ".") else i


def _day(tokens: Tokens, i: int) -> int | None:
    word = tokens.lower_at(i)
    digits = word[:-2] if word.endswith(_ORDINAL_ENDINGS) else word
    if not digits.isascii() or not digits.isdigit() or len(digits) > 2:  # noqa: PLR2004
        return None
    if tokens.lower_at(i + 1) in _NO_DAY and tokens.glued(i + 1):
        return None
    return int(digits) or None


def _year(tokens: Tokens, i: int) -> int | None:
    word = tokens.word_at(i)
    if len(word) == 4 and word.isascii() and word.isdigit() and int(word) in _YEARS:  # noqa: PLR2004
        return int(word)
    return None


_DETERMINERS = words_of("fact_words", "determiner_of_year")
_BEFORE_YEAR = words_of("fact_words", "before_year") | _DETERMINERS


def _year_only(tokens: Tokens, i: int) -> Date | None:
    """A year that stands alone, behind a word that takes one, with no noun that it could count."""
    year = _year(tokens, i)
    if not year or year < 1500 or tokens.lower_at(i - 1) not in _BEFORE_YEAR:  # noqa: PLR2004
        return None
    if tokens.glued(i) and tokens.word_at(i - 1) not in ("(", '"', "“"):
        return None
    following = tokens.lower_at(i + 1)
    if tokens.lower_at(i - 1) in _DETERMINERS and not (following.isalpha() and not is_plural(following)):
        return None
    return Date(i, i + 1, year)


def is_leap(year: int) -> bool:
    """Whether a Gregorian year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(month: int, year: int | None) -> int:
    """Days of a month; of a February without year, 29."""
    if month == 2 and year is not None and not is_leap(year):  # noqa: PLR2004 - February
        return 28
    return _MONTH_DAYS[month - 1]


def weekday_of(year: int, month: int, day: int) -> int:
    """Weekday of a Gregorian date, 0 is Monday (Sakamoto's congruence)."""
    shifted = year - (month < 3)  # noqa: PLR2004 - the year starts in March
    offset = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    return (shifted + shifted // 4 - shifted // 100 + shifted // 400 + offset + day + 6) % 7

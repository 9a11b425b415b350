"""Dates as front matter and pages write them, as RFC 3339. What can be read in two ways is not read."""

import datetime as dt
import re
from email.utils import parsedate_tz

_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:(?:[Tt]|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.ASCII,
)
_DAY_MONTH = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII
)
_MONTH_DAY = re.compile(
    r"(?:[A-Za-z]+,?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII
)
_MONTH_NAMES = "january february march april may june july august september october november december".split()


def rfc3339(text: str) -> str:
    """Return a date or date-time in RFC 3339; "" where the text names none, or is open to doubt.

    Reads ISO 8601 as Jekyll and Hugo write it, RFC 2822 as feeds do, and "4 March 2026" or "March 4, 2026".
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        return _date_time(match)
    if match := _DAY_MONTH.fullmatch(text):
        return _date(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _date(match[3], _month(match[1]), match[2])
    return _from_rfc2822(text)


def _date_time(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    date = _date(year, int(month), day)
    if not date or hour is None:
        return date
    try:
        time = dt.time(int(hour), int(minute), int(second or 0)).isoformat()
    except ValueError:
        return ""
    return f"{date}T{time}{_zone(zone or '')}"


def _zone(zone: str) -> str:
    if zone[:1] not in ("+", "-"):
        return "Z" if zone else ""
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _date(year: str, month: int, day: str) -> str:
    try:
        return dt.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    """Return the number of a month, 0 for no month: its name, or the first letters of it ("Sept")."""
    name = name.lower()
    matching = [number for number, month in enumerate(_MONTH_NAMES, start=1) if month.startswith(name)]
    return matching[0] if len(matching) == 1 else 0


def _from_rfc2822(text: str) -> str:
    parts = parsedate_tz(text)
    if parts is None or text[:4].isdigit() or not re.search(r"\d:\d\d", text):
        return ""
    try:
        zone = None if parts[9] is None else dt.timezone(dt.timedelta(seconds=parts[9]))
        moment = dt.datetime(*parts[:6], tzinfo=zone)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat().replace("+00:00", "Z")

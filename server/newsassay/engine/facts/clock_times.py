"""Times of day: "5.30pm", "half past ten", "10.42 in the morning", "noon", in minutes after midnight."""

import re
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.numerals import NUMBER_WORDS
from newsassay.engine.lexicon import LEXICONS

_NOON = 12  # hours
_HALF_DAY = _NOON * 60
_NAMED = {
    form: int(entry.attributes["minutes"]) for form, entry in LEXICONS["clock_words"] if entry.label == "hour"
}
_PAST = {
    form: int(entry.attributes["minutes"]) for form, entry in LEXICONS["clock_words"] if entry.label == "past"
}
_HOURS = {
    word: int(value)
    for word, (label, value) in NUMBER_WORDS.items()
    if label == "cardinal" and 1 <= value <= _NOON
}
_HOUR = rf"(?P<hour>[0-9]{{1,2}}|{'|'.join(sorted(_HOURS))})"
_CLOCK = re.compile(
    rf"""\ (?:
        (?P<named>{"|".join(map(re.escape, sorted(_NAMED)))})
      | (?:(?P<past>{"|".join(map(re.escape, sorted(_PAST)))})\ )? {_HOUR} (?:[.:](?P<minute>[0-5][0-9]))?
        (?: \ ?(?P<half>[ap])\.?m\.? | \ o'clock(?P<clock>) | (?=\ in\ the\ (?P<part>morning|afternoon|evening)\ ) | (?(past)|(?!)) )
    )(?=\ )""",
    re.VERBOSE,
)  # fmt: skip
_IN_FIGURES = r"[0-9] ?[ap]\.?m\.? "
# What tells that there are times in words; most texts have none, and are searched for figures alone, which is quicker.
_IN_WORDS = (
    "o'clock ",
    " in the morn",
    " in the aft",
    " in the even",
    "midnight ",
    "midday ",
    "noon ",
    " past ",
    "half to ",
    "quarter to ",
    "ten to ",
    "five to ",
    "twenty to ",
)
_TOLD = {
    False: re.compile(_IN_FIGURES),
    True: re.compile(
        rf"{_IN_FIGURES}|o'clock | in the (?:morn|aft|even)|mid(?:night|day) |noon |(?:half|quarter|ten|five|twenty) (?:past|to) "
    ),
}
_BEFORE, _BEHIND = 24, 32  # characters around what tells a time of day


class ClockTime(NamedTuple):
    """A time of day as the token range [first, last); of a time without half of the day `minutes` are below 720."""

    first: int
    last: int
    minutes: int
    is_exact: bool

    @property
    def shown(self) -> str:
        """The normalised value: "17:30"."""
        return f"{self.minutes // 60}:{self.minutes % 60:02}"

    def agrees(self, other: "ClockTime") -> bool:
        """Whether both can be one time: where one does not tell the half of the day, twelve hours make no difference."""
        apart = self.minutes - other.minutes
        return apart == 0 if self.is_exact and other.is_exact else apart % _HALF_DAY == 0


def find_clock_times(text: FieldText) -> tuple[ClockTime, ...]:
    """All times of day in reading order. A layer: ask for it with `text.layer(find_clock_times)`."""
    joined = text.tokens.joined_lower
    found: list[re.Match[str]] = []
    for told in _TOLD[any(map(joined.__contains__, _IN_WORDS))].finditer(joined):
        start = max(joined.rfind(" ", 0, max(0, told.start() - _BEFORE)), found[-1].end() if found else 0, 0)
        found.extend(_CLOCK.finditer(joined, start, told.end() + _BEHIND))
    firsts = text.tokens.behind(match.start() for match in found)
    return tuple(_time(match, first) for match, first in zip(found, firsts, strict=True))


def _time(match: re.Match[str], first: int) -> ClockTime:
    last = first + match.group().count(" ", 1) + 1
    if match["named"]:
        return ClockTime(first, last, _NAMED[match["named"]], is_exact=True)
    hour = _HOURS.get(match["hour"]) or int(match["hour"])
    minutes = hour * 60 + int(match["minute"] or 0) + _PAST.get(match["past"] or "", 0)
    is_late = match["half"] == "p" or match["part"] in ("afternoon", "evening")
    is_told = bool(match["half"] or match["part"]) or hour > _NOON  # "17.30"
    if is_told and hour <= _NOON:
        minutes = minutes % _HALF_DAY + _HALF_DAY * is_late
    return ClockTime(first, last, minutes, is_told)

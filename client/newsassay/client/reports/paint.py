"""Lines of styled text, and how a terminal is told of the styles.

Reports are thousands of short lines: writing them this way takes a tenth of the time that a layout library
takes to find out that they fit. What is painted is neutralised here once more, whoever forgot it.
"""

from functools import lru_cache
from typing import NamedTuple

from newsassay.client.terminal import safe
from newsassay.v1.report_pb2 import (
    BAND_HIGH,
    BAND_LOW,
    BAND_MEDIUM,
    SEVERITY_HIGH,
    SEVERITY_INFO,
    SEVERITY_LOW,
    SEVERITY_MEDIUM,
)

BOLD = "bold"
CREDIT = "green"
QUIET = "bright_black"
BAND_STYLES = {BAND_LOW: "red", BAND_MEDIUM: "yellow", BAND_HIGH: "green"}
SEVERITY_STYLES = {
    SEVERITY_HIGH: "bold red",
    SEVERITY_MEDIUM: "yellow",
    SEVERITY_LOW: "cyan",
    SEVERITY_INFO: QUIET,
}
# ECMA-48 "select graphic rendition".
_CODES = {
    "bold": "1",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "cyan": "36",
    "bright_black": "90",
}


class Segment(NamedTuple):
    """Text in one style; a style is words such as "bold red"."""

    text: str
    style: str = ""


Line = list[Segment]


def paint(line: Line, *, color: bool) -> str:
    """Return a line for a terminal, without spaces at its end."""
    line = [Segment(safe(text), style) for text, style in line]
    plain = "".join(segment.text for segment in line)
    kept = len(plain.rstrip(" "))
    if not color:
        return plain[:kept]
    parts, length = [], 0
    for text, style in line:
        text = text[: max(kept - length, 0)]  # noqa: PLW2901 - the part that is kept
        length += len(text)
        if text:
            parts.append(f"{_start(style)}{text}\x1b[0m" if style else text)
    return "".join(parts)


@lru_cache(maxsize=64)
def _start(style: str) -> str:
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m"

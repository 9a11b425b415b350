"""Text as HTML: everything from outside is escaped, and what cannot be seen is made visible."""

import html
import re
from urllib.parse import quote, urlsplit

from newsassay.client.terminal import one_line

_LONG_QUOTE = 160
_QUOTED_WORDS = 5
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def words(text: str) -> str:
    """Escape text from outside for one line of a page: no markup, no controls, no change of direction."""
    return html.escape(one_line(text), quote=True)


def exactly(text: str) -> str:
    """Escape text so that a browser's `textContent` is the same text, carriage returns included."""
    return html.escape(text, quote=True).replace("\r", "&#13;")


def language(code: str) -> str:
    """Return a lang attribute: the tag if it is one, else the empty one, which stands for unknown."""
    return f' lang="{code if code != "und" and _LANGUAGE.fullmatch(code) else ""}"'


def web_address(url: str) -> str:
    """Return the URL if a page may link to it: http or https with a host; else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def passage_address(url: str, text: str) -> str:
    """Return the address of a passage in a live page, a text fragment; "" if the page may not be linked to.

    https://wicg.github.io/scroll-to-text-fragment/
    """
    base = web_address(url).partition("#")[0]
    quoted = text.split()
    if not base or not quoted:
        return ""
    if len(text) > _LONG_QUOTE and len(quoted) > 2 * _QUOTED_WORDS:
        ends = [" ".join(quoted[:_QUOTED_WORDS]), " ".join(quoted[-_QUOTED_WORDS:])]
    else:
        ends = [" ".join(quoted)]
    return f"{base}#:~:text={','.join(quote(end, safe='').replace('-', '%2D') for end in ends)}"

"""One pass over a page: what it shows, what it says of itself, and whether it keeps the limits."""

from collections import Counter

from newsassay.client.html.limits import HtmlError, HtmlLimits, HtmlReason
from newsassay.client.html.visible_text import Attributes, VisibleText

_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr command keygen".split()
)
# Parsers close these themselves: thousands of them stand side by side, not inside each other.
_CLOSED_BY_NEXT = frozenset("p li dt dd td th tr thead tbody tfoot option optgroup colgroup rt rp".split())
_CAPTURED_CHARACTERS = 1000
_SCRIPT_CHARACTERS = 1_000_000


class Page(VisibleText):
    """What a page shows, as VisibleText says, with its metadata as written.

    `meta` holds the first content of each name or property, in lower case; `headings` and `bylines` are the
    texts of h1 elements and of what is marked as a byline; `times` are datetime attributes; `scripts` are
    JSON-LD. Raises HtmlError where a limit is passed.
    """

    def __init__(self, source: str, limits: HtmlLimits) -> None:
        super().__init__(source)
        self.meta: dict[str, str] = {}
        self.language = ""
        self.canonical = ""
        self.times: list[str] = []
        self.texts: dict[str, list[str]] = {"title": [], "h1": [], "byline": [], "script": []}
        self._limits = limits
        self._links = self._tags = 0
        self._open: list[str] = []
        self._open_counts: Counter[str] = Counter()
        self._captures: dict[str, tuple[str, list[str]]] = {}  # kind: the tag that ends it, and its text

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Enter an element."""
        self._check(tag, attrs)
        super().handle_starttag(tag, attrs)
        values = {name: value or "" for name, value in reversed(attrs)}
        self._read_attributes(tag, values)
        kind = _captured(tag, values)
        if kind and kind not in self._captures and tag not in _VOID:
            self._captures[kind] = (tag, [])

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        super().handle_endtag(tag)
        if self._open_counts[tag]:
            last = None
            while last != tag:
                last = self._open.pop()
                self._open_counts[last] -= 1
        for kind, (closing, parts) in list(self._captures.items()):
            if closing == tag:
                del self._captures[kind]
                self.texts[kind].append("".join(parts))

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        super().handle_data(data)
        self._capture(data)

    def handle_reference(self, text: str) -> None:
        """Take the text of a character reference."""
        self._capture(text)

    def check_for_whole_start_tag(self, i: int) -> int:
        """Return the end of a start tag, -1 for none: then all that follows may be its attributes."""
        end = super().check_for_whole_start_tag(i)
        if end < 0 and sum(self.rawdata.count(gap, i) for gap in " \t\r\n\f/") > self._limits.attributes:
            message = f"a tag without an end, and more than {self._limits.attributes} attributes"
            raise HtmlError(HtmlReason.TOO_MANY_ATTRIBUTES, message)
        return end

    def _check(self, tag: str, attrs: Attributes) -> None:
        limits = self._limits
        if len(attrs) > limits.attributes:
            raise HtmlError(
                HtmlReason.TOO_MANY_ATTRIBUTES, f"a tag has more than {limits.attributes} attributes"
            )
        self._links += tag == "a"
        if self._links > limits.links:
            raise HtmlError(HtmlReason.TOO_MANY_LINKS, f"more than {limits.links} links")
        self._tags += 1
        if self._tags > limits.tags:
            raise HtmlError(HtmlReason.TOO_MANY_TAGS, f"more than {limits.tags} tags")
        if tag in _VOID or tag in _CLOSED_BY_NEXT:
            return
        self._open.append(tag)
        self._open_counts[tag] += 1
        if len(self._open) > limits.depth:
            raise HtmlError(HtmlReason.TOO_DEEP, f"more than {limits.depth} elements inside each other")

    def _read_attributes(self, tag: str, values: dict[str, str]) -> None:
        if tag == "meta":
            name = (values.get("property") or values.get("name") or "").lower()
            self.meta.setdefault(name, values.get("content", ""))
        elif tag == "html":
            self.language = self.language or values.get("lang", "") or values.get("xml:lang", "")
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or values.get("href", "")
        elif tag == "time" and values.get("datetime"):
            self.times.append(values["datetime"])

    def _capture(self, text: str) -> None:
        for kind, (_, parts) in self._captures.items():
            if len(parts) < (_SCRIPT_CHARACTERS if kind == "script" else _CAPTURED_CHARACTERS):
                parts.append(text)


def _captured(tag: str, values: dict[str, str]) -> str | None:
    """Return what an element's text is kept as."""
    if tag in ("title", "h1"):
        return tag
    if tag == "script":
        is_data = values.get("type", "").strip().lower() == "application/ld+json"
        return "script" if is_data else None
    classes = values.get("class", "").lower().split()
    is_byline = "byline" in classes or "author" in values.get("rel", "").lower().split()
    return "byline" if is_byline or values.get("itemprop") == "author" else None

"""The text that HTML shows, with the place of every character: one linear pass of the standard library's parser."""

import html
from contextlib import suppress
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

from newsassay.client.reading.assembly import Fragment

Attributes = list[tuple[str, str | None]]

_UNSEEN = frozenset(["math", "script", "select", "style", "svg", "template", "textarea", "title"])
_IN_LINE = frozenset(
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark nobr "
    "picture q s samp small source span strike strong sub sup time tt u var wbr".split()
)
_QUOTING = "blockquote"
_MARKS = "“”"  # browsers set them around an inline quotation


_MOST_BROKEN = 50


class Comment(NamedTuple):
    """What a comment says, where it stands, and how many fragments came before it."""

    fragments: int
    place: int
    text: str


class _TooBroken(Exception):  # noqa: N818 - never leaves this module
    """Markup that is opened again and again and never closed."""


class VisibleText(HTMLParser):
    """Collects what a page shows, in order.

    `fragments` hold the text; a line feed that stands for no character of the source ends a block.
    `quotes` are the places
    [start, end) of outermost block quotations. All places count from `start`.
    """

    def __init__(self, source: str, start: int = 0) -> None:
        super().__init__(convert_charrefs=False)
        self.fragments: list[Fragment] = []
        self.comments: list[Comment] = []
        self.quotes: list[tuple[int, int]] = []
        self._source = source
        self._start = start
        lengths = (len(line) + 1 for line in source.split("\n"))
        self._line_starts = list(accumulate(lengths, initial=start))
        self._unseen: list[str] = []  # open elements whose text is not shown
        self._quoting: list[int] = []
        self._broken = 0

    def read(self) -> None:
        """Parse the source. Call it once."""
        with suppress(_TooBroken):
            self.feed(self._source)
            self.close()
        if self._quoting:
            self.quotes.append((self._quoting[0], self._start + len(self._source)))

    @property
    def place(self) -> int:
        """Where the parser stands."""
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:  # noqa: ARG002 - for those who override it
        """Enter an element."""
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag not in _IN_LINE:
            self._break()
        if tag == _QUOTING:
            self._quoting.append(self.place)
        elif tag == "q" and not self._unseen:
            self._mark(_MARKS[0], self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Pass an element that closes itself, as XHTML writes it."""
        self.handle_starttag(tag, attrs)
        if tag in _UNSEEN or tag in (_QUOTING, "q"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif tag not in _IN_LINE:
            self._break()
        if tag == _QUOTING and self._quoting:
            start = self._quoting.pop()
            if not self._quoting:
                self.quotes.append((start, self.place))
        elif tag == "q" and not self._unseen:
            self._mark(_MARKS[1], "</q>")

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        if not self._unseen:
            place = self.place
            self.fragments.append(Fragment(data, place, place + len(data)))

    def handle_entityref(self, name: str) -> None:
        """Take a named character reference, with or without its semicolon."""
        self._take_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """Take a numeric character reference."""
        self._take_reference(f"&#{name}")

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.comments.append(Comment(len(self.fragments), self.place, data))

    # What has no end is looked for up to the end of the text, each time anew: that must not happen often.

    def check_for_whole_start_tag(self, i: int) -> int:
        """Return the end of a start tag, -1 for none."""
        return self._checked(super().check_for_whole_start_tag(i))

    def parse_endtag(self, i: int) -> int:
        """Return the end of an end tag, -1 for none."""
        return self._checked(super().parse_endtag(i))

    def parse_comment(self, i: int, *report: bool) -> int:
        """Return the end of a comment, -1 for none."""
        return self._checked(super().parse_comment(i, *report))

    def parse_html_declaration(self, i: int) -> int:
        """Return the end of a declaration, -1 for none."""
        return self._checked(super().parse_html_declaration(i))

    def parse_pi(self, i: int) -> int:
        """Return the end of a processing instruction, -1 for none."""
        return self._checked(super().parse_pi(i))

    def _checked(self, end: int) -> int:
        self._broken += end < 0
        if self._broken > _MOST_BROKEN:
            raise _TooBroken
        return end

    def _take_reference(self, written: str) -> None:
        place = self.place
        end = place - self._start + len(written)
        if self._source[end : end + 1] == ";":
            written += ";"
        text = html.unescape(written)
        if not self._unseen:
            self.fragments.append(Fragment(text, place, place + len(written)))
        self.handle_reference(text)

    def handle_reference(self, text: str) -> None:
        """Take the text of a character reference; for those who want it where it is not shown, too."""

    def _mark(self, mark: str, tag: str) -> None:
        self.fragments.append(Fragment(mark, self.place, self.place + len(tag)))

    def _break(self) -> None:
        if not self._unseen:
            self.fragments.append(Fragment("\n", self.place, self.place))


def visible_text(source: str, start: int = 0) -> VisibleText:
    """Read HTML, whole or a piece of a page. Raises nothing, whatever it holds."""
    seen = VisibleText(source, start)
    seen.read()
    return seen

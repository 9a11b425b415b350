"""What a reader sees of a Markdown text: headline and body, without markup, with the place of every character.

Code blocks and tables are no prose and left out; so are images and comments. Items of a tight list are a
line each. A block quote is somebody else's voice, unless it is an alert ("[!NOTE]").
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsassay.client.html.visible_text import visible_text
from newsassay.client.reading.assembly import FieldAssembly, Fragment
from newsassay.client.reading.directives import Directives
from newsassay.client.reading.markdown_inline import fragments, placing_parser
from newsassay.client.source_map import Piece
from newsassay.v1.article_pb2 import DisabledRange, TextRange
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_TITLE
from newsassay.v1.report_pb2 import Warning as ReportWarning

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ALERT = re.compile(r"\[![A-Za-z]+\][ \t]*(?:\n|\Z)")
_Comment = tuple[int, str]  # behind how many fragments of its block, and what it says
_BREAK_TAG = re.compile(r"<br\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Headline and body as they are seen, their places, and what block quotes and comments say of the body."""

    title: str
    body: str
    pieces: tuple[Piece, ...]
    quoted: tuple[TextRange, ...]
    disabled: tuple[DisabledRange, ...]
    warnings: tuple[ReportWarning, ...]


def markdown_text(text: str, start: int = 0) -> MarkdownText:
    """Read Markdown from character `start` on. Places are offsets into `text`. Raises nothing."""
    return _Reading(text, start).read()


@cache
def _parser() -> MarkdownIt:
    return placing_parser()


class _Reading:
    """One pass over a text's blocks."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text[start:]
        self._start = start
        self._lines = [match[0] for match in _LINE.finditer(self._text.replace("\0", "\ufffd"))]
        self._line_starts = list(accumulate(map(len, self._lines), initial=start))
        self._title = FieldAssembly(FIELD_TITLE)
        self._body = FieldAssembly(FIELD_BODY)
        self._directives = Directives()
        self._quoted: list[TextRange] = []
        self._quotes: list[bool] = []  # of the block quotes that are open, whether each is an alert
        self._was_tight = self._was_quoted = False

    def read(self) -> MarkdownText:
        tokens = iter(_parser().parse(self._text))
        for token in tokens:
            if token.type == "blockquote_open":
                self._quotes.append(False)
            elif token.type == "blockquote_close":
                self._quotes.pop()
            elif token.type == "table_open":
                _skip(tokens, "table_close")
            elif token.type == "html_block":
                self._add_html(token)
            elif token.type == "heading_open":
                self._add_heading(token, next(tokens))
            elif token.type == "paragraph_open":
                self._add_inline(next(tokens), is_tight=token.hidden)
        return MarkdownText(
            self._title.text,
            self._body.text,
            (*self._title.pieces, *self._body.pieces),
            tuple(self._quoted),
            tuple(self._directives.finish(self._body.length)),
            tuple(self._directives.warnings),
        )

    def _add_heading(self, opening: Token, inline: Token) -> None:
        if opening.tag != "h1" or opening.level or self._title.length:
            self._add_inline(inline, is_tight=False)
            return
        self._directives.pass_title()
        seen, comments = self._seen(inline)
        self._title.add_block(Fragment(f.text.replace("\n", " "), f.start, f.end) for f in seen)
        for _, comment in comments:
            self._directives.read(comment, self._body.length)

    def _add_inline(self, inline: Token, *, is_tight: bool) -> None:
        seen, comments = self._seen(inline)
        if self._quotes and (alert := _ALERT.match(inline.content)):
            self._quotes[-1] = True
            last = _locator(self._lines, self._line_starts, inline)(alert.end() - 1)
            seen = [fragment for fragment in seen if fragment.start > last]
        self._add(seen, comments, is_tight=is_tight)

    def _add_html(self, block: Token) -> None:
        shown = visible_text(block.content)
        locate = _locator(self._lines, self._line_starts, block)
        comments = deque(shown.comments)
        begin = 0
        for end in [*(n for n, f in enumerate(shown.fragments) if f.text == "\n"), len(shown.fragments)]:
            here: list[_Comment] = []
            seen: list[Fragment] = []
            for number, fragment in enumerate(shown.fragments[begin : end + 1], start=begin):
                while comments and comments[0].fragments <= number:
                    here.append((len(seen), comments.popleft().text))
                if number < end:
                    seen += (_moved(line, locate) for line in _lines_of(fragment))
            here += ((len(seen), comment.text) for comment in comments if end == len(shown.fragments))
            self._add(seen, here)
            begin = end + 1

    def _add(self, seen: list[Fragment], comments: list[_Comment], *, is_tight: bool = False) -> None:
        before = self._body.length
        start = self._body.add_block(seen, "\n" if is_tight and self._was_tight else "\n\n")
        inside = list(accumulate((len(fragment.text) for fragment in seen), initial=0))
        for number, comment in comments:
            offset = before if start is None or not number else min(start + inside[number], self._body.length)
            self._directives.read(comment, offset)
        if start is None:
            return
        self._was_tight = is_tight
        is_quoted = any(not is_alert for is_alert in self._quotes)
        if is_quoted and self._was_quoted:
            self._quoted[-1].end = self._body.length
        elif is_quoted:
            self._quoted.append(TextRange(start=start, end=self._body.length))
        self._was_quoted = is_quoted

    def _seen(self, inline: Token) -> tuple[list[Fragment], list[_Comment]]:
        """Return what is seen of a block, at its places, and its comments behind how many fragments."""
        locate = _locator(self._lines, self._line_starts, inline)
        seen: list[Fragment] = []
        comments: list[_Comment] = []
        for found in fragments(inline.content, inline.children or []):
            if isinstance(found, Fragment):
                seen.append(_moved(found, locate))
            elif found.content.startswith("<!--"):
                comments.append((len(seen), found.content[4:-3]))
            elif _BREAK_TAG.match(found.content):
                place = locate(found.meta["span"][0])
                seen.append(Fragment("\n", place, place + len(found.content)))
        return seen, comments


def _skip(tokens: Iterator[Token], last: str) -> None:
    for token in tokens:
        if token.type == last:
            return


def _lines_of(fragment: Fragment) -> Iterator[Fragment]:
    """Yield a fragment line by line: the lines of a block need not follow each other in the file."""
    if fragment.end - fragment.start != len(fragment.text) or "\n" not in fragment.text:
        yield fragment
        return
    place = fragment.start
    for line in fragment.text.splitlines(keepends=True):
        yield Fragment(line.replace("\n", " "), place, place + len(line))
        place += len(line)


def _moved(fragment: Fragment, locate: Callable[[int], int]) -> Fragment:
    start = locate(fragment.start)
    return Fragment(fragment.text, start, start + fragment.end - fragment.start)


def _locator(lines: list[str], line_starts: list[int], block: Token) -> Callable[[int], int]:
    """Return a function from offsets into a block's content to the file.

    Each line of the content is the end of a line of the file, whose indentation and marks it lacks. Only
    headings and table cells may end before their line does.
    """
    first, last = block.map or (0, 0)
    contents = block.content.split("\n")
    while first + len(contents) < last and contents[0].strip() not in lines[first]:
        first += 1  # a line of odd white space was stripped
    content_starts: list[int] = []
    shifts: list[int] = []
    position = 0
    for number, content in enumerate(contents):
        bare = content.strip()
        line = lines[min(first + number, len(lines) - 1)].rstrip("\r\n")
        at = line.rfind(bare) - (len(content) - len(content.lstrip()))
        content_starts.append(position)
        shifts.append(line_starts[min(first + number, len(lines) - 1)] + at - position)
        position += len(content) + 1

    def locate(offset: int) -> int:
        return max(offset + shifts[bisect_right(content_starts, offset) - 1], 0)

    return locate

"""Quotations: what stands between quotation marks, whatever marks an article uses.

Rules (Chicago Manual of Style 13.30; news practice): a quotation that runs over paragraphs opens again
at each paragraph and closes once; single marks nest inside double ones, or stand alone in British
style; a mark that never closes ends with its paragraph. Inch and minute marks after digits are no
quotation marks.
"""

import itertools
import re
from bisect import bisect_right
from typing import NamedTuple

from newsassay.engine.text.tokens import Tokens

_OPENING = frozenset([*"“«„", "``"])
_STRAIGHT = frozenset(['"', "''"])
_SINGLE = frozenset("‘’'")
_MARKS = frozenset([*'“”«»„"', "''", "``"]) | _SINGLE  # wire copy doubles the single mark
_MARK_START = re.compile("""["“”«»„`‘’']""")
_SCARE_WORDS = 3


class Quotation(NamedTuple):
    """One quotation within one paragraph.

    Spans are code points: [start, end) with the marks, [inner_start, inner_end) without; tokens are
    [first, last) with the marks. `depth` is 0 for an outermost quotation. Pieces of one speech that runs
    over paragraphs share `speech`. `closed` is False where the closing mark is missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    first: int
    last: int
    depth: int
    speech: int
    closed: bool

    @property
    def is_short(self) -> bool:
        """Whether it holds at most three tokens: a scare quote, title, or name as a rule."""
        return self.last - self.first - 1 - self.closed <= _SCARE_WORDS


class Quotations:
    """The quotations of one text in order of their start, and which of them holds an offset."""

    def __init__(self, found: tuple[Quotation, ...]) -> None:
        self.all = found
        self.outermost = tuple(q for q in found if q.depth == 0)
        self._starts = [q.start for q in self.outermost]

    def at(self, offset: int) -> Quotation | None:
        """The outermost quotation that holds a code point, or None."""
        k = bisect_right(self._starts, offset) - 1
        return self.outermost[k] if k >= 0 and offset < self.outermost[k].end else None


def find_quotations(tokens: Tokens, paragraphs: list[int]) -> Quotations:
    """Find all quotations. `paragraphs` are the numbers of the tokens that start one. Linear."""
    maybe = [found.start() for found in _MARK_START.finditer(tokens.initials)]
    marks = [i for i in maybe if tokens.words[i] in _MARKS]
    found: list[Quotation] = []
    speech, stays_open, k = -1, False, 0
    bounds = [*paragraphs, len(tokens)] if marks else []
    for first, last in itertools.pairwise(bounds):
        begin = k
        while k < len(marks) and marks[k] < last:
            k += 1
        inside = marks[begin:k]
        pieces = _pair_marks(tokens, inside, last)
        reopens = stays_open and bool(inside) and inside[0] == first
        for n, piece in enumerate(pieces):
            speech += piece.depth == 0 and not (reopens and n == 0)
            found.append(piece._replace(speech=speech))
        stays_open = any(not piece.closed for piece in pieces)
    return Quotations(tuple(found))


def _pair_marks(  # noqa: C901 - a state machine reads best in one place
    tokens: Tokens, marks: list[int], last: int
) -> list[Quotation]:
    """Pair the marks of one paragraph that ends before token `last`, in order of their start.

    At most one double and one single quotation are open at a time, in either order.
    """
    found: list[Quotation] = []
    double = single = -1  # tokens of the open marks
    closers_left = sum(tokens.words[i] in _SINGLE and _may_close(tokens, i) for i in marks)
    for i in marks:
        mark = tokens.words[i]
        if mark in _SINGLE:
            closers_left -= (closes := _may_close(tokens, i))
            if single >= 0 and closes and double < single:
                found.append(_quotation(tokens, single, i + 1, depth=int(double >= 0)))
                single = -1
            elif single < 0 and mark != "’" and closers_left and _may_open(tokens, i):
                single = i
        elif double < 0:
            if mark in _OPENING or (mark in _STRAIGHT and not _is_inch_mark(tokens, i)):
                double = i
        elif mark not in _OPENING:
            if single > double:  # a lone apostrophe inside
                single = -1
            found.append(_quotation(tokens, double, i + 1, depth=int(single >= 0)))
            double = -1
    if double >= 0:
        found.append(_quotation(tokens, double, last, depth=0, closed=False))
    if single >= 0:  # never closed: what it seemed to hold stands alone
        found = [q._replace(depth=0) if q.first > single else q for q in found]
    found.sort(key=lambda q: (q.start, -q.end))
    return found


def _quotation(tokens: Tokens, opening: int, last: int, depth: int, *, closed: bool = True) -> Quotation:
    start, end = tokens.span(opening, last)
    inner_end = tokens.starts[last - 1] if closed else end
    return Quotation(start, end, tokens.end(opening), inner_end, opening, last, depth, 0, closed)


def _may_open(tokens: Tokens, i: int) -> bool:
    return not tokens.glued(i) or not tokens.words[i - 1][-1].isalnum()


def _may_close(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and not (tokens.glued(i + 1) and tokens.words[i + 1][0].isalnum())


def _is_inch_mark(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and tokens.words[i - 1][-1].isdigit()

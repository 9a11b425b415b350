"""Quotations: what stands between quotation marks, whatever marks an article uses.

Rules (Chicago Manual of Style 13.30; news practice): a quotation that runs over paragraphs opens again
at each paragraph and closes once; single marks nest inside double ones, or stand alone in British
style; a mark that never closes ends with its paragraph. Inch and minute marks after digits are no
quotation marks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
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


# Quotation(...) runs a Python function; this takes half as long.
_quotation_of: Callable[[tuple[int, int, int, int, int, int, int, int, bool]], Quotation] = partial(
    tuple.__new__, Quotation
)


class Quotations:
    """The quotations of one text in order of their start, and which of them holds an offset.

    `blocks` are quotations without marks, in order and without overlap. Only `at` knows of them: they have
    no mark to stand at, and what is attributed goes by marks.
    """

    def __init__(self, found: tuple[Quotation, ...], blocks: tuple[Quotation, ...] = ()) -> None:
        self.all = found
        self.outermost = tuple(q for q in found if q.depth == 0)
        self._starts = list(map(itemgetter(0), self.outermost))
        self._blocks = blocks
        self._block_starts = list(map(itemgetter(0), blocks))

    def at(self, offset: int) -> Quotation | None:
        """The outermost quotation or block that holds a code point, or None."""
        if self._blocks:
            k = bisect_right(self._block_starts, offset) - 1
            if k >= 0 and offset < self._blocks[k].end:
                return self._blocks[k]
        k = bisect_right(self._starts, offset) - 1
        return self.outermost[k] if k >= 0 and offset < self.outermost[k].end else None


def find_quotations(
    tokens: Tokens, paragraphs: list[int], blocks: Iterable[tuple[int, int]] = ()
) -> Quotations:
    """Find all quotations. `paragraphs` are the numbers of the tokens that start one. Linear.

    `blocks` are code points [start, end) that quote without marks, in order and without overlap.
    """
    words = tokens.words
    marks = [i for match in _MARK_START.finditer(tokens.initials) if words[i := match.start()] in _MARKS]
    found: list[Quotation] = []
    speech, stays_open, done, k = -1, False, 0, 0
    while k < len(marks):
        number = bisect_right(paragraphs, marks[k])
        first, last = paragraphs[number - 1], (paragraphs[number] if number < len(paragraphs) else len(words))
        begin = k
        k = bisect_left(marks, last, begin)
        # What was left open goes on only in the very next paragraph, and only if that opens with a mark.
        reopens = stays_open and marks[begin] == first == done
        pairs = _pair_marks(tokens, marks[begin:k], last)
        for pair in pairs:
            speech += pair[2] == 0 and not reopens
            reopens = False
            found.append(_quotation(tokens, pair, speech))
        stays_open = not all(map(_IS_CLOSED, pairs))
        done = last
    return Quotations(tuple(found), tuple(_block(tokens, *block) for block in blocks))


# A quotation while marks are being paired: opening token, end, depth, closed. Plain tuples of numbers,
# of which a text made of marks has as many as characters, are of no concern to the cyclic collector.
_Pair = tuple[int, int, int, bool]
_IS_CLOSED = itemgetter(3)


def _pair_marks(tokens: Tokens, marks: list[int], last: int) -> list[_Pair]:
    """Pair the marks of one paragraph that ends before token `last`, in order of their start.

    At most one double and one single quotation are open at a time, in either order.
    """
    found: list[_Pair] = []
    double = single = -1  # tokens of the open marks
    words = tokens.words
    closers = {i for i in marks if words[i] in _SINGLE and _may_close(tokens, i)}
    closers_left = len(closers)
    for i in marks:
        mark = words[i]
        if mark in _SINGLE:
            closers_left -= (closes := i in closers)
            if single >= 0 and closes and double < single:
                found.append((single, i + 1, int(double >= 0), True))
                single = -1
            elif single < 0 and mark != "’" and closers_left and _may_open(tokens, i):
                single = i
        elif double < 0:
            if mark in _OPENING or (mark in _STRAIGHT and not _is_inch_mark(tokens, i)):
                double = i
        elif mark not in _OPENING:
            if single > double:  # a lone apostrophe inside
                single = -1
            found.append((double, i + 1, int(single >= 0), True))
            double = -1
    if double >= 0:
        found.append((double, last, 0, False))
    if single >= 0:  # never closed: what it seemed to hold stands alone
        found = [(first, end, 0 if first > single else depth, closed) for first, end, depth, closed in found]
    found.sort()
    return found


def _quotation(tokens: Tokens, pair: _Pair, speech: int) -> Quotation:
    first, last, depth, closed = pair
    starts, words = tokens.starts, tokens.words
    start, final = starts[first], starts[last - 1]
    end = final + len(words[last - 1])
    inner_end = final if closed else end
    return _quotation_of(
        (start, end, start + len(words[first]), inner_end, first, last, depth, speech, closed)
    )


def _block(tokens: Tokens, start: int, end: int) -> Quotation:
    first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
    return _quotation_of((start, end, start, end, first, last, 0, -1, True))


def _may_open(tokens: Tokens, i: int) -> bool:
    return not tokens.glued(i) or not tokens.words[i - 1][-1].isalnum()


def _may_close(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and not (tokens.glued(i + 1) and tokens.words[i + 1][0].isalnum())


def _is_inch_mark(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and tokens.words[i - 1][-1].isdigit()

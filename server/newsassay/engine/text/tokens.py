"""Tokenisation: one regex pass that partitions the text, everything else derived at C speed.

A token is a word ("long-held", "don't", "1.2m", "U.S."), a possessive ending ("'s"), or one other visible
character. Hyphens, apostrophes, and points between digits join; a possessive ending is split off.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, compress, count, repeat
from operator import itemgetter

from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass
from newsassay.engine.text.lazy import lazy
from newsassay.engine.text.lost_marks import restore_quotation_marks

# Each piece is a token with the white space behind it, so that pieces partition the text and token
# offsets are a running sum. Every alternative starts on a visible character and repeats disjoint
# classes: linear on any input. No possessive quantifiers: Python 3.11 before 3.11.5 gets those of groups
# wrong (python/cpython#106052). The first alternative is the second's commonest case, a plain
# word and one space; it takes a third off the whole pass.
_PATTERN = r"""\w+[ ](?=\S)
      | (?: (?:[A-Za-z]\.){2,64}
          | \w+ (?: (?: [-'’](?!s\b) | (?<=\d)[.,:](?=\d) ) \w+ ){0,64}
          | ['’]s\b
          | ''
          | ``
          | \S
        ) \s*"""
_PIECES = re.compile(_PATTERN, re.VERBOSE)
# Accents written behind their letter (NFD), and characters that nobody sees, are part of the word they stand in.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
# Characters first and what stands before them behind: a search that starts with a lookbehind stops at every place.
_INSIDE = re.compile(rf"[\u0300-\u036f{_INVISIBLE}](?<=\w.)")
_PIECES_WITH_THESE = re.compile(_PATTERN.replace(r"\w+", rf"\w[\w\u0300-\u036f{_INVISIBLE}]*"), re.VERBOSE)
_UNSEEN = re.compile(rf"(?<=\w)[{_INVISIBLE}]+")

_OUTSIDE = [""] * 64


class Tokens:
    """The tokens of one text, as parallel arrays indexed by token number.

    `words[i]` is the token as written (a lost quotation mark restored), `lower[i]` its lower case with straight apostrophes,
    composed accents (NFC) and nothing invisible inside, `starts[i]` its first code point. A token range is half-open, like a span.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._has_unusual = not text.isascii() and _INSIDE.search(text) is not None
        pattern = _PIECES_WITH_THESE if self._has_unusual else _PIECES
        pieces = pattern.findall(restore_quotation_marks(text))
        lead = len(text) - len(text.lstrip())
        self.starts: list[int] = list(accumulate(map(len, pieces), initial=lead))
        self.starts.pop()
        self.words: list[str] = list(map(str.rstrip, pieces))
        self._joined = " ".join(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @lazy
    def lower(self) -> list[str]:
        """Tokens in lower case, apostrophes straight."""
        return self.joined_lower[1:-1].split(" ") if self.words else []

    @lazy
    def joined_lower(self) -> str:
        """`lower`, joined and surrounded by single spaces: what phrases are matched against."""
        joined = self._joined
        if self._has_unusual:
            joined = unicodedata.normalize("NFC", _UNSEEN.sub("", joined))
        return f" {joined.lower().replace('’', chr(39))} "

    @lazy
    def classes(self) -> list[int]:
        """Closed classes of each token as WordClass bits; 0 for open-class words."""
        return list(map(CLOSED_CLASS.get, self.lower, repeat(0)))

    @lazy
    def initials(self) -> str:
        """The first characters of the tokens, so that character i is token i's: tokens are found by them at C speed."""
        return "".join(map(itemgetter(0), self.words))

    @lazy
    def capitals(self) -> list[int]:
        """Numbers of the tokens that start with a capital letter."""
        return list(compress(count(), map(str.isupper, self.initials)))

    @lazy
    def word_count(self) -> int:
        """Number of tokens that start with a letter or digit."""
        return sum(map(str.isalnum, self.initials))

    def behind(self, spaces: Iterable[int]) -> Iterator[int]:
        """Numbers of the tokens behind spaces of `joined_lower`, given by their offsets in order. Linear."""
        joined = self.joined_lower
        token = seen = 0
        for space in spaces:
            token += joined.count(" ", seen, space)
            seen = space
            yield token

    def has_class(self, i: int, word_class: WordClass) -> bool:
        """Whether token i belongs to any of the given closed classes; False outside the text."""
        return 0 <= i < len(self.words) and bool(self.classes[i] & word_class.value)

    def end(self, i: int) -> int:
        """First code point after token i."""
        return self.starts[i] + len(self.words[i])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code-point span of the non-empty token range [first, last)."""
        return self.starts[first], self.starts[last - 1] + len(self.words[last - 1])

    def at(self, offset: int) -> int:
        """Number of the token that holds, or else follows, a code point."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.end(i) else i + 1

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Token range of the tokens that overlap the code-point span [start, end)."""
        return self.at(start), bisect_left(self.starts, end)

    def glued(self, i: int) -> bool:
        """Whether token i follows token i - 1 without white space."""
        starts = self.starts
        return 0 < i < len(starts) and starts[i - 1] + len(self.words[i - 1]) == starts[i]

    @lazy
    def lower_at(self) -> Callable[[int], str]:
        """Token i in lower case, or "" up to 64 tokens outside the text.

        The hundreds of looks at neighbours go straight into a list, padded so that indices below 0 find "" too.
        """
        return [*self.lower, *_OUTSIDE].__getitem__

    @lazy
    def word_at(self) -> Callable[[int], str]:
        """Token i as written, or "" up to 64 tokens outside the text."""
        return [*self.words, *_OUTSIDE].__getitem__

    def phrase(self, first: int, last: int) -> str:
        """The text of a token range, exactly as written."""
        if first >= last:
            return ""
        return self.text[self.starts[first] : self.starts[last - 1] + len(self.words[last - 1])]

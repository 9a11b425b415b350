"""What the drafting of a relation looks at: a field's chunks, its quotations, and the place of one cue."""

from bisect import bisect_right
from typing import NamedTuple

from newsassay.engine.attribution.inventory import Frames
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.finding import Location, located
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.quotations import Quotation

SOURCE_NOUNS = words_of("source_nouns")
"""Nouns that can head a source, singular and plural."""

AGENT_SUFFIXES = tuple("er ers or ors ist ists ian ians man men woman women ant ants ee ees".split())
"""Suffixes of nouns for those who do something (Bauer 1983, "English Word-formation", 7.2)."""


class Speech:
    """A field's syntax with its quotations indexed by token."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.quotations = syntax.text.quotations.outermost
        self._firsts = [q.first for q in self.quotations]
        self._field = syntax.text.field
        self._words = syntax.words
        self._starts = syntax.text.tokens.starts

    def locate(self, first: int, last: int) -> Location:
        """Location of the non-empty token range [first, last)."""
        starts = self._starts
        last -= 1
        return located((self._field, starts[first], starts[last] + len(self._words[last])))

    def quotation_at(self, token: int) -> Quotation | None:
        """The outermost quotation that holds a token."""
        n = bisect_right(self._firsts, token) - 1
        return self.quotations[n] if n >= 0 and token < self.quotations[n].last else None

    def holds_quotation(self, first: int, last: int) -> bool:
        """Whether any part of a quotation stands in the token range [first, last)."""
        n = bisect_right(self._firsts, last - 1) - 1
        return n >= 0 and self.quotations[n].last > first

    def quotation_ending(self, token: int) -> Quotation | None:
        """The quotation that closes at a token or, with a comma behind it, just before."""
        found = self.quotation_at(token) or (self.quotation_at(token - 1) if token else None)
        return found if found is not None and token <= found.last else None


class Site(NamedTuple):
    """A cue's place: tokens [first, last), lemma and frames, and its sentence [low, end) without the final mark."""

    speech: Speech
    syntax: Syntax
    first: int
    last: int
    lemma: str
    frames: Frames
    low: int
    end: int

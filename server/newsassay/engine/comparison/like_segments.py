"""Segments of several articles that share content words, found by an inverted index of their rarer stems.

Two sets with three elements in common share one that is not among the two commonest of either (prefix filtering: Chaudhuri,
Ganti & Kaushik 2006, "A primitive operator for similarity joins in data cleaning"). So those two are not looked up, and what
everybody says costs nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from itertools import chain
from typing import NamedTuple

from newsassay.engine.comparison.texts import ComparedText, Segment

SHARED = 3
"""Content stems that two segments share at least to be worth comparing."""

_POSTINGS = 8  # segments of one article that are looked up under one stem: more of them are a refrain


class Like(NamedTuple):
    """Two segments that share content, by their numbers: one of the article met first, one of the article met later."""

    first: int
    second: int


class LikeSegments:
    """The segments of the articles met so far."""

    def __init__(self, texts: Iterable[ComparedText]) -> None:
        """`texts` are all that will be met: they tell which stems are rare."""
        told = Counter(chain.from_iterable(segment.content for text in texts for segment in text.segments))
        self._rank = {stem: n for n, stem in enumerate(sorted(sorted(told), key=told.__getitem__))}
        self._segments: list[tuple[int, Segment]] = []
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)

    def meet(self, text: ComparedText, among: Container[int]) -> dict[int, list[Like]]:
        """The segments of earlier articles that share content with those of `text`, by the index of their article, in order.

        Only articles `among` these are looked at.
        """
        rare = [self._rarest(segment) for segment in text.segments]
        found: dict[int, list[Like]] = {}
        for segment, stems in zip(text.segments, rare, strict=True):
            content = segment.content
            met = Counter(chain.from_iterable(map(self._by_stem.__getitem__, stems)))
            for k in sorted(met):
                index, other = self._segments[k]
                if index in among and (met[k] >= SHARED or len(content & other.content) >= SHARED):
                    found.setdefault(index, []).append(Like(other.number, segment.number))
        self._add(text, rare)
        return found

    def _rarest(self, segment: Segment) -> list[str]:
        """The content stems of a segment but for the commonest, so many that one of SHARED is left."""
        return sorted(segment.content, key=self._rank.__getitem__)[: 1 - SHARED]

    def _add(self, text: ComparedText, rare: list[list[str]]) -> None:
        start = len(self._segments)
        for number, stems in enumerate(rare, start):
            for stem in stems:
                held = self._by_stem[stem]
                if len(held) < _POSTINGS or held[-_POSTINGS] < start:
                    held.append(number)
        self._segments += [(text.index, segment) for segment in text.segments]

"""Segments of several articles that share content words, found by an inverted index of their rarer stems.

Two sets with three elements in common share one that is not among the two commonest of either (prefix filtering: Chaudhuri,
Ganti & Kaushik 2006, "A primitive operator for similarity joins in data cleaning"). So those two are not looked up, and what
everybody says costs nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from newsassay.engine.comparison.texts import ComparedText, Segment

SHARED = 3
"""Content stems that two segments share at least to be worth comparing."""

_POSTINGS = 8  # segments of one article that are looked up under one stem: more of them are a refrain


class Like(NamedTuple):
    """Two segments that share content, by their numbers: one of the article met first, one of the article met later.

    `shared` is the number of content stems that both have.
    """

    first: int
    second: int
    shared: int


class LikeSegments:
    """The segments of the articles met so far."""

    def __init__(self, texts: Iterable[ComparedText]) -> None:
        """`texts` are all that will be met: they tell which stems are rare."""
        told = Counter(chain.from_iterable(segment.content for text in texts for segment in text.segments))
        self._rank = {stem: n for n, stem in enumerate(sorted(sorted(told), key=told.__getitem__))}
        self._segments: list[tuple[int, Segment]] = []
        self._rarest: dict[int, list[list[str]]] = {}  # of the article asked for last
        self._by_stem: defaultdict[str, list[int]] = defaultdict(list)

    def like(self, text: ComparedText, among: frozenset[int] | set[int]) -> dict[int, list[Like]]:
        """The segments of earlier articles that share content with those of `text`, by the index of their article, in order.

        Only articles `among` these are looked at.
        """
        found: dict[int, list[Like]] = {}
        for segment, stems in zip(text.segments if among else (), self._rare(text), strict=False):
            content = segment.content
            met = Counter(chain.from_iterable(map(self._by_stem.__getitem__, stems)))
            for k in sorted(met):
                index, other = self._segments[k]
                if index in among:
                    shared = len(content & other.content)
                    if shared >= SHARED:
                        found.setdefault(index, []).append(Like(other.number, segment.number, shared))
        return found

    def _rare(self, text: ComparedText) -> list[list[str]]:
        """The content stems of each segment but for the commonest, so many that one of SHARED is left."""
        found = self._rarest.get(text.index)
        if found is None:
            rank = self._rank.__getitem__
            found = [sorted(segment.content, key=rank)[: 1 - SHARED] for segment in text.segments]
            self._rarest = {text.index: found}
        return found

    def add(self, text: ComparedText) -> None:
        """Meet an article."""
        start = len(self._segments)
        for number, stems in enumerate(self._rare(text), start):
            for stem in stems:
                held = self._by_stem[stem]
                if len(held) < _POSTINGS or held[-_POSTINGS] < start:
                    held.append(number)
        self._segments += [(text.index, segment) for segment in text.segments]


def like_of_two(left: ComparedText, right: ComparedText) -> list[Like]:
    """The segments of two articles that share content, those of the right one in order: of two, ranking stems takes longer."""
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for segment in left.segments:
        for stem in segment.content:
            by_stem[stem].append(segment.number)
    found: list[Like] = []
    for segment in right.segments:
        shared = Counter(chain.from_iterable(by_stem[stem] for stem in segment.content if stem in by_stem))
        found += [Like(n, segment.number, count) for n, count in sorted(shared.items()) if count >= SHARED]
    return found

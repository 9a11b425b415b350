"""Syllables of English words, counted as textstat counts those that its pronouncing dictionary lacks.

textstat looks a word up in nltk's copy of cmudict, which it downloads when the machine has none, and
otherwise counts the hyphenation points of pyphen's en_US patterns. Here it is always the patterns: they
come with the installation, so that the same text has the same figures on every machine. The patterns are
those of hyph_en_US.dic (unchanged from pyphen 0.14 to 0.18); hyphenation points are fewer than spoken
syllables, so texts look a little easier than with cmudict.

pyphen parses the patterns; they are matched here, because pyphen remembers every word it ever saw and takes
15 µs for a new one where an automaton takes 2.
"""

from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pyphen
from ahocorasick_rs import AhoCorasick

from newsassay.engine.kept_tables import kept

_EDGE = 2  # pyphen's left and right minimum: no point within two letters of either end


class _Patterns(NamedTuple):
    """Hyphenation patterns: an automaton of their letters; where each has which values above 0, by its number."""

    automaton: AhoCorasick
    values: list[tuple[tuple[int, int], ...]]


@cache
def _patterns() -> _Patterns:
    dictionary = pyphen.LANGUAGES["en_US"]
    letters, values = kept("syllables", partial(_read, dictionary), Path(dictionary).read_bytes())
    return _Patterns(AhoCorasick(letters, store_patterns=False), values)


def _read(dictionary: Path) -> tuple[list[str], list[tuple[tuple[int, int], ...]]]:
    """Letters and values of each pattern."""
    patterns = pyphen.HyphDict(dictionary).patterns
    # Thousands of patterns have a thousand sets of values, of few values: shared, they stay in the processor's cache.
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    sets: dict[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = {}
    values = []
    for offset, pattern in patterns.values():
        found = [(offset + i, value) for i, value in enumerate(pattern) if value]
        shared = tuple([pairs.setdefault(pair, pair) for pair in found])
        values.append(sets.setdefault(shared, shared))
    return list(patterns), values


def count_syllables(word: str) -> int:
    """Syllables of a word in lower case, at least 1. Linear in its length. Not cached."""
    automaton, values = _patterns()
    dotted = f".{word}."
    if not dotted.isascii():  # the automaton refuses lone surrogates; no pattern holds "?"
        dotted = dotted.encode("utf-8", "replace").decode()
    # Liang's algorithm: the value between two letters is the highest that any pattern puts there, and
    # a word breaks where it is odd.
    points = [0] * (len(dotted) + 1)
    for number, start, _ in automaton.find_matches_as_indexes(dotted, overlapping=True):
        for place, value in values[number]:
            if value > points[start + place]:  # noqa: PLR1730 - max() takes twice as long here
                points[start + place] = value
    return 1 + sum(map((1).__and__, points[_EDGE + 1 : len(word) - _EDGE + 2]))

"""Paragraph and sentence boundaries, found at line breaks and sentence-final punctuation only."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable
from functools import partial
from operator import add, itemgetter, sub
from typing import NamedTuple

from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

_FINAL = frozenset(".!?…")
_FINAL_CHARACTER = re.compile("[.!?…]")
_CLOSERS = frozenset([*"\"'”’)]»", "''"])
_FINAL_OR_CLOSER = _FINAL | _CLOSERS
# A full stop behind these does not end a sentence: what they abbreviate goes on.
_ABBREVIATIONS = words_of("abbreviations", "goes_on")
# Behind these it does if the next word can start a sentence.
_MAYBE_FINAL = words_of("abbreviations", "may_end")
_STARTERS = ~WordClass.PREPOSITION
# Nobody writes sentences this long. What has no final mark for so many tokens is cut, so that whoever
# looks through a sentence around each cue in it does work in proportion to the text, not to its square.
LONGEST_SENTENCE = 250


class Sentence(NamedTuple):
    """A sentence as the half-open token range [first, last), its code-point span, and its paragraph."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int


# Sentence(...) runs a Python function; this takes half as long.
_sentence: Callable[[tuple[int, int, int, int, int]], Sentence] = partial(tuple.__new__, Sentence)


def find_paragraphs(tokens: Tokens) -> list[int]:
    """Numbers of the tokens that start a paragraph: the first one, and each behind a line break."""
    if not tokens.words:
        return []
    text, starts, end = tokens.text, tokens.starts, len(tokens)
    found = [0]
    newline = text.find("\n", starts[0])
    while newline >= 0:
        i = bisect_right(starts, newline)
        if i >= end:
            break
        found.append(i)
        newline = text.find("\n", starts[i])
    return found


def find_sentences(tokens: Tokens, paragraphs: list[int]) -> tuple[Sentence, ...]:
    """Sentences in order; together they hold every token once. Linear in the number of tokens."""
    words, starts, end = tokens.words, tokens.starts, len(tokens.words)
    bounds = sorted({*paragraphs, *_sentence_starts(tokens), end})
    if max(map(sub, bounds[1:], bounds), default=0) > LONGEST_SENTENCE:
        cuts = (range(low, high, LONGEST_SENTENCE) for low, high in itertools.pairwise(bounds))
        bounds = [*itertools.chain.from_iterable(cuts), end]
    firsts, lasts = bounds[:-1], bounds[1:]
    final = [last - 1 for last in lasts]
    ends = map(add, map(starts.__getitem__, final), map(len, map(words.__getitem__, final)))
    # The number of a sentence's paragraph is that of the paragraphs that started so far, less one.
    numbers = itertools.accumulate(map(set(paragraphs).__contains__, firsts), initial=-1)
    next(numbers)
    return tuple(
        map(_sentence, zip(firsts, lasts, map(starts.__getitem__, firsts), ends, numbers, strict=True))
    )


def _sentence_starts(tokens: Tokens) -> list[int]:
    """Numbers of the tokens that start a sentence because of the punctuation before them."""
    words, starts, end = tokens.words, tokens.starts, len(tokens.words)
    last_characters = "".join(map(itemgetter(-1), words))
    found: list[int] = []
    done = 0
    for match in _FINAL_CHARACTER.finditer(last_characters):
        i = match.start()
        if i < done:
            continue
        after = i + 1
        gap = starts[i] + len(words[i])  # where what is glued to the punctuation so far starts
        while after < end and starts[after] == gap and words[after] in _FINAL_OR_CLOSER:
            gap += len(words[after])
            after += 1
        done = after
        if after < end and starts[after] > gap and _ends_sentence(tokens, i, after):
            found.append(after)
    return found


def _ends_sentence(tokens: Tokens, final: int, after: int) -> bool:
    words = tokens.words
    word, following = words[final], words[after]
    if following[0].islower():
        return False
    if word in "!?" or (after > final + 1 and words[final + 1] in _FINAL):
        return True
    dotted = len(word) > 1  # "U.S.", "p.m."
    abbreviation = word if dotted else tokens.lower_at(final - 1)
    if dotted or abbreviation in _MAYBE_FINAL:
        return tokens.has_class(after, _STARTERS) or not following[0].isalpha()
    is_initial = len(abbreviation) == 1 and words[final - 1].isupper() and abbreviation != "i"
    return not (is_initial or abbreviation in _ABBREVIATIONS)

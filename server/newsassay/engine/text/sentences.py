"""Paragraph and sentence boundaries, found at line breaks and sentence-final punctuation only."""

import itertools
import re
from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple

from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

_FINAL = frozenset(".!?…")
_FINAL_CHARACTER = re.compile("[.!?…]")
_CLOSERS = frozenset([*"\"'”’)]»", "''"])
_FINAL_OR_CLOSER = _FINAL | _CLOSERS
# A full stop behind these does not end a sentence: what they abbreviate goes on.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "rev",
        "hon",
        "gen",
        "col",
        "maj",
        "capt",
        "cmdr",
        "lt",
        "sgt",
        "sen",
        "rep",
        "gov",
        "pres",
        "st",
        "mt",
        "ft",
        "vs",
        "no",
        "nos",
        "vol",
        "fig",
        "al",
        "etc",
        "approx",
        "dept",
        "est",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "ave",
        "blvd",
        "rd",
        "messrs",
        "supt",
        "det",
        "adm",
    ]
)
# Behind these it does if the next word can start a sentence.
_MAYBE_FINAL = frozenset(["inc", "corp", "co", "ltd", "jr", "sr", "bros"])
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
    last_characters = "".join(map(itemgetter(-1), tokens.words))
    finals = [found.start() for found in _FINAL_CHARACTER.finditer(last_characters)]
    bounds = sorted({*paragraphs, *_sentence_starts(tokens, finals), len(tokens)})
    sentences: list[Sentence] = []
    for low, high in itertools.pairwise(bounds):
        paragraph = bisect_right(paragraphs, low) - 1
        for first in range(low, high, LONGEST_SENTENCE):
            last = min(first + LONGEST_SENTENCE, high)
            sentences.append(Sentence(first, last, *tokens.span(first, last), paragraph))
    return tuple(sentences)


def _sentence_starts(tokens: Tokens, finals: list[int]) -> list[int]:
    """Numbers of the tokens that start a sentence because of the punctuation before them."""
    words, end = tokens.words, len(tokens)
    found: list[int] = []
    done = 0
    for i in finals:
        if i < done:
            continue
        after = i + 1
        while after < end and words[after] in _FINAL_OR_CLOSER and tokens.glued(after):
            after += 1
        done = after
        if after < end and not tokens.glued(after) and _ends_sentence(tokens, i, after):
            found.append(after)
    return found


def _ends_sentence(tokens: Tokens, final: int, after: int) -> bool:
    word, following = tokens.words[final], tokens.words[after]
    if following[0].islower():
        return False
    if word in "!?" or (after > final + 1 and tokens.words[final + 1] in _FINAL):
        return True
    dotted = len(word) > 1  # "U.S.", "p.m."
    abbreviation = word if dotted else tokens.lower_at(final - 1)
    if dotted or abbreviation in _MAYBE_FINAL:
        return tokens.has_class(after, _STARTERS) or not following[0].isalpha()
    is_initial = len(abbreviation) == 1 and tokens.words[final - 1].isupper() and abbreviation != "i"
    return not (is_initial or abbreviation in _ABBREVIATIONS)

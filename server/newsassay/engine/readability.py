"""Readability: the seven formulas of textstat, on counts taken in one pass.

Words, letters, sentences and syllables are counted as textstat 0.7 counts them and its list of easy words
is read, so the values are textstat's own with the syllable data of `text.syllables`. textstat itself is not
run: it takes each count several times over, keeps the last 128 texts in each of its caches, and imports
nltk, which takes half a second. What is remembered here is bounded and never longer than a word.
"""

import re
from functools import cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from newsassay.engine.report import Readability
from newsassay.engine.text.syllables import count_syllables
from newsassay.engine.text.word_memo import WordMemo

_POLYSYLLABLE = 3

# The six counts of a word travel as one integer, 40 bits each, so that a text's are a single sum over a
# cached function: 0.09 ms per 4,000 characters where six sums take 0.13.
_BITS = 40
_MASK = (1 << _BITS) - 1

_LOOSE_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']+")
_NOT_WORD = re.compile(r"[^\w']+")
_THREE_WORDS = re.compile(r"\W*\w\S*\s\W*\w\S*\s\W*\w")  # deterministic, hence linear


class _Counts(NamedTuple):
    chunks: int  # what white space separates
    characters: int  # other than white space
    words: int  # chunks that hold a letter or digit
    letters: int
    syllables: int
    hard: int  # words that are not on the list of easy ones
    hard_polysyllables: int
    polysyllables: int
    sentences: int


def readability(text: str) -> Readability | None:
    """Seven readability metrics of a text; None without words."""
    n = _count(text)
    if not n.words:
        return None
    sentence_length = n.words / n.sentences
    syllables = n.syllables / n.words
    hard = 100 * n.hard / n.words
    return Readability(
        flesch_reading_ease=206.835 - 1.015 * sentence_length - 84.6 * syllables,
        flesch_kincaid_grade=0.39 * sentence_length + 11.8 * syllables - 15.59,
        gunning_fog=0.4 * (sentence_length + 100 * n.hard_polysyllables / n.words),
        smog_index=1.043 * sqrt(30 * (n.polysyllables / n.sentences)) + 3.1291,
        dale_chall_readability_score=0.1579 * hard + 0.0496 * sentence_length + (3.6365 if hard > 5 else 0.0),  # noqa: PLR2004 - the formula's
        automated_readability_index=4.71 * (n.characters / n.chunks) + 0.5 * sentence_length - 21.43,
        coleman_liau_index=0.058 * (n.letters / n.words * 100) - 0.296 * (n.sentences / n.words * 100) - 15.8,
    )


def _count(text: str) -> _Counts:
    chunks = text.split()
    packed = sum(map(_CHUNKS.__getitem__, chunks))
    words, letters, syllables, hard, hard_polysyllables, polysyllables = (
        packed >> shift & _MASK for shift in range(0, 6 * _BITS, _BITS)
    )
    return _Counts(
        chunks=len(chunks),
        characters=sum(map(len, chunks)),
        words=words,
        letters=letters,
        syllables=syllables,
        hard=hard,
        hard_polysyllables=hard_polysyllables,
        polysyllables=polysyllables,
        sentences=_sentences(text),
    )


def _chunk_counts(chunk: str) -> int:
    """Counts of what stands between white space, with its punctuation."""
    word = chunk if chunk.isalpha() else _PUNCTUATION.sub("", _LOOSE_APOSTROPHE.sub("", chunk))
    return _WORDS[word] if word else 0


def _word_counts(word: str) -> int:
    """1, letters, syllables, hard, hard polysyllable, polysyllable: packed, from the lowest bits up."""
    lower = word.lower()
    syllables = count_syllables(lower)
    hard = lower not in _easy_words()
    # textstat takes punctuation out again behind lower(), which makes a combining dot of "İ".
    hard_syllables = syllables if lower.isascii() else count_syllables(_NOT_WORD.sub("", lower).lower())
    packed = 0
    for count in (
        syllables >= _POLYSYLLABLE,
        hard and hard_syllables >= _POLYSYLLABLE,
        hard,
        syllables,
        len(word) - word.count("'"),
        1,
    ):
        packed = packed << _BITS | count
    return packed


_CHUNKS = WordMemo(_chunk_counts)
_WORDS = WordMemo(_word_counts)


def _sentences(text: str) -> int:
    """Stretches between final punctuation that hold more than two words, at least 1."""
    stretches = text.replace("!", ".").replace("?", ".").split(".")
    return max(1, sum(map(bool, map(_THREE_WORDS.match, stretches))))


@cache
def _easy_words() -> frozenset[str]:
    """The words that Dale and Chall's fourth-graders know: textstat's file, read without running textstat."""
    spec = find_spec("textstat")
    if spec is None or spec.origin is None:
        message = "textstat is not installed"
        raise ModuleNotFoundError(message)
    path = Path(spec.origin).parent / "resources" / "en" / "easy_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split())

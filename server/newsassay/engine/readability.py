"""Readability: the seven formulas of textstat, on counts taken in one pass.

Words, letters, sentences and syllables are counted as textstat 0.7 counts them and its list of easy words
is read, so the values are textstat's own with the syllable data of `text.syllables`. textstat itself is not
run: it takes each count several times over, keeps the last 128 texts in each of its caches, and imports
nltk, which takes half a second. What is remembered here is bounded and never longer than a word.
"""

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from newsassay.engine.report import Readability
from newsassay.engine.text.syllables import count_syllables
from newsassay.engine.text.word_memo import WordMemo

_POLYSYLLABLE = 3

# The four counts of a word travel as one integer, so that a text's are a single sum over a memo; summed by
# blocks of so many words that no count outgrows its bits and the integers stay those of the machine.
_BITS = 10
_MASK = (1 << _BITS) - 1

_LOOSE_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']+")
_NOT_WORD = re.compile(r"[^\w']+")
# What _PUNCTUATION takes out of ASCII text: translate() does it in a tenth of the time, but there only.
_NO_ASCII_PUNCTUATION = {c: None for c in range(128) if _PUNCTUATION.match(chr(c))}
_TYPOGRAPHIC = "“”‘’–—…"  # the marks that keep most news from being ASCII
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
    bare = _without_punctuation(text)
    words = bare.lower().split()
    syllables = hard = hard_polysyllables = polysyllables = 0
    for start in range(0, len(words), _MASK):
        packed = sum(map(_WORDS.__getitem__, words[start : start + _MASK]))
        hard += packed & _MASK
        hard_polysyllables += packed >> _BITS & _MASK
        polysyllables += packed >> 2 * _BITS & _MASK
        syllables += packed >> 3 * _BITS
    return _Counts(
        chunks=len(chunks),
        characters=len("".join(chunks)),
        words=len(words),
        # lower() makes two characters of "İ" and one of every other.
        letters=len("".join(words)) - bare.count("'") - bare.count("İ"),
        syllables=syllables,
        hard=hard,
        hard_polysyllables=hard_polysyllables,
        polysyllables=polysyllables,
        sentences=_sentences(text),
    )


def _without_punctuation(text: str) -> str:
    """The text without what is neither word nor white space; apostrophes stay where they stand for letters."""
    bare = _LOOSE_APOSTROPHE.sub("", text)
    for mark in _TYPOGRAPHIC:
        bare = bare.replace(mark, "")
    return bare.translate(_NO_ASCII_PUNCTUATION) if bare.isascii() else _PUNCTUATION.sub("", bare)


def _word_counts(lower: str) -> int:
    """Of a word in lower case, from the lowest bits up: hard, hard polysyllable, polysyllable, syllables."""
    syllables = count_syllables(lower)
    hard = lower not in _easy_words()
    # textstat takes punctuation out again behind lower(), which makes a combining dot of "İ".
    hard_syllables = syllables if lower.isascii() else count_syllables(_NOT_WORD.sub("", lower).lower())
    return _packed(hard, hard and hard_syllables >= _POLYSYLLABLE, syllables)


@lru_cache(maxsize=256)  # so that words alike share one integer: a text looks up hundreds, and memory is slow
def _packed(hard: bool, hard_polysyllable: bool, syllables: int) -> int:  # noqa: FBT001 - counts of one word
    packed = syllables
    for count in (syllables >= _POLYSYLLABLE, hard_polysyllable, hard):
        packed = packed << _BITS | count
    return packed


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

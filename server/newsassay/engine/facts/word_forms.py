"""Light normalisation of word forms: singulars of nouns, and stems under which inflections meet.

Stems are compared with stems only, so they need not be words. They are those of a light stemmer in the
sense of Savoy (2006): inflectional endings go, derivational ones stay.
"""

import re
from functools import lru_cache

from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.text.word_memo import WordMemo

IRREGULAR_PLURALS: dict[str, str] = {form: entry.label for form, entry in LEXICONS["irregular_plurals"]}
_NO_PLURAL = re.compile("(?:ss|us|is|'s)$")
_SIBILANT_PLURAL = re.compile("(?:ch|sh|x|ss|z)es$")
_INFLECTION = re.compile("(?:ing|edly|ed)$")
_DOUBLED = frozenset("bdgklmnprt")
_SHORT = 4  # shorter words are left alone


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    if word in IRREGULAR_PLURALS:
        return True
    return len(word) >= _SHORT - 1 and word[-1] == "s" and not _NO_PLURAL.search(word)


def singular(word: str) -> str:
    """The singular of a lower-case noun; the word itself if it is none."""
    irregular = IRREGULAR_PLURALS.get(word)
    if irregular:
        return irregular
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > _SHORT:
        return word[:-3] + "y"
    if _SIBILANT_PLURAL.search(word):
        return word[:-2]
    return word[:-1]


def _singular_of_plural(word: str) -> str:
    return singular(word) if is_plural(word) else ""


PLURALS = WordMemo(_singular_of_plural)  # singulars of words that look like plural nouns, "" for others


@lru_cache(maxsize=1 << 15)  # holds single word forms, never text
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    word = singular(word)
    ending = _INFLECTION.search(word, _SHORT - 1)
    if ending:
        word = word[: ending.start()]
        if word[-1] == word[-2] and word[-1] in _DOUBLED:
            word = word[:-1]
    if len(word) > _SHORT and word.endswith("ly"):
        word = word[:-2]
    if len(word) >= _SHORT and word[-1] in "ey":
        word = word[:-1]
    if len(word) > _SHORT and word[-1] == "i":
        word = word[:-1]
    return word

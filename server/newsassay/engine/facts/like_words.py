"""Lexical cohesion: words by which two tellings of one event meet, though they are not the same.

Synonyms and derivations in the sense of Halliday & Hasan (1976, 6): "the blockade" takes up "the siege", "the closure" "closed".
"""

from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.text.word_memo import WordMemo

_FORMS: dict[str, str] = {form: entry.label for form, entry in reversed(LEXICONS["like_words"])}
_STEMS: dict[str, str] = {stem(form): label for form, label in _FORMS.items()}
CLASSES = frozenset(_FORMS.values())


def _like(word: str) -> str:
    found = stem(word)
    return _FORMS.get(word) or _STEMS.get(found, found)


LIKE = WordMemo(
    _like
)  # what lower-case words that mean the same have in common: the class of like words, else the stem

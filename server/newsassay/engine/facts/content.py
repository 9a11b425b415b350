"""Content words: what a sentence speaks of, by which statements of one thing are recognised.

Two statements meet in a word, or less surely in two words of one class: "the siege ... the blockade".
A word that two statements share tells the more the rarer it is in the text and the nearer it stands to both.
"""

from collections import Counter
from collections.abc import Mapping

from newsassay.engine.document import FieldText
from newsassay.engine.facts.like_words import CLASSES, LIKE
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import CLOSED_CLASS
from newsassay.engine.text.lazy import lazy
from newsassay.engine.text.word_memo import WordMemo

_REACH = 14  # tokens of a sentence that belong to a place, each way
_RARE = 2  # occurrences: a summary's and the body's own
_LEAST_WEIGHT = 0.2
_EMPTY = frozenset(map(stem, words_of("statement_words", "empty")))


def _content_stem(word: str) -> str:
    """The stem of a lower-case content word, "" for any other token."""
    if word in CLOSED_CLASS or not word[0].isalnum():
        return ""
    found = stem(word)
    return "" if found in _EMPTY else found


def _content_class(word: str) -> str:
    """The class of like words, or the stem, of a lower-case content word, "" for any other token."""
    return LIKE[word] if _STEMS[word] else ""


_STEMS = WordMemo(_content_stem)
_LIKE = WordMemo(_content_class)


class Content:
    """The content stems of a field's tokens, "" for words without content. A layer: `text.layer(Content)`."""

    def __init__(self, text: FieldText) -> None:
        self.stems: list[str] = list(map(_STEMS.__getitem__, text.tokens.lower))
        self._text = text
        self._around: dict[tuple[int, int], Mapping[str, int]] = {}
        self._classes_around: dict[tuple[int, int], Mapping[str, set[str]]] = {}

    @lazy
    def likes(self) -> list[str]:
        """The class of like words of every token, else its stem; "" for words without content."""
        return list(map(_LIKE.__getitem__, self._text.tokens.lower))

    @lazy
    def _counts(self) -> Counter[str]:
        return Counter(self.stems)

    def weight(self, stem: str) -> float:
        """How much it tells that two places share a stem: 1 if it occurs once or twice, 0.2 if everywhere."""
        n = self._counts[stem]
        return 1.0 if n <= _RARE else max(_LEAST_WEIGHT, 1.5 / n + 0.25)

    def has_near(self, wanted: Mapping[str, int], first: int, last: int) -> bool:
        """Whether any of some stems stands within reach of a token range, in its sentence or the next."""
        return not wanted.keys().isdisjoint(self.stems[max(0, first - _REACH) : last + _REACH])

    def around(self, first: int, last: int) -> Mapping[str, int]:
        """The stems around a token range in its sentence, with their distance from it in tokens."""
        found = self._around.get((first, last))
        if found is None:
            sentence = self._text.sentence_at(first)
            start, stop = max(sentence.first, first - _REACH + 1), min(sentence.last, last + _REACH)
            near: dict[str, int] = {}
            for i in (*range(first - 1, start - 1, -1), *range(last, stop)):
                word = self.stems[i]
                distance = first - i if i < first else i - last + 1
                if word and distance < near.get(word, distance + 1):
                    near[word] = distance
            found = self._around[first, last] = near
        return found

    def classes_around(self, first: int, last: int) -> Mapping[str, set[str]]:
        """The classes of like words around a token range in its sentence, with the stems of their words there."""
        found = self._classes_around.get((first, last))
        if found is None:
            sentence = self._text.sentence_at(first)
            start, stop = max(sentence.first, first - _REACH + 1), min(sentence.last, last + _REACH)
            found = {}
            for i in (*range(start, first), *range(last, stop)):
                if self.likes[i] in CLASSES:
                    found.setdefault(self.likes[i], set()).add(self.stems[i])
            self._classes_around[first, last] = found
        return found

    @lazy
    def known(self) -> frozenset[str]:
        """The stems that the field has at all."""
        return frozenset(self.stems)

"""What stands around a mention: the content words of its sentence, by which mentions of one thing are matched.

Two mentions are taken to speak of one thing when their sentences share rare content words close to them.
The evidence of a shared word is greater the rarer it is in the text and the nearer it stands to both.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.text.word_forms import stem

_REACH = 14  # tokens of a sentence that belong to a mention's context, each way
_NEAR = 4
_LONGEST = 60
_FAR_SHARE = 0.5
# Verbs of saying and being, and the furniture of news prose, tell nothing about what is meant.
_EMPTY_WORDS = (
    "say says said told tell tells saying according also will would could may might can just like make makes"
    " made get gets got go goes went come came take took taken new one two three year years day days month"
    " months week weeks time times last first next people more most many much now then today monday tuesday"
    " wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december earlier later ago still well even back mr mrs ms dr percent million billion"
    " thousand hundred dozen there here report reported reports added include includes including"
)
_EMPTY = frozenset(map(stem, _EMPTY_WORDS.split()))
_RARE = 4  # a stem that occurs more often links too many sentences
_LINKS = 2  # rare stems that two sentences must share to be compared


class Contexts:
    """Content stems of one field's tokens, and how often each occurs. "" stands for a word without content."""

    def __init__(self, text: FieldText) -> None:
        tokens = text.tokens
        self.stems: list[str] = [
            "" if c or not w[0].isalnum() else stem(w)
            for w, c in zip(tokens.lower, tokens.classes, strict=True)
        ]
        self.counts: dict[str, int] = Counter(self.stems)
        self._text = text
        self._sets: dict[int, dict[str, int]] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Numbers of the sentences that hold each rare stem."""
        counts, places = self.counts, dict[str, list[int]]()
        for i, s in enumerate(self.stems):
            if counts[s] <= _RARE and s and s not in _EMPTY:
                places.setdefault(s, []).append(self._text.sentence_of_token[i])
        return places

    def of_sentence(self, number: int) -> dict[str, int]:
        """Content stems of a sentence with the token where each stands first. At most 60 tokens are read."""
        if number not in self._sets:
            sentence = self._text.sentences[number]
            found: dict[str, int] = {}
            for i in range(sentence.first, min(sentence.last, sentence.first + _LONGEST)):
                s = self.stems[i]
                if s and s not in _EMPTY:
                    found.setdefault(s, i)
            self._sets[number] = found
        return self._sets[number]

    def linked(self, stems: Iterable[str]) -> list[int]:
        """Numbers of the sentences that share at least two rare stems with these, in order."""
        links: dict[int, int] = {}
        for s in stems:
            for number in dict.fromkeys(self._places.get(s, ())):
                links[number] = links.get(number, 0) + 1
        return sorted(number for number, n in links.items() if n >= _LINKS)

    def around(self, first: int, last: int) -> dict[str, int]:
        """Content stems near the token range, within its sentence, with their distance from it in tokens."""
        sentence = self._text.sentence_at(first)
        found: dict[str, int] = {}
        for i in range(last, min(sentence.last, last + _REACH)):
            s = self.stems[i]
            if s and s not in _EMPTY:
                found.setdefault(s, i - last + 1)
        for i in range(first - 1, max(sentence.first, first - _REACH) - 1, -1):
            s = self.stems[i]
            if s and s not in _EMPTY and found.get(s, _REACH) > first - i:
                found[s] = first - i
        return found

    def weight(self, shared_stem: str) -> float:
        """How telling a stem is in this text: 1 if it occurs once or twice, 0.2 if everywhere."""
        n = self.counts.get(shared_stem, 0)
        return 1.0 if n <= 2 else max(0.2, 1.5 / n + 0.25)  # noqa: PLR2004 - the body's own mention and the summary's


class Match(NamedTuple):
    """How well two contexts match: `score` in shared rare words, `near` of them next to both, all `shared`."""

    score: float
    near: float
    shared: tuple[str, ...]
    share: float


def match(a: dict[str, int], b: dict[str, int], contexts: Contexts) -> Match:
    """Compare two contexts by the words that they share."""
    shared = [s for s in a if s in b]
    score = near = 0.0
    for s in shared:
        weight = contexts.weight(s)
        if a[s] <= _NEAR and b[s] <= _NEAR:
            near += weight
            score += weight
        else:
            score += weight * _FAR_SHARE
    return Match(score, near, tuple(shared), len(shared) / max(1, min(len(a), len(b))))

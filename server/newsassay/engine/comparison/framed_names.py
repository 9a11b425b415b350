"""Persons and places that only one article has, in whose place the other has another: how much speaks for that is weighed.

Each account names people and places that the other leaves out, the more the longer both are. So two names are of one fact
only where far more of the words around them are the same than so many names have by chance, whatever the sentences.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from math import fsum, log
from typing import NamedTuple

from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.name_differences import one_name
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.conflicts.alignment import BESIDE, slots
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.name_forms import abbreviates, forms_of
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of

_ENOUGH = -0.8
"""The sum from which two names are of one fact."""

_WORD, _NEAR, _SLOT, _NAMES, _UNLIKE = 0.46, 0.9, 0.9, -1.0, -1.0
_LEAST = 2  # words around both
_MOST = 120  # names of an article that are compared
_FULL = 2  # words of a name that may be a person's, if nothing else is known
_PERSON, _ORGANIZATION, _PLACE, _OTHER = NameKind
_PLACED = words_of("statement_words", "placed")  # before names of places


class _Known(NamedTuple):
    """A name with the kind that its words and the one before it tell."""

    name: Name
    kind: NameKind
    stems: frozenset[str]
    forms: frozenset[str]


class NamesByWords:
    """The persons and places of a text, and their numbers by the words around them. A layer of the field."""

    def __init__(self, text: FieldText) -> None:
        self.names = [known for name in text.layer(find_names)[:_MOST] if (known := _known(text, name))]
        self.by_word: dict[str, list[int]] = {}
        for n, known in enumerate(self.names):
            for word in text.layer(Content).around(known.name.first, known.name.last):
                self.by_word.setdefault(word, []).append(n)

    def shared(self, other: "NamesByWords") -> Counter[tuple[int, int]]:
        """How many words stand around two names of two texts, by their numbers."""
        met = self.by_word.keys() & other.by_word.keys()
        pairs = (product(self.by_word[word], other.by_word[word]) for word in met)
        return Counter(chain.from_iterable(pairs))


def _unknown(text: FieldText, other: FieldText) -> int:
    """How many names of whatever kind another text does not have."""
    known = other.layer(Content).known
    return max(1, sum(word not in known for word in text.layer(_last_stems)))


def _last_stems(text: FieldText) -> frozenset[str]:
    """The stems of the last words of all names. A layer of the field."""
    return frozenset(stem(text.tokens.lower[name.last - 1]) for name in text.layer(find_names))


def _known(text: FieldText, name: Name) -> _Known | None:
    """What is known of a name, None for those of organisations and of what nobody knows."""
    written = text.tokens.words[name.first : name.last]
    if any("." in word or "-" in word for word in written) or text.is_quoted(text.tokens.starts[name.first]):
        return None
    kind = name.kind
    if kind is _OTHER and text.tokens.lower_at(name.first - 1) in _PLACED:
        kind = _PLACE
    is_alone = kind is _OTHER and (len(written) == 1 or text.sentence_at(name.first).first == name.first)
    if kind is _ORGANIZATION or (is_alone and text.tokens.lower_at(name.first - 1) != "the"):
        return None
    return _Known(name, kind, frozenset(map(stem, map(str.lower, written))), forms_of(text, name))


def framed_names(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Names of one type, each unknown to the other article, that stand in like words."""
    ours, theirs = left.text.layer(NamesByWords), right.text.layer(NamesByWords)
    base: float | None = None
    for (n, k), words in ours.shared(theirs).items():
        if words < _LEAST:
            continue
        m, t = ours.names[n], theirs.names[k]
        apart = _types_apart(m, t)
        if apart is None or not _are_two(left.text, m, right.text, t):
            continue
        if base is None:
            base = _NAMES * log(_unknown(left.text, right.text) * _unknown(right.text, left.text))
        if base + apart + _of_places(left.text, m.name, right.text, t.name) >= _ENOUGH:
            kind = ConflictKind.PLACE if _PLACE in (m.kind, t.kind) else ConflictKind.NAME
            shown = [
                place(text, x.name.first, x.name.last, text.text.tokens.phrase(x.name.first, x.name.last))
                for text, x in ((left, m), (right, t))
            ]
            yield Difference(kind, Basis.FRAMED, shown[0], shown[1])


def _types_apart(m: _Known, t: _Known) -> float | None:
    """What speaks against two names being of one type, None if they are not."""
    if m.kind is t.kind:
        return 0.0 if m.kind is not _OTHER else None
    known = m if t.kind is _OTHER else t
    other = t if known is m else m
    if other.kind is not _OTHER or (known.kind is _PERSON and len(other.stems) != _FULL):
        return None
    return _UNLIKE


def _are_two(left: FieldText, m: _Known, right: FieldText, t: _Known) -> bool:
    """Whether neither article has the other's name in any form."""
    if not m.stems.isdisjoint(right.layer(Content).known) or not t.stems.isdisjoint(
        left.layer(Content).known
    ):
        return False
    if not m.forms.isdisjoint(t.forms):
        return False
    words = left.tokens.lower[m.name.last - 1], right.tokens.lower[t.name.last - 1]
    phrases = left.tokens.phrase(m.name.first, m.name.last), right.tokens.phrase(t.name.first, t.name.last)
    return not one_name(*words) and not abbreviates(*phrases)


def _of_places(left: FieldText, m: Name, right: FieldText, t: Name) -> float:
    """What the words around two names say for their being of one fact."""
    contents = left.layer(Content), right.layer(Content)
    a, b = contents[0].around(*m[:2]), contents[1].around(*t[:2])
    weights = {word: min(c.weight(word) for c in contents) for word in a if word in b}
    near = fsum(weight for word, weight in weights.items() if a[word] <= BESIDE >= b[word])
    beside = slots((left, m.first, m.last), (right, t.first, t.last))
    return _WORD * fsum(weights.values()) + _NEAR * near + _SLOT * beside

"""Proper names as they are compared across an article: sort, and the forms in which one may be met again.

Names here are coarser than `text.names`: nationalities count as places, and the name of a country or body
meets its adjective, abbreviation and capital.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property, partial, reduce
from itertools import compress
from operator import itemgetter, not_, or_
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import (
    CALENDAR,
    GIVEN,
    NAME_CUES,
    NATIONALITY,
    ORGANIZATION,
    OTHER,
    PLACE,
    PLACE_NAME,
    ROLE,
    TITLE,
)
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.signals.consistency.mentions import MONTH_WORDS
from newsassay.engine.text.word_memo import WordMemo

PERSON, SITE, BODY, THING = "person", "place", "organisation", "name"
ALIASES = {form: entry.label for form, entry in LEXICONS["name_aliases"]}
_PLACES = frozenset(form for form, entry in LEXICONS["name_aliases"] if entry.attributes["sort"] == "place")
_QUOTES = frozenset('"“‘(')
_PERSON_WORDS = (2, 3)
_LONGEST = 12  # tokens of a name; a longer run of capitals is shouting


class ProperName(NamedTuple):
    """A proper name as the token range [first, last) without titles.

    `forms` are what other mentions may be recognised by; `sure` is whether its words tell its sort;
    `initial` whether it opens a sentence.
    """

    first: int
    last: int
    sort: str
    sure: bool
    forms: frozenset[str]
    initial: bool


_What = tuple[str, bool, frozenset[str]]
# ProperName(...) runs a Python function; names are made by the hundred, and this takes half as long.
_made: Callable[[tuple[int, int, str, bool, frozenset[str], bool]], ProperName] = partial(
    tuple.__new__, ProperName
)


class FieldNames:
    """The proper names of one field's text. A layer: ask for it with `text.layer(FieldNames)`."""

    def __init__(self, text: FieldText) -> None:
        self._text = text
        self._starts = frozenset(map(itemgetter(0), text.sentences))
        self._known: dict[tuple[str, ...], _What | None] = {}
        self._found: dict[int, tuple[int, ProperName | None]] = {}

    @cached_property
    def _capitals(self) -> list[int]:
        """Numbers of the capitalised words of open classes."""
        tokens = self._text.tokens
        return list(compress(tokens.capitals, map(not_, map(tokens.classes.__getitem__, tokens.capitals))))

    @cached_property
    def inside(self) -> frozenset[str]:
        """Words that are capitalised inside sentences."""
        words, starts = self._text.tokens.words, self._starts
        return frozenset(
            [words[i] for i in self._capitals if i not in starts and words[i - 1] not in _QUOTES]
        )

    def between(self, first: int, last: int) -> list[ProperName]:
        """The names that start in a token range, in order."""
        found: list[ProperName] = []
        end = first
        for i in self._capitals[bisect_left(self._capitals, first) : bisect_left(self._capitals, last)]:
            if i >= end:
                end, name = self._run(i)
                if name is not None:
                    found.append(name)
        return found

    def at(self, i: int) -> ProperName | None:
        """The name whose run of capitalised words starts at a token, titles skipped; None if there is none."""
        text = self._text
        is_capital = i < len(text.tokens) and text.tokens.words[i][0].isupper() and not text.tokens.classes[i]
        return self._run(i)[1] if is_capital else None

    def _run(self, i: int) -> tuple[int, ProperName | None]:
        """The end of the run of capitalised words that starts at a token, and its name, if it is one."""
        found = self._found.get(i)
        if found is None:
            end = self._end(i)
            found = self._found[i] = end, self._name(i, end)
        return found

    def _end(self, i: int) -> int:
        """End of the run of capitalised words, with the points of initials, that starts at a token."""
        words, classes = self._text.tokens.words, self._text.tokens.classes
        limit = min(len(words), i + _LONGEST)
        for end in range(i + 1, limit):
            word = words[end]
            if not word[0].isupper() or classes[end]:
                initial = word == "." and len(words[end - 1]) == 1 and end + 1 < len(words)
                if not initial:
                    return end
            if end in self._starts:
                return end
        return limit

    def _name(self, begin: int, end: int) -> ProperName | None:
        text, lower = self._text, self._text.tokens.lower
        if len(text.tokens.words[begin]) == 1:
            return None
        initial = begin in self._starts
        if end - begin > 1 and not NAME_CUES.get(lower[end - 1], 0) & (ORGANIZATION | PLACE):
            while begin < end - 1 and NAME_CUES.get(lower[begin], 0) & (TITLE | ROLE):
                begin += 1
        if end == begin + 1:
            known = None if _is_abbreviated(text, begin) else _WHAT_WORD[text.tokens.words[begin]]
        else:
            words = tuple(text.tokens.words[begin:end])
            if words not in self._known:
                self._known[words] = _what(words, tuple(lower[begin:end]))
            known = self._known[words]
        return _made((begin, end, *known, initial)) if known else None

    def parts(self, name: ProperName) -> list[ProperName]:
        """A name itself, or each of several places that stand in a row: "the London Russian embassy"."""
        lower = self._text.tokens.lower[name.first : name.last]
        if name.sort != SITE or len(lower) == 1 or " ".join(lower) in _PLACES:
            return [name]
        words = self._text.tokens.words
        found = [(i, _WHAT_WORD[words[i]]) for i in range(name.first, name.last)]
        places = [_made((i, i + 1, *what, False)) for i, what in found if what and what[0] == SITE]
        return places if len(places) == len(lower) else [name]

    def is_name(self, name: ProperName, body: "FieldNames") -> bool:
        """Whether a run is a name: a single word that opens a sentence only if known or capitalised inside the body's."""
        if not name.initial or name.last > name.first + 1:
            return True
        word = self._text.tokens.words[name.first]
        return (
            bool(NAME_CUES.get(word.lower(), 0) & (GIVEN | PLACE_NAME | NATIONALITY)) or word in body.inside
        )


def _is_abbreviated(text: FieldText, word: int) -> bool:
    """Whether a lone word is cut short by a point inside its sentence: "King Co. executive"."""
    tokens, point = text.tokens, word + 1
    cut = tokens.lower_at(point) == "." and tokens.glued(point)
    return cut and point + 1 < text.sentence_at(word).last


def _what(words: tuple[str, ...], lower: tuple[str, ...]) -> _What | None:
    """Sort, certainty and forms of a name; None for words of the calendar and lone titles."""
    if MONTH_WORDS.issuperset(lower):
        return None
    if len(words) == 1 and NAME_CUES.get(lower[0], 0) & (CALENDAR | TITLE):
        return None
    return *_sort(words, lower), _forms(words, lower)


_WHAT_WORD = WordMemo(lambda word: _what((word,), (word.lower().replace("’", "'"),)))


def _sort(words: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, bool]:
    """What a name is the name of, and whether its words show it."""
    lower = tuple(word for word in lower if word != ".")
    bits = [NAME_CUES.get(word, 0) for word in lower]
    told = reduce(or_, bits, 0)
    if told & ORGANIZATION or (len(lower) == 1 and words[0].isupper()):
        return BODY, True
    if " ".join(lower) in _PLACES or all(
        (b & PLACE_NAME and not b & (NATIONALITY | OTHER)) or w in _PLACES
        for b, w in zip(bits, lower, strict=True)
    ):
        return SITE, True
    if told & (PLACE | CALENDAR | OTHER | PLACE_NAME | NATIONALITY):
        return THING, False
    if len(lower) > 1 and bits[0] & GIVEN:
        return PERSON, True
    return (PERSON, False) if len(lower) in _PERSON_WORDS else (THING, False)


def _forms(words: tuple[str, ...], lower: tuple[str, ...]) -> frozenset[str]:
    """Stems of the words and their parts, "@" and the alias group, "#" and the acronym."""
    parts = list(lower)
    for word in lower:
        if "-" in word:
            parts += filter(None, word.split("-"))
    forms = set(map(stem, parts))
    if len(lower) > 1:
        forms.add("#" + "".join(word[0] for word in lower))
        parts.append(" ".join(lower))
    elif words[0].replace(".", "").isupper():
        forms.add("#" + lower[0].replace(".", ""))
    forms.update("@" + ALIASES[part] for part in parts if part in ALIASES)
    return frozenset(forms)


def abbreviates(one: str, other: str) -> bool:
    """Whether one name is an acronym whose letters stand in the other in order: OKC, Oklahoma City."""
    short, long = (one, other) if one.replace(".", "").isupper() else (other, one)
    if not short.replace(".", "").isupper():
        return False
    letters = iter(long.lower())
    return long[:1].lower() == short[:1].lower() and all(c in letters for c in short.lower() if c.isalpha())

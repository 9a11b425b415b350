"""Proper names: runs of capitalised words, split from their titles and told apart by cue words.

Without a statistical model a run is a person's name only on evidence: a title or role before it, a known
given name, initials, an age or "who" behind it. What has no evidence stays OTHER. Structure of names and
titles: Quirk et al. 1985, "A Comprehensive Grammar of the English Language", 5.60 to 5.72.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial, reduce
from itertools import repeat
from operator import or_
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import (
    CALENDAR,
    GIVEN,
    KIN,
    MODIFIER,
    NAME_CUES,
    NATIONALITY,
    ORGANIZATION,
    OTHER,
    PERSON_NOUN,
    PLACE,
    PLACE_NAME,
    PLACE_PREFIX,
    ROLE,
    TITLE,
)
from newsassay.engine.facts.name_runs import find_runs
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.word_memo import WordMemo

_PREPOSITION = WordClass.PREPOSITION.value
_POSSESSIVE_ENDINGS = frozenset(["'s", "'"])
_NUMBERED = words_of("fact_words", "generation")
_NO_SURNAME = ORGANIZATION | PLACE | CALENDAR | OTHER
_OF_PLACES = PLACE_NAME | PLACE | PLACE_PREFIX | NATIONALITY
_NO_NAME_AT_ALL = _NO_SURNAME | PLACE_NAME | NATIONALITY
_BEFORE_NAME = TITLE | ROLE | KIN | PERSON_NOUN
_NO_PLAIN_GIVEN = TITLE | ROLE | PLACE_PREFIX | ORGANIZATION
_OF_PERSONS = TITLE | ROLE | KIN
_NO_NAME_ALONE = CALENDAR | OTHER | NATIONALITY | TITLE
_TITLE_OR_ROLE = TITLE | ROLE
_BEHIND_HYPHEN = words_of("fact_words", "behind_hyphen")
_TITLE_WORDS = frozenset(word for word, bits in NAME_CUES.items() if bits & _BEFORE_NAME)
_INTRODUCE_NAMES = _TITLE_WORDS | {"of"}
_IN_TITLE = TITLE | NATIONALITY | MODIFIER
_LONGEST_TITLE = 4
_LONGEST_PERSON = 5
_LONGEST_RUN = 15
_VERBS_OF_PERSONS = words_of("fact_words", "verb_of_persons")


class NameKind(Enum):
    """What a name is the name of, as far as its words tell."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    OTHER = "other"


# Looked up once: attribute access on an Enum class is slow, and this is asked of every name.
_IS_PERSON, _IS_ORGANIZATION, _IS_PLACE, _IS_OTHER = NameKind


class Name(NamedTuple):
    """A proper name as the token range [first, last), without titles.

    `title_first` is the first token of the titles and role nouns directly before it, else `first`.
    `bits` are those of the titles and of the given name.
    """

    first: int
    last: int
    title_first: int
    kind: NameKind
    bits: int


# Name(...) runs a Python function; names are made by the hundred, and this takes half as long.
_made: Callable[[tuple[int, int, int, NameKind, int]], Name] = partial(tuple.__new__, Name)


def find_names(text: FieldText) -> tuple[Name, ...]:
    """All names of a field in order. A layer: ask for it with `text.layer(find_names)`."""
    plain, told = text.layer(plain_and_told)
    return tuple(sorted(plain + told))


def plain_and_told(text: FieldText) -> tuple[list[Name], list[Name]]:
    """The names of one word that nothing beside them tells about, which most are, and the others. A layer."""
    words, lower = text.tokens.words, text.tokens.lower
    alone, runs = find_runs(text)
    plain: list[Name] = []
    told: list[Name] = []
    end = len(words)
    for i in alone:
        behind = i + 1
        if lower[i - 1] in _TITLE_WORDS or (behind < end and lower[behind] == ","):
            runs.append((i, behind))
        elif kind := _KINDS_ALONE[words[i]]:
            plain.append(_made((i, behind, i, kind, 0)))
    for first, last in runs:
        if last - first == 1:
            name = _name_of_one_word(text, first)
        elif last - first == 2 and _is_plain_full_name(lower, first):  # noqa: PLR2004
            name = _made((first, last, first, _IS_PERSON, NAME_CUES[lower[first]] & GIVEN))
        elif last - first > _LONGEST_RUN:  # a line in capitals
            name = _made((first, last, first, _IS_OTHER, 0))
        else:
            name = _name(text, first, last)
        if name:
            told.append(name)
    told.sort()
    return plain, told


def _kind_alone(word: str) -> NameKind | None:
    """The kind of a name of one word as far as the word tells it. None for a word that is no name."""
    bits = NAME_CUES.get(word.lower(), 0)
    if bits & PLACE_NAME:
        return _IS_PLACE
    if bits & ORGANIZATION or _is_acronym(word):
        return _IS_ORGANIZATION
    return None if bits & _NO_NAME_ALONE else _IS_OTHER


_KINDS_ALONE = WordMemo(_kind_alone)


def _name_of_one_word(text: FieldText, i: int) -> Name | None:
    """The name of one word by what stands before and behind it. None for a word that is no name."""
    tokens, word = text.tokens, text.tokens.words[i]
    kind, bits = _KINDS_ALONE[word], NAME_CUES.get(tokens.lower[i], 0)
    title_first, before = i, 0
    if i and tokens.lower[i - 1] in _TITLE_WORDS:
        title_first, _, before = _words_before(text, i, i + 1, [bits])
    if before & _OF_PERSONS and not bits & _NO_NAME_AT_ALL and len(word) > 1:
        return _made((i, i + 1, title_first, _IS_PERSON, before))
    if (
        kind is _IS_OTHER
        and not bits
        and (_has_age_or_who(text, i + 1) or _is_apposed_to_role(text, i, i + 1))
    ):
        return _made((i, i + 1, title_first, _IS_PERSON, before))
    return _made((i, i + 1, i, kind, before)) if kind else None


def _is_plain_full_name(lower: list[str], first: int) -> bool:
    """Whether a given name with a surname stands at a token, and no title: what `_name` says of these, in short."""
    given, surname = NAME_CUES.get(lower[first], 0), lower[first + 1]
    return bool(
        given & GIVEN
        and not given & _NO_PLAIN_GIVEN
        and not NAME_CUES.get(surname, 0) & _NO_SURNAME
        and surname not in _NUMBERED
        and surname != "."
        and lower[first - 1] not in _INTRODUCE_NAMES
    )


def _name(text: FieldText, first: int, last: int) -> Name | None:
    """Split a run into titles and name and tell its kind. None for words that are no name."""
    words, lower = text.tokens.words, text.tokens.lower
    while last - first > 1 and (lower[last - 1] in _NUMBERED or words[last - 1] == "."):
        last -= 1
    bits = list(map(NAME_CUES.get, lower[first:last], repeat(0)))
    title_first, before, start = first, 0, first
    for i in range(last - 2, first - 1, -1):
        b = bits[i - first]
        if b & _TITLE_OR_ROLE and not any(x & GIVEN and not x & PLACE_NAME for x in bits[: i - first]):
            before |= b
            start = i + 1
            break
    if start > first:
        while start < last - 1 and words[start] == ".":
            start += 1
        while title_first < start - 1 and not bits[title_first - first]:  # "Later Ms. Hill"
            title_first += 1
    else:
        if last - first > 2 and bits[1] & GIVEN and _only_precedes_name(words[first]):  # noqa: PLR2004
            first = start = title_first = first + 1
            bits = bits[1:]
        if first and lower[first - 1] in _INTRODUCE_NAMES:
            title_first, start, before = _words_before(text, first, last, bits)
    inner = bits[start - first : last - first]
    kind = _kind(text, start, last, inner, before)
    if kind is _IS_OTHER and last - start == 1 and inner[0] & _NO_NAME_ALONE:
        return None
    if kind is _IS_PERSON:
        return _made((start, last, title_first, kind, before | (inner[0] & GIVEN if last - start > 1 else 0)))
    return _made((first, last, first, kind, before))


def _words_before(text: FieldText, first: int, last: int, bits: list[int]) -> tuple[int, int, int]:
    """(first title token, first name token, title bits) by the words before a run."""
    lower = text.tokens.lower
    if lower[first - 1] == "of":
        if first > 1 and (before := NAME_CUES.get(lower[first - 2], 0)) & _TITLE_OR_ROLE:
            given = next((k for k, b in enumerate(bits) if b & GIVEN), 0)
            if 0 < given < last - first - 1:
                return first - 2, first + given, before
        return first, first, 0
    if not text.tokens.words[first - 1][0].islower():
        return first, first, 0
    title_first = first - 1
    while (
        title_first
        and first - title_first < _LONGEST_TITLE
        and NAME_CUES.get(lower[title_first - 1], 0) & _IN_TITLE
    ):
        title_first -= 1
    return title_first, first, NAME_CUES[lower[first - 1]]


def _kind(text: FieldText, first: int, last: int, bits: list[int], before: int) -> NameKind:
    tokens = text.tokens
    if last - first == 1:
        if before & _OF_PERSONS and not bits[0] & _NO_NAME_AT_ALL and len(tokens.words[first]) > 1:
            return _IS_PERSON
        return _KINDS_ALONE[tokens.words[first]] or _IS_OTHER
    told = _kind_by_words(bits, before)
    if told is not None:
        return told
    if any(map(_is_acronym, tokens.words[first:last])):
        return _IS_OTHER
    has_initial = tokens.word_at(first + 1) == "." or "." in tokens.words[first]
    is_person = has_initial or _acts_as_person(text, last) or _is_apposed_to_role(text, first, last)
    return _IS_PERSON if is_person else _IS_OTHER


def _kind_by_words(bits: list[int], before: int) -> NameKind | None:
    """The kind of a name of several words as far as they, and the titles before them, tell it."""
    opening, end = bits[0], bits[-1]
    if end & _NO_SURNAME and not before & TITLE:
        return _kind_by_end(end, reduce(or_, bits))
    if reduce(or_, bits[:-1]) & ORGANIZATION or len(bits) > _LONGEST_PERSON:
        return _IS_ORGANIZATION
    if opening & GIVEN and not opening & PLACE_PREFIX:
        return _IS_PERSON
    if opening & PLACE_PREFIX or all(map(_OF_PLACES.__and__, bits)):
        return _IS_PLACE
    if before and not opening & (NATIONALITY | CALENDAR | OTHER):
        return _IS_PERSON
    return _IS_OTHER if opening & (NATIONALITY | PLACE_NAME | CALENDAR | OTHER) else None


def _kind_by_end(end: int, every: int) -> NameKind:
    """The kind of a name whose last word is no surname: "Harbour [Trust]", "Port [Bay]"."""
    if end & PLACE and not every & ORGANIZATION:
        return _IS_PLACE
    return _IS_ORGANIZATION if end & ORGANIZATION else _IS_OTHER


def _acts_as_person(text: FieldText, last: int) -> bool:
    """Whether an age, "who" or a verb of saying follows."""
    following = text.tokens.lower_at(last)
    return following == "who" or following in _VERBS_OF_PERSONS or _has_age_or_who(text, last)


def _has_age_or_who(text: FieldText, last: int) -> bool:
    """Whether ", who" or ", 34," follows."""
    tokens = text.tokens
    if tokens.lower_at(last) != ",":
        return False
    behind = tokens.lower_at(last + 1)
    return behind == "who" or (behind.isdigit() and len(behind) < 3 and tokens.lower_at(last + 2) == ",")  # noqa: PLR2004 - an age


def _is_apposed_to_role(text: FieldText, first: int, last: int) -> bool:
    """Whether a name stands between commas behind a role: "the prime minister, Calloway, said"."""
    lower = text.tokens.lower
    return (
        first > 1
        and lower[first - 1] == ","
        and text.tokens.lower_at(last) == ","
        and bool(NAME_CUES.get(lower[first - 2], 0) & (TITLE | ROLE))
        and text.tokens.words[first - 2][0].islower()
    )


def _only_precedes_name(word: str) -> bool:
    """Whether a word is an acronym or a compound: "NATO Peter Ash", "London-born Peter Ash"."""
    return _is_acronym(word) or word.rpartition("-")[2] in _BEHIND_HYPHEN


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def is_subject(text: FieldText, title_first: int, last: int) -> bool:
    """Whether a name can be the subject of its clause: neither governed by a preposition nor possessive."""
    lower, classes = text.tokens.lower, text.tokens.classes
    is_governed = title_first and classes[title_first - 1] & _PREPOSITION
    return not is_governed and (last >= len(lower) or lower[last] not in _POSSESSIVE_ENDINGS)

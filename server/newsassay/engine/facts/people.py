"""People: the persons an article names, the mentions of each, and whom a short name or pronoun means.

    found = document.layer(people)
    found.mentions                      every mention, those of the title first, in order
    found.people                        the persons, those with a given name first
    found.at(Field.BODY, 17)            the mention that holds token 17, or None
    found.between(Field.BODY, 12, 19)   the mentions that start in a token range
    found.of(mention).name              the fullest name of the person meant
    found.resolve_pronoun(field, token) the person a third-person singular pronoun means, or None

Short names are bound to full ones within the article: a surname to the person of that surname mentioned
last, a title to the matching sex, a given name only where one person bears it. Pronouns are bound by
agreement, grammatical role and distance (Lappin & Leass 1994): the nearest sentence's subject first.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial, reduce
from itertools import chain, compress, repeat
from operator import itemgetter, or_
from typing import NamedTuple

from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.name_cues import (
    FEMALE,
    GENDER,
    GIVEN,
    GIVEN_FEMALE,
    GIVEN_MALE,
    MALE,
    NAME_CUES,
    SHORT_FORMS,
)
from newsassay.engine.facts.name_runs import PARTICLES
from newsassay.engine.facts.names import Name, NameKind, is_subject, plain_and_told
from newsassay.engine.lexicon import words_of

PRONOUN_GENDER = {
    **dict.fromkeys(words_of("fact_words", "masculine"), MALE),
    **dict.fromkeys(words_of("fact_words", "feminine"), FEMALE),
}
"""Third-person singular pronouns by the sex they agree with."""

_SENTENCES_BACK = 4
_TOKENS_BACK = 250
_NAMESAKES = 12  # bearers of one surname that are told apart, the last ones
_PERSON, _ORGANIZATION, _PLACE, _OTHER = NameKind
_LONGEST_NAME = 3  # given, middle, surname


class Mention(NamedTuple):
    """A person's name in a field: tokens [first, last) without, [title_first, last) with title or role.

    `bits` say what the title and the given name tell; `person` is a number into `People.people`.
    """

    field: Field
    first: int
    last: int
    title_first: int
    bits: int
    person: int


# Mention(...) runs a Python function; mentions are made by the dozen, and this takes half as long.
_mention: Callable[[tuple[Field, int, int, int, int, int]], Mention] = partial(tuple.__new__, Mention)


class Person(NamedTuple):
    """A person: fullest name, given name and surname in lower case ("" where unknown), and mentions.

    Mentions in the body come before those in the title. `gender` is MALE, FEMALE or 0: what titles and
    role nouns say; `likely_gender` what the given name suggests.
    """

    name: str
    given: str
    surname: str
    mentions: tuple[Mention, ...]
    gender: int
    likely_gender: int


class _Draft:
    """A person while mentions are being collected."""

    __slots__ = ("bits", "given", "mentions", "middle", "name", "surname")

    def __init__(self, name: str, given: str, middle: str, surname: str) -> None:
        self.name, self.given, self.middle, self.surname = name, given, middle, surname
        self.bits = 0
        self.mentions: list[Mention] = []


class People:
    """The persons of one article; see the module."""

    def __init__(
        self, document: Document, drafts: list[_Draft], by_field: dict[Field, list[Mention]]
    ) -> None:
        self._document = document
        self._resolved: dict[tuple[Field, int], Person | None] = {}
        self.people = tuple(
            Person(
                d.name,
                d.given,
                d.surname,
                tuple(d.mentions),
                _SEX[d.bits & GENDER],
                _LIKELY_SEX[d.bits & GIVEN],
            )
            for d in drafts
        )
        self._sexes = [person.gender or person.likely_gender for person in self.people]
        self._by_field = by_field
        self.mentions = tuple(chain.from_iterable(by_field[f.field] for f in document.fields))
        self._firsts = {field: list(map(itemgetter(1), found)) for field, found in by_field.items()}

    def at(self, field: Field, token: int) -> Mention | None:
        """The mention that holds a token of a field, its titles not counted."""
        k = bisect_right(self._firsts.get(field, ()), token) - 1
        if k < 0:
            return None
        mention = self._by_field[field][k]
        return mention if token < mention.last else None

    def between(self, field: Field, first: int, last: int) -> list[Mention]:
        """The mentions that start in the token range [first, last)."""
        firsts = self._firsts.get(field, [])
        return self._by_field.get(field, [])[bisect_right(firsts, first - 1) : bisect_right(firsts, last - 1)]

    def of(self, mention: Mention) -> Person:
        """The person a mention means."""
        return self.people[mention.person]

    def resolve_pronoun(self, field: Field, token: int) -> Person | None:
        """The person a third-person singular pronoun most likely means; None for other words."""
        key = field, token
        if key not in self._resolved:
            self._resolved[key] = self._antecedent(self._document.field(field), token)
        return self._resolved[key]

    def _antecedent(self, text: FieldText, token: int) -> Person | None:
        """The subject, else the first compatible person, of the nearest sentence that has one."""
        gender = PRONOUN_GENDER.get(text.tokens.lower[token], 0)
        if not gender:
            return None
        number = text.sentence_of_token[token]
        for back in range(number, max(-1, number - _SENTENCES_BACK), -1):
            sentence = text.sentences[back]
            first = max(sentence.first, token - _TOKENS_BACK)
            mentions = self.between(text.field, first, min(sentence.last, token))
            for sex in (gender, 0) if mentions else ():
                found = [m for m in mentions if self._sexes[m.person] == sex]
                if found:
                    subjects = (m for m in found if is_subject(text, m.title_first, m.last))
                    return self.of(next(subjects, found[0]))
        return None


def people(document: Document) -> People:
    """The persons of an article. A layer: ask for it with `document.layer(people)`."""
    index = _Index({text.field: [] for text in document.fields})
    texts = [text for text in (document.body, document.title) if text.text]
    full = [_full_names(index, text) for text in texts]
    for text, persons in zip(texts, full, strict=True):
        _add_mentions(index, text, persons)
    return People(document, index.drafts, index.by_field)


def compatible(given: str, other: str) -> bool:
    """Whether two given names in lower case can be one person's: equal, initial, short form or missing."""
    if not given or not other or given == other:
        return True
    if len(given) < 2 or len(other) < 2 or given[1] == "." or other[1] == ".":  # noqa: PLR2004 - an initial
        return given[0] == other[0]
    mine, yours = SHORT_FORMS.get(given, _NONE), SHORT_FORMS.get(other, _NONE)
    return other in mine or given in yours or not mine.isdisjoint(yours)


_NONE: frozenset[str] = frozenset()


class _Index:
    """Drafts by surname and by given name."""

    def __init__(self, by_field: dict[Field, list[Mention]]) -> None:
        self.by_field = by_field  # all mentions in order
        self.drafts: list[_Draft] = []
        self.by_surname: dict[str, list[int]] = {}
        self.by_given: dict[str, list[int]] = {}
        self.latest: dict[str, int] = {}  # the person of a surname mentioned last

    def full(self, name: str, given: str, middle: str, surname: str) -> int:
        """The person of this full name, made if new; `middle` is a middle name's first letter or ""."""
        for number in self.by_surname.get(surname, ())[-_NAMESAKES:]:
            draft = self.drafts[number]
            if compatible(given, draft.given) and (not middle or draft.middle in ("", middle)):
                draft.middle = middle or draft.middle
                return number
        return self.new(name, given, middle, surname)

    def new(self, name: str, given: str, middle: str, surname: str) -> int:
        """A person not met before."""
        number = len(self.drafts)
        self.drafts.append(_Draft(name, given, middle, surname))
        self.by_surname.setdefault(surname, []).append(number)
        if given:
            self.by_given.setdefault(given, []).append(number)
        return number

    def short(self, name: str, word: str, gender: int) -> int | None:
        """The known person of this surname (and sex, if a title tells), else of this given name.

        A title of the other sex makes a new person: "Martin Holt ... Mrs. Holt".
        """
        known = self.by_surname.get(word, ())[-_NAMESAKES:]
        if not known:
            named = self.by_given.get(word, ())
            return named[0] if len(named) == 1 else None
        if gender:
            known = [n for n in known if _gender(self.drafts[n].bits) in (0, gender)]
            if not known:
                return self.new(name, "", "", word)
        latest = self.latest.get(word, known[0])
        return latest if latest in known else known[0]

    def add(self, number: int, field: Field, name: Name) -> None:
        """Record a mention."""
        draft = self.drafts[number]
        first, last, title_first, _, bits = name
        draft.bits |= bits
        self.latest[draft.surname] = number
        mention = _mention((field, first, last, title_first, bits, number))
        draft.mentions.append(mention)
        self.by_field[field].append(mention)


def _full_names(index: _Index, text: FieldText) -> dict[int, int]:
    """The persons of the names of a field that are a given name with a surname, by the name's first token.

    A run without evidence counts as a person where its last word recurs alone.
    """
    plain, told = text.layer(plain_and_told)
    lower = text.tokens.lower
    alone: set[str] = set()
    persons: dict[int, int] = {}
    for first, last, _, kind, _ in told:
        if last - first == 1 or (kind is not _PERSON and kind is not _OTHER):
            continue
        surname = lower[last - 1]
        if kind is _OTHER:
            opens = text.sentence_at(first).first == first  # "Yesterday Smith"
            if opens or not _may_be_person(lower[first:last]):
                continue
            alone = alone or {*_words(text, plain), *(lower[n.first] for n in told if n.last - n.first == 1)}
            if surname not in alone:
                continue
        given = "" if lower[first] in PARTICLES else lower[first]
        middle = lower[first + 1][0].strip(".") if last - first > 2 and given else ""  # noqa: PLR2004 - given and surname
        persons[first] = index.full(text.tokens.phrase(first, last), given, middle, surname)
    return persons


def _may_be_person(words: list[str]) -> bool:
    return len(words) <= _LONGEST_NAME and not reduce(or_, map(NAME_CUES.get, words, repeat(0))) & ~GIVEN


def _add_mentions(index: _Index, text: FieldText, persons: dict[int, int]) -> None:
    """Record all mentions in order, so that the person mentioned last is known for short names."""
    lower, by_surname, by_given = text.tokens.lower, index.by_surname, index.by_given
    for name in _possible_mentions(index, text):
        first, last, _, kind, _ = name
        if first in persons:
            index.add(persons[first], text.field, name)
        elif last - first > 1:
            surname = last - 1
            if kind is _OTHER and lower[surname] in by_surname:  # "Yesterday Smith"
                person = by_surname[lower[surname]][0]
                index.add(person, text.field, name._replace(first=surname, title_first=surname, bits=0))
        elif kind is not _ORGANIZATION and (
            kind is _PERSON
            or lower[first] in by_surname
            or (kind is _OTHER and lower[first] in by_given)  # "Virginia" is no short name of Virginia Holt
        ):
            _add_short(index, text, name)


def _possible_mentions(index: _Index, text: FieldText) -> list[Name]:
    """The names of a field in order, without those of one word that nobody bears."""
    plain, told = text.layer(plain_and_told)
    borne = {*_words(text, told), *index.by_surname, *index.by_given}
    return sorted([*compress(plain, map(borne.__contains__, _words(text, plain))), *told])


def _words(text: FieldText, names: list[Name]) -> Iterator[str]:
    """The first word of each name, in lower case."""
    return map(text.tokens.lower.__getitem__, map(itemgetter(0), names))


def _add_short(index: _Index, text: FieldText, name: Name) -> None:
    word = text.tokens.lower[name.first]
    number = index.short(text.tokens.words[name.first], word, _SEX[name.bits & GENDER])
    if number is None and name.kind is _PERSON:
        number = index.full(text.tokens.words[name.first], "", "", word)
    if number is not None:
        index.add(number, text.field, name)


# The sex that evidence agrees on, else 0; the same by given names.
_SEX = {0: 0, MALE: MALE, FEMALE: FEMALE, GENDER: 0}
_LIKELY_SEX = {0: 0, GIVEN_MALE: MALE, GIVEN_FEMALE: FEMALE, GIVEN: 0}


def _gender(bits: int) -> int:
    return _SEX[bits & GENDER] or _LIKELY_SEX[bits & GIVEN]

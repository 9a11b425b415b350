"""One person, organisation or place under two names in two articles.

Names are compared that the other article does not have in any form. Transliterations, short forms and accents are no
difference: names with the same consonants are taken for one (cf. the phonetic codes of Philips 1990).
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from unicodedata import normalize

from rapidfuzz.distance import Indel

from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.name_cues import GIVEN, KIN, NAME_CUES, ORGANIZATION
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.people import Person, compatible, people
from newsassay.engine.lexicon import words_of

_PERSON, _ORGANIZATION, _PLACE, _OTHER = NameKind
_MOST = 60  # persons, and names, of an article that are compared
_SHORT = 4  # letters: a given name so short is a short form
_ALIKE = 0.5  # similarity from which two names may be one misspelt
_SIMILAR = 0.6
_SHORTEST, _LONG_NAME, _LONGEST = 2, 3, 4  # words of a name that is compared with its like
_WATERS = words_of("comparison_words", "waters")
_DERIVED = 5  # letters of a stem that another is made from
_LETTERS = 3  # of the word in which two names differ
_SPELT = str.maketrans({"y": "i", "j": "i", "w": "v", "q": "k", "c": "k", "z": "s", "x": "s", "f": "p"})
_VOWELS = str.maketrans("", "", "aeiouh'’-. ")


def name_differences(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Names that only one of two articles has, in the place of one that only the other has."""
    yield from _persons(left, right)
    yield from _look_alikes(left, right)


def one_name(one: str, other: str) -> bool:
    """Whether two words in lower case may be one name: spelt, transliterated or shortened in two ways."""
    if one == other or skeleton(one) == skeleton(other):
        return True
    if skeleton(_with_glides(one)) == skeleton(_with_glides(other)):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) <= _SHORT and long[0] == short[0]


def _with_glides(word: str) -> str:
    """A name with "u" for "w" inside, as in "Mwangi" and "Muangi"."""
    return word[:1] + word[1:].replace("w", "u")


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The consonants of a name, as transliterations have them in common: "meenakshi" and "minakshi" are "mnksi"."""
    plain = normalize("NFD", word.replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    letters = "".join(c for c in plain if c.isascii()).translate(_SPELT)
    head, rest = letters[:1], letters[1:].replace("i", "").translate(_VOWELS)
    return head + "".join(c for n, c in enumerate(rest) if n == 0 or c != rest[n - 1])


def _persons(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    ours, theirs = (text.document.layer(_persons_by_key) for text in (left, right))
    met: set[tuple[int, int]] = set()
    for key in sorted(ours.keys() & theirs.keys()):
        for n, person in ours[key]:
            for k, other in theirs[key]:
                if (n, k) in met:
                    continue
                met.add((n, k))
                if _is_one_misnamed(left, person, right, other):
                    yield from _misnamed(left, person, right, other)


def _misnamed(left: ComparedText, person: Person, right: ComparedText, other: Person) -> Iterator[Difference]:
    first, second = _full(left, person), _full(right, other)
    if not first or not second:
        return
    if person.surname != other.surname or _are_in_like_words(left.text, first, right.text, second):
        yield Difference(
            ConflictKind.NAME,
            Basis.FRAMED,
            place(left, *first, person.name),
            place(right, *second, other.name),
            _refusal(left, person, right, other),
        )


def _persons_by_key(document: Document) -> dict[tuple[str, str], list[tuple[int, Person]]]:
    """The persons with two names, numbered, by what one of them may have in common with a misnamed one: a name, or both initials."""
    found: dict[tuple[str, str], list[tuple[int, Person]]] = {}
    named = (p for p in document.layer(people).people if p.given and p.surname)
    for n, p in enumerate(islice(named, _MOST)):
        for key in (("", p.surname), (p.given, ""), (p.given[0], p.surname[0])):
            found.setdefault(key, []).append((n, p))
    return found


def _is_one_misnamed(left: ComparedText, person: Person, right: ComparedText, other: Person) -> bool:
    """Whether two persons, each unknown to the other article, may be one whose given name or surname is told in two ways."""
    known = left.text.layer(_words), right.text.layer(_words)
    same_surname, same_given = person.surname == other.surname, person.given == other.given
    if same_surname == same_given and (same_surname or not _are_both_alike(person, other)):
        return False
    new_given = person.given not in known[1] and other.given not in known[0]
    new_surname = person.surname not in known[1] and other.surname not in known[0]
    if same_surname:
        return (
            new_given
            and not compatible(person.given, other.given)
            and not one_name(person.given, other.given)
        )
    if one_name(person.surname, other.surname) or not new_surname:
        return False
    return _is_alike(person.surname, other.surname, _ALIKE) and (same_given or new_given)


def _are_both_alike(person: Person, other: Person) -> bool:
    return _is_alike(person.given, other.given, _SIMILAR) and _is_alike(
        person.surname, other.surname, _SIMILAR
    )


def _is_alike(one: str, other: str, least: float) -> bool:
    return one[0] == other[0] and Indel.normalized_similarity(one, other) >= least


def _refusal(left: ComparedText, person: Person, right: ComparedText, other: Person) -> str:
    if person.surname == other.surname and (_has_kin(left, person) or _has_kin(right, other)):
        return "relatives are spoken of"
    genders = {p.gender or p.likely_gender for p in (person, other)} - {0}
    if len(genders) > 1:
        return "a woman and a man"
    return ""


def _has_kin(text: ComparedText, person: Person) -> bool:
    """Whether several bear a surname in an article, or a relative is named beside one."""
    found = text.document.layer(people)
    if sum(p.surname == person.surname for p in found.people) > 1:
        return True
    field, lower = text.text, text.text.tokens.lower
    sentences = {field.sentence_of_token[m.first] for m in person.mentions if m.field is field.field}
    return any(
        NAME_CUES.get(word, 0) & KIN
        for n in sorted(sentences)
        for word in lower[field.sentences[n].first : field.sentences[n].last]
    )


def _full(text: ComparedText, person: Person) -> tuple[int, int] | None:
    """The token range of the fullest mention of a person in the text that is compared."""
    mentions = [m for m in person.mentions if m.field is text.text.field]
    best = max(mentions, key=lambda m: (m.last - m.first, -m.first), default=None)
    return (best.first, best.last) if best else None


def _words(text: FieldText) -> frozenset[str]:
    return frozenset(text.tokens.lower)


def _look_alikes(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Names of several words of which one differs: "Garra Power" and "Galtee Power", each the only one of its article."""
    known = left.text.layer(_words), right.text.layer(_words)
    ours, theirs = left.text.layer(_by_frame), right.text.layer(_by_frame)
    for frame in sorted(ours.keys() & theirs.keys()):
        mine, others = ours[frame], theirs[frame]
        if len(mine) != 1 or len(others) != 1:
            continue
        (word, name), (other, rival) = next(iter(mine.items())), next(iter(others.items()))
        if word in known[1] or other in known[0] or one_name(word, other):
            continue
        is_person = _PERSON in (name.kind, rival.kind)
        if is_person != (frame[0] == ""):
            continue
        if not (is_person or _may_be_one(frame, word, other)):
            continue
        if is_person and not _is_given_name(frame, (left.text, name), (right.text, rival)):
            continue
        is_place = not is_person and not _is_organization(left.text, name)
        kind = ConflictKind.PLACE if is_place else ConflictKind.NAME
        yield Difference(
            kind,
            Basis.FRAMED,
            place(left, name.first, name.last, _shown(left.text, name)),
            place(right, rival.first, rival.last, _shown(right.text, rival)),
        )


def _whole_names(text: FieldText) -> list[Name]:
    """The names of a text, those joined by "&" as one organisation's: "Great Lakes & Gulf"."""
    found: list[Name] = []
    lower_at = text.tokens.lower_at
    for name in text.layer(find_names):
        if found and lower_at(name.first - 1) == "&" and found[-1].last == name.first - 1:
            found[-1] = found[-1]._replace(last=name.last, kind=_ORGANIZATION)
        else:
            found.append(name)
    return found


def _by_frame(text: FieldText) -> dict[tuple[str, ...], dict[str, Name]]:
    """Names of several words by what they share with their like: the words with one left out, which is the key below.

    Words that many names have, as those of countries and institutions, are no frame.
    """
    found: dict[tuple[str, ...], dict[str, Name]] = {}
    lower = text.tokens.lower
    for name in _whole_names(text)[: _MOST * 4]:
        words = lower[name.first : name.last]
        if not _SHORTEST <= len(words) <= _LONGEST:
            continue
        for n, word in enumerate(words):
            rest = (*words[:n], "", *words[n + 1 :])
            known = sum(w in NAME_CUES for w in rest)
            is_lake = len(words) == _SHORTEST and not _WATERS.isdisjoint(rest)
            is_given = n == 0 and len(words) == _SHORTEST and bool(NAME_CUES.get(word, 0) & GIVEN)
            is_new = word not in NAME_CUES or len(words) > _LONG_NAME or is_given
            if len(word) >= _LETTERS and (is_lake or (is_new and known < len(rest) - 1)):
                found.setdefault(rest, {}).setdefault(word, name)
    return found


def _is_given_name(
    frame: tuple[str, ...], ours: tuple[FieldText, Name], theirs: tuple[FieldText, Name]
) -> bool:
    """Whether two names differ in a given name, of which one is not known as such, and something else is told of both."""
    if len(frame) != _SHORTEST or not frame[-1].isalpha() or ours[1].kind is theirs[1].kind:
        return False
    return _are_in_like_words(ours[0], ours[1][:2], theirs[0], theirs[1][:2])


def _are_in_like_words(left: FieldText, a: tuple[int, int], right: FieldText, b: tuple[int, int]) -> bool:
    """Whether a word beside one of two names is beside the other, too, or one made from it: "directed by", "its director"."""
    mine, yours = (t.layer(Content).around(*tokens) for t, tokens in ((left, a), (right, b)))
    return not mine.keys().isdisjoint(yours) or any(
        one.startswith(other) or other.startswith(one)
        for one in mine
        for other in yours
        if min(len(one), len(other)) >= _DERIVED
    )


def _may_be_one(frame: tuple[str, ...], word: str, other: str) -> bool:
    """Whether two names of one frame may be meant for one: long ones, lakes, or such as start alike."""
    return len(frame) > _LONG_NAME or word[0] == other[0] or not _WATERS.isdisjoint(frame)


def _is_organization(text: FieldText, name: Name) -> bool:
    words = text.tokens.lower[name.first : name.last]
    return (
        name.kind is _ORGANIZATION or "&" in words or any(NAME_CUES.get(w, 0) & ORGANIZATION for w in words)
    )


def _shown(text: FieldText, name: Name) -> str:
    return " ".join(text.tokens.words[name.first : name.last])

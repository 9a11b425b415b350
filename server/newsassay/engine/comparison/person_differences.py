"""One person with two roles, or as a woman in one article and a man in the other."""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.comparison.differences import Difference, Place, place
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.conflicts.pronouns import only_person
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.name_cues import FEMALE, MALE
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER, Mention, People, Person, compatible, people
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.closed_class import WordClass

_ROLES = {form: entry.label for form, entry in LEXICONS["single_roles"]}
_ROLES |= {form: entry.label for form, entry in LEXICONS["offices"] if form not in _ROLES}
_LONGEST = 3  # words of a role
_BELOW = {"deputy": "deputy", "vice": "deputy", "assistant": "deputy", "junior": "deputy"}
_PAST = {"former": "former", "ex": "former", "onetime": "former", "one-time": "former"}
_AWAY = frozenset(["acting", "interim", "elect", "designate", "candidate", "honorary", "shadow"])
_CHANGE = words_of("comparison_words", "change")
# Roles that nobody has together with another of these.
_EXCLUSIVE = words_of("comparison_words", "exclusive")
_LOOSE = frozenset(["as", ",", ".", "and", "by", "with", "to"])
_DETERMINING = (WordClass.DETERMINER | WordClass.POSSESSIVE).value
_REACH = 6  # tokens behind a name in which its apposition names a role
_MOST = 60  # persons of an article
_PRONOUNS = 80  # of an article that are judged
_GENDERS = {MALE: "a man", FEMALE: "a woman"}


class _Role(NamedTuple):
    """A role that a person bears in one place; `described` if an apposition says so, not a title."""

    role: str
    rank: str
    former: bool
    described: bool
    place: Place
    change: bool


def person_differences(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Roles and genders of the persons whom both articles name."""
    by_surname: dict[str, list[Person]] = {}
    for person in right.document.layer(people).people[:_MOST]:
        by_surname.setdefault(person.surname, []).append(person)
    for person in left.document.layer(people).people[:_MOST]:
        others = by_surname.get(person.surname, [])
        if len(others) == 1 and compatible(person.given, others[0].given):
            yield from _roles_differ(left, person, right, others[0])
            yield from _genders_differ(left, person, right, others[0])


def _roles_differ(
    left: ComparedText, person: Person, right: ComparedText, other: Person
) -> Iterator[Difference]:
    ours, theirs = (list(_roles(t, p)) for t, p in ((left, person), (right, other)))
    for mine in ours:
        for yours in theirs:
            if _exclude(mine, yours) and not _bears(ours, yours) and not _bears(theirs, mine):
                changes = mine.change or yours.change
                refused = "a change of office is told" if changes else ""
                yield Difference(ConflictKind.ROLE, Basis.FRAMED, mine.place, yours.place, refused)
                return


def _exclude(mine: _Role, yours: _Role) -> bool:
    if mine.role != yours.role:
        both = {mine.role, yours.role} <= _EXCLUSIVE
        return both and not mine.former and not yours.former and mine.rank == yours.rank == ""
    if mine.rank != yours.rank:
        return mine.former == yours.former
    return mine.former != yours.former and mine.described and yours.described


def _bears(roles: list[_Role], other: _Role) -> bool:
    """Whether an article gives a person another's role, too."""
    return any((r.role, r.rank, r.former) == (other.role, other.rank, other.former) for r in roles)


def _roles(text: ComparedText, person: Person) -> Iterator[_Role]:
    field = text.text
    for m in person.mentions:
        if m.field is field.field:
            yield from _role_before(text, field, m)
            yield from _role_behind(text, field, m)


def _role_before(text: ComparedText, field: FieldText, m: Mention) -> Iterator[_Role]:
    """The role before a name: "Deputy mayor Ann Holt", "its chief executive, Ann Holt"."""
    lower_at = field.tokens.lower_at
    comma = lower_at(m.first - 1) == ","
    end = m.first - comma
    begin = field.sentence_at(m.first).first
    for size in range(_LONGEST, 0, -1):
        first = end - size
        role = _ROLES.get(" ".join(field.tokens.lower[first:end]), "") if first >= begin else ""
        if role:
            before = [lower_at(first - k) for k in (1, 2)] if first - 2 >= begin else [lower_at(first - 1)]
            if not comma or (before[0] not in _LOOSE and first > begin):
                yield from _made(text, role, before, (first, m.last), described=comma)
            return


def _role_behind(text: ComparedText, field: FieldText, m: Mention) -> Iterator[_Role]:
    """The role behind a name: "Ann Holt, the chair," or "Ann Holt, a former deputy mayor who"."""
    tokens = field.tokens
    if tokens.lower_at(m.last) != ",":
        return
    stop = min(field.sentence_at(m.first).last, m.last + 1 + _REACH)
    for first in range(m.last + 1, stop):
        word = tokens.lower[first]
        if word != "'s" and (not word[0].isalpha() or tokens.classes[first] & ~_DETERMINING):
            return
        for size in range(_LONGEST, 0, -1):
            role = _ROLES.get(" ".join(tokens.lower[first : first + size]), "")
            if role and first + size <= stop:
                if tokens.word_at(first + size)[:1].isupper():
                    return
                before = tokens.lower[m.last + 1 : first][-2:]
                if before:
                    yield from _made(text, role, before, (m.first, first + size), described=True)
                return


def _made(
    text: ComparedText,
    role: str,
    before: list[str],
    tokens: tuple[int, int],
    *,
    described: bool,
) -> Iterator[_Role]:
    field = text.text
    if not _AWAY.isdisjoint(before) or field.tokens.lower_at(tokens[1]) in _AWAY:
        return
    rank = next((_BELOW[w] for w in before if w in _BELOW), "")
    former = any(w in _PAST or w.startswith("ex-") for w in before)
    sentence = field.sentence_at(tokens[0])
    change = not _CHANGE.isdisjoint(field.tokens.lower[sentence.first : sentence.last][:200])
    shown = " ".join(filter(None, ["former" * former, rank, role]))
    yield _Role(role, rank, former, described, place(text, *tokens, shown), change)


def _genders_differ(
    left: ComparedText, person: Person, right: ComparedText, other: Person
) -> Iterator[Difference]:
    ours, theirs = _gender_of(left, person), _gender_of(right, other)
    if ours and theirs and ours[0] != theirs[0]:
        yield Difference(ConflictKind.GENDER, Basis.FRAMED, ours[1], theirs[1])


def _gender_of(text: ComparedText, person: Person) -> tuple[int, Place] | None:
    """The gender of which an article speaks of a person, by title or by pronouns that can mean nobody else; None if mixed."""
    found = text.document.layer(people)
    number = found.people.index(person)
    field = text.text
    told: dict[int, Place] = {}
    for m in person.mentions:
        if person.gender and m.field is field.field and m.title_first < m.first and m.bits & person.gender:
            told.setdefault(person.gender, place(text, m.title_first, m.last, _GENDERS[person.gender]))
    for bound, token in text.document.layer(_bound_pronouns):
        if bound == number:
            gender = PRONOUN_GENDER[field.tokens.lower[token]]
            told.setdefault(gender, place(text, token, token + 1, _GENDERS[gender]))
    return next(iter(told.items())) if len(told) == 1 else None


def _bound_pronouns(document: Document) -> list[tuple[int, int]]:
    """The pronouns of an article that can mean one person only, with that person's number. A layer of the document."""
    text, found = document.body, document.layer(people)
    places = [i for i, word in enumerate(text.tokens.lower) if word in PRONOUN_GENDER][:_PRONOUNS]
    bound = [(only_person(text, found, i), i) for i in places]
    return [
        (number, i) for number, i in bound if number >= 0 and not _may_mean_another(text, found, number, i)
    ]


def _may_mean_another(text: FieldText, found: People, number: int, token: int) -> bool:
    """Whether somebody else is named in the sentence of a pronoun or in the one before."""
    here = text.sentence_of_token[token]
    first, last = text.sentences[max(0, here - 1)].first, text.sentences[here].last
    mentions = found.between(text.field, first, last)
    if any(m.person != number for m in mentions):
        return True
    own = {i for m in mentions for i in range(m.title_first, m.last)}
    return any(
        n.kind in (NameKind.OTHER, NameKind.PERSON)
        and n.first not in own
        and not text.tokens.has_class(n.title_first - 1, WordClass.PREPOSITION)
        for n in text.layer(find_names)
        if first <= n.first < last
    )

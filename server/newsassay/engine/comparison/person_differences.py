"""One person with two roles, or as a woman in one article and a man in the other."""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.comparison.bound_pronouns import bound_pronouns
from newsassay.engine.comparison.difference import Difference, Place, place
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.name_cues import FEMALE, GENDER, MALE
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER, compatible, people
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.closed_class import WordClass

_ROLES = {form: entry.label for form, entry in LEXICONS["single_roles"]}
_ROLES |= {
    form: entry.label
    for form, entry in LEXICONS["offices"]
    if form not in _ROLES and entry.attributes.get("group") != "rank"
}
_LONGEST = 3  # words of a role
_BELOW = words_of("comparison_words", "below")
_PAST = words_of("comparison_words", "former")
_AWAY = words_of("comparison_words", "away")
_CHANGE = words_of("comparison_words", "change")
# Roles that nobody has together with another of these.
_EXCLUSIVE = words_of("comparison_words", "exclusive")
_LOOSE = words_of("comparison_words", "beside") | {",", "."}
_DETERMINING = (WordClass.DETERMINER | WordClass.POSSESSIVE).value
_REACH = 6  # tokens behind a name in which its apposition names a role
_MOST = 200  # last words of names of an article
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
    ours, theirs = (text.document.layer(bearers) for text in (left, right))
    for surname in sorted(ours.keys() & theirs.keys() & (_surnames(left) | _surnames(right))):
        if _may_be_one(ours[surname], theirs[surname]):
            yield from _roles_differ(_roles_of(left, surname), _roles_of(right, surname))
            yield from _genders_differ(left, surname, right)


class Bearer(NamedTuple):
    """A name that may be a person's, with its given name in lower case, "" if it stands alone."""

    name: Name
    given: str


def bearers(document: Document) -> dict[str, list[Bearer]]:
    """The names that may be persons' by their last words, in lower case. A layer of the document."""
    text = document.body
    lower = text.tokens.lower
    found: dict[str, list[Bearer]] = {}
    for name in text.layer(find_names):
        if name.kind in (NameKind.PERSON, NameKind.OTHER) and name.last - name.first <= _LONGEST:
            given = lower[name.first] if name.last - name.first > 1 else ""
            found.setdefault(lower[name.last - 1], []).append(Bearer(name, given))
    return dict(list(found.items())[:_MOST])


def _surnames(text: ComparedText) -> frozenset[str]:
    return text.document.layer(_person_surnames)


def _person_surnames(document: Document) -> frozenset[str]:
    return frozenset(p.surname for p in document.layer(people).people)


def _may_be_one(ours: list[Bearer], theirs: list[Bearer]) -> bool:
    """Whether one person bears a surname in both articles: all given names go together."""
    given = sorted({b.given for b in (*ours, *theirs)} - {""})
    return all(compatible(given[0], other) for other in given[1:])


def _roles_differ(ours: list[_Role], theirs: list[_Role]) -> Iterator[Difference]:
    for mine in ours:
        for yours in theirs:
            if _exclude(mine, yours) and not _bears(ours, yours) and not _bears(theirs, mine):
                refused = "a change of office is told" if mine.change or yours.change else ""
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


def _roles_of(text: ComparedText, surname: str) -> list[_Role]:
    """The roles of a person in an article, told anew for each other article unless they are kept."""
    kept = text.document.layer(_roles_kept)
    if surname not in kept:
        kept[surname] = [role for b in text.document.layer(bearers)[surname] for role in _roles(text, b.name)]
    return kept[surname]


def _roles_kept(_: Document) -> dict[str, list[_Role]]:
    """Roles by surname, as they are asked for. A layer of the document."""
    return {}


def _roles(text: ComparedText, name: Name) -> Iterator[_Role]:
    yield from _role_before(text, text.text, name)
    yield from _role_behind(text, text.text, name)


def _role_before(text: ComparedText, field: FieldText, m: Name) -> Iterator[_Role]:
    """The role before a name: "Deputy mayor Ann Holt", "its chief executive, Ann Holt"."""
    lower_at = field.tokens.lower_at
    comma = lower_at(m.first - 1) == ","
    begin = field.sentence_at(m.first).first
    for end in (m.first - comma, *range(m.first - 1, m.title_first - 1, -1)):
        for size in range(_LONGEST, 0, -1):
            first = end - size
            role = _ROLES.get(" ".join(field.tokens.lower[first:end]), "") if first >= begin else ""
            if role:
                before = [lower_at(k) for k in (first - 1, first - 2) if k >= begin]
                if not comma or (before and before[0] not in _LOOSE):
                    yield from _made(text, role, before, (first, m.last), described=comma)
                return


def _role_behind(text: ComparedText, field: FieldText, m: Name) -> Iterator[_Role]:
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
    rank = "" if _BELOW.isdisjoint(before) else "deputy"
    former = any(w in _PAST or w.startswith("ex-") for w in before)
    sentence = field.sentence_at(tokens[0])
    change = not _CHANGE.isdisjoint(field.tokens.lower[sentence.first : sentence.last][:200])
    shown = " ".join(filter(None, ["former" * former, rank, role]))
    yield _Role(role, rank, former, described, place(text, *tokens, shown), change)


def _genders_differ(left: ComparedText, surname: str, right: ComparedText) -> Iterator[Difference]:
    ours, theirs = _gender_of(left, surname), _gender_of(right, surname)
    if ours and theirs and ours[0] != theirs[0]:
        yield Difference(ConflictKind.GENDER, Basis.FRAMED, ours[1], theirs[1])


def _gender_of(text: ComparedText, surname: str) -> tuple[int, Place] | None:
    """The gender of which an article speaks of a person, by title or by pronouns that can mean nobody else; None if mixed."""
    told: dict[int, Place] = {}
    lower = text.text.tokens.lower
    for bearer in text.document.layer(bearers)[surname]:
        name = bearer.name
        if name.title_first < name.first and name.bits & GENDER in (MALE, FEMALE):
            gender = name.bits & GENDER
            told.setdefault(gender, place(text, name.title_first, name.last, _GENDERS[gender]))
    for bound, token in text.document.layer(bound_pronouns):
        if bound == surname:
            gender = PRONOUN_GENDER[lower[token]]
            told.setdefault(gender, place(text, token, token + 1, _GENDERS[gender]))
    return next(iter(told.items())) if len(told) == 1 else None

"""One role of one place or organisation with two holders at one time: "the head teacher, Ann Holt ... head teacher Tom Brill"."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.dates import find_dates
from newsassay.engine.facts.people import Mention, Person, people
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import LEXICONS, words_of

_DEFINITE = words_of("statement_words", "definite_singular")
_ROLES = {form: entry.label for form, entry in LEXICONS["single_roles"]}
_LAST_WORDS = frozenset(form.split()[-1] for form in _ROLES)
_DEPARTMENTS = "minister"  # who has one department
_LONGEST = 3  # words of a role
_PEOPLE = 40  # whose roles are compared
_CHANGE = (
    words_of("consistency_guards", "change_of_office")
    | words_of("consistency_guards", "another_time")
    | words_of("statement_words", "kind")
    | words_of("statement_words", "shared_office")
)
_REACH = 4  # tokens of an owner before or behind a role


class _Role(NamedTuple):
    """A role that a mention of a person bears: the tokens [first, last), and the stems of whose it is, none if that is not said."""

    role: str
    form: str
    owner: frozenset[str]
    person: Person
    mention: Mention
    first: int
    last: int


def second_holders(document: Document, signal_id: str) -> Iterator[Finding]:
    """Two people who bear one role of one owner, where no change of office is told."""
    found = document.layer(people)
    roles = [
        r for person in found.people[:_PEOPLE] for m in person.mentions for r in _roles(document, person, m)
    ]
    if len(roles) < 2:  # noqa: PLR2004 - two holders
        return
    told: set[str] = set()
    for one, other in combinations(roles[:_PEOPLE], 2):
        if one.role in told or one.role != other.role or _at_times_apart(document, one, other):
            continue
        same = one.person.surname == other.person.surname
        if same and (one.role != _DEPARTMENTS or one.form == other.form):
            continue
        if one.owner == other.owner and not any(_tells_change(document, r) for r in (one, other)):
            told.add(one.role)
            texts = [document.field(r.mention.field) for r in (one, other)]
            values = one.person.name, other.person.name
            message = f"The {one.role} is “{values[0]}” in one place and “{values[1]}” in another."
            if same:
                values = one.form, other.form
                message = f"{one.person.name} is “{values[0]}” in one place and “{values[1]}” in another."
            yield Finding(
                signal_id,
                texts[1].location(other.first, other.last),
                message,
                related=(texts[0].location(one.first, one.last),),
                values=(values[1], values[0]),
            )


def _at_times_apart(document: Document, one: _Role, other: _Role) -> bool:
    """Whether the sentences of two roles name years, and not the same."""
    years = []
    for role in (one, other):
        text = document.field(role.mention.field)
        sentence = text.sentence_at(role.first)
        years.append(
            {d.year for d in text.layer(find_dates) if sentence.first <= d.first < sentence.last and d.year}
        )
    return years[0] != years[1]


def _roles(document: Document, person: Person, m: Mention) -> Iterator[_Role]:
    """The role right before a name ("head teacher Ann Holt", "the director, Ann Holt") or in apposition behind it."""
    text = document.field(m.field)
    lower_at = text.tokens.lower_at
    start = m.title_first if lower_at(m.title_first - 1) != "dr" else m.title_first - 1
    comma = lower_at(start - 1) == ","
    if lower_at(m.last) != "," and _LAST_WORDS.isdisjoint(
        (lower_at(m.first - 1), lower_at(start - comma - 1))
    ):
        return
    for size in range(_LONGEST, 0, -1):
        for end in {m.first, start - comma}:
            form = " ".join(text.tokens.lower[max(0, end - size) : end])
            role = _ROLES.get(form, "")
            owner = _owner(text, end - size, m.last) if role else frozenset[str]()
            if role and _is_premodified(text, end - size):
                return
            if role and (owner or text.tokens.words[end - 1][0].islower()) and (owner or comma or size > 1):
                yield _Role(role, form, owner, person, m, end - size, m.last)
                return
    if lower_at(m.last) == ",":
        first = m.last + 1 + (lower_at(m.last + 1) in _DEFINITE)
        for size in range(_LONGEST, 0, -1):
            form = " ".join(text.tokens.lower[first : first + size])
            role = _ROLES.get(form, "")
            owner = _owner(text, first, first + size) if role else frozenset[str]()
            if role and owner:
                yield _Role(role, form, owner, person, m, m.first, first + size)
                return


def _owner(text: FieldText, first: int, last: int) -> frozenset[str]:
    """Stems of whose role it is: "the institute's director", "director of the Institute of Fevers", "President X of Y"."""
    tokens = text.tokens
    lower_at = tokens.lower_at
    if lower_at(first - 1) == "'s":
        return frozenset([stem(lower_at(first - 2))])
    if lower_at(last) == "of":
        at = last + 1 + (lower_at(last + 1) == "the")
        return frozenset([stem(lower_at(at))]) if lower_at(at)[:1].isalpha() else frozenset()
    return frozenset()


def _is_premodified(text: FieldText, first: int) -> bool:
    """Whether a noun tells whose role it is ("the Microsoft chief executive"), of which nobody knows how far it goes."""
    before = text.tokens.lower_at(first - 1)
    return before.isalpha() and not text.tokens.classes[first - 1] and text.sentence_at(first).first < first


def _tells_change(document: Document, role: _Role) -> bool:
    text = document.field(role.mention.field)
    sentence = text.sentence_at(role.first)
    return not _CHANGE.isdisjoint(
        text.tokens.lower[max(sentence.first, role.first - _REACH) : role.last + _REACH]
    )

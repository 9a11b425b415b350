"""Names of which a body knows one end only, and has another beside it: European Commission, European Parliament.

A name of several words is a head with modifiers, a given name with a surname, or a title with a number. Who
changes one word of it names another thing (Huddleston & Pullum 2002, 5.20).
"""

from newsassay.engine.facts.name_cues import (
    CALENDAR,
    GIVEN,
    NAME_CUES,
    NATIONALITY,
    ORGANIZATION,
    PLACE,
    PLACE_NAME,
    ROLE,
    TITLE,
)
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.signals.consistency.proper_names import ALIASES, PERSON, ProperName

_NUMERALS = frozenset("i ii iii iv vi vii viii ix xi xii".split())
_TELLING = GIVEN | NATIONALITY | ORGANIZATION | PLACE | PLACE_NAME
_OF_OFFICES = NATIONALITY | PLACE_NAME | ROLE | TITLE
_OF_A_PERSON = 2  # words


def is_partly_known(name: ProperName, words: list[str], rest: list[str], known: frozenset[str]) -> bool:
    """Whether the words `rest` with the stems `known` hold some words of a name in lower case, and never the others.

    A capitalised word that only opens the sentence is none of the name: "Understated Perez".
    """
    if len(words) == 1 or not all(word.isalpha() for word in words):
        return False
    if all(NAME_CUES.get(word, 0) & _OF_OFFICES for word in words):  # "Ukrainian Minister"
        return False
    missing = [stem(word) not in known and word not in rest for word in words]
    if missing[0] and name.initial and not NAME_CUES.get(words[0], 0) & _TELLING:
        return False
    return any(missing) and not all(missing)


def is_altered(
    name: ProperName, ours: list[str], rival: ProperName, theirs: list[str], said: frozenset[str]
) -> bool:
    """Whether the body's name has one end of the summary's and other words at the other that the summary never has.

    A person of the same surname may be a relative.
    """
    if len(theirs) == 1 or NAME_CUES.get(theirs[-1], 0) & CALENDAR:  # "Kyiv Tuesday"
        return False
    mine, yours = list(map(_common_form, ours)), list(map(_common_form, theirs))
    if set(yours) <= set(mine):
        return False
    if mine[0] == yours[0] and name.sort == rival.sort == PERSON and name.sure:
        return True  # whoever calls Ann Holt "Ann Ash" may well go on to call her Holt
    if not said.isdisjoint(set(yours) - set(mine)):
        return False
    if mine[0] == yours[0]:
        return True
    may_be_person = (name.sort == PERSON and len(ours) == _OF_A_PERSON) or (
        rival.sort == PERSON and rival.sure
    )
    return mine[-1] == yours[-1] and not may_be_person


def numbered_otherwise(ours: list[str], rest: list[str]) -> tuple[int, int] | None:
    """Where a numbered name stands with another number, and never with its own, as a token range of `rest`.

    "World War II" for "World War I", "QX-4" for "QX-2".
    """
    base, _, number = ours[-1].rpartition("-")
    if len(ours) == 1 and number.isdigit() and base and ours[0] not in rest:
        found = [i for i, w in enumerate(rest) if w.startswith(base) and w[len(base) + 1 :].isdigit()]
        return (found[0], found[0] + 1) if found else None
    size = len(ours)
    if size == 1 or ours[-1] not in _NUMERALS:
        return None
    places = [i for i, w in enumerate(rest) if w == ours[0] and rest[i : i + size - 1] == ours[:-1]]
    numbers = [rest[i + size - 1] for i in places if i + size <= len(rest)]
    if ours[-1] in numbers:
        return None
    return next(((i, i + size) for i, n in zip(places, numbers, strict=False) if n in _NUMERALS), None)


def _common_form(word: str) -> str:
    """A word's alias group, else its stem: "EU" and "European" are one."""
    return ALIASES.get(word) or stem(word)

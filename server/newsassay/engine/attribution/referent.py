"""A referent: somebody or something that an article speaks of."""

from typing import Final

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, Range
from newsassay.engine.attribution.relation import Source
from newsassay.engine.facts.name_cues import NAME_CUES, ORGANIZATION, TITLE
from newsassay.engine.facts.people import Person
from newsassay.engine.lexicon import LEXICONS

PERSON: Final = 1
THING: Final = 2  # an organisation or document
GROUP: Final = 4


class Referent:
    """What is known of one: the first mention as tokens [first, last), its head, sex (0: unknown) and what it can be."""

    __slots__ = ("clock", "first", "head", "is_name", "kind", "last", "person", "salience", "sex", "source")

    def __init__(self, mention: Range, head: int, kind: int, sex: int = 0) -> None:
        self.first, self.last = mention
        self.head = head
        self.kind = kind  # PERSON, THING and GROUP, those that are possible
        self.sex = sex
        self.person: Person | None = None
        self.source: Source | None = None
        self.is_name = False  # by which nobody is known for a person
        self.salience = 0.0  # when the clock was what it is (salience.py)
        self.clock = 0


def _read() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for form, entry in LEXICONS["description_kinds"]:
        word = form.lower()
        found[word] = (*found.get(word, (word,)), entry.label)
    return found


_BROADER = _read()


def broader(noun: str) -> tuple[str, ...]:
    """A noun and those by which its bearer may be taken up: a striker is a player, and "Cllr" a councillor."""
    return _BROADER.get(noun, (noun,))


ORGANISATIONS: Final = frozenset(
    [word for word, label in SOURCE_NOUNS.items() if label == "organisation"]
    + [word for word, bits in NAME_CUES.items() if bits & ORGANIZATION & ~TITLE]
)
"""Words in a name that tell that it is an organisation's."""

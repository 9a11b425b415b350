"""What kind of source a mention is, and what name it stands for.

The kinds form the ladder of source transparency: person, organisation or document, group, role, anonymous.
"""

import re
from bisect import bisect_left
from operator import itemgetter

from newsassay.engine.attribution.anonymity import find_anonymity
from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, WORDS, Range, Shape
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.referent import PERSON, THING
from newsassay.engine.attribution.relation import Source
from newsassay.engine.document import Document
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import Mention, Person, people
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import SourceKind

NOUN = Shape.NOUN
_VAGUE = words_of("vague_groups", "opinion") | WORDS["vague"]
_MARK_REACH = 3  # tokens behind a mention: "people ... familiar with the matter"
_TOLD_OF = re.compile(",[IO]?W")
_THINGS_NAMED = (NameKind.ORGANIZATION, NameKind.PLACE)

# Unpacked once: attribute access on an Enum class is slow.
_PERSON, _ORGANIZATION, _DOCUMENT, _ROLE, _ANONYMOUS, _VAGUE_GROUP, _NONE = SourceKind


class SourceClassifier:
    """Classifies the mentions of one field in order, since "the institute" takes up what was named before."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._people = document.layer(people)
        self._reading = reading
        self._text = reading.text
        self._names = reading.text.layer(find_names)
        self._anonymity = reading.text.layer(find_anonymity)
        self._marks = [hit.first for hit in reading.text.hits("anonymity") if hit.entry.label == "mark"]
        self._unnamed: dict[str, Source] = {}  # anonymous sources by head noun
        self._namesakes: dict[tuple[str, str], Person] = {}

    def classify(self, mention: Range, head: int, kind: int = PERSON | THING) -> tuple[Source, Person | None]:
        """The source that a mention is, and the person if it is a known one; `kind` says what a name can be (referent.py)."""
        reading = self._reading
        first, last = mention
        noun, tag = reading.lower[head], reading.tag(head)
        label = SOURCE_NOUNS.get(noun, "")
        is_half = head == first and noun in WORDS["share"]  # "Half of the nurses", not a name
        capitalised = reading.capitalised(head) and tag not in "siWaQC" and not is_half
        person = self._known_person(mention, head) if capitalised else None
        if person is not None:
            return Source(_PERSON, person.name), person
        told_of = _TOLD_OF.search(reading.tags(first, last)) if last - first > 2 else None  # noqa: PLR2004 - "Ruiz, who left"
        name = self._text.tokens.phrase(first, min(last, first + told_of.start()) if told_of else last)
        anonymous = self._anonymous(mention, noun, name)
        if anonymous is not None:
            return anonymous, None
        is_thing = label in ("organisation", "document")
        apposed = self._apposed(head, last) if not is_thing and head + 2 < last and not capitalised else None
        if apposed is not None:
            return apposed
        if is_thing:
            source_kind = _DOCUMENT if label == "document" else self._organisation_kind(mention, head)
        elif noun in WORDS["bare"] or (noun in _VAGUE and not self._identified(mention, head)):
            source_kind = _VAGUE_GROUP
        elif capitalised and not label:
            source_kind, name = (
                self._name_kind(mention, head, kind),
                self._text.tokens.phrase(first, head + 1),
            )
        else:
            source_kind = _ROLE
        return Source(source_kind, name), None

    def _known_person(self, mention: Range, head: int) -> Person | None:
        """The person whose name a mention with a capitalised head ends in, or, of "Director of Finance Ann Lee", starts with."""
        reading, field = self._reading, self._text.field
        first, last = mention
        found = self._people.between(field, first, head + 1)
        if head == first and reading.lower[last - 1] != reading.lower[head] and reading.tag(head + 1) == "O":
            found = self._people.between(field, head, last)
            found = found if found and found[-1].last == last and found[-1].first - 1 > head + 1 else []
        return self._titled(found[-1]) if found and found[-1].last > head else None

    def _apposed(self, head: int, last: int) -> tuple[Source, Person | None] | None:
        """Who is named between commas behind a head: "the museum's director, Obi Eze", "its owner, Merrow Lines"."""
        reading = self._reading
        comma = reading.tags(head, last).find(",") + head
        if comma == head or comma + 1 == last:
            return None
        for mention in self._people.between(self._text.field, comma, last):
            if mention.title_first == comma + 1:
                person = self._people.of(mention)
                return Source(_PERSON, person.name), person
        unit = reading.at(comma + 1)
        named = (comma + 1, reading.last(unit))
        if (
            reading.tag(comma + 1) == "D"
            or reading.units[unit] != "P"
            or reading.starts[unit] != named[0]
            or not reading.capitalised(named[1] - 1)
        ):
            return None
        name = self._text.tokens.phrase(*named)
        if self._kind_of(named[1] - 1) in _THINGS_NAMED:
            return Source(_ORGANIZATION, name), None
        return Source(_PERSON, name), None

    def _name_kind(self, mention: Range, head: int, possible: int) -> SourceKind:
        """A name that is no known person's: by its words an organisation's, or just a plural noun."""
        if possible in (PERSON, THING):
            return _PERSON if possible == PERSON else _ORGANIZATION
        reading, first = self._reading, mention[0]
        starts = self._text.sentence_at(head).first == head
        if head == first and reading.tag(head) == "S" and starts:
            return _ROLE
        kind = self._kind_of(head)
        is_acronym = reading.words[head].isupper()
        is_long = head - first >= 2 or reading.lower[first] == "the"  # noqa: PLR2004 - given name, surname
        if kind in (NameKind.ORGANIZATION, NameKind.PLACE) or is_acronym or is_long:
            return _ORGANIZATION
        return _PERSON

    def _kind_of(self, token: int) -> NameKind:
        """The kind of the name that holds a token."""
        n = bisect_left(self._names, token + 1, key=itemgetter(0)) - 1
        return self._names[n].kind if n >= 0 and token < self._names[n].last else NameKind.OTHER

    def _titled(self, mention: Mention) -> Person:
        """The person of a mention; of several with one surname, the one whose full name bears its title."""
        person = self._people.of(mention)
        if mention.title_first == mention.first or mention.last - mention.first > 1:
            return person
        title = " ".join(self._reading.lower[mention.title_first : mention.first])
        key = person.name, title
        if key not in self._namesakes:
            titles = set(title.split())
            same = (p for p in self._people.people if p.surname == person.surname and self._bears(p, titles))
            self._namesakes[key] = person if self._bears(person, titles) else next(same, person)
        return self._namesakes[key]

    def _bears(self, person: Person, titles: set[str]) -> bool:
        """Whether a full name of a person stands behind one of some titles."""
        field, lower = self._text.field, self._reading.lower
        return any(
            m.field is field
            and m.last - m.first > 1
            and not titles.isdisjoint(lower[m.title_first : m.first])
            for m in person.mentions
        )

    def _organisation_kind(self, mention: Range, head: int) -> SourceKind:
        """Named, or known from before; "a company" is neither, nor are "both nations"."""
        reading = self._reading
        first, last = mention
        named = any(reading.tag(k) == "P" for k in range(first, last))
        if named or (reading.capitalised(head) and head > first):
            return _ORGANIZATION
        return (
            _ORGANIZATION if reading.lower[first] in WORDS["definite"] and reading.tag(head) != "S" else _ROLE
        )

    def _identified(self, mention: Range, head: int) -> bool:
        """Whether a group is one that could be looked up: named, counted, or somebody's."""
        reading = self._reading
        first, last = mention
        if reading.lower[first] in WORDS["bare"]:
            return False
        if any(reading.capitalised(k) for k in range(first + 1, last)) or reading.tag(first) == "C":
            return True
        if reading.tag(first) in "DpQ" and reading.lower[first] not in ("some", "many"):
            return True
        return head + 1 < last and reading.tag(head + 1) in "IOyu"

    def _anonymous(self, mention: Range, head: str, name: str) -> Source | None:
        """An unnamed source: marked as one, or in a sentence whose formula says so, or known from there."""
        reading = self._reading
        lower = reading.lower
        formula = self._anonymity.get(self._text.sentence_of_token[mention[0]])
        if formula is None and lower[mention[0]] in WORDS["definite"] and head in self._unnamed:
            return self._unnamed[head]
        n = bisect_left(self._marks, mention[0])
        is_marked = n < len(self._marks) and self._marks[n] < mention[1] + _MARK_REACH
        if not (head in WORDS["anonymous"] or is_marked) and formula is None:
            return None
        if formula is None and any(reading.capitalised(k) for k in range(mention[0] + 1, mention[1])):
            return None
        reason = None
        if formula is not None and formula.reason is not None:
            reason = self._text.location(*formula.reason)
        source = Source(_ANONYMOUS, name, reason)
        self._unnamed[head] = source
        return source

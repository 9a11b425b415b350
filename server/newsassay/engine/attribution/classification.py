"""What kind of source a mention is, and what name it stands for.

The kinds form the ladder of source transparency: person, organisation or document, group, role, anonymous.
"""

import re
from bisect import bisect_left
from functools import cached_property
from operator import itemgetter

from newsassay.engine.attribution.anonymity import find_anonymity
from newsassay.engine.attribution.bearers import Bearer, find_bearers
from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, WORDS, Range, Shape
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.relation import Source
from newsassay.engine.document import Document
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.people import Mention, Person, people
from newsassay.engine.grammar.word_types import TABLE
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import SourceKind

NOUN = Shape.NOUN
_VAGUE = words_of("vague_groups", "opinion") | WORDS["vague"]
_MARK_REACH = 3  # tokens behind a mention: "people ... familiar with the matter"
_NAMES_BACK = 40
_LONGEST_FIRM = 6  # tokens of a name
_LONGEST_DEFINITE = 3  # tokens
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
        self._persons: set[str] = set()  # names of persons that the people layer does not know
        self._marks = [hit.first for hit in reading.text.hits("anonymity") if hit.entry.label == "mark"]
        self._by_noun: dict[str, Source] = {}  # sources that are no persons, by head noun
        self._unnamed: dict[str, Source] = {}  # anonymous sources by head noun
        self._roles: dict[str, Source] = {}
        self._namesakes: dict[tuple[str, str], Person] = {}

    def hear(self, noun: str, source: Source) -> None:
        """Remember a source that is no person by its head noun."""
        self._by_noun[noun] = source

    def classify(self, mention: Range, head: int) -> tuple[Source, Person | None]:  # noqa: PLR0911 - one way out per construction
        """The source that a mention is, and the person if it is one."""
        reading = self._reading
        first, last = mention
        noun, tag = reading.lower[head], reading.tag(head)
        label = SOURCE_NOUNS.get(noun, "")
        capitalised = reading.capitalised(head) and tag not in "siWaQC"
        if capitalised or label not in ("organisation", "document"):
            found = self._people.between(self._text.field, first, head + 1)
            if head == first and reading.lower[last - 1] != noun and reading.tag(head + 1) == "O":
                found = self._people.between(self._text.field, head, last)  # "Director of Finance Ann Lee"
                found = found if found and found[-1].last == last and found[-1].first - 1 > head + 1 else []
            if found and found[-1].last > head and capitalised:
                person = self._titled(found[-1])
                return Source(_PERSON, person.name), person
        told_of = _TOLD_OF.search(reading.tags(first, last)) if last - first > 2 else None  # noqa: PLR2004 - "Ruiz, who left"
        name = self._text.tokens.phrase(first, min(last, first + told_of.start()) if told_of else last)
        anonymous = self._anonymous(mention, noun, name)
        if anonymous is not None:
            return anonymous, None
        if label not in ("organisation", "document") and head + 2 < last and not capitalised:
            apposed = self._apposed(head, last)
            if apposed is not None:
                return apposed
        known = self._known(mention, noun) if reading.lower[first] in WORDS["definite"] else None
        if known is not None:
            return known
        if label == "document":
            return Source(_DOCUMENT, name), None
        if label == "organisation":
            return Source(self._organisation_kind(mention, head), name), None
        if noun in WORDS["bare"] or (noun in _VAGUE and not self._identified(mention, head)):
            return Source(_VAGUE_GROUP, name), None
        if capitalised and not label:
            return self._by_name(mention, head), None
        return self._role(mention, noun, name)

    def _by_name(self, mention: Range, head: int) -> Source:
        """A name that is no known person's: by the full name or the name spelt out, if the article has one."""
        reading, first = self._reading, mention[0]
        phrase = self._text.tokens.phrase
        if reading.words[head].isupper():
            alone = head == mention[1] - 1 and head - first <= 1
            spelt = self._acronyms.get(reading.words[head]) if alone else None
            if spelt is not None:
                return Source(_ORGANIZATION, phrase(spelt.first, spelt.last))
        elif head == first:
            full = self._full_names.get(reading.lower[head])
            if full is not None and full.kind is not NameKind.ORGANIZATION:
                return Source(_PERSON, phrase(full.first, full.last))
        return Source(self._name_kind(mention, head), phrase(first, head + 1))

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
        if reading.lower[head] in WORDS["firm"] or self._kind_of(named[1] - 1) in _THINGS_NAMED:
            return Source(_ORGANIZATION, name), None
        self._persons.add(name)
        return Source(_PERSON, name), None

    def _known(self, mention: Range, noun: str) -> tuple[Source, Person | None] | None:
        """What a definite noun phrase takes up: "the institute", "the letter", "the council leader", "the company"."""
        first, last = mention
        lower = self._reading.lower
        if last - first > _LONGEST_DEFINITE or lower[last - 1] != noun:
            return None
        bearer = self._bearers.get(" ".join(lower[first + 1 : last]))
        if isinstance(bearer, str):
            return Source(_ORGANIZATION, bearer), None
        if bearer is not None:
            return Source(_PERSON, bearer.name), bearer
        found = self._by_noun.get(noun) if lower[first + 1] in (noun, "same") else None
        if found is not None and found.kind is not _ANONYMOUS:
            return found, None
        is_firm = noun in WORDS["firm"]
        if SOURCE_NOUNS.get(noun) != "organisation" and not is_firm:
            return None
        n = bisect_left(self._names, first, key=itemgetter(0))
        earlier = self._names[max(0, n - _NAMES_BACK) : n][::-1]
        named = next((name for name in earlier if lower[name.last - 1] == noun), None)
        if named is None and is_firm and last - first == 2 and lower[first] in WORDS["pointing"]:  # noqa: PLR2004 - "the company"
            named = next(filter(self._may_be_firm, earlier), None)
        return named and (Source(_ORGANIZATION, self._text.tokens.phrase(named.first, named.last)), None)

    def _may_be_firm(self, name: Name) -> bool:
        """Whether a name can be an organisation's, and is no person's or place's: "in Hobart"."""
        length = name.last - name.first
        if length > _LONGEST_FIRM or (length == 1 and TABLE.readings_of(self._reading.lower[name.first])):
            return False  # a headline; "Experts", at the start of its sentence
        if name.kind is NameKind.ORGANIZATION:
            return True
        before = self._reading.lower[name.first - 1] if name.first else ""
        in_place = name.kind is not NameKind.OTHER or before in WORDS["locative"]
        is_person = self._people.at(self._text.field, name.first) is not None
        return not (in_place or is_person or self._text.tokens.phrase(name.first, name.last) in self._persons)

    def _name_kind(self, mention: Range, head: int) -> SourceKind:
        """A name that is no known person's: by its words an organisation's, or just a plural noun."""
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

    def _role(self, mention: Range, head: str, name: str) -> tuple[Source, Person | None]:
        """A role; a definite one's bearer in the article, if only one person bears it."""
        is_bare = self._reading.lower[mention[0]] in WORDS["definite"] and mention[1] - mention[0] == 2  # noqa: PLR2004 - "the mayor"
        if is_bare and head in self._roles:
            return self._roles[head], None
        source = Source(_ROLE, name)
        self._roles[head] = source
        return source, None

    @cached_property
    def _full_names(self) -> dict[str, Name]:
        """Names of two words or more that are no known person's, by their last word; the first of each."""
        lower = self._reading.lower
        return {
            lower[n.last - 1]: n
            for n in reversed(self._names)
            if n.last - n.first > 1 and self._reading.tag(n.first) == "P"
        }

    @cached_property
    def _acronyms(self) -> dict[str, Name]:
        """Names by their initials, the first of each: "the Coastal Safety Board ... CSB said"."""
        words = self._reading.words
        found: dict[str, Name] = {}
        for name in self._names:
            initials = "".join(w[0] for w in words[name.first : name.last] if w[0].isupper())
            if len(initials) > 2:  # noqa: PLR2004 - two letters are often a person's
                found.setdefault(initials, name)
        return found

    @cached_property
    def _bearers(self) -> dict[str, Bearer | None]:
        return find_bearers(self._reading, self._people)

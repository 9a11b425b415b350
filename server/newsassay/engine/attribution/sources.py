"""What kind of source a mention is, and who is meant by it.

The kinds form the ladder of source transparency: person, organisation or document, group, role, anonymous.
"""

from bisect import bisect_left
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from newsassay.engine.attribution.anonymity import find_anonymity
from newsassay.engine.attribution.inventory import SOURCE_NOUNS, WORDS, Draft, Range, Shape
from newsassay.engine.attribution.mentions import head_of, is_plural
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.relation import Source
from newsassay.engine.document import Document
from newsassay.engine.facts.name_cues import GENDER, NAME_CUES
from newsassay.engine.facts.names import NameKind, find_names, is_subject
from newsassay.engine.facts.people import PRONOUN_GENDER, Mention, Person, people
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import SourceKind

NOUN = Shape.NOUN
_VAGUE = words_of("vague_groups", "opinion") | WORDS["vague"]
_MARK_REACH = 3  # tokens behind a mention: "people ... familiar with the matter"
_LAST_SPEAKER_REACH = 2  # paragraphs
_NEAR = 120  # tokens
_NAMES_BACK = 40
_LONGEST_DEFINITE = 3  # tokens
_SEXES = frozenset(PRONOUN_GENDER.values())

# Unpacked once: attribute access on an Enum class is slow.
_PERSON, _ORGANIZATION, _DOCUMENT, _ROLE, _ANONYMOUS, _VAGUE_GROUP, _NONE = SourceKind
_GROUPS = (_ORGANIZATION, _ROLE, _VAGUE_GROUP, _ANONYMOUS)
_UNNAMED = (_ROLE, _ANONYMOUS)
_THINGS = (_ORGANIZATION, _DOCUMENT)


class _Speaker(NamedTuple):
    """The last one heard: who, of which sex (0: unknown), in which paragraph, at which token."""

    source: Source
    sex: int
    paragraph: int
    token: int


_NO_SOURCE = Source(_NONE, "")


class SourceReader:
    """Reads the sources of one field in order, remembering the last speakers."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._people = document.layer(people)
        self._reading = reading
        self._text = reading.text
        self._names = reading.text.layer(find_names)
        self._anonymity = reading.text.layer(find_anonymity)
        self._speaker: _Speaker | None = None
        self._group = _NO_SOURCE
        self._thing = _NO_SOURCE
        self._marks = [hit.first for hit in reading.text.hits("anonymity") if hit.entry.label == "mark"]
        self._by_noun: dict[str, Source] = {}  # sources that are no persons, by head noun
        self._unnamed: dict[str, Source] = {}  # anonymous sources by head noun
        self._roles: dict[str, Source] = {}
        self._read: dict[Range, Source] = {}
        self._namesakes: dict[tuple[str, str], Person] = {}

    def read(self, draft: Draft) -> Source:
        """The source of a draft; asked again for a further piece of its content, the same."""
        known = self._read.get(draft.cue)
        if known is None:
            known = self._read[draft.cue] = self._resolve(draft)
        return known

    def _resolve(self, draft: Draft) -> Source:
        mention = draft.antecedent or draft.source
        if mention is None:
            return _NO_SOURCE
        first, last = mention
        if last - first == 1:
            word = self._reading.lower[first]
            base = word.split("'", 1)[0]
            if base in PRONOUN_GENDER:
                return self._pronoun(first, base, draft)
            if word in WORDS["they"]:
                return self._group if self._group.name else Source(_NONE, word)
            if base in WORDS["author"]:
                return Source(_NONE, self._reading.words[first])
            if base in ("it", "its", "which", "that"):
                return self._thing if self._thing.name else Source(_NONE, word)
        head = head_of(self._reading, mention)
        source, person = self._classify(mention, head)
        if draft.shape is not NOUN:
            self._remember(source, person, first, head)
        return source

    def _remember(self, source: Source, person: Person | None, first: int, head: int) -> None:
        kind, noun = source.kind, self._reading.lower[head]
        if person is not None or (kind in _UNNAMED and not is_plural(self._reading, head)):
            sex = (
                (person.gender or person.likely_gender)
                if person is not None
                else NAME_CUES.get(noun, 0) & GENDER
            )
            self._speaker = _Speaker(source, sex if sex in _SEXES else 0, self._paragraph(first), head)
        elif kind in _GROUPS:
            self._group = source
        if kind in _THINGS:
            self._thing = source
        if person is None and source.name:
            self._by_noun[noun] = source

    def _paragraph(self, token: int) -> int:
        return self._text.sentence_at(token).paragraph

    def _pronoun(self, token: int, word: str, draft: Draft) -> Source:
        """He or she: the subject named last, or the last speaker if he or she was heard since; else the antecedent."""
        here, sex = self._paragraph(token), PRONOUN_GENDER[word]
        speaker = self._speaker
        if speaker is not None and (
            here - speaker.paragraph > _LAST_SPEAKER_REACH or speaker.sex not in (0, sex)
        ):
            speaker = None
        person = self._subject_since(speaker.token if speaker is not None else 0, token, sex, here)
        if person is None and (speaker is None or draft.shape is NOUN):
            person = self._people.resolve_pronoun(self._text.field, token)
        if person is None and speaker is None:
            return Source(_NONE, self._reading.words[token])
        source = (
            Source(_PERSON, person.name) if person is not None else speaker.source if speaker else _NO_SOURCE
        )
        if draft.shape is not NOUN:
            self._speaker = _Speaker(source, sex, here, token)
        return source

    def _subject_since(self, first: int, last: int, sex: int, paragraph: int) -> Person | None:
        """The person named last as a subject in a token range, of a sex or an unknown one, at most a paragraph before."""
        for mention in reversed(self._people.between(self._text.field, max(first + 1, last - _NEAR), last)):
            person = self._people.of(mention)
            if (person.gender or person.likely_gender or sex) != sex or paragraph - self._paragraph(
                mention.first
            ) > 1:
                continue
            if is_subject(self._text, mention.title_first, mention.last) and self._leads(mention.title_first):
                return person
        return None

    def _leads(self, token: int) -> bool:
        """Whether a name opens its clause, or stands in apposition to what does."""
        reading = self._reading
        unit = reading.at(token)
        low = reading.bounds(unit)[0]
        return not any(kind in "FKBGJ" for kind in reading.units[low:unit])

    def _classify(self, mention: Range, head: int) -> tuple[Source, Person | None]:  # noqa: C901, PLR0911 - one way out per construction
        """The source that a mention is, and the person if it is one."""
        reading = self._reading
        first, last = mention
        noun, tag = reading.lower[head], reading.tag(head)
        label = SOURCE_NOUNS.get(noun, "")
        capitalised = reading.capitalised(head) and tag not in "siWaQ"
        if capitalised or label not in ("organisation", "document"):
            found = self._people.between(self._text.field, first, head + 1)
            if found and found[-1].last > head and capitalised:
                person = self._titled(found[-1])
                return Source(_PERSON, person.name), person
        name = self._text.tokens.phrase(first, last)
        anonymous = self._anonymous(mention, noun, name)
        if anonymous is not None:
            return anonymous, None
        if label not in ("organisation", "document"):
            bearer = self._apposed(head, last)
            if bearer is not None:
                return Source(_PERSON, bearer.name), bearer
        known = self._known(mention, noun)
        if known is not None:
            return known, None
        if label == "document":
            return Source(_DOCUMENT, name), None
        if label == "organisation":
            return Source(self._organisation_kind(mention, head), name), None
        if noun in WORDS["bare"] or (noun in _VAGUE and not self._identified(mention, head)):
            return Source(_VAGUE_GROUP, name), None
        if capitalised and not label:
            return Source(self._name_kind(mention, head), name), None
        return self._role(mention, noun, name)

    def _apposed(self, head: int, last: int) -> Person | None:
        """The person named between commas behind a head: "the museum's director, Obi Eze"."""
        for mention in self._people.between(self._text.field, head + 1, last):
            if self._reading.lower[mention.title_first - 1] == ",":
                return self._people.of(mention)
        return None

    def _known(self, mention: Range, noun: str) -> Source | None:
        """What a definite noun phrase takes up: "the institute", "the letter", "the company"."""
        first, last = mention
        lower = self._reading.lower
        if lower[first] not in WORDS["definite"] or last - first > _LONGEST_DEFINITE:
            return None
        found = self._by_noun.get(noun) if lower[first + 1] in (noun, "same") else None
        if found is not None and found.kind is not _ANONYMOUS:
            return found
        n = bisect_left(self._names, first, key=itemgetter(0))
        if SOURCE_NOUNS.get(noun) == "organisation" or noun in WORDS["firm"]:
            for name in reversed(self._names[max(0, n - _NAMES_BACK) : n]):
                if lower[name.last - 1] == noun or (
                    noun in WORDS["firm"]
                    and name.kind in (NameKind.ORGANIZATION, NameKind.OTHER)
                    and last - first == 2  # noqa: PLR2004 - "the mayor"
                ):
                    return Source(_ORGANIZATION, self._text.tokens.phrase(name.first, name.last))
        return None

    def _name_kind(self, mention: Range, head: int) -> SourceKind:
        """A name that is no known person's: by its words an organisation's, or just a plural noun."""
        reading, first = self._reading, mention[0]
        starts = self._text.sentence_at(head).first == head
        if head == first and reading.tag(head) == "S" and starts:
            return _ROLE
        n = bisect_left(self._names, head + 1, key=itemgetter(0)) - 1
        kind = self._names[n].kind if n >= 0 and head < self._names[n].last else NameKind.OTHER
        is_acronym = reading.words[head].isupper()
        is_long = head - first >= 2 or reading.lower[first] == "the"  # noqa: PLR2004 - given name, surname
        if kind in (NameKind.ORGANIZATION, NameKind.PLACE) or is_acronym or is_long:
            return _ORGANIZATION
        return _PERSON

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
        if self._reading.lower[mention[0]] in WORDS["definite"] and mention[1] - mention[0] == 2:  # noqa: PLR2004 - "the mayor"
            person = self._bearers.get(head)
            if person is not None:
                return Source(_PERSON, person.name), person
            if head in self._roles:
                return self._roles[head], None
        source = Source(_ROLE, name)
        self._roles[head] = source
        return source, None

    @cached_property
    def _bearers(self) -> dict[str, Person | None]:
        """The person of each role word that stands before a name; None where several bear it."""
        bearers: dict[str, Person | None] = {}
        lower = self._reading.lower
        for mention in self._people.mentions:
            if mention.field is self._text.field:
                person = self._people.of(mention)
                for word in lower[mention.title_first : mention.first]:
                    bearers[word] = person if bearers.get(word, person) is person else None
        return bearers

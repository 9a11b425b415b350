"""What kind of source a mention is, and who is meant by it.

The kinds form the ladder of source transparency: person, organisation or document, group, role, anonymous.
"""

from bisect import bisect_left
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from newsassay.engine.attribution.anonymity import find_anonymity
from newsassay.engine.attribution.codes import (
    COMMA,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    QUANTIFIER,
    RELATIVE,
    SUBJECT_PRONOUN,
)
from newsassay.engine.attribution.draft import NOUN, Draft, Range
from newsassay.engine.attribution.mentions import head_end
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.document import Document
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER, Mention, Person, people
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.report import SourceKind

_LABELS = {form.lower(): entry.label for form, entry in LEXICONS["source_nouns"]}
_VAGUE = words_of("vague_groups", "opinion") | frozenset(["people", "others", "voices"])
_ANONYMOUS_NOUNS = frozenset(
    "source sources insider insiders whistleblower whistleblowers informant informants".split()
)
_BARE_QUANTIFIERS = frozenset("some many most several few others all both".split())
_PLURAL_PRONOUNS = frozenset(["they", "they'd", "they've", "they'll", "they're", "their", "both"])
_AUTHOR = frozenset(["i", "we"])
_THING_PRONOUNS = frozenset(["it", "it'd", "it'll", "its"])
_DEFINITE = frozenset(["the", "that", "this", "his", "her", "its", "their"])
_THING_LABELS = ("organisation", "document")
_PRONOMINAL = SUBJECT_PRONOUN | RELATIVE | QUANTIFIER
_MARK_REACH = 3  # tokens behind a mention: "people ... familiar with the matter"
_LAST_SPEAKER_REACH = 2  # paragraphs


# Unpacked once: attribute access on an Enum class is slow.
_PERSON, _ORGANIZATION, _DOCUMENT, _ROLE, _ANONYMOUS, _VAGUE_GROUP, _NONE = SourceKind
_GROUPS = (_ORGANIZATION, _ROLE, _VAGUE_GROUP, _ANONYMOUS)
_UNNAMED = (_ROLE, _ANONYMOUS)
_THINGS = (_ORGANIZATION, _DOCUMENT)


class Source(NamedTuple):
    """A classified source: `name` is its fullest name in the article, `reason` why it stays unnamed."""

    kind: SourceKind
    name: str
    reason: Location | None = None


_NO_SOURCE = Source(_NONE, "")


class SourceReader:
    """Reads the sources of one field in order, remembering the last speakers."""

    def __init__(self, document: Document, syntax: Syntax) -> None:
        self._people = document.layer(people)
        self._syntax = syntax
        self._names = syntax.text.layer(find_names)
        self._namesakes: dict[tuple[str, str], Person] = {}
        self._anonymity = syntax.text.layer(find_anonymity)
        self._speaker: tuple[Source, Person | None, int] | None = None  # the last one, with the paragraph
        self._group = _NO_SOURCE
        self._thing = _NO_SOURCE
        self._marks = [hit.first for hit in syntax.text.hits("anonymity") if hit.entry.label == "mark"]
        self._unnamed: dict[str, Source] = {}  # anonymous sources by head noun
        self._roles: dict[str, Source] = {}
        self._read: dict[Range, Source] = {}

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
            word = self._syntax.lower[first]
            base = word.split("'", 1)[0]
            if base in PRONOUN_GENDER:
                return self._pronoun(first, base, draft)
            if word in _PLURAL_PRONOUNS:
                return self._group if self._group.name else Source(_NONE, word)
            if base in _AUTHOR:
                return Source(_NONE, self._syntax.words[first])
            if word in _THING_PRONOUNS or word in ("which", "that"):
                return self._thing if self._thing.name else Source(_NONE, word)
        end = head_end(self._syntax, mention)
        source, person = self._classify(mention, end)
        if draft.shape is not NOUN:
            self._remember(source, person, first, end - 1)
        return source

    def _remember(self, source: Source, person: Person | None, first: int, head: int) -> None:
        kind = source.kind
        if person is not None or (kind in _UNNAMED and not self._syntax.is_plural(head)):
            self._speaker = source, person, self._paragraph(first)
        elif kind in _GROUPS:
            self._group = source
        if kind in _THINGS:
            self._thing = source

    def _paragraph(self, token: int) -> int:
        return self._syntax.sentences[self._syntax.sentence_of_token[token]].paragraph

    def _pronoun(self, token: int, word: str, draft: Draft) -> Source:
        """He or she: the last speaker if near and not of the other sex, else the antecedent."""
        here = self._paragraph(token)
        if self._speaker is not None and draft.shape is not NOUN:
            source, speaker, paragraph = self._speaker
            known = (speaker.gender or speaker.likely_gender) if speaker is not None else 0
            if here - paragraph <= _LAST_SPEAKER_REACH and known in (0, PRONOUN_GENDER[word]):
                self._speaker = source, speaker, here
                return source
        person = self._people.resolve_pronoun(self._syntax.text.field, token)
        if person is None:
            return Source(_NONE, self._syntax.words[token])
        source = Source(_PERSON, person.name)
        if draft.shape is not NOUN:
            self._speaker = source, person, here
        return source

    def _classify(self, mention: Range, end: int) -> tuple[Source, Person | None]:  # noqa: PLR0911 - a rung of the ladder each
        """The source that a mention is whose head ends before token `end`, and the person if it is one."""
        syntax = self._syntax
        first, last = mention
        head = syntax.lower[end - 1]
        label = _LABELS.get(head, "")
        capitalised = syntax.words[end - 1][0].isupper()
        if capitalised or label not in _THING_LABELS:
            plural_of_people = syntax.codes[end - 1] & _PRONOMINAL
            found = self._people.between(syntax.text.field, first, end)
            if found and found[-1].last >= end and not plural_of_people:
                person = self._titled(found[-1])
                return Source(_PERSON, person.name), person
        name = syntax.text.tokens.phrase(first, last)
        anonymous = self._anonymous(mention, head, name)
        if anonymous is not None:
            return anonymous, None
        if label == "document":
            return Source(_DOCUMENT, name), None
        if label == "organisation":
            return Source(self._organisation_kind(mention), name), None
        if head in _BARE_QUANTIFIERS or (head in _VAGUE and not self._identified(mention, end)):
            return Source(_VAGUE_GROUP, name), None
        if capitalised and not label and not syntax.codes[end - 1]:
            return Source(self._name_kind(mention, end), name), None
        return self._role(mention, head, name)

    def _name_kind(self, mention: Range, end: int) -> SourceKind:
        """A name that is no known person's: by its words an organisation's, or just a plural noun."""
        syntax = self._syntax
        starts = syntax.sentences[syntax.sentence_of_token[end - 1]].first == end - 1
        if end - mention[0] == 1 and syntax.is_plural(end - 1) and (starts or syntax.is_headline(end - 1)):
            return _ROLE
        n = bisect_left(self._names, end, key=itemgetter(0)) - 1
        kind = self._names[n].kind if n >= 0 and end <= self._names[n].last else NameKind.OTHER
        is_acronym = syntax.words[end - 1].isupper()
        is_long = end - mention[0] > 2 or syntax.lower[mention[0]] == "the"  # noqa: PLR2004 - given name, surname
        if kind in (NameKind.ORGANIZATION, NameKind.PLACE) or is_acronym or is_long:
            return _ORGANIZATION
        return _PERSON

    def _titled(self, mention: Mention) -> Person:
        """The person of a mention; of several with one surname, the one whose full name bears its title."""
        person = self._people.of(mention)
        if mention.title_first == mention.first or mention.last - mention.first > 1:
            return person
        title = " ".join(self._syntax.lower[mention.title_first : mention.first])
        key = person.name, title
        if key not in self._namesakes:
            titles = set(title.split())
            same = (p for p in self._people.people if p.surname == person.surname and self._bears(p, titles))
            self._namesakes[key] = person if self._bears(person, titles) else next(same, person)
        return self._namesakes[key]

    def _bears(self, person: Person, titles: set[str]) -> bool:
        """Whether a full name of a person stands behind one of some titles."""
        field, lower = self._syntax.text.field, self._syntax.lower
        return any(
            m.field is field
            and m.last - m.first > 1
            and not titles.isdisjoint(lower[m.title_first : m.first])
            for m in person.mentions
        )

    def _organisation_kind(self, mention: Range) -> SourceKind:
        """Named, or known from before; "a company" is neither, nor are "both nations"."""
        syntax = self._syntax
        first, last = mention
        if any(syntax.capitalised(k) and not syntax.codes[k] for k in range(first, last)):
            opens = syntax.sentences[syntax.sentence_of_token[first]].first == first
            if last - first > 1 or not opens or syntax.words[first].isupper() or not syntax.is_small(first):
                return _ORGANIZATION
        is_plural = syntax.lower[head_end(syntax, mention) - 1].endswith("s")
        return _ORGANIZATION if syntax.lower[first] in _DEFINITE and not is_plural else _ROLE

    def _identified(self, mention: Range, end: int) -> bool:
        """Whether a group is one that could be looked up: named, counted, or somebody's."""
        syntax = self._syntax
        first, last = mention
        if syntax.lower[first] in _BARE_QUANTIFIERS:
            return False
        if any(syntax.capitalised(k) for k in range(first + 1, last)) or syntax.lower[first].isdigit():
            return True
        if syntax.codes[first] & (DETERMINER | POSSESSIVE) and syntax.lower[first] not in ("some", "many"):
            return True
        return end < last and bool(syntax.codes[end] & PREPOSITION)

    def _anonymous(self, mention: Range, head: str, name: str) -> Source | None:
        """An unnamed source: marked as one, or in a sentence whose formula says so, or known from there."""
        syntax = self._syntax
        lower = syntax.lower
        formula = self._anonymity.get(syntax.sentence_of_token[mention[0]])
        if formula is None and lower[mention[0]] in _DEFINITE and head in self._unnamed:
            return self._unnamed[head]
        n = bisect_left(self._marks, mention[0])
        is_marked = n < len(self._marks) and self._marks[n] < mention[1] + _MARK_REACH
        marked = head in _ANONYMOUS_NOUNS or is_marked
        if not marked and formula is None:
            return None
        if any(syntax.capitalised(k) for k in range(mention[0] + 1, mention[1])) and formula is None:
            return None
        reason = None
        if formula is not None and formula.reason is not None:
            reason = syntax.text.location(*formula.reason)
        source = Source(_ANONYMOUS, name, reason)
        self._unnamed[head] = source
        return source

    def _role(self, mention: Range, head: str, name: str) -> tuple[Source, Person | None]:
        """A role; the person named beside it, or a definite one's who bears it in the article, if only one does."""
        bearer = self._named_beside(mention[1])
        if bearer is not None:
            return Source(_PERSON, bearer.name), bearer
        if self._syntax.lower[mention[0]] in _DEFINITE and mention[1] - mention[0] == 2:  # noqa: PLR2004 - "the mayor"
            person = self._bearer(head)
            if person is not None:
                return Source(_PERSON, person.name), person
            if head in self._roles:
                return self._roles[head], None
        source = Source(_ROLE, name)
        self._roles[head] = source
        return source, None

    def _named_beside(self, comma: int) -> Person | None:
        """The person in the apposition that a comma opens: "the mine's manager, Olga Holm, said"."""
        codes = self._syntax.codes
        if comma + 1 >= len(codes) or not codes[comma] & COMMA:
            return None
        named = self._people.between(self._syntax.text.field, comma + 1, comma + 2)
        closed = named and named[0].last < len(codes) and codes[named[0].last] & COMMA
        return self._people.of(named[0]) if closed else None

    def _bearer(self, role: str) -> Person | None:
        return self._bearers.get(role)

    @cached_property
    def _bearers(self) -> dict[str, Person | None]:
        """The person of each role word that stands before a name; None where several bear it."""
        bearers: dict[str, Person | None] = {}
        lower = self._syntax.lower
        for mention in self._people.mentions:
            if mention.field is self._syntax.text.field:
                person = self._people.of(mention)
                for word in lower[mention.title_first : mention.first]:
                    bearers[word] = person if bearers.get(word, person) is person else None
        return bearers

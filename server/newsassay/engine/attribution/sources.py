"""Whose words they are: sources in order, and who a pronoun means."""

import re
from typing import NamedTuple

from newsassay.engine.attribution.classification import SourceClassifier
from newsassay.engine.attribution.cue_frames import WORDS, Draft, Range, Shape
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.relation import Source
from newsassay.engine.attribution.source_phrases import head_of, is_plural, may_speak
from newsassay.engine.document import Document
from newsassay.engine.facts.name_cues import GENDER, KIN, NAME_CUES, PERSON_NOUN, ROLE
from newsassay.engine.facts.names import is_subject
from newsassay.engine.facts.people import PRONOUN_GENDER, Person, people
from newsassay.engine.report import SourceKind

NOUN = Shape.NOUN
_LAST_SPEAKER_REACH = 2  # paragraphs
_QUOTED_BETWEEN = 4  # sentences
_NEAR = 120  # tokens
_NAMED_BESIDE = re.compile(",P,")
_OPENING = re.compile(r"[NP](?:[IO][NPo]){0,2}")
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


class _Heard(NamedTuple):
    """The group or thing heard last, and at which token."""

    source: Source
    token: int


_NO_SOURCE = Source(_NONE, "")


class SourceReader:
    """Reads the sources of one field in order, remembering the last speakers."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._people = document.layer(people)
        self._reading = reading
        self._text = reading.text
        self._classifier = SourceClassifier(document, reading)
        self._speaker: _Speaker | None = None
        self._group = self._thing = _Heard(_NO_SOURCE, -1)
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
            word = self._reading.lower[first]
            base = word.split("'", 1)[0]
            if base in PRONOUN_GENDER:
                return self._pronoun(first, base, draft)
            if word in WORDS["they"]:
                return self._pronoun_of(self._group, first, plural=True)
            if base in WORDS["author"]:
                return Source(_NONE, self._reading.words[first])
            if base in WORDS["thing_pronoun"]:
                return self._pronoun_of(self._thing, first, plural=False)
        head = head_of(self._reading, mention)
        source, person = self._classifier.classify(mention, head)
        if draft.shape is not NOUN:
            self._remember(source, person, first, head)
        return source

    def _remember(self, source: Source, person: Person | None, first: int, head: int) -> None:
        kind, noun = source.kind, self._reading.lower[head]
        if kind is _PERSON or (kind in _UNNAMED and not is_plural(self._reading, head)):
            sex = (
                (person.gender or person.likely_gender)
                if person is not None
                else NAME_CUES.get(noun, 0) & GENDER
            )
            self._speaker = _Speaker(source, sex if sex in _SEXES else 0, self._paragraph(first), head)
        elif kind in _GROUPS:
            self._group = _Heard(source, first)
        if kind in _THINGS:
            self._thing = _Heard(source, first)
        if person is None and source.name:
            self._classifier.hear(noun, source)

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
        since = speaker.token if speaker is not None else 0
        person = self._subject_since(since, token, sex, here)
        if person is None and (speaker is None or draft.shape is NOUN):
            person = self._people.resolve_pronoun(self._text.field, token)
        if person is not None:
            source = Source(_PERSON, person.name)
        else:
            unnamed = self._unnamed_subject(since, token, sex, here)
            source = unnamed or (speaker.source if speaker is not None else _NO_SOURCE)
        if not source.name:
            return Source(_NONE, self._reading.words[token])
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

    def _unnamed_subject(self, since: int, token: int, sex: int, paragraph: int) -> Source | None:
        """Somebody without a name who opens the sentence before: "Her sister keeps bees. She says"."""
        subject = self._subject_before(token)
        if subject is None or subject[0] < since or paragraph != self._paragraph(subject[0]):
            return None
        reading = self._reading
        unit = reading.at(subject[1])
        if _NAMED_BESIDE.match(reading.units, unit) and reading.starts[unit] == subject[1]:
            subject = (subject[1] + 1, reading.last(unit + 1))  # "One of them, Ruth Adeyemi, waited"
        head = head_of(reading, subject)
        if reading.tag(head) == "P" and head > subject[0]:
            source = self._classifier.classify(subject, head)[0]
            return source if source.kind is _PERSON else None
        bits = NAME_CUES.get(reading.lower[head], 0)
        if reading.tag(head) != "N" or bits & GENDER not in (0, sex) or (since and not bits & GENDER):
            return None
        if not bits & (KIN | ROLE | PERSON_NOUN):
            return None
        return self._classifier.classify(subject, head)[0]

    def _subject_before(self, token: int) -> Range | None:
        """The noun phrase that opens the sentence before a token's."""
        text, reading = self._text, self._reading
        last = text.sentence_of_token[token] - 1
        number = next(
            (
                n
                for n in range(last, max(-1, last - _QUOTED_BETWEEN), -1)
                if not text.is_quoted(text.sentences[n].start)
            ),
            -1,
        )  # “They give more. Milk, too,” he said
        if number < 0 or (number < last and text.sentences[number].paragraph != self._paragraph(token)):
            return None
        first, last = text.sentences[number].first, text.sentences[number].last
        unit = reading.at(first)
        if unit + 1 >= len(reading.starts) or reading.units[unit] not in "NP":
            return None
        match = _OPENING.match(reading.units, unit)
        return (first, min(last, reading.last(match.end() - 1 if match else unit)))

    def _pronoun_of(self, heard: _Heard, token: int, *, plural: bool) -> Source:
        """It or they: what opens the sentence before, else what was heard last."""
        reading = self._reading
        subject = self._subject_before(token)
        if subject is not None and subject[0] > heard.token and may_speak(reading, subject):
            head = head_of(reading, subject)
            source = (
                self._classifier.classify(subject, head)[0]
                if is_plural(reading, head) is plural
                else _NO_SOURCE
            )
            if source.kind in (_GROUPS if plural else _THINGS):
                return source
        return heard.source if heard.source.name else Source(_NONE, reading.words[token])

    def _leads(self, token: int) -> bool:
        """Whether a name opens its clause, or stands in apposition to what does."""
        reading = self._reading
        unit = reading.at(token)
        low = reading.bounds(unit)[0]
        return not any(kind in "FKBGJ" for kind in reading.units[low:unit])

"""Who and what an article speaks of, sentence by sentence, and which of them a pronoun or description means.

Every name and every noun for a person, group, organisation or document outside quotations is a mention of a referent.
A subject makes its referent more salient than an object does, somebody heard speaking most (salience.py). A pronoun
means the most salient referent that agrees with it in number and sex, and tells the sex of one of whom it was not
known. A description ("the council leader", "the airline") means who was so called before.
"""

import re
from collections.abc import Iterable
from operator import itemgetter

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, WORDS, Range
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.referent import GROUP, ORGANISATIONS, PERSON, THING, Referent
from newsassay.engine.attribution.referring_expressions import PRONOUNS, referring_expressions
from newsassay.engine.attribution.salience import GENITIVE, OBJECT, OBLIQUE, SPEAKER, SUBJECT, Salience
from newsassay.engine.document import Document
from newsassay.engine.facts.name_cues import CALENDAR, GENDER, NAME_CUES
from newsassay.engine.facts.names import Name, NameKind
from newsassay.engine.facts.people import Mention, people
from newsassay.engine.grammar.word_types import TABLE

_LONGEST_NAME = 6  # tokens
_SHORTEST_KEY = 3  # letters; two are often a person's
_BEFORE_PLACE = WORDS["locative"] | {"a", "an"}
_NOBODY = (-1, -1, -1)
_ATTACHING = re.compile(r"[NP](?:[IO][NPo]){1,2}")
_ATTACHED = r"(?:[IOy][NPTx]){0,3}"
_IS_SUBJECT = re.compile(
    rf"""[NPQ]{_ATTACHED} (?:,?&[NP]{_ATTACHED})? (?:,[^,.;\n]{{1,16}},|\([^)\n]{{1,8}}\)|[Wa][^,.;\n]{{1,12}}|,[NP]{_ATTACHED}(?=F)|X[IOyTNP]{{0,3}})?
    [RTx,]{{0,3}} [FKB]""",
    re.VERBOSE,
)
# A noun phrase and a name in apposition to it, behind a comma or a participle ("a baker named Uwe Kranz").
_BESIDE = re.compile(rf"[NP]{_ATTACHED}(?:,|(?P<named>[XF]))(?P<name>[NP])(?={_ATTACHED}[,.;)\nFKBW])")
_APPOSED = re.compile(rf"[NP]{_ATTACHED}[,.;)\n]")
_PERSONAL = re.compile(r"(?:\d+|[a-z]+)-year-old|.+-born")
_NO_NAMES = (NameKind.ORGANIZATION, NameKind.PLACE)


class Referents:
    """The referents of one field, met in order as far as was asked. `sources` are where somebody is heard speaking."""

    def __init__(self, document: Document, reading: Reading, sources: Iterable[Range]) -> None:
        self._reading, self._text = reading, reading.text
        self._lower = reading.lower
        self._people = document.layer(people)
        self._sources = dict(sources)
        mentions = self._people.between(self._text.field, 0, len(self._lower))
        self._mentions = dict(zip(map(itemgetter(2), mentions), mentions, strict=True))  # by their ends
        self._expressions = referring_expressions(reading)
        self._next = 0
        self._met: dict[int, Referent] = {}  # by the first token of a name or noun phrase
        self._meant: dict[int, Referent] = {}  # by a pronoun's token
        self._persons: dict[int, Referent] = {}
        self._named: dict[str, Referent] = {}
        self._salience = Salience()
        self._sentence = -1
        self._subject: Referent | None = None  # of the clause at hand
        self._name: tuple[int, int, Referent | None] = (-1, -1, None)  # the last one's unit and end
        self._introduced = _NOBODY  # a name's unit, the noun before it and its start

    def at(self, mention: Range, head: int) -> Referent | None:
        """The referent of a name or noun phrase."""
        first, last = mention
        self._go_to(last)
        found = self._met.get(first)
        if found is None and self._lower[first] in WORDS["pointing"]:
            return self._described(first, head)
        return found

    def pronoun(self, token: int, kind: int) -> Referent | None:
        """Whom a pronoun at a token means; "it" and "they" make that salient by being asked for."""
        self._go_to(token + 1)
        found = self._meant.get(token)
        if found is None and kind != PERSON:
            found = self._salience.highest(kind)
            if found is not None:
                self._meant[token] = found
                self._note(found, SUBJECT + SPEAKER)
        return found

    def _go_to(self, last: int) -> None:
        """Meet what is mentioned before a token."""
        expressions, n = self._expressions, self._next
        lower, sentences = self._lower, self._text.sentence_of_token
        units, starts = self._reading.units, self._reading.starts
        while n < len(expressions) and expressions[n][0] < last:
            token, unit, name = expressions[n]
            n += 1
            if sentences[token] != self._sentence:
                self._meet_sentence(sentences[token])
            if name is not None:
                self._meet_name(name, unit)
            elif lower[token] in PRONOUNS:
                self._meet_pronoun(token)
            elif token >= self._name[1]:
                kind = units[unit]
                if token == starts[unit + 1] - 1:
                    if kind in "NPQ":
                        self._meet_noun(token, unit)
                elif kind == "P" and self._reading.capitalised(starts[unit + 1] - 1):
                    self._meet_title(token, unit)
        self._next = n

    def _meet_sentence(self, number: int) -> None:
        """Let salience fade, more at the start of a paragraph."""
        sentences = self._text.sentences
        opens = self._sentence < 0 or sentences[number].paragraph != sentences[self._sentence].paragraph
        self._sentence, self._subject = number, None
        self._salience.fade(2 if opens else 1)

    def _weight(self, unit: int, first: int, last: int) -> float:
        """How salient a mention as tokens [first, last) of a unit makes its referent, by its role in the clause."""
        units, starts = self._reading.units, self._reading.starts
        spoken = SPEAKER if starts[unit] in self._sources or first in self._sources else 0.0
        if last < starts[unit + 1]:
            return GENITIVE + spoken  # "Ruiz's office", "Kestrel shares"
        before = units[unit - 1]
        if before == "O":
            return GENITIVE
        if before in "Iu":
            return OBLIQUE
        if before in "FKBGJXvy":
            return OBJECT
        return (SUBJECT if _IS_SUBJECT.match(units, unit) else OBLIQUE) + spoken

    def _note(self, referent: Referent, weight: float) -> None:
        """Note a mention."""
        if weight >= SUBJECT:
            self._subject = referent
        self._salience.note(referent, weight)

    def _describe(self, referent: Referent, first: int, last: int) -> None:
        """Note what the words [first, last) of a noun phrase call a referent: "leader", "council leader"."""
        if first < last and WORDS["former"].isdisjoint(self._lower[first:last]):
            self._salience.call(referent, self._lower[last - 1])
        if last - first > 1:
            self._salience.call(referent, " ".join(self._lower[first:last]))

    def _meet_pronoun(self, token: int) -> None:
        tag = self._reading.tag(token)
        sex = PRONOUNS[self._lower[token]]
        is_object = tag not in "sp"
        found = self._salience.highest(PERSON, sex, without=self._subject if is_object else None)
        if found is None:
            return
        found.kind = PERSON
        found.sex = found.sex or sex
        spoken = SPEAKER if token in self._sources else 0.0
        self._meant[token] = found
        self._note(found, (SUBJECT if tag == "s" else OBJECT if is_object else GENITIVE) + spoken)

    def _meet_name(self, name: Name, unit: int) -> None:
        first, last, title_first, _, _ = name
        referent = self._referent_of(name)
        if referent is None:
            return
        weight = self._weight(unit, first, last)
        if title_first < first:
            self._describe(referent, title_first, first)
        if self._introduced[0] == unit:
            weight = max(weight, self._introduce(referent))
        met = self._met
        met[first] = met[title_first] = met[self._reading.starts[unit]] = referent
        self._note(referent, weight)
        self._name = (unit, last, referent)

    def _introduce(self, referent: Referent) -> float:
        """Take in what the noun before a name tells ("a baker named Uwe Kranz"), and how salient it makes its bearer."""
        reading, lower = self._reading, self._lower
        unit, noun, start = self._introduced
        self._introduced = _NOBODY
        is_thing = SOURCE_NOUNS.get(lower[noun]) == "organisation" or lower[noun] in WORDS["firm"]
        referent.kind = THING if is_thing else PERSON
        referent.sex = referent.sex or NAME_CUES.get(lower[noun], 0) & GENDER
        self._describe(referent, start + (reading.tag(start) in "Dp"), noun + 1)
        self._met[start] = referent
        return self._weight(reading.at(start), start, noun + 1) if start < reading.starts[unit] else 0.0

    def _referent_of(self, name: Name) -> Referent | None:
        """Whose name it is: a known person's, one met before in full or by initials, or a new one's."""
        mention = self._mentions.get(name.last)
        if mention is not None:
            return self._persons.get(mention.person) or self._new_person(mention)
        first, last = name.first, name.last
        phrase = self._lower[first] if last - first == 1 else " ".join(self._lower[first:last])
        return self._named.get(phrase) or self._new_name(name, phrase)

    def _new_person(self, mention: Mention) -> Referent:
        first, last = mention.first, mention.last
        person = self._people.of(mention)
        referent = Referent((first, last), last - 1, PERSON, person.gender or person.likely_gender)
        referent.person = person
        self._persons[mention.person] = referent
        return referent

    def _new_name(self, name: Name, phrase: str) -> Referent | None:
        """The bearer of a name that is no known person's, None if it can be none that speaks."""
        first, last, _, kind, _ = name
        lower, words = self._lower, self._reading.words
        is_single = last - first == 1
        if last - first > _LONGEST_NAME or (
            is_single
            and self._text.sentence_at(first).first == first
            and TABLE.readings_of(phrase).strip("P")
        ):
            return None  # a headline; "Traders", at the start of its sentence
        if (kind is not NameKind.ORGANIZATION and self._is_place(name, phrase)) or any(
            map(str.isdigit, phrase)
        ):
            return None
        start = first - (first > 0 and words[first - 1] == "The")
        referent = Referent((start, last), last - 1, THING if kind in _NO_NAMES else PERSON | THING)
        referent.is_name = True
        self._named[phrase] = referent
        if not is_single:
            initials = self._text.tokens.initials[first:last].lower()
            for key in (initials, lower[first], lower[last - 1]):
                if len(key) >= _SHORTEST_KEY:
                    self._named.setdefault(key, referent)
        if not is_single or referent.kind is THING:
            self._salience.call(referent, *filter(ORGANISATIONS.__contains__, lower[first:last]))
        return referent

    def _is_place(self, name: Name, phrase: str) -> bool:
        """Whether a name is a place's, a day's or a thing's that there are more of ("a Boeing")."""
        before = self._lower[name.first - 1]
        return (
            name.kind is NameKind.PLACE
            or before in _BEFORE_PLACE
            or bool(NAME_CUES.get(phrase, 0) & CALENDAR)
            or self._reading.tag(name.first) == "C"
        )

    def _meet_title(self, token: int, unit: int) -> None:
        """Note the noun before a name."""
        start = self._reading.starts[unit]
        if token > start or self._reading.tag(token) in "NSP":
            self._introduced = (unit, token, start)

    def _meet_noun(self, token: int, unit: int) -> None:
        reading, lower, units = self._reading, self._lower, self._reading.units
        start = reading.starts[unit]
        noun, tag = lower[token], reading.tag(token)
        if token == start and tag not in "NSP":
            return
        name_unit, name_last, named = self._name
        if name_unit == unit and named is not None and reading.tag(name_last) != "'":  # "Larkfield council"
            if SOURCE_NOUNS.get(noun) == "organisation" and name_last == token and tag != "S":
                self._rename(named, token)
            return
        if reading.capitalised(token) and self._text.sentence_at(token).first != token:
            return
        opening = start + (reading.tag(start) in "DpQ")
        if (
            name_unit == unit - 2
            and units[unit - 1] == ","
            and _APPOSED.match(units, unit)
            and named is not None
        ):
            self._describe(named, opening, token + 1)
            return
        beside = _BESIDE.match(units, unit)
        if beside and (not beside["named"] or reading.word(beside.start("named")) in WORDS["naming"]):
            behind = beside.start("name")
            if reading.capitalised(reading.last(behind) - 1) and tag != "S":
                self._introduced = (behind, token, start)
                return
        referent = self._described(start, token) if lower[start] in WORDS["pointing"] else None
        if referent is None:
            referent = self._new(start, token, unit)
            self._salience.call(referent, noun)
            if token > opening:
                self._salience.call(referent, " ".join(lower[opening : token + 1]))
        self._met[start] = referent
        self._note(referent, self._weight(unit, start, token + 1))

    def _rename(self, referent: Referent, token: int) -> None:
        """Take a name with the noun behind it for the whole name of an organisation."""
        referent.kind = THING
        referent.last, referent.head = token + 1, token
        self._salience.call(referent, self._lower[token])
        self._note(referent, self._weight(self._reading.at(token), token, token + 1))

    def _new(self, start: int, head: int, unit: int) -> Referent:
        """The referent that a noun phrase without a name brings in."""
        reading, noun = self._reading, self._lower[head]
        end = self._sources.get(start)
        if end is None:
            match = _ATTACHING.match(reading.units, unit)
            end = reading.last(match.end() - 1 if match else unit)
        label = SOURCE_NOUNS.get(noun)
        is_thing = label in ("organisation", "document")
        kind = GROUP if reading.tag(head) == "S" or label == "group" else THING if is_thing else PERSON
        return Referent((start, end), head, kind, NAME_CUES.get(noun, 0) & GENDER)

    def _described(self, start: int, head: int) -> Referent | None:
        """Who a definite description means: one so called before, an organisation, or the one person spoken of."""
        lower, salience = self._lower, self._salience
        start += lower[start + 1] == "same"
        noun, phrase = lower[head], " ".join(lower[start + 1 : head + 1])
        if salience.is_known(phrase):
            return salience.called(phrase)
        if phrase != noun and _PERSONAL.fullmatch(lower[start + 1]):
            return salience.called(noun)
        if _PERSONAL.fullmatch(noun):
            return salience.highest_person()
        if noun in WORDS["firm"] and "'" not in self._reading.tags(start, head):
            return salience.highest_firm()
        return None

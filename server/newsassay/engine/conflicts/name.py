"""One person under two names: two given names in one office, or one name in two spellings."""

from collections.abc import Iterator
from itertools import combinations
from operator import attrgetter, itemgetter

from newsassay.engine.article import Field
from newsassay.engine.conflicts.alike_names import alike_names
from newsassay.engine.conflicts.spelling import SHORTEST, differ_in_vowels, is_misspelling, one_letter_less
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.mentions import NAME
from newsassay.engine.facts.name_cues import GIVEN, KIN, NAME_CUES
from newsassay.engine.facts.names import NameKind, find_names, plain_and_told
from newsassay.engine.facts.people import Mention, People, Person, compatible, people
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.closed_class import CLOSED_CLASS

NAME_CONFLICT = "consistency.name_conflict"
TERMINOLOGY_DRIFT = "consistency.terminology_drift"


_OFFICES = {form: entry.label for form, entry in LEXICONS["offices"]}
_OTHER = NameKind.OTHER
_RENAMED = words_of("consistency_guards", "renamed") | words_of("consistency_guards", "respelt")
_RESPELT = words_of("consistency_guards", "respelt")
_OF_ONE_AT_A_TIME = words_of("statement_words", "one_at_a_time")
_HOUSEHOLD = words_of("consistency_guards", "household")
_TRANSLITERATED = {form: entry.label for form, entry in LEXICONS["transliterations"]}
_FEW = 4  # people of an article in which two of one surname are likely one
_ESTABLISHED = 3  # mentions of one spelling that show the single other one to be a slip of the pen
_QUOTES = frozenset("“”‘’\"'")  # around a nickname: Dave “Rusty” Holt
_MENTIONS, _REACH = 30, 60  # mentions, and tokens around each, in which relatives are looked for


def detect(document: Document) -> Iterator[Judgement]:
    """Compare the persons that share a surname, those that share a given name, and who and where of one event."""
    for conflict in document.layer(frame_conflicts):
        if conflict.left.kind.startswith(NAME):
            yield conflict.judgement(NAME_CONFLICT)
    named = [p for p in document.layer(people).people if p.given and p.surname]
    for key, judge in ((attrgetter("surname"), _two_given_names), (attrgetter("given"), _two_surnames)):
        if len(set(map(key, named))) == len(named):
            continue
        groups: dict[str, list[Person]] = {}
        for person in named:
            groups.setdefault(key(person), []).append(person)
        for group in groups.values():
            for one, other in combinations(group[:6], 2):
                judged = judge(document, one, other)
                if judged:
                    yield judged
    yield from _stray_surnames(document)
    yield from alike_names(document, NAME_CONFLICT)


def _stray_surnames(document: Document) -> Iterator[Judgement]:
    """Surnames alone that nobody bears, one letter off somebody's who is named in full."""
    text = document.body
    words, lower = text.tokens.words, text.tokens.lower
    found = document.layer(people)
    bearers = {p.surname: p for p in found.people if p.given and len(p.surname) > SHORTEST}
    plain, told = text.layer(plain_and_told)
    last_words = set(map(lower.__getitem__, map(itemgetter(0), plain)))
    last_words.update([lower[n.last - 1] for n in told if n.kind is _OTHER or n.last - n.first == 1])
    initials = {surname[0] for surname in bearers}
    unknown = {
        word
        for word in last_words
        if word[0] in initials and len(word) > SHORTEST and word not in bearers and word not in NAME_CUES
    }
    strays: dict[str, int] = {}
    for first, last, _, kind, _ in text.layer(find_names) if unknown else ():
        word = lower[last - 1]
        if word in unknown and (kind is _OTHER or last - first == 1):
            token = last - 1
            is_alone = token == first or (token == first + 1 and _opens_sentence(text, first))
            is_nicknamed = words[max(0, first - 3)] in _QUOTES and words[first - 1] in _QUOTES
            if is_alone and not is_nicknamed and not _is_other_person(found, text, token):
                strays.setdefault(word, token)
    alike = {(word[0], len(word) + d) for word in strays for d in (-1, 0, 1)}
    near = {
        variant: p
        for surname, p in bearers.items()
        if (surname[0], len(surname)) in alike
        for variant in one_letter_less(surname)
    }
    for word, token in strays.items() if near else ():
        likely = (near[variant] for variant in one_letter_less(word) if variant in near)
        person = next((p for p in likely if is_misspelling(word, p.surname)), None)
        full = person and next((m for m in person.mentions if m.field is text.field), None)
        if person and full:
            values = words[token], text.tokens.phrase(full.first, full.last)
            location = text.location(token, token + 1)
            if _TRANSLITERATED.get(word, word) == _TRANSLITERATED.get(person.surname):
                yield Rejection(NAME_CONFLICT, location, "two transliterations of one name")
                continue
            signal_id = TERMINOLOGY_DRIFT if len(person.mentions) >= _ESTABLISHED else NAME_CONFLICT
            message = f"One name stands in two spellings: “{values[0]}” here, “{values[1]}” elsewhere."
            related = (text.location(full.first, full.last),)
            yield Finding(signal_id, location, message, related=related, values=values)


def _is_other_person(found: People, text: FieldText, token: int) -> bool:
    """Whether a surname is somebody's who is named otherwise, too."""
    mention = found.at(text.field, token)
    return mention is not None and (len(found.of(mention).mentions) > 1 or bool(found.of(mention).given))


def _opens_sentence(text: FieldText, token: int) -> bool:
    return text.sentence_at(token).first == token


def _two_given_names(document: Document, one: Person, other: Person) -> Judgement | None:
    if _is_only_of_headline(one) != _is_only_of_headline(other):
        return _judge(document, one, other, "one surname stands with two given names")
    office = _shared_office(document, one, other)
    is_misspelt = is_misspelling(one.given, other.given)
    if office and differ_in_vowels(one.given, other.given):
        return _judge(document, one, other, "one name stands in two spellings")
    is_variant = one.given[0] == other.given[0] and min(len(one.given), len(other.given)) >= SHORTEST
    if is_variant and len(document.layer(people).people) <= _FEW and not document.layer(_tells_of_kin):
        return _judge(document, one, other, "one surname stands with two given names")
    if not office and not is_misspelt:
        return None
    if not all(NAME_CUES.get(p.given, 0) & GIVEN for p in (one, other)):
        return None  # two words before the surname that need not be given names
    what = (
        f"the {office} bears two given names"
        if office and not is_misspelt
        else "one name stands in two spellings"
    )
    return _judge(document, one, other, what)


def _is_only_of_headline(person: Person) -> bool:
    """Whether only the headline names a person, and so most likely means the body's."""
    return person.given not in CLOSED_CLASS and all(m.field is Field.TITLE for m in person.mentions)


def _two_surnames(document: Document, one: Person, other: Person) -> Judgement | None:
    if not is_misspelling(one.surname, other.surname) or NAME_CUES.get(one.surname, 0) & NAME_CUES.get(
        other.surname, 0
    ):
        return None
    return _judge(document, one, other, "one name stands in two spellings")


def _tells_of_kin(document: Document) -> bool:
    """Whether an article speaks of relatives anywhere. A layer of the document."""
    return any(
        NAME_CUES.get(word, 0) & KIN and word not in _HOUSEHOLD
        for text in document.fields
        for word in text.tokens.lower
    )


def _shared_office(document: Document, one: Person, other: Person) -> str:
    """An office that the titles of both persons name, or ""."""
    mine, yours = _offices(document, one), _offices(document, other)
    return next((office for office in mine if office in yours), "")


def _offices(document: Document, person: Person) -> list[str]:
    """Offices of one holder at a time before a person's name, directly or behind a comma: "the mayor, Ann Holt,"."""
    found: list[str] = []
    for m in person.mentions:
        lower = document.field(m.field).tokens.lower
        is_apposed = m.title_first == m.first > 1 and lower[m.first - 1] == ","
        first = m.first - 2 if is_apposed else m.title_first
        found += [_OFFICES[w] for w in lower[first : m.first] if _OFFICES.get(w, "") in _OF_ONE_AT_A_TIME]
    return found


def _judge(document: Document, one: Person, other: Person, what: str) -> Judgement:
    mentions = [_full_mention(p) for p in (one, other)]
    earlier, later = sorted(mentions)
    locations = [document.field(m.field).location(m.first, m.last) for m in (earlier, later)]
    reason = _guard(document, one, other, earlier, later)
    if reason:
        return Rejection(NAME_CONFLICT, locations[1], reason)
    texts = [document.field(m.field).tokens.phrase(m.first, m.last) for m in (later, earlier)]
    message = f"{what[0].upper()}{what[1:]}: “{texts[0]}” here, “{texts[1]}” elsewhere."
    counts = sorted(len(p.mentions) for p in (one, other))
    if one.given == other.given and counts[0] == 1 and counts[1] >= _ESTABLISHED:
        return Finding(TERMINOLOGY_DRIFT, locations[1], message, related=(locations[0],), values=tuple(texts))
    return Finding(NAME_CONFLICT, locations[1], message, related=(locations[0],), values=tuple(texts))


def _full_mention(person: Person) -> Mention:
    return next(m for m in person.mentions if m.last - m.first > 1)


def _guard(document: Document, one: Person, other: Person, earlier: Mention, later: Mention) -> str:
    """Why two names may well be two people's, or one's by right; "" if nothing says so."""
    text = document.field(later.field)
    if earlier.field is later.field and text.sentence_at(earlier.first) == text.sentence_at(later.first):
        return "both in one sentence: two people"
    if _transliterations(one) & _transliterations(other):
        return "two transliterations of one name"
    same_surname = one.surname == other.surname
    in_headline = same_surname and _is_only_of_headline(one) != _is_only_of_headline(other)
    if not in_headline and len({p.gender or p.likely_gender for p in (one, other)} - {0}) > 1:
        return "a woman and a man"
    if same_surname and compatible(one.given, other.given):
        return "two given names of one person"
    around = _words_around(document, one) | _words_around(document, other)
    if same_surname and any(NAME_CUES.get(word, 0) & KIN and word not in _HOUSEHOLD for word in around):
        return "relatives are spoken of"
    is_told = not around.isdisjoint(_RENAMED if same_surname else _RESPELT)
    return "a change of name, or a namesake, is told" if is_told else ""


def _transliterations(person: Person) -> set[str]:
    return {common for word in (person.given, person.surname) if (common := _TRANSLITERATED.get(word))}


def _words_around(document: Document, person: Person) -> set[str]:
    """The words of the sentences that mention a person."""
    words: set[str] = set()
    for mention in person.mentions[:_MENTIONS]:
        text = document.field(mention.field)
        sentence = text.sentence_at(mention.first)
        first, last = max(sentence.first, mention.first - _REACH), min(sentence.last, mention.first + _REACH)
        words.update(text.tokens.lower[first:last])
    return words

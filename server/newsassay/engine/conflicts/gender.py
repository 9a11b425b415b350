"""One person who is a woman in one place and a man in another.

What an article says outright (titles, "the actress X", "X became the first female president") is compared
with itself, and with pronouns for which that person is the only candidate nearby. Pronouns that could mean
anybody else prove nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress, count
from operator import attrgetter
from typing import NamedTuple

from newsassay.engine.conflicts.pronouns import he_and_she
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.appositions import apposition
from newsassay.engine.facts.name_cues import FEMALE, GENDER, KIN, MALE, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.facts.names import NameKind, find_names, is_subject
from newsassay.engine.facts.people import PRONOUN_GENDER, Mention, People, Person, people
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.phrase_matcher import Hit

GENDER_CONFLICT = "consistency.gender_conflict"


_COPULA = words_of("consistency_guards", "copula")
_CHANGE = words_of("consistency_guards", "change_of_sex")
_PERSONAL = KIN | PERSON_NOUN | ROLE | TITLE
_REACH = 150  # tokens, where sentences are endless
_WINDOW = 3  # sentences before a pronoun in which its antecedent may stand
_AHEAD = 8  # tokens behind a pronoun in which a later noun may be its antecedent
_IN_TITLE = words_of("statement_words", "in_title")
_LOCATIVE = words_of("statement_words", "locative")
_NAMES = {MALE: "a man", FEMALE: "a woman"}


class _Claim(NamedTuple):
    """What a place of the text says of a person's sex. `nouns` are the nouns it uses of the person."""

    gender: int
    location: Location
    nouns: tuple[str, ...]


def detect(document: Document) -> Iterator[Judgement]:
    """Compare, person by person, what is said outright, then pronouns with it."""
    found = document.layer(people)
    claims, offices = _claims(document, found)
    reported: set[int] = set()
    for number, said in claims.items():
        judged = _compare(found.people[number], said)
        if judged:
            reported.add(number)
            yield judged
    text = document.body
    for number, token, earlier in he_and_she(document) if text.text and not text.layer(_tells_change) else ():
        if number not in reported:
            reported.add(number)
            gender = PRONOUN_GENDER[text.tokens.lower[earlier]]
            claim = _Claim(gender, text.location(earlier, earlier + 1), ())
            location = text.location(token, token + 1)
            yield _finding(found.people[number].name, claim, GENDER - gender, location)
    if claims or offices:
        evidence = _Evidence(document.body, found, _fit_for_pronouns(claims, offices))
        for number, judgement in _pronouns(evidence):
            if number not in reported:
                reported.add(number)
                yield judgement


def _claims(document: Document, found: People) -> tuple[dict[int, list[_Claim]], list[_Claim]]:
    """All that is said outright: by person, and of holders of an office without a name."""
    claims: dict[int, list[_Claim]] = {}
    offices: list[_Claim] = []
    for mention in found.mentions:
        text = document.field(mention.field)
        if mention.bits & GENDER or text.tokens.lower_at(mention.last) == ",":
            if mention.last - mention.first == 1 and found.of(mention).given and mention.bits & GENDER:
                likely = found.of(mention).likely_gender
                if likely and likely != mention.bits & GENDER:
                    continue  # "Melania Trump ... Mr. Trump"
            for claim in _claims_beside(text, mention):
                claims.setdefault(mention.person, []).append(claim)
    for text in document.fields:
        for hit in text.hits("gender_claims"):
            claim = _office_claim(text, hit)
            person = _holder(found, text, hit)
            if person is not None:
                claims.setdefault(person, []).append(claim)
            elif claim.nouns:
                offices.append(claim)
    return claims, offices


class _Said(NamedTuple):
    """The first claim of each sex, and all nouns that the claims use."""

    first: dict[int, _Claim]
    nouns: frozenset[str]


class _Evidence(NamedTuple):
    """The body, its people, and what is claimed of each by number, or of a nameless office holder by -1."""

    text: FieldText
    found: People
    said: dict[int, _Said]


def _fit_for_pronouns(claims: dict[int, list[_Claim]], offices: list[_Claim]) -> dict[int, _Said]:
    """Claims without relatives: "his daughter Ann" speaks of somebody else, whom pronouns may mean."""
    fit: dict[int, _Said] = {}
    for number, said in [*claims.items(), (-1, offices)]:
        nouns = frozenset(noun for claim in said for noun in claim.nouns)
        if not any(NAME_CUES.get(noun, 0) & KIN or noun == "lady" for noun in nouns):
            fit[number] = _Said({claim.gender: claim for claim in reversed(said)}, nouns)
    return fit


def _claims_beside(text: FieldText, mention: Mention) -> Iterator[_Claim]:
    """Titles before a name, and a gendered noun in the apposition behind it."""
    lower = text.tokens.lower
    gender = mention.bits & GENDER
    if gender in (MALE, FEMALE) and mention.title_first < mention.first:
        nouns = tuple(lower[mention.title_first : mention.first])
        yield _Claim(gender, text.location(mention.title_first, mention.last), nouns)
    apposed = apposition(text, mention.last)
    if apposed and apposed.bits & GENDER in (MALE, FEMALE) and not apposed.bits & TITLE:
        noun = lower[apposed.head]
        yield _Claim(apposed.bits & GENDER, text.location(mention.first, apposed.head + 1), (noun,))


def _office_claim(text: FieldText, hit: Hit) -> _Claim:
    """A claim by a phrase such as "first female", with the office it names."""
    lower = text.tokens.lower
    last = next(
        (i + 1 for i in range(hit.last - 1, min(hit.last + 4, len(lower))) if _is_office(lower, i)), hit.last
    )
    nouns = tuple(word for word in lower[hit.first : last] if NAME_CUES.get(word, 0) & (ROLE | TITLE))
    return _Claim(FEMALE if hit.entry.label == "f" else MALE, text.location(hit.first, last), nouns)


def _is_office(lower: list[str], i: int) -> bool:
    return bool(NAME_CUES.get(lower[i], 0) & (ROLE | TITLE)) and not (
        i + 1 < len(lower) and NAME_CUES.get(lower[i + 1], 0) & (ROLE | TITLE)
    )


def _holder(found: People, text: FieldText, hit: Hit) -> int | None:
    """The person a claim is made of: "X became the first female ...", "the first female ..., X"."""
    lower = text.tokens.lower
    sentence = text.sentence_at(hit.first)
    before = found.between(text.field, sentence.first, hit.first)
    if before and all(word in _COPULA or _is_place(word) for word in lower[before[-1].last : hit.first]):
        return before[-1].person
    behind = next(iter(found.between(text.field, hit.last, min(sentence.last, hit.last + 6))), None)
    if behind and all(
        word == "," or NAME_CUES.get(word, 0) & (ROLE | TITLE) or word in _IN_TITLE
        for word in lower[hit.last : behind.first]
    ):
        return behind.person
    return None


def _is_place(word: str) -> bool:
    return bool(NAME_CUES.get(word, 0) & ~(KIN | PERSON_NOUN | ROLE | TITLE))


def _compare(person: Person, said: list[_Claim]) -> Judgement | None:
    """Two claims of one person that contradict each other."""
    first = said[0]
    other = next((claim for claim in said if claim.gender != first.gender), None)
    if other is None or (person.likely_gender and person.likely_gender == first.gender and not person.given):
        return None
    return _finding(person.name, first, other.gender, other.location)


def _finding(name: str, claim: _Claim, gender: int, location: Location) -> Judgement:
    message = f"{name} is {_NAMES[gender]} here and {_NAMES[claim.gender]} elsewhere."
    values = (_NAMES[gender], _NAMES[claim.gender])
    return Finding(GENDER_CONFLICT, location, message, related=(claim.location,), values=values)


def _pronouns(evidence: _Evidence) -> Iterator[tuple[int, Judgement]]:
    """Judge the pronouns of the body, each with the number of the person (or -1) that it can only mean."""
    lower = evidence.text.tokens.lower
    sexes = {GENDER - gender for said in evidence.said.values() for gender in said.first}
    wanted = frozenset(word for word, gender in PRONOUN_GENDER.items() if gender in sexes)
    for i in compress(count(), map(wanted.__contains__, lower)):
        yield from _pronoun(evidence, i, PRONOUN_GENDER[lower[i]])


def _pronoun(evidence: _Evidence, i: int, gender: int) -> Iterator[tuple[int, Judgement]]:
    text, found, all_said = evidence
    number = text.sentence_of_token[i]
    first = max(text.sentences[max(0, number - _WINDOW)].first, i - _REACH)
    persons = {m.person for m in found.between(text.field, first, i)}
    person = next(iter(persons), -1)
    said = all_said.get(person)
    claim = said and said.first.get(GENDER - gender)
    if len(persons) > 1 or not said or not claim or not _is_near(evidence, i, person, said.nouns):
        return
    location = text.location(i, i + 1)
    reason = _other_candidate(evidence, range(first, i), gender, said.nouns)
    if reason:
        yield -2 - i, Rejection(GENDER_CONFLICT, location, reason)
    else:
        name = found.people[person].name if person >= 0 else f"The {claim.nouns[-1]}"
        yield person, _finding(name, claim, gender, location)


def _is_near(evidence: _Evidence, i: int, person: int, nouns: frozenset[str]) -> bool:
    """Whether the person is a subject, or the office is named, in the pronoun's or the previous sentence."""
    text = evidence.text
    near = max(text.sentences[max(0, text.sentence_of_token[i] - 1)].first, i - _REACH)
    if person < 0:
        return any(word in nouns for word in text.tokens.lower[near:i])
    mentions = evidence.found.between(text.field, near, i)
    return any(
        is_subject(text, m.title_first, m.last) and not text.is_quoted(text.tokens.starts[m.first])
        for m in mentions
    )


def _tells_change(text: FieldText) -> bool:
    return not _CHANGE.isdisjoint(text.tokens.lower)


def _is_claim(text: FieldText, token: int) -> bool:
    hits = text.hits("gender_claims")
    k = bisect_left(hits, token, key=attrgetter("first"))
    return k < len(hits) and hits[k].first == token


def _other_candidate(evidence: _Evidence, before: range, gender: int, nouns: frozenset[str]) -> str:
    """Why a pronoun behind the tokens `before` may mean somebody else; "" if nobody else is in sight."""
    text, lower = evidence.text, evidence.text.tokens.lower
    if text.is_quoted(text.tokens.starts[before.stop]):
        return "quoted words"
    if text.layer(_tells_change):
        return "the article is about a change of sex"
    names = text.layer(find_names)
    begin = bisect_left(names, before.start, key=attrgetter("first"))
    for name in names[begin : begin + len(before)]:
        is_unknown = name.kind is NameKind.OTHER and evidence.found.at(text.field, name.last - 1) is None
        if (
            is_unknown
            and name.first in before
            and (not name.first or lower[name.first - 1] not in _LOCATIVE)
            and not (lower[name.last] == "'s" and _is_claim(text, name.last + 1))
        ):
            return "another name stands nearby"
    for word in lower[before.start : before.stop + _AHEAD]:
        bits = NAME_CUES.get(word, 0)
        if bits & _PERSONAL and word not in nouns and bits & GENDER in (0, gender):
            return f"“{word}” may be meant"
    if any(PRONOUN_GENDER.get(lower[k], 0) == gender for k in before):
        return "the pronoun goes on from an earlier one"
    return ""

"""One person with two ages, or with an age that the year of birth rules out."""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.article import Field
from newsassay.engine.conflicts.date import year_of
from newsassay.engine.conflicts.readings import is_epithet
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.governors import clause_at
from newsassay.engine.facts.mentions import AGE, COUNT, RANK, Mention, find_values
from newsassay.engine.facts.name_cues import GENDER, KIN, NAME_CUES, PERSON_NOUN
from newsassay.engine.facts.people import PRONOUN_GENDER, people
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.grammar.analysis import analyse
from newsassay.engine.lexicon import words_of

AGE_CONFLICT = "consistency.age_conflict"


_MOST = 24  # ages, and births, that are compared; more are a list
_BIRTHDAY = 1
_SLIP = 50  # years: what is further off is told of somebody else
_OLDEST = 120
_REACH = 10
_TO_NAME = 4  # tokens: "the 61-year-old head teacher Tomas Brill"
_PRONOUNS = frozenset(PRONOUN_GENDER)
_HOURS = 12
_CLOSES = frozenset([".", ",", ";"])
_RANGE = frozenset(["to", "or", "-", "–"])
_NEAR = 8  # tokens between an age and the year in which it is told
_THEN = words_of("statement_words", "then")
_DEATH = words_of("statement_words", "death")
_ABOUT_AGE = words_of("statement_words", "aged")


class _Age(NamedTuple):
    """An age of a person, by number: at death, in a year ("in 1980, when she was 24"), or, if that is 0, today."""

    person: int
    mention: Mention
    years: float
    year: int
    at_death: bool


def detect(document: Document) -> Iterator[Judgement]:
    """Judge all ages of each person against one another and against the year of birth, and those of headline and lede."""
    ages = [age for text in document.fields for m in text.layer(find_values) if (age := _age(document, m))]
    seen: set[int] = set()
    for n, age in enumerate(ages[:_MOST]):
        for other in ages[:n]:
            if (
                _same_time(age, other)
                and age.mention.sentence != other.mention.sentence
                and abs(age.years - other.years) > _BIRTHDAY
            ):
                seen.update((age.mention.first, other.mention.first))
                name = document.layer(people).people[age.person].name
                yield Finding(
                    AGE_CONFLICT,
                    other.mention.location,
                    f"{name} is {other.years:.0f} here and {age.years:.0f} elsewhere in the article.",
                    related=(age.mention.location,),
                    values=(f"{other.years:.0f} years", f"{age.years:.0f} years"),
                )
                break
    yield from _born(document, ages)
    for conflict in (*document.layer(summary_conflicts), *document.layer(frame_conflicts)):
        if (
            conflict.left.kind == AGE
            and conflict.left.text.field is Field.BODY
            and conflict.left.first not in seen
        ):
            seen.add(conflict.left.first)
            yield conflict.judgement(AGE_CONFLICT)


def _same_time(a: _Age, b: _Age) -> bool:
    if a.person != b.person or a.at_death != b.at_death:
        return False
    return a.year == b.year or (a.at_death and not (a.year and b.year))


def _age(document: Document, m: Mention) -> _Age | None:
    """The age that a mention gives a person; None for counts, and for ages of nobody or of another time."""
    if not isinstance(m.value, Quantity) or not 0 < m.value.value <= _OLDEST:
        return None
    text, lower_at = m.text, m.text.tokens.lower_at
    sentence = text.sentence_at(m.first)
    before = text.tokens.lower[max(sentence.first, m.first - 3) : m.first]
    opens = m.first == sentence.first + 1 and before == ["at"] and lower_at(m.last) == ","
    said = not _ABOUT_AGE.isdisjoint(before) or lower_at(m.last) == "birthday" or opens
    is_then = not _THEN.isdisjoint(text.tokens.lower[m.last : m.last + 3])
    words = text.tokens.lower[sentence.first : sentence.last]
    at_death = not _DEATH.isdisjoint(words)
    told = (
        m.kind == AGE
        or said
        or (at_death and _is_at(m))
        or (
            m.kind in (COUNT, RANK)
            and not m.head
            and (is_then or lower_at(m.last) == "and" or _is_predicate(m))
            and lower_at(m.first - 1) in ("was", "is")
        )
    )
    person = _owner(document, m) if told else -1
    if person < 0 and m.kind == AGE and "born" in text.tokens.lower[sentence.first : sentence.last]:
        person = _unnamed(m.sentence)
    if person == -1:
        return None
    if "calls" in words or "called" in words:
        return None
    year = _year_near(m)
    loose = is_then or (said and lower_at(m.first - 1) != "aged" and lower_at(m.last) != "birthday")
    if (loose or not _THEN.isdisjoint(before)) and not year and not at_death:
        return None
    return _Age(person, m, m.value.value, 0 if at_death else year, at_death)


def _is_predicate(m: Mention) -> bool:
    """Whether a bare number is what somebody is and all that is said: "who was 24", "when she was 24,"."""
    lower_at = m.text.tokens.lower_at
    subject = lower_at(m.first - 2)
    return subject == "who" or (m.kind == COUNT and subject in _PRONOUNS and lower_at(m.last) in _CLOSES)


def _is_at(m: Mention) -> bool:
    """Whether a bare number ends a clause behind "at": "died at 59,"; smaller ones are hours."""
    lower_at, q = m.text.tokens.lower_at, m.value
    is_bare = m.kind == COUNT and not m.head and isinstance(q, Quantity) and q.value > _HOURS
    return is_bare and lower_at(m.first - 1) == "at" and lower_at(m.last) in _CLOSES


def _year_near(m: Mention) -> int:
    """The year that the sentence of an age names, 0 if it names none or several."""
    sentence = m.text.sentence_at(m.first)
    born = m.text.tokens.lower[sentence.first : sentence.last]
    years = {d.year for d in m.text.layer(find_dates) if sentence.first <= d.first < sentence.last and d.year}
    return (years.pop() or 0) if len(years) == 1 and "born" not in born else 0


def _owner(document: Document, m: Mention) -> int:
    """The person whose age a mention tells: named right before or behind it, or the only one of its sentence; -1 if nobody."""
    found, text = document.layer(people), m.text
    sentence, lower_at = text.sentence_at(m.first), text.tokens.lower_at
    before = m.first - 1 - (lower_at(m.first - 1) in _ABOUT_AGE)
    if _is_of_unnamed(m, before):
        return -1
    if lower_at(before) == ",":
        named = found.at(text.field, before - 1)
        if named is not None:
            return named.person
        if text.layer(analyse).tag(before - 1) == "P":
            return -1
    behind = found.between(text.field, m.last, min(sentence.last, m.last + _TO_NAME))
    if "-" in text.tokens.lower[m.first]:
        if lower_at(m.first - 1) in ("a", "an"):
            return _newcomer(document, m)
        if behind or not is_epithet(m):
            return behind[0].person if behind else -1
    return _only_one_told_of(document, m)


def _only_one_told_of(document: Document, m: Mention) -> int:
    """The only person of an age's sentence, or of the article where the sentence takes up one; -1 if there are more."""
    found, text = document.layer(people), m.text
    sentence = text.sentence_at(m.first)
    words = text.tokens.lower[sentence.first : m.first]
    if any(NAME_CUES.get(word, 0) & KIN for word in words):
        return -1
    here = {x.person for x in found.between(text.field, sentence.first, sentence.last)}
    if here or len(found.people) != 1:
        return here.pop() if len(here) == 1 else -1
    is_anaphor = not _PRONOUNS.isdisjoint(words) or text.tokens.lower_at(m.first - 1) == "the"
    return 0 if is_anaphor or m.sentence == 0 else -1


def _is_of_unnamed(m: Mention, before: int) -> bool:
    """Whether an age is told of a noun at a token, or is a range: "a girl aged 13", "girls aged 13 to 17"."""
    lower_at = m.text.tokens.lower_at
    noun = before < m.first - 1 and NAME_CUES.get(lower_at(before), 0) & (KIN | PERSON_NOUN)
    return lower_at(m.last) in _RANGE or bool(noun)


def _newcomer(document: Document, m: Mention) -> int:
    """The only person of an article that opens with an unnamed one: "A 34-year-old man has been jailed"; -1 if there are more."""
    is_person = NAME_CUES.get(m.text.tokens.lower_at(m.last), 0) & GENDER
    return 0 if m.sentence == 0 and is_person and len(document.layer(people).people) == 1 else -1


def _born(document: Document, ages: list[_Age]) -> Iterator[Finding]:
    """Ages against the years of birth of the same persons."""
    text = document.body
    tokens = text.tokens
    births = (
        [i for i, word in enumerate(tokens.lower) if word == "born"] if "born" in tokens.joined_lower else []
    )
    dates = [d for d in text.layer(find_dates) if d.year] if births else []
    deaths = _deaths(document, text, dates)
    today = _today(document) if births else None
    for born in births[:_MOST]:
        sentence = text.sentence_at(born)
        year = next((d.year for d in dates if born < d.first < min(born + _REACH, sentence.last)), None)
        person = _born_person(document, text, born)
        for age in ages if year else ():
            at = (
                age.year
                or (deaths.get(age.person) if age.at_death else None)
                or (0 if age.at_death else today)
            )
            if age.person == person and at and year and _BIRTHDAY < abs(at - year - age.years) <= _SLIP:
                yield Finding(
                    AGE_CONFLICT,
                    age.mention.location,
                    f"Who was born in {year} is {at - year - 1} or {at - year} in {at}, not {age.years:.0f}.",
                    related=(text.location(born, born + 1),),
                    values=(f"{age.years:.0f} years", str(year), str(at)),
                )
                break


def _deaths(document: Document, text: FieldText, dates: list[Date]) -> dict[int, int]:
    """The years in which people died, by their numbers, as far as one year is told of each."""
    years: dict[int, set[int]] = {}
    for date in dates:
        first = max(text.sentence_at(date.first).first, date.first - _REACH)
        words = text.tokens.lower[first : date.first]
        if date.year and "died" in words and "born" not in words[words.index("died") :]:
            died = first + words.index("died")
            years.setdefault(_born_person(document, text, died), set()).add(date.year)
    return {person: min(told) for person, told in years.items() if len(told) == 1}


def _born_person(document: Document, text: FieldText, born: int) -> int:
    """The person of whom a birth is told: the last one named before it in its sentence, else whom a pronoun means, else the only one."""
    found, sentence = document.layer(people), text.sentence_at(born)
    named = found.between(text.field, sentence.first, born)
    if named:
        return named[-1].person
    clause = clause_at(text, born)
    if clause is not None and clause.subject is not None and not clause.subject.pronoun:
        return _unnamed(text.sentence_of_token[born])
    for i in range(sentence.first, sentence.last):
        meant = found.resolve_pronoun(text.field, i)
        if meant is not None:
            return found.people.index(meant)
    return 0 if len(found.people) == 1 else -1


def _unnamed(sentence: int) -> int:
    """A number below -1 for whoever a sentence tells of without a name."""
    return -2 - sentence


def _today(document: Document) -> int | None:
    """The year in which the article speaks: of its publication, else the last one that it dates an event of its own to."""
    text = document.body
    dated = [
        d.year
        for d in text.layer(find_dates)
        if d.year is not None
        and (d.weekday is not None or (d.month and text.sentence_of_token[d.first] == 0))
    ]
    return year_of(document.article.published_at) or max(dated, default=None)

"""Two ages of one person, or an age that does not fit the years of birth and death."""

from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.article import Dimension, Field
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.conflicts.date import year_of
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.mentions import AGE
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import people
from newsassay.engine.facts.quantities import Quantity, find_quantities
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.sentences import Sentence

AGE_CONFLICT = "consistency.age_conflict"
_OLDEST = 120
_BIRTHDAY = 1  # one person's ages may differ by a birthday between two events
_REACH = 10
_ANTECEDENT = 60  # tokens back to the name that "the 34-year-old" means
_THEN_WORDS = (
    "when was then at turned turns turning celebrated after before since ago later by until in as became from"
)
_THEN = frozenset(_THEN_WORDS.split())
_ANOTHER_AGE = frozenset(
    "when at died dies death dead killed then turned turns would until ago whose".split()
)

CARDS = (
    SignalCard(
        signal_id=AGE_CONFLICT,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="One person has two ages, or an age that the years of birth and death rule out.",
        disclaimer="Ages at different times, a birthday in between, and people who share a name are no conflict.",
        fires=(
            "Marta Osk, 34, was found by a neighbour. Police said Osk, 43, had been missing for a week.",
            "The 61-year-old Tomas Brill will retire. Tomas Brill, 67, has led the school for a decade.",
            "Ada Lorne was born in 1921 in Hull. Lorne died in 2001 at the age of 92.",
            "The choir met on Friday, May 8, 2020. Its leader, aged 51, was born in 1959 and sings alto.",
        ),
        near_misses=(
            "Marta Osk, 34, was found by a neighbour. Jens Osk, 43, her husband, had called the police.",
            "Tomas Brill, 61, will retire. Brill was 22 when he joined the school.",
            "Ada Lorne was born in 1921 in Hull. Lorne died in 2001 at the age of 79.",
            "The choir met on Friday, May 8, 2020. Its leader, aged 51, was born in 1968 and sings alto.",
        ),
    ),
)


class _Age(NamedTuple):
    """An age with its person: `full` name as tokens, in lower case; `first` is the age's token."""

    text: FieldText
    first: int
    last: int
    years: float
    full: tuple[str, ...]


def detect(document: Document) -> Iterator[Judgement]:
    """Judge all ages of each person, ages that seem to be one, and ages at death."""
    seen: set[tuple[int, int]] = set()
    for finding_ in _by_person(document):
        seen.add((finding_.location.start, finding_.related[0].start))
        yield finding_
    for text in document.fields:
        yield from _lifespans(text)
    yield from _born(document)
    for conflict in document.layer(summary_conflicts):
        starts = conflict.left.location.start, conflict.right.location.start
        if conflict.left.kind == AGE and conflict.left.text.field is Field.BODY and starts not in seen:
            yield conflict.judgement(AGE_CONFLICT)


def _by_person(document: Document) -> Iterator[Finding]:
    known: dict[str, list[_Age]] = {}
    for text in document.fields:
        for quantity in text.layer(find_quantities):
            age = _person_age(text, quantity) or _anaphoric_age(document, text, quantity)
            if age is None:
                continue
            earlier = known.setdefault(age.full[-1], [])
            for other in earlier[:4]:
                if _same_person(age, other) and abs(age.years - other.years) > _BIRTHDAY:
                    name = " ".join(word.capitalize() for word in max(age.full, other.full, key=len))
                    yield Finding(
                        AGE_CONFLICT,
                        other.text.location(other.first, other.last),
                        f"{name} is {other.years:.0f} here and {age.years:.0f} elsewhere in the article.",
                        related=(text.location(age.first, age.last),),
                        values=(f"{other.years:.0f} years", f"{age.years:.0f} years"),
                    )
                    break
            earlier.append(age)


def _same_person(a: _Age, b: _Age) -> bool:
    """Whether two mentions can name one person: one is the end of the other, as a surname or without a title."""
    size = min(len(a.full), len(b.full))
    return a.full[-size:] == b.full[-size:]


def _person_age(text: FieldText, quantity: Quantity) -> _Age | None:
    """The age in "Marta Osk, 34," or "the 34-year-old Marta Osk"; None for an age at another time."""
    tokens = text.tokens
    if quantity.kind != "age":
        return None
    if tokens.lower_at(quantity.first - 1) == ",":
        name = _name_before(text, quantity.first - 1)
    else:
        name = _name_after(text, quantity.last)
        if tokens.lower_at(quantity.first - 1) in _THEN:
            return None
    if not name:
        return None
    return _Age(text, quantity.first, quantity.last, quantity.value, name)


def _anaphoric_age(document: Document, text: FieldText, quantity: Quantity) -> _Age | None:
    """The age in "the 34-year-old said" as subject, if one person alone was named in this and the last sentence."""
    tokens, the = text.tokens, quantity.first - 1
    if quantity.kind != "age" or tokens.lower_at(the) != "the" or quantity.last != quantity.first + 1:
        return None
    number = text.sentence_of_token[the]
    sentence = text.sentences[number]
    opens = the == sentence.first or tokens.lower[the - 1] == ","
    if not opens or not _is_verb(text, quantity.last):
        return None
    first = max(text.sentences[max(0, number - 1)].first, the - _ANTECEDENT)
    named = [n for n in text.layer(find_names) if first <= n.first < the]
    found = document.layer(people)
    persons = {m.person for m in found.between(text.field, first, the)}
    unknown = any(n.kind is not NameKind.PLACE and found.at(text.field, n.last - 1) is None for n in named)
    if len(persons) != 1 or unknown:
        return None
    person = found.people[persons.pop()]
    if not person.given or not person.surname:
        return None
    return _Age(text, quantity.first, quantity.last, quantity.value, (person.given, person.surname))


def _is_verb(text: FieldText, token: int) -> bool:
    word = text.tokens.lower_at(token)
    return text.tokens.has_class(token, WordClass.AUXILIARY) or word == "said" or word.endswith("ed")


def _name_before(text: FieldText, end: int) -> tuple[str, ...]:
    tokens = text.tokens
    first = end
    while (
        first > 0
        and first > end - 4
        and tokens.words[first - 1][0].isupper()
        and not tokens.classes[first - 1]
    ):
        first -= 1
    return tuple(tokens.lower[first:end])


def _name_after(text: FieldText, start: int) -> tuple[str, ...]:
    tokens = text.tokens
    last = start
    while (
        last < len(tokens)
        and last < start + 4
        and tokens.words[last][0].isupper()
        and not tokens.classes[last]
    ):
        last += 1
    return tuple(tokens.lower[start:last]) if last - start > 1 else ()


def _lifespans(text: FieldText) -> Iterator[Finding]:
    """Age at death against the years of birth and death that stand nearest before it."""
    tokens = text.tokens
    dates = [d for d in text.layer(find_dates) if d.year is not None]
    if len(dates) < 2:  # noqa: PLR2004 - birth and death
        return
    births = [d for d in dates if "born" in tokens.lower[max(0, d.first - _REACH) : d.first]]
    deaths = [d for d in dates if "died" in tokens.lower[max(0, d.first - _REACH) : d.first]]
    for death in deaths[:4]:
        birth = _nearest(text, births, death)
        age = _age_at_death(text, death)
        if birth is None or age is None or birth.year is None or death.year is None:
            continue
        span = death.year - birth.year
        if not span - 1 <= age.value <= span and 0 < span < _OLDEST:
            yield Finding(
                AGE_CONFLICT,
                text.location(age.first, age.last),
                f"Birth in {birth.year} and death in {death.year} make {span - 1} or {span} years, not {age.value:.0f}.",
                related=(text.location(birth.first, birth.last), text.location(death.first, death.last)),
                values=(f"{age.value:.0f} years", str(birth.year), str(death.year)),
            )


def _born(document: Document) -> Iterator[Finding]:
    """Ages of today against years of birth in the same sentence or told of the same surname."""
    text = document.body
    tokens = text.tokens
    births = list(compress(count(), map("born".__eq__, tokens.lower)))
    years = {d.first: d.year for d in text.layer(find_dates) if d.year is not None} if births else {}
    today = _today(document) if years else None
    for born in births if today else ():
        sentence = text.sentence_at(born)
        year = next((years[i] for i in range(born, min(born + _REACH, sentence.last)) if i in years), None)
        age = year and _age_of_born(document, text, sentence, born)
        if year and age and today and not -_BIRTHDAY <= today - year - age.value <= 1 + _BIRTHDAY:
            yield Finding(
                AGE_CONFLICT,
                text.location(age.first, age.last),
                f"Who was born in {year} is {today - year - 1} or {today - year} in {today}, not {age.value:.0f}.",
                related=(text.location(born, born + 1),),
                values=(f"{age.value:.0f} years", str(year), str(today)),
            )


def _today(document: Document) -> int | None:
    """The year in which the article speaks: of its publication, else of the last date with a weekday."""
    dated = [d.year for d in document.body.layer(find_dates) if d.weekday is not None and d.year is not None]
    return year_of(document.article.published_at) or max(dated, default=None)


def _age_of_born(document: Document, text: FieldText, sentence: Sentence, born: int) -> Quantity | None:
    """The present age of who was born: in the sentence if it tells no other time, else beside the subject's name."""
    if not _ANOTHER_AGE.isdisjoint(text.tokens.lower[sentence.first : sentence.last]):
        return None
    ages = [q for q in text.layer(find_quantities) if q.kind == "age"]
    here = [q for q in ages if sentence.first <= q.first < sentence.last]
    found = document.layer(people)
    mentions = found.between(text.field, sentence.first, born)
    if here or not mentions or text.tokens.lower_at(mentions[-1].last) != "was":
        return here[0] if len(here) == 1 and len({m.person for m in mentions}) < 2 else None  # noqa: PLR2004
    own = {m.last for m in found.of(mentions[-1]).mentions if m.field is text.field}
    beside = (q for q in ages if q.first - 1 in own and text.tokens.lower_at(q.last) == ",")
    return next(beside, None)


def _nearest(text: FieldText, births: list[Date], death: Date) -> Date | None:
    """The one birth in the death's own or the sentence before it."""
    number = text.sentence_of_token[death.first]
    near = [
        b for b in births if number - 2 <= text.sentence_of_token[b.first] <= number and b.first < death.first
    ]
    return near[0] if len(near) == 1 else None


def _age_at_death(text: FieldText, death: Date) -> Quantity | None:
    sentence, tokens = text.sentence_at(death.first), text.tokens
    for quantity in text.layer(find_quantities):
        if sentence.first <= quantity.first < sentence.last and quantity.kind in ("count", "age"):
            before = tokens.lower[max(0, quantity.first - 4) : quantity.first]
            if "age" in before or "aged" in before:
                return quantity
    return None

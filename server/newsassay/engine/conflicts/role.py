"""One person with two offices, parties or countries that nobody has at the same time."""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.conflicts.holders import second_holders
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.appositions import apposition
from newsassay.engine.facts.name_cues import NAME_CUES, NATIONALITY
from newsassay.engine.facts.people import Mention, Person, people
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import LEXICONS, words_of

ROLE_CONFLICT = "consistency.role_conflict"


_OFFICES = {form: (entry.label, entry.attributes.get("group", "")) for form, entry in LEXICONS["offices"]}
_PARTIES = {form: entry.label for form, entry in LEXICONS["parties"]}
_PARTY_LETTERS = {
    entry.attributes["letter"]: entry.label
    for _, entry in LEXICONS["parties"]
    if "letter" in entry.attributes
}
_ANOTHER_TIME = words_of("consistency_guards", "another_time")
_PARTS = {form: (entry.label, entry.attributes["member"]) for form, entry in LEXICONS["exclusive_roles"]}
_BESIDE = 8  # tokens
_OPENERS = frozenset([",", "("])
_REACH = 60  # tokens in which a change of office is looked for
_SUBORDINATE = words_of("statement_words", "subordinate")
_PRESENT = words_of("statement_words", "present")
_CHANGE = words_of("consistency_guards", "change_of_office")


class _Title(NamedTuple):
    """What the words before or behind a mention say: an office (held or former), a party or a country."""

    kind: str
    value: str
    mention: Mention
    first: int
    last: int


def detect(document: Document) -> Iterator[Judgement]:
    """Compare all titles of each person who has more than one."""
    yield from second_holders(document, ROLE_CONFLICT)
    found = document.layer(people)
    for person in found.people:
        if len(person.mentions) < 2:  # noqa: PLR2004 - one mention does not contradict itself
            continue
        telling = [m for m in person.mentions if m.title_first < m.first or _stands_between(document, m)]
        if len(telling) < 2:  # noqa: PLR2004
            continue
        first_of_each: dict[tuple[str, str], _Title] = {}
        for mention in telling:
            for title in _titles(document.field(mention.field), mention):
                first_of_each.setdefault((title.kind, title.value), title)
        if len(first_of_each) > 1:
            yield from _judge(document, person, list(first_of_each.values()))


def _stands_between(document: Document, mention: Mention) -> bool:
    """Whether a noun may stand beside a name, behind a comma or in brackets."""
    lower_at = document.field(mention.field).tokens.lower_at
    return lower_at(mention.last) in _OPENERS or lower_at(mention.first - 1) in _OPENERS


def _titles(text: FieldText, mention: Mention) -> Iterator[_Title]:
    if mention.title_first < mention.first:
        yield from _titles_before(text, mention)
    yield from _parts(text, mention)
    apposed = apposition(text, mention.last)
    if apposed and text.tokens.lower[apposed.head] in _OFFICES and text.tokens.lower[apposed.first] == "the":
        between = text.tokens.lower[apposed.first : apposed.head]
        if _ANOTHER_TIME.isdisjoint(between) and not _is_qualified([*between, ""], len(between), 0):
            yield _Title("office", text.tokens.lower[apposed.head], mention, mention.first, apposed.head + 1)
    tokens, behind = text.tokens, mention.last
    if tokens.word_at(behind) == "(":
        party = tokens.lower_at(behind + 1).split("-")[0].rstrip(".")
        joined = "-" in tokens.word_at(behind + 1) or tokens.word_at(behind + 2) in ("-", "–", ")")
        if party in _PARTY_LETTERS and joined:
            yield _Title("party", _PARTY_LETTERS[party], mention, mention.first, behind + 2)


def _parts(text: FieldText, mention: Mention) -> Iterator[_Title]:
    """The part that a person has in an affair: "Ann Holt, for the defence,", "the translator, Ann Holt"."""
    lower, sentence = text.tokens.lower, text.sentence_at(mention.first)
    if not _ANOTHER_TIME.isdisjoint(lower[sentence.first : sentence.last][:_REACH]):
        return
    before = range(max(sentence.first, mention.first - _BESIDE), mention.first)
    behind = range(mention.last, min(sentence.last, mention.last + _BESIDE))
    commas = [i for i in behind if lower[i] == ","]
    apposed = range(commas[0], commas[1]) if len(commas) > 1 and commas[0] == mention.last else range(0)
    is_before = mention.title_first < mention.first or text.tokens.lower_at(mention.first - 1) == ","
    for i in (*(before if is_before else ()), *apposed):
        if lower[i] in _PARTS:
            affair, part = _PARTS[lower[i]]
            yield _Title(affair, part, mention, min(i, mention.first), max(i + 1, mention.last))


def _titles_before(text: FieldText, mention: Mention) -> Iterator[_Title]:
    lower = text.tokens.lower
    first, last = mention.title_first, mention.first
    if _is_of_another_time(text, mention):
        if "former" in lower[max(0, first - 2) : last] or lower[first].startswith("ex-"):
            for i in range(first, last):
                if lower[i].removeprefix("ex-") in _OFFICES:
                    yield _Title("former", lower[i].removeprefix("ex-"), mention, first, mention.last)
    else:
        office = max((i for i in range(first, last) if lower[i] in _OFFICES), default=first)
        if lower[office] in _OFFICES and not _is_qualified(lower, office, first):
            yield _Title("office", lower[office], mention, first, mention.last)
        for i in range(first, last):
            word = lower[i]
            if word in _PARTIES:
                yield _Title("party", _PARTIES[word], mention, first, mention.last)
            elif i == first and NAME_CUES.get(word, 0) & NATIONALITY and lower[i + 1 : last]:
                yield _Title("country", word.capitalize(), mention, first, mention.last)


def _is_of_another_time(text: FieldText, mention: Mention) -> bool:
    lower = text.tokens.lower
    start = max(text.sentence_at(mention.first).first, mention.title_first - 3)
    around = lower[start : mention.first]
    return any(word in _ANOTHER_TIME or word.startswith("ex-") or word.endswith("-elect") for word in around)


def _is_qualified(lower: list[str], i: int, first: int) -> bool:
    """Whether other words of the title make it another office: "state senator", "deputy mayor"."""
    return any(word in _SUBORDINATE for word in lower[first:i])


def _judge(document: Document, person: Person, titles: list[_Title]) -> Iterator[Judgement]:
    for n, title in enumerate(titles):
        for earlier in titles[:n]:
            if earlier.mention != title.mention and (
                (earlier.kind == title.kind and _exclude(earlier, title)) or _drifts(document, earlier, title)
            ):
                yield _finding(document, person, earlier, title)
                return


def _drifts(document: Document, earlier: _Title, later: _Title) -> bool:
    """Whether a former office is held at present elsewhere: "former mayor X ... mayor X will decide"."""
    former, held = (earlier, later) if earlier.kind == "former" else (later, earlier)
    if (former.kind, held.kind) != ("former", "office") or _OFFICES[former.value] != _OFFICES[held.value]:
        return False
    return document.field(held.mention.field).tokens.lower_at(held.mention.last) in _PRESENT


def _exclude(one: _Title, other: _Title) -> bool:
    if one.kind == "former":
        return False
    if one.kind != "office":
        return one.value != other.value
    office, group = _OFFICES[one.value]
    other_office, other_group = _OFFICES[other.value]
    return office != other_office and group == other_group != ""


def _finding(document: Document, person: Person, earlier: _Title, later: _Title) -> Judgement:
    texts = [document.field(t.mention.field) for t in (earlier, later)]
    locations = [text.location(t.first, t.last) for text, t in zip(texts, (earlier, later), strict=True)]
    if any(text.is_quoted(location.start) for text, location in zip(texts, locations, strict=True)):
        return Rejection(ROLE_CONFLICT, locations[1], "quoted words: a speaker's title")
    for text, title in zip(texts, (earlier, later), strict=True):
        sentence = text.sentence_at(title.mention.first)
        first = max(sentence.first, title.mention.first - _REACH)
        last = min(sentence.last, title.mention.first + _REACH)
        if not _CHANGE.isdisjoint(text.tokens.lower[first:last]):
            return Rejection(ROLE_CONFLICT, locations[1], "a change of office is told")
    values = tuple(_value(t) for t in (later, earlier))
    message = f"{person.name} is “{values[0]}” here and “{values[1]}” elsewhere, with no word of a change."
    return Finding(ROLE_CONFLICT, locations[1], message, related=(locations[0],), values=values)


def _value(title: _Title) -> str:
    if title.kind in ("office", "former"):
        return ("former " if title.kind == "former" else "") + _OFFICES[title.value][0]
    return title.value

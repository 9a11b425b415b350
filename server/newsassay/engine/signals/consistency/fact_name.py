"""A fact that has one answer, told twice with two names: where born, by whom designed, who won.

Both statements must be about the same subject: the same name, or a pronoun or "the house" in a text that has
only one subject so far. What events say of themselves (`event_frames`) is not told again. Places conflict where states or countries differ, or the same region holds two towns.
"""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import LEXICONS, Hit, words_of
from newsassay.engine.signals.consistency.event_frames import clashes
from newsassay.engine.signals.consistency.name_conflict import NAME_CONFLICT

_LEVELS = {form: entry.label for form, entry in LEXICONS["place_levels"]}
_NATIONALITIES = {
    "american",
    *(e.attributes["adjective"] for _, e in LEXICONS["terms"] if "adjective" in e.attributes),
}
_ANOTHER_FACT = words_of("consistency_guards", "another_fact")
_CLAUSE_BREAKS = frozenset([",", ";", "and", "but", "which", "that", "who"])
_LONGEST_SUBJECT = 12  # tokens
_BUCKET = 8  # statements of one relation that are compared pairwise
_LONGEST_CHAIN = 4  # "Springfield, Illinois, United States"


class _Fact(NamedTuple):
    """One statement: its relation, the subject's stems ("" for a pronoun), and the names that answer it."""

    hit: Hit
    subject: frozenset[str]
    first: int
    last: int
    chain: tuple[tuple[str, ...], ...]


def detect(document: Document) -> Iterator[Judgement]:
    """Compare all statements of one relation in the body."""
    text = document.body
    if not text.hits("fact_relations"):
        return
    framed = {token for c in text.layer(clashes) for token in (c.left.token, c.right.token)}
    facts: dict[str, list[_Fact]] = {}
    for hit in text.hits("fact_relations"):
        fact = _fact(text, hit)
        if fact and framed.isdisjoint(range(fact.first, fact.last)):  # told by the event already
            facts.setdefault(hit.entry.attributes["fact"], []).append(fact)
    for told in facts.values():  # in order of first mention
        for n, later in enumerate(told[1:_BUCKET], start=1):
            earlier = next((f for f in told[:n] if _contradict(f, later)), None)
            if earlier:
                yield _judge(text, earlier, later)
                break


def _fact(text: FieldText, hit: Hit) -> _Fact | None:
    """The statement a relation makes; None without a name behind it or in a quotation."""
    if text.is_quoted(text.tokens.starts[hit.first]):
        return None
    if hit.entry.label == "nationality":
        return _nationality(text, hit)
    names = text.layer(find_names)
    sentence = text.sentence_at(hit.first)
    chain: list[Name] = []
    begin = bisect_left(names, hit.last, key=attrgetter("first"))
    for name in names[begin : begin + _LONGEST_CHAIN]:
        if name.first >= sentence.last:
            break
        if _continues(text, chain[-1].last if chain else hit.last, name, chain):
            chain.append(name)
    if not chain:
        return None
    lower = text.tokens.lower
    answers = tuple(tuple(lower[n.first : n.last]) for n in chain)
    subject = _subject(text, max(sentence.first, hit.first - _LONGEST_SUBJECT), hit.first)
    return _Fact(hit, subject, hit.first, chain[-1].last, answers)


def _nationality(text: FieldText, hit: Hit) -> _Fact | None:
    """The nationality that "X was a German ..." tells; None if another word follows."""
    word = text.tokens.lower_at(hit.last)
    if word not in _NATIONALITIES:
        return None
    sentence = text.sentence_at(hit.first)
    subject = _subject(text, max(sentence.first, hit.first - _LONGEST_SUBJECT), hit.first)
    return _Fact(hit, subject, hit.first, hit.last + 1, ((word,),))


def _continues(text: FieldText, end: int, name: Name, chain: list[Name]) -> bool:
    """Whether a name stands directly behind the relation (articles aside) or behind a comma in its chain."""
    gap = text.tokens.lower[end : name.title_first]
    return gap == [","] if chain else all(word in ("the", "a", "city", "town", "of") for word in gap)


def _subject(text: FieldText, first: int, last: int) -> frozenset[str]:
    """Content words of the clause before a relation; empty for a pronoun."""
    lower, classes = text.tokens.lower, text.tokens.classes
    begin = next((i + 1 for i in range(last - 1, first - 1, -1) if lower[i] in _CLAUSE_BREAKS), first)
    if begin == last:  # behind a parenthesis: "The Red House, in Senn, was designed by"
        begin = first
    return frozenset(lower[i] for i in range(begin, last) if not classes[i] and lower[i][0].isalpha())


def _contradict(earlier: _Fact, later: _Fact) -> bool:
    if later.subject and earlier.subject and later.subject.isdisjoint(earlier.subject):
        return False
    if earlier.hit.entry.label == "place":
        return _places_differ(earlier.chain, later.chain)
    if not (earlier.subject <= later.subject or later.subject <= earlier.subject):
        return False  # "the gold medal was won by", "the bronze medal was won by"
    mine, yours = earlier.chain[0], later.chain[0]
    return set(mine).isdisjoint(yours) and not (_abbreviates(mine, yours) or _abbreviates(yours, mine))


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and short[0].replace(".", "") == "".join(word[0] for word in long)


def _places_differ(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> bool:
    for level in ("state", "country"):
        mine = {word for part in one for word in part if _LEVELS.get(word) == level}
        yours = {word for part in other for word in part if _LEVELS.get(word) == level}
        if mine and yours:
            return mine.isdisjoint(yours) or (
                level == "state" and len(one) > 1 < len(other) and one[0] != other[0]
            )
    return False


def _judge(text: FieldText, earlier: _Fact, later: _Fact) -> Judgement:
    locations = [text.location(fact.first, fact.last) for fact in (later, earlier)]
    for fact in (earlier, later):
        sentence = text.sentence_at(fact.first)
        if not _ANOTHER_FACT.isdisjoint(text.tokens.lower[sentence.first : sentence.last]):
            return Rejection(NAME_CONFLICT, locations[0], "another time, or one of several")
    between = range(text.sentence_of_token[earlier.first] + 1, text.sentence_of_token[later.first])
    persons = {name.first for name in text.layer(find_names) if name.kind is NameKind.PERSON}
    if not later.subject and any(text.sentences[number].first in persons for number in between):
        return Rejection(NAME_CONFLICT, locations[0], "the pronoun may mean somebody else")
    values = tuple(" ".join(" ".join(part) for part in fact.chain).title() for fact in (later, earlier))
    what = later.hit.entry.attributes["fact"]
    message = f"The {what} is “{values[0]}” here and “{values[1]}” elsewhere."
    return Finding(NAME_CONFLICT, locations[0], message, related=(locations[1],), values=values)

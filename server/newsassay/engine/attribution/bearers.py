"""Who bears a role: the persons and organisations that an article introduces with a noun.

The noun stands before the name ("Coach Lena Brandt") or beside it in apposition ("the ferry's owner, Merrow Lines,",
"Bob Finch, the council leader,"), so that "the coach" and "the owner" can be taken up by name.
"""

import re
from collections.abc import Iterator

from newsassay.engine.attribution.cue_frames import WORDS
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.source_phrases import head_of
from newsassay.engine.facts.people import People, Person

Bearer = Person | str
"""A person, or the name of an organisation."""

_BESIDE = re.compile(r"(?=[NP](?:[IOy][NPT]){0,2},(?P<second>[NP])(?:[IOy][NPTx]){0,2}[,.;)\n])[NP]")


def find_bearers(reading: Reading, people: People) -> dict[str, Bearer | None]:
    """The bearer of each noun, and of each noun with what stands before it; None where several bear it. Linear."""
    bearers: dict[str, Bearer | None] = {}
    for noun, bearer in _introduced(reading, people):
        bearers[noun] = bearer if bearers.get(noun, bearer) == bearer else None
    return bearers


def _introduced(reading: Reading, people: People) -> Iterator[tuple[str, Bearer]]:
    lower = reading.lower
    for mention in people.mentions:
        if mention.field is reading.text.field:
            for word in lower[mention.title_first : mention.first]:
                yield word, people.of(mention)
    for match in _BESIDE.finditer(reading.units):
        first, second = match.start(), match.start("second")
        nouns, name = (second, first) if _is_name(reading, first) else (first, second)
        start, last = reading.starts[nouns], reading.last(nouns)
        head = head_of(reading, (start, last))
        bearer = _named(reading, people, name)
        if bearer is None or reading.capitalised(head) or reading.tag(head) != "N":
            continue
        if lower[start] not in WORDS["definite"] and nouns == first and "'" not in reading.tags(start, last):
            continue  # a list: "a clerk, Bob Finch, a nurse"
        if not WORDS["former"].isdisjoint(lower[start:head]):
            continue
        yield lower[head], bearer
        if head - start > 1:
            yield " ".join(lower[start + 1 : head + 1]), bearer


def _is_name(reading: Reading, unit: int) -> bool:
    first, last = reading.starts[unit], reading.last(unit)
    if reading.units[unit] == "P":
        return reading.capitalised(last - 1)
    return last - first > 1 and all(map(reading.capitalised, range(first, last)))  # "Merrow Lines"


def _named(reading: Reading, people: People, unit: int) -> Bearer | None:
    """The person or organisation whose name a unit is."""
    if not _is_name(reading, unit):
        return None
    first, last = reading.starts[unit], reading.last(unit)
    found = people.between(reading.text.field, first, last)
    return people.of(found[-1]) if found else reading.text.tokens.phrase(first, last)

"""The referring expressions of a field: names, pronouns, and nouns for a person, group, organisation or document."""

from itertools import compress, count, repeat
from operator import itemgetter
from typing import Final

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.facts.name_cues import KIN, NAME_CUES, PERSON_NOUN, ROLE
from newsassay.engine.facts.names import Name, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER

PRONOUNS: Final = {**PRONOUN_GENDER, **{f"{word}'s": PRONOUN_GENDER[word] for word in ("he", "she")}}
"""Personal pronouns of one person, with the sex that they tell."""
_NOUNS = frozenset(
    [word for word, bits in NAME_CUES.items() if bits & (KIN | ROLE | PERSON_NOUN)]
    + [word for word, label in SOURCE_NOUNS.items() if label != "inscription"]
)
_COMMON = _NOUNS.union(PRONOUNS)


def referring_expressions(reading: Reading) -> list[tuple[int, int, Name | None]]:
    """Names, nouns and pronouns outside quotations, in order: token, unit, and the name. Linear."""
    found: list[tuple[int, Name | None]] = []
    found += zip(compress(count(), map(_COMMON.__contains__, reading.lower)), repeat(None), strict=False)
    names = reading.text.layer(find_names)
    found += zip(map(itemgetter(0), names), names, strict=True)
    found.sort(key=itemgetter(0))
    behind, kinds = reading.places(map(itemgetter(0), found))
    starts = reading.starts
    return [
        (token, unit - 1, name)
        for (token, name), unit, kind in zip(found, behind, kinds, strict=True)
        if kind in "PSox"
        or (kind in "NQAFXGvT" and (name or starts[unit] == token + 1 or starts[unit - 1] == token))
    ]

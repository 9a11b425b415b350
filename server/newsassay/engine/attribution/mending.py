"""Cues that the tagger took for nouns: a clause wants a verb, and a known cue is the likeliest to be it."""

import re
from operator import itemgetter

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, VERBS
from newsassay.engine.attribution.reading import Reading, has_verb
from newsassay.engine.phrase_matcher import Hit

_NOMINAL = re.compile("[NPA]")


def mend(reading: Reading, hits: list[Hit]) -> tuple[list[int], str]:
    """Cut noun phrases in which a verbal cue stands where its clause has no other verb; the hits' places then. Linear."""
    found: list[tuple[int, int, str]] = []
    behind, kinds = reading.places(map(itemgetter(0), hits))
    for match in _NOMINAL.finditer(kinds):
        n = match.start()
        first, last, (lexicon, cue, label, _) = hits[n]
        if lexicon != "attribution_verbs" or label == "adjective" or (found and first < found[-1][1]):
            continue
        unit = behind[n] - 1
        is_phrase = last > reading.starts[unit + 1]
        if is_phrase:  # "points to": the verb is its first word
            if first + 1 < reading.starts[unit + 1]:
                continue
            last = first + 1
        if reading.lower[first].endswith("ing"):
            if _is_participle(reading, unit, first, last):
                found.append((first, last, "G"))
        elif VERBS[cue].label != "light" and _is_finite(reading, unit, first, last):
            found.append((first, last, "F"))
    if not found:
        return behind, kinds
    reading.recut(found)
    return reading.places(map(itemgetter(0), hits))


def _is_participle(reading: Reading, unit: int, first: int, last: int) -> bool:
    """Whether a form in -ing opens a clause of its own: ", warning that", "both outlets reminding readers that"."""
    units, opening = reading.units, reading.starts[unit]
    behind = units[unit + 1]
    if opening == first:
        return units[unit - 1] in ",;" and (last < reading.starts[unit + 1] or behind in "kafwSJNPoQ")
    return reading.tag(first - 1) in "NSP" and last < reading.starts[unit + 1] and behind in "kI"


def _is_finite(reading: Reading, unit: int, first: int, last: int) -> bool:
    """Whether a clause without another verb needs the form for one, and its subject could be what stands before."""
    units, opening = reading.units, reading.starts[unit]
    before = units[unit - 1]
    if opening == first:
        if before in "SW":
            return units[unit - 2] not in "IO"
        may_be = before in ",&cPQ)"
    else:
        may_be = _may_follow(reading, opening, first)
    is_relative = units[unit + 1] in "ka" and units[unit + 2] in "FKB"  # "the states that vote"
    is_noun = last == reading.starts[unit + 1] and units[unit + 1] in "OyGI"  # "tweets about"
    if not may_be or is_relative or is_noun:
        return False
    low, end = reading.bounds(unit)
    if units[unit + 1] in "kaSEox" or reading.lower[last : last + 1] == ["that"]:
        end = unit + 1  # what follows is its complement
    return not has_verb(units, unit, low, end)


def _may_follow(reading: Reading, opening: int, first: int) -> bool:
    """Whether a form can be the verb of the noun phrase before it, [opening, first)."""
    left = reading.tag(first - 1)
    if left in "QAe":
        return first - opening == 1 or reading.lower[first - 1] in SOURCE_NOUNS
    return left in "NSPRtC"

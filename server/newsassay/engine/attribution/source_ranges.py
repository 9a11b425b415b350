"""Where the noun phrase of a source starts and ends: a subject's before its verb, another's behind its cue."""

import re

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, WORDS, Shape
from newsassay.engine.attribution.reading import QUOTED, Reading
from newsassay.engine.attribution.source_phrases import Subject, is_time, made_subject
from newsassay.engine.grammar.subjects import SubjectFoundBy, subject_before

# What belongs to a source behind its head: "of the club", "close to the mayor", "briefed on the matter".
_ATTACHED = re.compile(
    r"O[NPTox] | [Iyu][NPoxT] | '(?![NP]) | A[IO][NPox] | X(?:[IOyu][NPTox])+(?=[,.;FKB\n]) | F(?:[IOyu][NPTox])+(?=[.\n]) | &[NP](?=[.,;\n]) | \([^)\n]{1,8}\)",
    re.VERBOSE,
)
# Behind its name: who, a description, or what was done with it.
_TOLD_OF = re.compile(r",?I?O?W[SNP]?[^,.;\n]*(?=[,.;\n])|,X(?:[IOy][NPTox])*(?=[,.;\n])")
_FINITE = Shape.FINITE
_LOOSE = re.compile(
    r",(?:[Guw]|R(?:,|$)|I[^,]*G)"
)  # says nothing of who it is: ", speaking in Bern,", ", meanwhile,"
_APPOSED = re.compile(
    r""",(?=[NP](?:[IOy][NPTx]){0,4} (?:(?:,[NP](?:[IOy][NPTx]){0,3}){0,3},?&[NP](?:[IOy][NPTx]){0,3})?R?(?P<end>[,.;)\n]))
    [^.;)\n]{1,16}?(?=(?P=end))""",
    re.VERBOSE,
)


def find_subject(reading: Reading, unit: int, low: int) -> Subject | None:
    """The subject of the finite verb group that is a unit, in a sentence that starts at unit `low`."""
    units = reading.units
    end = _before_adverbials(reading, unit - 1, low) + 1
    if end <= low:
        return None
    closing = units[end - 1]
    if closing in "&c" or (closing == "," and reading.word(end) == "then"):
        return Subject(Shape.COORDINATE, None, unit)
    k, by = _subject_unit(reading, end)
    if k < low or units[k] == "E" or (units[k] == QUOTED and k < end - 1):
        return None
    if by is SubjectFoundBy.RELATIVE:
        return _relative(reading, k, low)
    if units[k] in "SM" and units[k + 1] != "&":
        return made_subject((_FINITE, (reading.starts[k], reading.starts[k] + 1), k, None))
    return _noun_phrase(reading, k, low, end - (closing in ",;"))


def _subject_unit(reading: Reading, end: int) -> tuple[int, SubjectFoundBy]:
    """The unit that the subject of a verb behind unit `end` starts with, -1 if there is none, and how it was found."""
    units, backwards = reading.units, reading.reversed
    found = subject_before(units, backwards, end)
    if found is not None and units[found[0] - 1] == "F" and is_time(reading, found[0]):
        found = subject_before(units, backwards, found[0] - 1)  # "a poll released last week"
    if found is None:
        return -1, SubjectFoundBy.NONE
    return found


def _before_adverbials(reading: Reading, k: int, low: int) -> int:
    """The unit before adverbs and phrases of time: "Lund on Monday also", "a poll last month"."""
    units = reading.units
    while k > low:
        if units[k] in "Rnz":
            k -= 1
        elif units[k] in "TN" and is_time(reading, k) and units[k - 1] not in "FKBGJ,":
            k -= 2 if units[k - 1] in "Iu" else 1
        else:
            break
    return k


def _relative(reading: Reading, pronoun: int, low: int) -> Subject | None:
    """The subject that is a relative pronoun, with its antecedent."""
    token = reading.starts[pronoun]
    source = (token, token + 1)
    before = pronoun - 1
    if before >= low and reading.units[before] == ",":
        before -= 1
    if before >= low and reading.units[before] in "NPTox":
        first = start_of_noun_phrase(reading, before, low)
        return Subject(Shape.RELATIVE_CLAUSE, source, pronoun, (reading.starts[first], reading.last(before)))
    if reading.lower[token] in WORDS["adverbial_relative"]:
        return None
    return Subject(Shape.RELATIVE_CLAUSE, source, pronoun)


def _noun_phrase(reading: Reading, head: int, low: int, unit: int) -> Subject | None:
    """The subject whose head is a unit: with what is joined before it and attached behind it."""
    first = start_of_noun_phrase(reading, head, low)
    last = reading.starts[unit]
    if reading.units[unit] == "," or reading.units[unit] == ")":
        match = _LOOSE.search(reading.units, head, unit)
        last = reading.starts[match.start()] if match else last + (reading.units[unit] == ")")
    if reading.tag(last - 1) == "·":
        last -= 1  # "Acme Corp."
    return made_subject((_FINITE, (reading.starts[first], last), first, None))


def start_of_noun_phrase(reading: Reading, head: int, low: int) -> int:
    """First unit of the noun phrase with a head: "Bo Lund and Ann Lee", "two of the five guards", "its head, Ana Ruiz"."""
    units = reading.units
    first = head
    while first - 1 >= low:
        if first - 2 < low:
            return first - (units[first - 1] == units[first] == "P")
        if units[first - 1] == "&" and units[first - 2] in "NPS":
            first -= 2
        elif units[first - 1] == "P" and units[first] in "PFGXvRA":
            first -= 1
        elif units[first - 1] == "·" and units[first - 2] == "P":
            first -= 2
        elif (
            units[first - 1] in "vFX"
            and units[first] == "P"
            and (first - 1 == low or units[first - 2] in ",;&Q")
        ):
            first -= 1  # "volunteer Doug Ferrier", "retired general Leo Norton"
        elif units[first - 1] == "O" and units[first - 2] in "NPAT":
            first -= 2
        elif units[first - 1] in "Iy" and units[first - 2] in "NP" and units[first] in "NP":
            if first - 3 >= low and units[first - 3] in "IFGJv":
                break
            first -= 2
        else:
            break
    return first


def end_of_source(reading: Reading, head: int, end: int) -> int:
    """Token behind a source whose head is a unit, at most unit `end`: with what is attached, apposed or told of it."""
    units = reading.units
    behind = head + 1
    if units[behind] == "A" and units[behind + 1] == "," and SOURCE_NOUNS.get(reading.word(behind)) == "role":
        behind += 1  # "its operations chief, Manon Desrosiers"
    while behind < end:
        match = _ATTACHED.match(units, behind, end + 1)
        if not match or match.end() == behind or match.end() > end:
            break
        if units[behind] in "Iyu":
            label = "attaching_to_name" if units[behind - 1] == "P" else "attaching"
            if reading.word(behind) not in WORDS[label] or units[behind + 1] == "T":
                break
        behind = match.end()
    apposed = _APPOSED.match(units, behind, end + 1)
    if (
        apposed
        and apposed.end() <= end
        and WORDS["time"].isdisjoint(reading.lower[reading.starts[behind] : reading.last(apposed.end() - 1)])
    ):
        behind = apposed.end()
    told = _TOLD_OF.match(units, behind, end + 1)
    if told and told.end() <= end:
        behind = told.end()
    return reading.last(behind - 1)

"""Whose words: the noun phrase that a verbal cue has for its subject, whole, with what is attached and apposed."""

import re

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, WORDS, Shape
from newsassay.engine.attribution.reading import QUOTED, Reading
from newsassay.engine.attribution.source_phrases import Subject, is_time, made_subject

# What belongs to a source behind its head: "of the club", "close to the mayor", "briefed on the matter".
_ATTACHED = re.compile(
    r"O[NPTox] | [Iyu][NPoxT] | '(?![NP]) | A[IO][NPox] | X(?:[IOyu][NPTox])+(?=[,.;FKB\n]) | F(?:[IOyu][NPTox])+(?=[.\n]) | &[NP](?=[.,;\n]) | \([^)\n]{1,8}\)",
    re.VERBOSE,
)
# Behind its name: who, a description, or what was done with it.
_TOLD_OF = re.compile(r",?I?O?W[SNP]?[^,.;\n]*(?=[,.;\n])|,X(?:[IOy][NPTox])*(?=[,.;\n])")
_FINITE = Shape.FINITE
_VERB = re.compile("[FKBGXJv]")
# Reversed, from the verb: a subject behind which nothing stands and before which a clause opens.
_PLAIN = re.compile(r"R?(?:(?P<pronoun>[SM])(?!&)|[NP](?=[\n\",;kfUwWaQSTc(]))")
_NOMINAL = "NPTSAox" + QUOTED
_VERBAL = "FKBXGJv"
_LONGEST_ASIDE = 40  # units
_LONGEST_CHAIN = 8  # phrases attached to one noun
_LOOSE = re.compile(
    r",(?:[Guw]|R,|I[^,]*G)"
)  # says nothing of who it is: ", speaking in Bern,", ", meanwhile,"
# Between two commas: a description, or a clause of its own.
_ASIDE = re.compile(r"(?:F(?=[yI]))?[^.;\nFKB]*(?:[WaXGuw][^.;\n]*)?")
_APPOSED = re.compile(
    r""",(?=[NP](?:[IOy][NPTx]){0,4} (?:(?:,[NP](?:[IOy][NPTx]){0,3}){0,3},?&[NP](?:[IOy][NPTx]){0,3})?R?(?P<end>[,.;)\n]))
    [^.;)\n]{1,16}?(?=(?P=end))""",
    re.VERBOSE,
)


def find_subject(reading: Reading, unit: int, low: int) -> Subject | None:  # noqa: PLR0911, PLR0912 - one way out per construction
    """The subject of the finite verb group that is a unit, in a sentence that starts at unit `low`."""
    units = reading.units
    plain = _PLAIN.match(reading.reversed, len(units) - unit)
    if plain:
        k = len(units) - plain.end()
        if plain["pronoun"]:
            return made_subject((_FINITE, (reading.starts[k], reading.starts[k] + 1), k, None))
        if units[k] == "P" or not is_time(reading, k):
            return _noun_phrase(reading, k, low, k + 1)
    k = _before_adverbials(reading, unit - 1, low)
    if k < low:
        return None
    kind = units[k]
    if kind in "&c" or (kind == "," and reading.word(k + 1) == "then"):
        return Subject(Shape.COORDINATE, None, unit)
    end = unit
    if kind in ",;)":
        head = _before_aside(reading, k, low)
        if head < low:
            return None
        end, k = k, head
        kind = units[k]
    if kind in "Wa":
        return _relative(reading, k, low)
    if (
        kind in "FGXvA"
        and reading.capitalised(reading.starts[k])
        and reading.last(k) == reading.starts[k] + 1
    ):
        first = start_of_noun_phrase(reading, k, low)  # "Salkin said": a name that looks like another word
        return Subject(Shape.FINITE, (reading.starts[first], reading.last(k)), first)
    if kind in "Fv" and k > low and units[k - 1] in "NP" and reading.tag(reading.starts[k]) in "YvVX":
        return _noun_phrase(reading, k - 1, low, k + 1)  # "a Reuters poll last week found"
    if kind in "SM":
        return _joined_pronoun(reading, k, low)
    if kind == "E":
        return None
    head = head_before(reading, k, low)
    if end == unit:
        end = k + 1 + (units[k + 1] == "x")  # "Daly himself"
    return None if head < low else _noun_phrase(reading, head, low, end)


def _before_adverbials(reading: Reading, k: int, low: int) -> int:
    """The unit before adverbs and phrases of time: "Lund on Monday also", "a poll last month"."""
    units = reading.units
    while k > low:
        if units[k] in "Rxnz" or (units[k] == "·" and units[k - 1] in "NP"):
            k -= 1
        elif units[k] in "TN" and is_time(reading, k) and units[k - 1] not in "FKBGJ,":
            k -= 2 if units[k - 1] in "Iu" else 1
        else:
            break
    return k


def _before_aside(reading: Reading, closing: int, low: int) -> int:
    """The unit before a parenthesis that closes at a unit (", the mayor,", ", who spoke,"), below `low` if there is none."""
    units = reading.units
    kind = units[closing]
    if kind == ")":
        return units.rfind("(", low, closing) - 1
    floor = max(low, closing - _LONGEST_ASIDE)
    k = units.rfind(kind, floor, closing)
    while k > low:
        if (
            units[k - 1] in _NOMINAL + ")T"
            and (kind == ";" or units[k + 1] not in "&c" or reading.word(k + 1) == "both")
            and _ASIDE.fullmatch(units, k + 1, closing)
        ):
            before = units.rfind("(", low, k) - 1 if units[k - 1] == ")" else k - 1
            head = head_before(reading, before, low)
            if head >= low and not reading.lower[reading.starts[head]].isdigit():
                first = start_of_noun_phrase(reading, head, low)
                earlier = (
                    head_before(reading, first - 2, low)
                    if first - 2 >= low and units[first - 1] == ","
                    else low - 1
                )
                if earlier >= low and _ASIDE.fullmatch(units, first, closing):
                    opens = start_of_noun_phrase(reading, earlier, low) == low and not _VERB.search(
                        units, low, first
                    )
                    opens = opens and reading.lower[reading.last(earlier) - 1] not in WORDS["time"]
                    if (units[head] == "N" and units[earlier] == "P") or (
                        opens and units[head] == "P" and units[earlier] == "N"
                    ):
                        return first - 2  # the noun phrase is itself an apposition
                return before
        k = units.rfind(kind, floor, k)
    return low - 1


def head_before(reading: Reading, k: int, low: int) -> int:  # noqa: PLR0912 - one way out per construction
    """The unit that heads the noun phrase ending at a unit, before what is attached; below `low` if it is governed."""
    units = reading.units
    for _ in range(_LONGEST_CHAIN):
        if k - 2 >= low and units[k] in "GXA" and units[k - 1] == "'" and units[k - 2] in "NPT":
            k -= 2  # "Lund's thinking"
        if k < low or units[k] not in _NOMINAL:
            break
        before = k - 1
        while before > low and units[before] == "R":
            before -= 1
        kind = units[before] if before >= low else "\n"
        if (
            kind == "I"
            and reading.word(before) in WORDS["approximator"]
            and reading.tag(reading.starts[k]) in "CN"
        ):
            break
        if (
            kind in "IOy"
            or (kind == "u" and reading.word(before) in WORDS["comparison"])
            or (kind == "&" and units[k] in "NPx" and before - 1 >= low and units[before - 1] in "NPS")
        ):
            if kind == "&":
                joined = head_before(reading, before - 1, low)
                return k if joined < low else joined
            k = before - 1
            if k - 2 >= low and units[k] == "&" and units[k - 1] in "NP" and units[k - 2] in "IOy":
                k -= 1  # "in Kent and around the country"
            if k < low or units[k] in ",;&ck":
                return low - 1  # the phrase opens the clause: "In Bern"
            if units[k] in "RA" and units[k - 1] in "NP":
                k -= 1
            elif units[k] == "R" and units[k - 1] in "GX":
                k -= 1  # "sitting next to him"
            if units[k] in _VERBAL:
                k = _before_modifier(reading, k, low)
        elif kind in _VERBAL and units[k] in "NPTMoxAQ":
            head = _before_modifier(reading, before, low)
            return k if head < low else _head_of_modified(units, head, low)
        else:
            break
    if k >= low and units[k] in "XKFGJ":
        k = _before_modifier(reading, k, low)
    return k if k >= low and units[k] in _NOMINAL else low - 1


def _head_of_modified(units: str, head: int, low: int) -> int:
    """The head of a noun phrase that a modifier follows: its first noun, before what is attached with "of"."""
    while head - 2 >= low and units[head - 1] in "IOy" and units[head - 2] in "NP":
        head -= 2
    return head


def _before_modifier(reading: Reading, verb: int, low: int) -> int:  # noqa: PLR0911 - one way out per construction
    """The noun that a relative clause or participle with a verb modifies; below `low` if the verb is a clause's own."""
    units = reading.units
    kind = units[verb]
    if (
        kind == "F"
        and reading.last(verb) == reading.starts[verb] + 1
        and reading.tag(reading.starts[verb]) in "VX"
        and (units[verb + 1] in "IOyT" or is_time(reading, verb + 1))
    ):
        kind = "X"  # "people briefed on the move": the tagger cannot know that another verb follows
    before = verb - 1
    while before > low and units[before] in "Rn":
        before -= 1
    if before < low:
        return low - 1
    if kind in "Fv" and reading.tag(reading.starts[verb]) in "Yv" and units[before] in "NP":
        return before  # "a Reuters poll in June": a noun, as its clause has another verb
    if kind in "XGJ":
        if units[before] in "NPox":
            return before
        if units[before] in "FKBG" and kind in "JXG":
            return _before_modifier(reading, before, low)
        return low - 1
    if units[before] in "SMNP" and before - 1 >= low and units[before - 1] in "Wa":
        before -= 1
    if units[before] in "Wa":
        before -= 1
        while before > low and units[before] in ",Iy":
            before -= 1
        return before if units[before] in "NPTox" else low - 1
    return low - 1


def _joined_pronoun(reading: Reading, k: int, low: int) -> Subject:
    """A subject pronoun, with what is joined to it: "the mayor and I"."""
    first = k
    if k - 2 >= low and reading.units[k - 1] == "&" and reading.units[k - 2] in "NP":
        first = k - 2
    return Subject(Shape.FINITE, (reading.starts[first], reading.starts[k] + 1), first)


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
    return made_subject((_FINITE, (first_of(reading, first), last), first, None))


def first_of(reading: Reading, unit: int) -> int:
    """First token of a noun phrase, without a word of time that the chunker took for its start: "Monday Jolly"."""
    token = reading.starts[unit]
    if reading.tag(token) == "t" and reading.tag(token + 1) == "P" and token + 1 < reading.last(unit):
        return token + 1
    return token


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

"""What follows a cue, by its frames: which complement, where content starts, and whether it is a clause or quotation."""

import re
from typing import NamedTuple

from newsassay.engine.attribution.inventory import WORDS, Frames
from newsassay.engine.attribution.reading import QUOTED, Reading

_VERB = "[FKB]"
# A clause without "that": a subject, what is attached to it, and a finite verb.
_CLAUSE = re.compile(
    rf"""(?: S | E | M(?=R*{_VERB}) | (?:[NPATxQ]|G[NPMo]|[NP]S(?=F)|x) (?:,?&[NP]|[IOyu]R?[NPTMoxA]|X|,[^,.\n]{{1,14}},|[Wa]S?{_VERB}[NPA]?){{0,5}} )
    (?: T | R | n | I?T | x ){{0,3}} {_VERB}""",
    re.VERBOSE,
)
_ASIDE = re.compile(r",[^,.;Q\n]{1,12},(?=[kSMEQNP])")
_ADJUNCT = re.compile(
    r"(?:[IOyu](?:[NPTox])(?:[IO][NPTox]){0,2}(?:,[NP],(?=k))?|[IOyu]?T|I[RA](?=[SEMNPk])|R|,?u[NP](?=k))"
)
_TO_OBJECT = re.compile(r"G?[NPox](?:[IOyu&][NPTox]){0,3}(?:\([^)]{1,4}\))?I?")
_STEPS = 5
_LONGEST_TIME = 2  # tokens: "last week"
_OBJECT_REACH = 10  # units
_SHORTEST_CLAUSE = 3  # tokens


class Complement(NamedTuple):
    """What a cue takes.

    `first` is the first token of the content, `cue_last` the end of the cue (a preposition belongs to it), `clausal` whether
    it is a clause or quotation; `last` the end of content that is only a noun phrase, 0 where it runs on.
    """

    first: int
    cue_last: int
    clausal: bool
    last: int = 0


def find_complement(  # noqa: C901, PLR0911, PLR0912 - one branch per frame, in the order they are tried
    reading: Reading, frames: Frames, after: int, end: int, *, gap: bool = False
) -> Complement | None:
    """The complement of a cue that ends before token `after`, in a sentence that ends before unit `end`.

    `gap` if the cue stands in a relative clause ("attacks that officials say were planned").
    """
    units, starts = reading.units, reading.starts
    k = start = reading.starting(after)
    if starts[k] > after:  # the cue ends inside a chunk
        return Complement(after, after, clausal=False) if frames.object else None
    told = False
    for _ in range(_STEPS):
        if k >= end:
            return None
        unit, first = units[k], starts[k]
        word = reading.lower[first]
        if gap and k == start and _fills_gap(frames, unit, word):
            return Complement(first, after, clausal=unit in "FKB")
        if unit in QUOTED + '"':
            return (
                Complement(first, after, clausal=True)
                if frames.quote or frames.object or frames.that or told
                else None
            )
        if unit in ",;":
            if not (frames.quote or told):
                return None
            if word == ":" and units[k + 1] == "\n" and units[k + 2 : k + 3] in ("Q", '"'):
                return Complement(starts[k + 2], after, clausal=True)
            if units[k + 1] in QUOTED + '"':
                return Complement(starts[k + 1], after, clausal=True)
            aside = _ASIDE.match(units, k, end)
            if aside:
                k = aside.end()
                continue
            if frames.zero and k > start and _CLAUSE.match(units, k + 1, end):
                return Complement(after, after, clausal=True)
            return Complement(starts[k + 1], after, clausal=True) if word == ":" and k + 1 < end else None
        if unit in "ka" or word == "that":
            is_clause = frames.that or frames.only_that or told
            if is_clause and (
                unit != "N"
                or reading.last(k) > first + 1
                or units[k + 1] == ","
                or _CLAUSE.match(units, k, end)
            ):
                return Complement(first, after, clausal=True)
            if unit != "N" and not (frames.object or frames.after_object or frames.predicate):
                return None
        if unit == "W" and frames.predicate and QUOTED in units[k : min(end, k + _OBJECT_REACH)]:
            return Complement(first, after, clausal=False)
        if unit in "wWf" and (frames.wh or told):
            return Complement(first, after, clausal=True)
        if frames.label == "evidential" and unit in "AX" and units[k + 1] in "JIk":
            return Complement(first, after, clausal=False)
        if unit == "J":
            if "to" in frames.prepositions:
                return Complement(first, after, clausal=False)
            return None
        if unit in "IOyuT&A" and word in frames.prepositions and k + 1 < end:
            content = first + 1
            return Complement(content, content if k == start else after, clausal=False)
        is_time = (
            unit == "N"
            and reading.last(k) - first <= 2  # noqa: PLR2004 - "the mayor"
            and reading.lower[reading.last(k) - 1] in WORDS["time"]
        )
        is_time = is_time and (units[k + 1] in "kaSEJ,.;" or not (frames.object or frames.zero))
        if is_time:
            k += 1
            continue
        if _starts_clause(reading, frames, k, end, told=told):
            return Complement(first, after, clausal=True)
        if frames.ing and k == start and unit == "G":
            return Complement(first, after, clausal=False)
        if unit in "NPoxMGka" and k == start:
            found = _object(reading, frames, k, end, after)
            if found is not None:
                return found
            if frames.addressee:
                match = _TO_OBJECT.match(units, k, end)
                if match:
                    k, told = match.end(), True
                    continue
            if unit != "G":
                return None
        adjunct = _ADJUNCT.match(units, k, end)
        if not adjunct or (unit in "yu" and units[k + 1 : k + 2] == "G"):
            return None
        k = adjunct.end()
    return None


def _starts_clause(reading: Reading, frames: Frames, k: int, end: int, *, told: bool) -> bool:  # noqa: PLR0911 - one way out per construction
    """Whether a clause without "that" starts at a unit, and the cue takes one."""
    units = reading.units
    if not (frames.that or frames.only_that or told):
        return False
    unit, word = units[k], reading.word(k)
    if unit == "o" or (frames.addressee and not told and unit != "S"):
        return False
    if unit in "SE":
        return True
    if frames.only_that:
        return False
    if word in WORDS["formula"] and units[k + 1] not in "FKB":
        return False
    if _CLAUSE.match(units, k, end):
        return True
    if not frames.zero or unit not in "NPMAQ!R|GU":
        return False
    tokens = reading.lower[reading.starts[k] : reading.starts[k] + 4]
    return reading.starts[end] - reading.starts[k] >= _SHORTEST_CLAUSE - (unit == "M") and (
        WORDS["ritual"].isdisjoint(tokens) or "'s" in tokens
    )


def _fills_gap(frames: Frames, unit: str, word: str) -> bool:
    """Whether the rest of a relative clause completes a cue whose object stands before it.

    "attacks that officials say were planned", "what she described as a mistake", "whom he dubbed “Tiny”".
    """
    if unit in "FKB":
        return frames.that
    return word in frames.after_object or (frames.predicate and unit in "NQA")


def _object(reading: Reading, frames: Frames, k: int, end: int, after: int) -> Complement | None:
    """Content that is an object, or an object with what the frame wants behind it."""
    units, starts = reading.units, reading.starts
    first = starts[k]
    if frames.object and not frames.addressee and "to" not in frames.after_object:
        return Complement(first, after, clausal=False)
    last = reading.last(k)
    if frames.contents and reading.lower[last - 1] in frames.contents:
        is_cut = units[k + 1 : k + 2] in ("G", "X")
        if is_cut:
            return Complement(first, after, clausal=False, last=last)
        while k + 2 < end and units[k + 1] == "O":
            k += 2
        return Complement(first, after, clausal=False, last=reading.last(k))
    if frames.after_object and _follows_object(reading, frames, k + 1, end):
        return Complement(first, after, clausal=False)
    if frames.predicate and _has_predicate(reading, k, end):
        return Complement(first, after, clausal=False)
    return Complement(first, after, clausal=False) if frames.object and not frames.addressee else None


def _follows_object(reading: Reading, frames: Frames, k: int, end: int) -> bool:
    """Whether one of the words that the frame wants follows an object, within its clause."""
    units = reading.units
    for unit in range(k, min(end, k + _OBJECT_REACH)):
        kind, word = units[unit], reading.word(unit)
        if kind == "J":
            return "to" in frames.after_object
        if word == "to" and "to-np" in frames.after_object:
            return True
        if word in frames.after_object and word != "to":
            return True
        if word in frames.after_object and units[unit + 1 : unit + 2] == "G":
            return True
        if kind in ";,SFKBQ":
            return False
    return False


_PREDICATE = re.compile(r"[NPoxMQka](?:[IO][NPTo]){0,2}(?:[NPAQG]|R?A|R[NP])")


def _has_predicate(reading: Reading, k: int, end: int) -> bool:
    """Whether a second noun phrase, adjective or quotation follows an object ("called it a mistake")."""
    units = reading.units
    if _PREDICATE.match(units, k, end):
        return True
    for unit in range(k + 1, min(end, k + _OBJECT_REACH)):
        if units[unit] == QUOTED or (units[unit] == "N" and reading.word(unit) in ("a", "an")):
            return True
        if units[unit] in ";,SFKB":
            return False
    return False

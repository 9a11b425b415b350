"""What follows a cue, by its frames: which complement, where content starts, and whether it is a clause or quotation."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from newsassay.engine.attribution.cue_frames import WORDS, Frames
from newsassay.engine.attribution.reading import QUOTED, Reading, Site

_VERB = "[FKB]"
# A clause without "that": a subject, what is attached to it, and a finite verb.
_CLAUSE = re.compile(
    rf"""&? (?: S | E | M(?=R*{_VERB}) | (?:[NPATxQ]|G[NPMo]|[NP]S(?=F)|x) (?:,?&[NP]|[IOyu]R?[NPTMoxA]|X|,[^,.\n]{{1,14}},|[Wa]S?{_VERB}[NPA]?){{0,5}} )
    (?: T | R | n | I?T | x ){{0,3}} {_VERB}""",
    re.VERBOSE,
)
_HER_CLAUSE = re.compile(rf"o[NPvFXGA]{{1,2}}{_VERB}")  # "said her knees shook"
_ASIDE = re.compile(r",(?!\")[^,.;Q\n]{1,12},(?=[kSMEQNP])")
_ADJUNCT = re.compile(
    r"(?:[IOyu](?:(?:[NP]'?)?Q(?=[kaSMIOEN])|[NPTox])(?:[IO][NPTox]){0,2}(?:,[NP],(?=k))?|[IOyu]?T|I[RA](?=[SEMNPk])|R|,?u[NP](?=k))"
)
_TO_OBJECT = re.compile(r"G?(?:[NPox]|P'Q)(?:[IOyu&][NPTox]){0,3}(?:\([^)]{1,4}\))?I?")
_QUOTATION = QUOTED + '"'
_MARKS = ",;" + _QUOTATION
_OPENING = "kaNPSEMAwWfQTxGR!|Uo&"
_PHRASAL = "IJNPoxMGAXkaOyuT&"
_SKIPPED = "IOyuTR,ANG"
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


# Complement(...) runs a Python function, and this takes half as long.
_complement: Callable[[tuple[int, int, bool, int]], Complement] = partial(tuple.__new__, Complement)


def find_complement(site: Site, frames: Frames, *, gap: bool = False) -> Complement | None:
    """The complement of a cue with some frames.

    `gap` if the cue stands in a relative clause ("attacks that officials say were planned").
    """
    reading, _, after, _, _, _, _, end, k = site
    units = reading.units
    if reading.starts[k] > after:  # the cue ends inside a chunk
        return Complement(after, after, clausal=False) if frames.object else None
    if gap and k < end and _fills_gap(frames, units[k], reading.word(k)):
        return Complement(after, after, clausal=units[k] in "FKB")
    found, told = None, False
    for _ in range(_STEPS):
        if k >= end:
            break
        if units[k] in _MARKS:
            aside = _ASIDE.match(units, k, end) if frames.quote or told else None
            if not aside:
                return _behind_mark(site, frames, k, told=told)
            k = aside.end()
            continue
        if units[k] in _OPENING:
            found = _clause(site, frames, k, told=told)
        if found is None and units[k] in _PHRASAL:
            found = _phrase(site, frames, k)
        behind, is_hearer = (0, False) if found is not None else _skipped(site, frames, k)
        if not behind:
            break
        k, told = behind, told or is_hearer
    return found


def _skipped(site: Site, frames: Frames, k: int) -> tuple[int, bool]:
    """The unit behind what may stand between a cue and its complement, 0 if nothing may, and whether that is who is told."""
    reading, end = site.reading, site.end
    units, unit = reading.units, reading.units[k]
    is_object = unit in "NPoxMGka" and k == site.behind
    hearer = _TO_OBJECT.match(units, k, end) if is_object and frames.addressee else None
    if hearer:
        return hearer.end(), True
    if unit == "N" and _is_time(reading, frames, k):
        return k + 1, False
    adjunct = None
    if unit in _SKIPPED and (unit == "G" or not is_object):
        adjunct = _ADJUNCT.match(units, k, end)
    return (adjunct.end() if adjunct else 0), False


def _behind_mark(site: Site, frames: Frames, k: int, *, told: bool) -> Complement | None:
    """A quotation, or what stands behind a colon or comma."""
    reading, _, after, _, _, _, _, end, _ = site
    units, starts = reading.units, reading.starts
    if units[k] in _QUOTATION:
        is_content = frames.quote or frames.object or frames.that or told
        return Complement(starts[k], after, clausal=True) if is_content else None
    if not (frames.quote or told):
        return None
    if units[k + 1] in _QUOTATION:
        return Complement(starts[k + 1], after, clausal=True)
    colon = reading.word(k) == ":"
    if colon and units[k + 1] == "\n" and units[k + 2] in _QUOTATION:
        return Complement(starts[k + 2], after, clausal=True)
    return Complement(starts[k + 1], after, clausal=True) if colon and k + 1 < end else None


def _clause(site: Site, frames: Frames, k: int, *, told: bool) -> Complement | None:
    """The clause that starts at a unit, with or without "that", if the cue takes one."""
    reading, _, after, _, _, _, _, end, _ = site
    unit, first = reading.units[k], reading.starts[k]
    if unit in "ka" or (unit == "N" and reading.lower[first] == "that"):
        return _complement((first, after, True, 0)) if frames.that or frames.only_that or told else None
    if unit in "wWf":
        return _complement((first, after, True, 0)) if frames.wh or told else None
    if unit == "N" and _is_time(reading, frames, k):
        return None
    return (
        _complement((first, after, True, 0)) if _starts_clause(reading, frames, k, end, told=told) else None
    )


def _phrase(site: Site, frames: Frames, k: int) -> Complement | None:
    """The infinitive, phrase or object that starts at a unit, if the cue takes one."""
    reading, _, after, _, _, _, _, end, start = site
    units, unit, first = reading.units, reading.units[k], reading.starts[k]
    if (
        (unit == "J" and "to" in frames.prepositions)
        or (unit in "AX" and frames.label == "evidential" and units[k + 1] in "JIk")
        or (unit == "G" and frames.ing and k == start)
    ):
        return _complement((first, after, False, 0))
    if unit in "IOyuT&" and k + 1 < end and reading.lower[first] in frames.prepositions:
        return Complement(first + 1, first + 1 if k == start else after, clausal=False)
    if k == start and unit in "NPoxMGka" and not (unit == "N" and _is_time(reading, frames, k)):
        return _object(reading, frames, k, end, after)
    return None


def _is_time(reading: Reading, frames: Frames, k: int) -> bool:
    """Whether a noun phrase says when, between the cue and what it takes: "last week that"."""
    last = reading.last(k)
    if last - reading.starts[k] > _LONGEST_TIME or reading.lower[last - 1] not in WORDS["time"]:
        return False
    return reading.units[k + 1] in "kaSEJ,.;" or not (frames.object or frames.zero)


def _starts_clause(reading: Reading, frames: Frames, k: int, end: int, *, told: bool) -> bool:
    """Whether a clause without "that" starts at a unit, and the cue takes one."""
    units = reading.units
    unit, word = units[k], reading.word(k)
    if not (frames.that or frames.only_that or told) or (unit == "&" and word != "both"):
        return False
    if unit == "o":
        return word == "her" and _HER_CLAUSE.match(units, k, end) is not None
    if unit in "SE" or (told and unit in "NP" and units[k + 1] == QUOTED):
        return True  # "told them Leeds “had it coming”"
    if frames.only_that or (word in WORDS["formula"] and units[k + 1] not in "FKB"):
        return False
    return _CLAUSE.match(units, k, end) is not None or (frames.zero and _may_be_clause(reading, k, end))


def _may_be_clause(reading: Reading, k: int, end: int) -> bool:
    """Whether what starts at a unit is long enough for a clause whose verb does not show, and no greeting."""
    unit, first = reading.units[k], reading.starts[k]
    tokens = reading.lower[first : first + 4]
    return (
        unit in "NPMAQ!R|GU"
        and reading.starts[end] - first >= _SHORTEST_CLAUSE - (unit == "M")
        and (WORDS["ritual"].isdisjoint(tokens) or "'s" in tokens)
    )


def _fills_gap(frames: Frames, unit: str, word: str) -> bool:
    """Whether the rest of a relative clause completes a cue whose object stands before it.

    "attacks that officials say were planned", "what she described as a mistake", "whom he dubbed “Tiny”".
    """
    if unit in "FKBvX":
        return frames.that
    return word in frames.after_object or (frames.predicate and unit in "NQA")


def _object(reading: Reading, frames: Frames, k: int, end: int, after: int) -> Complement | None:
    """Content that is an object, or an object with what the frame wants behind it."""
    units, starts = reading.units, reading.starts
    first = starts[k]
    if frames.object and not frames.addressee and "to" not in frames.after_object:
        return _complement((first, after, False, 0))
    last = reading.last(k)
    if frames.contents and reading.lower[last - 1] in frames.contents:
        while k + 2 < end and units[k + 1] == "O":
            k += 2
        return Complement(first, after, clausal=False, last=reading.last(k))
    if frames.after_object and _follows_object(reading, frames, k + 1, end):
        return _complement((first, after, False, 0))
    if frames.predicate and _has_predicate(reading, k, end):
        return _complement((first, after, False, 0))
    return _complement((first, after, False, 0)) if frames.object and not frames.addressee else None


def _follows_object(reading: Reading, frames: Frames, k: int, end: int) -> bool:
    """Whether one of the words that the frame wants follows an object, within its clause."""
    for unit in range(k, min(end, k + _OBJECT_REACH)):
        word = reading.word(unit)
        if word in frames.after_object and (word != "to" or reading.units[unit] == "J"):
            return True
        if word == "to" and "to-np" in frames.after_object:
            return True
        if reading.units[unit] in "ka;":
            break
    return False


_PREDICATE = re.compile(r"[NPoxMQka](?:[IO][NPTo]){0,2}(?:[NPAQG]|R?A|R[NP])")


def _has_predicate(reading: Reading, k: int, end: int) -> bool:
    """Whether a second noun phrase, adjective or quotation follows an object ("called it a mistake")."""
    units = reading.units
    return _PREDICATE.match(units, k, end) is not None or any(
        units[unit] == QUOTED or (units[unit] == "N" and reading.word(unit) in ("a", "an"))
        for unit in range(k + 1, min(end, k + _OBJECT_REACH))
    )

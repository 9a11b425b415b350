"""Predicates: passives ("is believed to", "was described as ... by X") and adjectives ("is confident that")."""

import re

from newsassay.engine.attribution.complements import find_complement
from newsassay.engine.attribution.cue_frames import WORDS, Draft, Frames, Range, Shape, running_draft
from newsassay.engine.attribution.reading import QUOTED, Site
from newsassay.engine.attribution.source_phrases import is_source, may_speak
from newsassay.engine.attribution.source_ranges import end_of_source, find_subject

PASSIVE = Shape.PASSIVE
_AGENT = re.compile(r"[^.,;\nFKBJG]{0,7}?y(?=[NPo])")
_INTERRUPTED_GROUP = re.compile(r"F(?:[IR]?[NTR]){1,2}$")


def draft_adjective(site: Site) -> Draft | None:
    """An adjective behind a form of be or another copula: "is confident that", "was angry about"."""
    reading, first, _, _, frames, unit, low, _, _ = site
    units = reading.units
    group = unit - 1
    while group > low and units[group] in "RT":
        group -= 1
    if units[group] == "X" and reading.word(group) == "been":  # "has for weeks been confident"
        match = _INTERRUPTED_GROUP.search(units[low:group])
        group = low + match.start() if match else group
    inside = units[unit] in "KN" and reading.starts[unit] < first
    if units[unit] not in "AXK" and not inside:
        return None
    if units[unit] == "K":
        group = unit
    elif group < low or units[group] not in "BF":
        return None
    subject = find_subject(reading, group, low)
    if subject is None or (subject.source is not None and not is_source(site, subject, subject.source)):
        return None
    complement = find_complement(site, frames)
    if complement is None:
        return None
    start, cue_last, clausal, _ = complement
    cue = (reading.starts[group], cue_last)
    told_of = subject.antecedent
    return running_draft(
        subject.shape, cue, frames, subject.source, start, antecedent=told_of, clausal=clausal
    )


def draft_passive(site: Site, cue: Range) -> Draft | None:
    """A passive's relation: with an agent for any object verb, without one for clausal frames only."""
    reading, _, _, lemma, frames, unit, low, end, k = site
    units = reading.units
    if k >= end or (units[unit] == "X" and lemma != "ask"):
        return None
    agent = None
    match = _AGENT.match(units, k, end)
    if match:
        agent = (reading.starts[match.end()], end_of_source(reading, match.end(), end))
    if frames.quote and units[k] == "," and units[k + 1] in QUOTED + '"':
        return running_draft(PASSIVE, cue, frames, agent, reading.starts[k + 1])
    if agent is not None and match is not None and match.end() == k + 1:
        k = reading.starting(agent[1])
    elif units[k] == "I" and units[k + 1 : k + 2] and units[k + 1] in "NPT" and units[k + 2] in "wWkf":
        k += 2
    if k < end and _takes_passively(frames, units[k], reading.word(k)):
        return running_draft(PASSIVE, cue, frames, agent, reading.starts[k])
    if agent is None or not (frames.object or frames.that) or not may_speak(reading, agent):
        return None
    subject = find_subject(reading, unit, low)
    if subject is None or subject.source is None:
        return None
    return Draft(PASSIVE, cue, frames, agent, (subject.source,))


def _takes_passively(frames: Frames, unit: str, word: str) -> bool:
    if unit == "J":
        return "to" in frames.prepositions or "to" in frames.after_object or frames.that or frames.only_that
    if word == "that":
        return frames.that or frames.only_that or frames.addressee
    if unit in "wWf":
        return frames.wh
    return word != "by" and (
        word in frames.after_object
        or word in frames.prepositions
        or (frames.predicate and unit in "ANQ")
        or (frames.object and frames.label == "speech" and word in WORDS["of_predicate"])
    )

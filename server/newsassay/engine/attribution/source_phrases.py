"""Noun phrases as mentions of a source: their heads, and whether they can be one."""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from newsassay.engine.attribution.cue_frames import SOURCE_NOUNS, WORDS, Range, Shape
from newsassay.engine.attribution.reading import Reading, Site

_AGENT_ENDINGS = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee)s?$|(?:men|women)$")
_ABSTRACT_ENDINGS = re.compile(r"(?:ness|sphere)$")  # groups of people share the others: "management"

# The last noun before any phrase, participle or apposition: "a source close to the mayor".
_HEAD = re.compile("[NSPx](?=A[IOT])|[NSPtCAQDeox](?=[IOyuW,(Vx]|[GX](?![NSP]))")


class Subject(NamedTuple):
    """A subject's token range, None where it is shared with the clause; `left` is the unit it starts at.

    `antecedent` is what a relative pronoun stands for.
    """

    shape: Shape
    source: Range | None
    left: int
    antecedent: Range | None = None


made_subject: Callable[[tuple[object, ...]], Subject] = partial(tuple.__new__, Subject)
"""A subject of all its fields: Subject(...) runs a Python function, and this takes half as long."""


def head_of(reading: Reading, source: Range) -> int:
    """The token that heads a noun phrase: the last noun before any phrase, participle or apposition."""
    first, last = source
    if last - first == 1:
        return first
    tags = reading.tags(first, last).rstrip("·")
    match = _HEAD.search(tags)
    return first + match.start() if match else min(last - 1, first + len(tags) - 1)


def is_plural(reading: Reading, token: int) -> bool:
    """Whether a noun or pronoun is plural."""
    tag, word = reading.tag(token), reading.lower[token]
    return tag == "S" or (tag == "P" and word[-1] == "s") or word in WORDS["plural_subject"]


def is_time(reading: Reading, unit: int) -> bool:
    """Whether a noun phrase is a phrase of time: "last month", "2010"."""
    if reading.units[unit] == "T":
        return True
    last = reading.last(unit)
    if last - reading.starts[unit] > 2:  # noqa: PLR2004 - "last week"
        return False
    word = reading.lower[last - 1]
    return word in WORDS["time"] or (word.isdigit() and len(word) == 4)  # noqa: PLR2004 - a year


def may_speak(reading: Reading, source: Range) -> bool:
    """Whether a noun phrase can be a source: a name, person, group, organisation or document."""
    head = head_of(reading, source)
    tag, noun = reading.tag(head), reading.lower[head]
    if tag in "siWaQ" or noun in WORDS["share"]:
        return True
    label = SOURCE_NOUNS.get(noun)
    if label is not None:
        return label != "inscription"
    if tag == "P" or reading.capitalised(head) or _AGENT_ENDINGS.search(noun):
        return True
    return head > source[0] and reading.capitalised(head - 1) and head - 1 > source[0]


def is_mute(reading: Reading, source: Range) -> bool:
    """Whether a noun phrase is no source of any verb: what words stand on (a sign, a shirt), or an abstract noun."""
    noun = reading.lower[head_of(reading, source)]
    label = SOURCE_NOUNS.get(noun)
    if label is not None:
        return label == "inscription"
    return noun in WORDS["mute"] or _ABSTRACT_ENDINGS.search(noun) is not None


def _is_list(reading: Reading, first: int, last: int) -> bool:
    """Whether a noun phrase is what a headline lists or shows: "14 Things Bakers", "This Tiny Kitten"."""
    opening, noun = reading.lower[first], reading.lower[last - 1]
    counted = opening.isdigit()
    if not (counted or opening in ("this", "these")) or not reading.capitalised(last - 1):
        return False
    is_known = noun in SOURCE_NOUNS or _AGENT_ENDINGS.search(noun) is not None
    return not is_known or (counted and last - first > 2)  # noqa: PLR2004 - "15 Teachers"


def is_source(site: Site, subject: Subject, source: Range, *, clausal: bool = False) -> bool:
    """Whether a subject can be the source of the cue."""
    reading = site.reading
    first, last = source
    word = reading.lower[first]
    is_single = last - first == 1
    if is_single and word in WORDS["third_person"] and not reading.capitalised(site.first):
        return subject.left <= site.low or reading.tag(first - 1) != "d"
    if _is_asked_or_denied(reading, subject.left, site.low) or (is_single and _is_nobody(site, word)):
        return False
    mention = subject.antecedent or source
    if _is_list(reading, *mention):
        return False
    if mention[1] - mention[0] == 1 and reading.lower[mention[0]] in WORDS["demonstrative"]:
        if subject.antecedent is not None and word == "who":
            return reading.lower[mention[0]] == "those"
        return reading.lower[mention[0]] == "that" and site.frames.label == "evidence"
    is_clear = site.lemma in WORDS["core"] or (clausal and site.frames.label in ("speech", "evidence"))
    return may_speak(reading, mention) or (is_clear and not is_mute(reading, mention))


def _is_nobody(site: Site, word: str) -> bool:
    """Whether a pronoun is no source of the cue: anyone, what the author thinks in writing, "it is certain"."""
    label = site.frames.label
    told = label != "adjective" and (label == "speech" or site.reading.tag(site.first) == "V")
    return (
        word in WORDS["reader"]
        or (word in WORDS["author"] and not told)
        or (word == "it" and label == "adjective")
    )


def _is_asked_or_denied(reading: Reading, left: int, low: int) -> bool:
    """Whether a subject is asked for or denied: "Who said it?", "Why do fans think", "no one knows"."""
    word = reading.word(left)
    if word in WORDS["nobody"]:
        return True
    if left <= low:
        return word == "who"
    return word == "no" or reading.tag(reading.starts[left] - 1) == "d"

"""Cues that are no verbs: nouns of saying, and prepositions that introduce a source."""

import re

from newsassay.engine.attribution.cue_frames import NO_FRAMES, WORDS, Draft, Range, Shape, running_draft
from newsassay.engine.attribution.fronted import quotation_before
from newsassay.engine.attribution.reading import Reading, Site
from newsassay.engine.attribution.source_ranges import end_of_source, find_subject

NOUN, PHRASE, PARTICIPLE = Shape.NOUN, Shape.PHRASE, Shape.PARTICIPLE
_SHORTEST_CLAUSE = 2
_INTERRUPTED = 7


def draft_noun(site: Site) -> Draft | None:
    """The relation of a nominal cue that has both a source and a complement, else None."""
    reading, noun, after, lemma, _, unit, _, end, k = site
    units = reading.units
    if reading.tag(noun) not in "NSPZYvGX":
        return None
    source = None
    if k < end and reading.word(k) in ("by", "from") and units[k + 1] in "NPo":
        last = end_of_source(reading, k + 1, end)
        source, k = (reading.starts[k + 1], last), reading.starting(last)
    if lemma in WORDS["opinion"] and _opens_opinion(reading, unit, k):
        return _draft_opinion(site, k)
    if k < end and units[k] == "B" and reading.word(k + 1) == "that":
        k += 1  # "his view is that"
    if k >= end or not _takes(site, k):
        return None
    first = noun
    if source is None:
        source = _possessor(reading, unit, noun)
    if source is None:
        source, first = _support_subject(site)
    if source is None and (units[k] != "k" or lemma not in WORDS["unowned"]):
        return None
    clausal = units[k] in "kawWfS"
    return running_draft(NOUN, (first, after), site.frames, source, reading.starts[k], clausal=clausal)


def _opens_opinion(reading: Reading, unit: int, k: int) -> bool:
    """Whether a noun stands in a phrase that says whose opinion is told: "In her view, ..."."""
    return reading.word(unit - 1) == "in" and reading.units[k] in ",."


def _draft_opinion(site: Site, k: int) -> Draft | None:
    """In her view, X: the content is the rest of the clause, or what stands before."""
    reading, noun, after, _, frames, unit, low, end, _ = site
    source = _possessor(reading, unit, noun)
    if source is None:
        return None
    content = (reading.starts[low], reading.starts[unit - 1])
    if unit - 1 == low or reading.units[unit - 2] == ",":
        if k + 1 >= end:
            return None
        return running_draft(PHRASE, (noun, after), frames, source, reading.starts[k + 1])
    return Draft(PHRASE, (noun, after), frames, source, (content,))


def _takes(site: Site, k: int) -> bool:
    """Whether a complement of the noun starts at a unit."""
    reading, frames = site.reading, site.frames
    unit, word = reading.units[k], reading.word(k)
    if unit == "J":
        return "to" in frames.prepositions
    if k + 1 >= site.end:
        return False
    if word == "that":
        return frames.that and reading.units[k + 1] not in "FKB,."
    if unit in "wWf":
        return frames.wh
    if unit == "G":
        return word in frames.prepositions
    return (word in frames.prepositions and unit in "IOyu") or (frames.that and unit == "S")


def _possessor(reading: Reading, unit: int, noun: int) -> Range | None:
    """The source in "his claim", "the judge's later ruling"."""
    first = reading.starts[unit]
    for k in range(noun - 1, first - 1, -1):
        word = reading.lower[k]
        if word in ("'s", "'"):
            start = k
            while start > first and reading.tag(start - 1) in "DNSPACpQRe·'":
                start -= 1
            return (start, k) if start < k else None
        if reading.tag(k) == "p":
            return None if word in WORDS["not_reported"] else (k, k + 1)
    return None


def _support_subject(site: Site) -> tuple[Range | None, int]:
    """The source in "X made a promise": the subject of the verb that carries the noun."""
    reading, noun, _, _, _, unit, low, _, _ = site
    units = reading.units
    verb = unit - 1
    subject = find_subject(reading, verb, low) if verb > low and units[verb] == "F" else None
    if subject is None or subject.source is None:
        return None, noun
    return subject.source, reading.starts[unit] - 1


def draft_phrase(site: Site, *, rate: bool) -> Draft | None:
    """According to X: the source follows, the content is the rest of the clause. `rate` if the cue can be a rate's."""
    reading, first, after, _, frames, _, low, end, k = site
    units, unit = reading.units, reading.at(first)
    if k >= end or units[k] not in "NPoMSA" or (rate and not _names_source(site, unit)):
        return None
    limit = end
    if unit > low + 1 and units[unit - 2] == "B":
        limit = next(reading.commas(k, end), end)  # "It was, according to Lund, a sieve"
    source = (after, end_of_source(reading, k, limit))
    quotation = quotation_before(reading, unit) if unit == low else None
    if quotation is not None:
        return Draft(PHRASE, (first, after), frames, source, ((quotation.first, quotation.last),))
    behind = reading.starting(source[1])
    if unit <= low + 1:
        comma = next(reading.commas(behind, end), end)
        rest = reading.starts[comma + 1] if comma + 1 < end else None
        return None if rest is None else running_draft(PHRASE, (first, after), frames, source, rest)
    return _draft_interposed(site, unit, source, behind)


def _names_source(site: Site, unit: int) -> bool:
    """Whether "per" stands behind a comma and before a name or article, so that it tells no rate."""
    reading, after = site.reading, site.last
    named = reading.capitalised(after) or reading.lower[after] in ("a", "the")
    return named and unit > site.low and reading.units[unit - 1] == ","


def _draft_interposed(site: Site, unit: int, source: Range, behind: int) -> Draft | None:
    """Y, according to X, Z: the content stands before, and goes on behind a short opening."""
    reading, low = site.reading, site.low
    units, cue = reading.units, (site.first, site.last)
    left = unit - 1 if units[unit - 1] in ",;" else unit
    content = (reading.starts[low], reading.starts[left])
    opening = content[1] - content[0]
    if opening < _SHORTEST_CLAUSE:
        return None
    if opening < _INTERRUPTED and behind + 1 < site.end and units[behind] in ",;":
        start = reading.starts[behind + 1]
        return Draft(PHRASE, cue, site.frames, source, (content, (start, start + 1)), extends=True)
    return Draft(PHRASE, cue, site.frames, source, (content,))


_IN_SURVEY = re.compile(r"(?=I(?P<source>[NP](?:[OyI][NP]|[XF]T?)*(?:[XF][NT]?)?)(?P<end>[,.\n]))")


def draft_surveys(reading: Reading) -> list[Draft]:
    """What a poll counted: "In a Gallup poll, six in ten said", "He has 12 percent in the latest poll"."""
    if WORDS["survey"].isdisjoint(reading.lower):
        return []
    drafts: list[Draft] = []
    units, starts = reading.units, reading.starts
    for match in _IN_SURVEY.finditer(units):
        unit = match.start()
        if reading.word(unit) != "in" or reading.lower[reading.last(unit + 1) - 1] not in WORDS["survey"]:
            continue
        low, end = reading.bounds(unit)
        behind = match.end("source")
        source, cue = (starts[unit + 1], starts[behind]), (starts[unit], starts[unit] + 1)
        if unit == low and match["end"] == "," and behind + 1 < end:
            start = starts[behind + 1]
            contents, extends = ((start, start + 1),), True
        elif unit > low + 1 and match["end"] != "," and "C" in reading.tags(starts[low], starts[unit]):
            contents, extends = ((starts[low], starts[unit]),), False
        else:
            continue
        drafts.append(Draft(PHRASE, cue, NO_FRAMES, source, contents, extends=extends))
    return drafts

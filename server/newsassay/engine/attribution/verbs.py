"""Verbal cues: the verb group, its subject, and the complement behind or the content before it."""

from newsassay.engine.attribution.complements import Complement, find_complement
from newsassay.engine.attribution.cue_frames import (
    DOCUMENTED,
    SOURCE_NOUNS,
    WORDS,
    Draft,
    Frames,
    Range,
    Shape,
    made_draft,
    running_draft,
)
from newsassay.engine.attribution.fronted import (
    draft_inverted,
    draft_parenthetical,
    with_second_piece,
)
from newsassay.engine.attribution.passives import draft_adjective, draft_passive
from newsassay.engine.attribution.reading import QUOTED, Reading, Site
from newsassay.engine.attribution.source_phrases import Subject, head_of, is_source
from newsassay.engine.attribution.source_ranges import find_subject, start_of_noun_phrase

FINITE, PARTICIPLE, INFINITIVE, PASSIVE = Shape.FINITE, Shape.PARTICIPLE, Shape.INFINITIVE, Shape.PASSIVE
RELATIVE_CLAUSE = Shape.RELATIVE_CLAUSE
_BEFORE_INVERTED = ',;"\n' + QUOTED


def draft_verb(site: Site) -> Draft | None:
    """The relation of a verbal cue, or None if it does not attribute."""
    reading, first, last, lemma, frames, unit, low, _, _ = site
    units, start = reading.units, reading.starts[unit]
    if frames.label == "adjective":
        return draft_adjective(site)
    kind = units[unit]
    if kind == "K" and units[unit - 1] == "S" and "'" in reading.lower[start]:
        kind = "F"  # "he's said that": has, as nobody is said himself
    cue = (start, last)
    if kind in "FKXv":
        if lemma == "ask" and kind in "FX" and (unit == low or reading.word(unit - 1) == "when"):
            return draft_passive(site, cue)
        if kind != "K" and start == first and (unit == low or units[unit - 1] in _BEFORE_INVERTED):
            inverted = draft_inverted(site)
            if inverted is not None:
                return inverted
        if kind == "K":
            return draft_passive(site, cue)
    subject = _subject(site)
    if subject is not None and subject.shape is INFINITIVE and subject.left < unit:  # "continued to insist"
        cue = (reading.starts[subject.left], last)
        subject = find_subject(reading, subject.left, low)
    return None if subject is None else _draft_clause(site, cue, subject)


def _draft_clause(site: Site, cue: Range, subject: Subject) -> Draft | None:
    """The relation of an active verb with a subject, or without one where its clause's is shared."""
    frames = site.frames
    shape, source, _, antecedent = subject
    gap = _stands_in_gap(site, subject)
    if frames.label == "evidence":
        frames = _documented(site, antecedent or source)
    complement = find_complement(site, frames, gap=gap)
    may_follow = shape is FINITE and source is not None and (frames.quote or frames.label == "evidence")
    if complement is None and not may_follow:
        return None
    clausal = complement is None or complement.clausal
    if source is not None and not is_source(site, subject, source, clausal=clausal):
        return None
    if may_follow:
        parenthetical = draft_parenthetical(site, cue, subject, complemented=complement is not None)
        if parenthetical is not None:
            return with_second_piece(site, parenthetical, complement)
    if complement is None or not _attributes(site, subject, complement):
        return None
    return _draft_complemented(site, cue, subject, frames, complement)


def _draft_complemented(
    site: Site, cue: Range, subject: Subject, frames: Frames, complement: Complement
) -> Draft:
    """The relation of a cue with its content behind it."""
    shape, source, _, antecedent = subject
    start, cue_last, clausal, content_last = complement
    if frames.label == "evidential":  # "he seems to regret it": nobody says so, least of all the subject
        return running_draft(PASSIVE, (cue[0], cue_last), frames, None, start)
    strong = clausal and _is_strong(site, subject)
    content = (start, content_last or start + 1)
    return made_draft(
        (shape, (cue[0], cue_last), frames, source, (content,), not content_last, antecedent, strong, clausal)
    )


def _stands_in_gap(site: Site, subject: Subject) -> bool:
    """Whether the clause of a cue stands inside a relative one: "attacks that officials say were planned"."""
    reading, left = site.reading, subject.left
    units = reading.units
    if left > site.low and units[left - 1 - (units[left - 1] == "R")] in "Waw":
        return True
    return site.lemma in WORDS["core"] and units[site.behind] in "FKB"


def _subject(site: Site) -> Subject | None:
    reading, _, _, _, _, unit, low, _, _ = site
    kind = reading.units[unit]
    if kind == "G":
        return _subject_of_participle(reading, unit, low)
    if kind == "J":
        return Subject(INFINITIVE, None, _carrier(reading, unit, low))
    return find_subject(reading, unit, low)


def _subject_of_participle(reading: Reading, unit: int, low: int) -> Subject:
    """The noun phrase right before a form in -ing, else the subject that it shares with its clause."""
    units, starts = reading.units, reading.starts
    before = unit - 1
    if before < low or units[before] not in "NP":
        return Subject(PARTICIPLE, None, unit)
    if not (before > low and units[before - 1] in "FKBGJ,"):
        left = start_of_noun_phrase(reading, before, low)
        is_free = left == low or units[left - 1] not in "Iyu"
        if is_free or (reading.word(left - 1) == "with" and units[before] == "N"):
            return Subject(PARTICIPLE, (starts[left], starts[unit]), left)
        if units[before] == "P":
            return Subject(PARTICIPLE, (starts[before], starts[unit]), before)
    if before > low and units[before - 1] in "FG":
        return Subject(PARTICIPLE, (starts[before], starts[unit]), before)
    return Subject(PARTICIPLE, None, unit)


def _carrier(reading: Reading, unit: int, low: int) -> int:
    """The verb group that carries an infinitive ("continued to insist", "is keen to say"), else the infinitive."""
    units, before = reading.units, unit - 1
    if before >= low and units[before] in "FKBA":
        group = before - (units[before] == "A")
        is_carried = units[before] == "A" or reading.lemma(reading.starts[unit] - 1) in WORDS["catenative"]
        if is_carried and group >= low and units[group] in "FKB":
            return group
    return unit


def _documented(site: Site, mention: Range | None) -> Frames:
    """The frames of a verb of evidence, more behind a document."""
    if mention is None:
        return site.frames
    noun = site.reading.lower[head_of(site.reading, mention)]
    return DOCUMENTED[site.lemma] if SOURCE_NOUNS.get(noun) == "document" else site.frames


def _attributes(site: Site, subject: Subject, complement: Complement) -> bool:
    """Whether a cue with a complement attributes where it stands.

    Purpose infinitives do only if a clause of speech follows. Restrictive relatives with a mere object tell which
    people are meant ("voters who oppose the plan"). A verb of thought inside somebody else's proposition ("it is
    apparent that she wanted") reports nothing of its own.
    """
    reading, low = site.reading, site.low
    start, _, clausal, _ = complement
    if subject.shape is INFINITIVE:
        return clausal and site.frames.label == "speech" and reading.units[reading.at(start)] in 'kSQ"'
    left = subject.left
    if subject.shape is RELATIVE_CLAUSE and not clausal and left > low:
        return reading.units[left - 1] in ",;" or site.frames.label == "evidence"
    if left <= low or site.lemma in WORDS["core"] or reading.word(left - 1) not in WORDS["embedding"]:
        return True
    return reading.units[reading.at(start)] in "FKB"


def _is_strong(site: Site, subject: Subject) -> bool:
    """Whether a cue of a clause attributes even inside another's content: plain speech by somebody named there."""
    shape, source, left, _ = subject
    if source is None:
        return shape is PARTICIPLE and site.lemma in WORDS["core"]  # "sent a letter saying that"
    return (
        shape in (FINITE, RELATIVE_CLAUSE)
        and site.frames.label == "speech"
        and (site.reading.units[left] not in "SM" or site.reading.units[left - 1] == "W")
    )

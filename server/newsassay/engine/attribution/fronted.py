"""Content that stands before its cue: `"...," said X`, `"...," X said`, and `Y, X said, Z`."""

import re

from newsassay.engine.attribution.complements import Complement
from newsassay.engine.attribution.cue_frames import WORDS, Draft, Range, Shape, running_draft
from newsassay.engine.attribution.reading import QUOTED, Reading, Site
from newsassay.engine.attribution.source_phrases import Subject, head_of, is_plural, may_speak
from newsassay.engine.attribution.source_ranges import end_of_source
from newsassay.engine.text.quotations import Quotation

PARENTHETICAL, INVERTED = Shape.PARENTHETICAL, Shape.INVERTED
_INTERRUPTED = 7  # tokens; a shorter opening is only the subject of what goes on behind the cue
_CLOSED = re.compile(r"[IOyu]|[,.;)\nWTkUQ&cwGR\"]|$")
_HEARER = re.compile(r"[NPo]?(?:I?T)?")


def draft_inverted(site: Site) -> Draft | None:
    """`"...," said X`: the source follows the cue, the content ends before it."""
    reading, first, last, _, frames, unit, low, end, _ = site
    units, cue = reading.units, (first, last)
    source = _source_behind(site) if frames.quote and last - first == 1 else None
    if source is None:
        return None
    if unit == low:
        behind = reading.starting(source[1])
        announces = reading.word(behind) == ":" or (units[behind] == "," and units[behind + 1] in 'Q"')
        if behind < end and announces:
            return running_draft(INVERTED, cue, frames, source, reading.starts[behind + 1])
        if units[max(low - 2, 0)] != QUOTED:
            return None
    content = _content_before(site, source)
    return None if content is None else Draft(INVERTED, cue, frames, source, (content,))


def _source_behind(site: Site) -> Range | None:
    """The noun phrase behind a cue if it agrees with it for its subject."""
    reading, first, _, lemma, _, unit, _, end, _ = site
    units = reading.units
    k = unit + 1
    if k >= end or units[k] not in "NPSM":
        return None
    source = (reading.starts[k], end_of_source(reading, k, end))
    agrees = reading.tag(first) not in "Yv" or lemma == "read" or is_plural(reading, head_of(reading, source))
    return source if agrees else None


def _content_before(site: Site, source: Range) -> Range | None:
    """What is said before an inverted cue: a quotation, or a clause behind which nothing but the speaker follows."""
    reading, _, _, _, frames, unit, low, _, _ = site
    quotation = quotation_before(reading, unit)
    if quotation is not None:
        return _quoted_content(reading, quotation, unit, low)
    before = unit - 1
    ends_clause = reading.units[before] in ',;"' and before > low and not frames.addressee
    is_closed = _CLOSED.match(reading.units, reading.starting(source[1])) is not None
    if ends_clause and is_closed and may_speak(reading, source):
        return reading.starts[low], reading.starts[before]
    return None


def quotation_before(reading: Reading, unit: int) -> Quotation | None:
    """The quotation that ends right before a unit, a comma or a boundary between."""
    units, before = reading.units, unit - 1
    if before > 0 and units[before] in ',\n."':
        before -= 1
    return reading.quotation_at(reading.starts[before]) if units[before] == QUOTED else None


def draft_parenthetical(site: Site, cue: Range, subject: Subject, *, complemented: bool) -> Draft | None:
    """`"...," X said`, `Y, X said` and `Y, as X said`; `complemented` if the cue takes something behind it too."""
    reading, frames, low, left = site.reading, site.frames, site.low, subject.left
    quotation = quotation_before(reading, left)
    if quotation is not None and not (quotation.is_short and complemented):
        if left == low and (complemented or _goes_on(site)):
            return None
        content = _quoted_content(reading, quotation, left, low)
        return Draft(PARENTHETICAL, cue, frames, subject.source, (content,))
    takes_clause = frames.that or frames.only_that or frames.addressee or frames.label == "evidence"
    if complemented or left <= low or not takes_clause or _goes_on(site):
        return None
    return _draft_unquoted(site, cue, subject)


def _draft_unquoted(site: Site, cue: Range, subject: Subject) -> Draft | None:
    """`Y, X said`, `Y, X said, Z`, `Y, as X said` and `As X said, Y`."""
    reading, _, _, _, frames, _, low, _, after = site
    units, starts, before = reading.units, reading.starts, subject.left - 1
    if reading.word(before) == "as":
        if before == low:
            behind = starts[after + 1]
            return (
                running_draft(PARENTHETICAL, cue, frames, subject.source, behind)
                if units[after] == ","
                else None
            )
        before -= units[before - 1] in ",;"
    elif units[before] not in ",;":
        return None
    opening = (starts[low], starts[before])
    length = opening[1] - opening[0]
    if frames.addressee:
        match = _HEARER.match(units, after)
        after = match.end() if match else after
    if _is_interruption(site, after, length):
        start = starts[after + 1]
        contents = (opening, (start, start + 1))
        return Draft(PARENTHETICAL, cue, frames, subject.source, contents, extends=True)
    return Draft(PARENTHETICAL, cue, frames, subject.source, (opening,))


def _goes_on(site: Site) -> bool:
    """Whether the cue takes something the grammar does not know, so that it is no parenthesis."""
    reading = site.reading
    after = site.behind
    if after >= site.end or site.frames.addressee:
        return False
    if reading.units[after] == "N" and reading.lower[reading.last(after) - 1] in WORDS["time"]:
        return False
    return reading.units[after] not in '.,;)"\nIOyuTUkcR&WwaQ'


def _is_interruption(site: Site, after: int, opening: int) -> bool:
    """Whether the content goes on behind the cue: "The plan, he said, would fail"."""
    units = site.reading.units
    if after + 2 > site.end or units[after] not in ",;":
        return False
    following = units[after + 1]
    if following in "FKB":
        return True
    return opening < _INTERRUPTED and following not in "&ckuUIOyGwWaf"


def with_second_piece(site: Site, draft: Draft, complement: Complement | None) -> Draft:
    """`"...," X said, "..."`: a quotation behind the cue is content too."""
    if complement is None or site.reading.quotation_at(complement.first) is None:
        return draft
    piece = (complement.first, complement.first + 1)
    return draft._replace(contents=(*draft.contents, piece), extends=True)


def _quoted_content(reading: Reading, quotation: Quotation, unit: int, low: int) -> Range:
    """The quotation, from the start of its sentence if it is only the end of one."""
    place = reading.at(quotation.first)
    start = min(low, reading.bounds(place)[0])
    is_partial = start < place < unit
    if is_partial and QUOTED not in reading.units[start:place] and reading.units[place - 1] not in ",;":
        return (reading.starts[start], quotation.last)
    return (quotation.first, quotation.last)

"""Content that stands before its cue: `"...," said X`, `"...," X said`, and `Y, X said, Z`."""

import re

from newsassay.engine.attribution.complements import Complement
from newsassay.engine.attribution.cue_frames import WORDS, Draft, Range, Shape
from newsassay.engine.attribution.reading import QUOTED, Reading, Site
from newsassay.engine.attribution.source_phrases import Subject, head_of, is_plural, may_speak
from newsassay.engine.attribution.source_ranges import end_of_source, first_of
from newsassay.engine.text.quotations import Quotation

PARENTHETICAL, INVERTED = Shape.PARENTHETICAL, Shape.INVERTED
_INTERRUPTED = 7  # tokens; a shorter opening is only the subject of what goes on behind the cue
_FRONTED = 6
_SHORTEST_CLAUSE = 2
_CLOSED = re.compile(r"[IOyu]|[,.;)\nWTkUQ&cwGR\"]|$")
_HEARER = re.compile(r"[NPo]?(?:I?T)?")


def draft_inverted(site: Site) -> Draft | None:  # noqa: PLR0911 - one way out per construction
    """`"...," said X`: the source follows the cue, the content ends before it."""
    reading, first, last, lemma, frames, unit, low, end, _ = site
    units = reading.units
    if not frames.quote or last - first > 1:
        return None
    k = unit + 1
    if k + 1 < end and units[k] in "FX" and units[k + 1] == "P" and reading.last(k) == reading.starts[k] + 1:
        k += 1  # "said retired General Norton", "said Will Doyle"
    if k >= end or units[k] not in "NPSM":
        return None
    first_token = first_of(reading, k) if k == unit + 1 else reading.starts[unit + 1]
    source = (first_token, end_of_source(reading, k, end))
    if reading.tag(first) in "Yv" and lemma != "read" and not is_plural(reading, head_of(reading, source)):
        return None
    cue = (first, last)
    behind = reading.starting(source[1])
    if unit == low:
        if behind < end and (
            reading.word(behind) == ":" or (units[behind] == "," and units[behind + 1] in 'Q"')
        ):
            start = reading.starts[behind + 1]
            return Draft(INVERTED, cue, frames, source, ((start, start + 1),), extends=True)
        if units[max(low - 2, 0)] != QUOTED:
            return None
    quotation = quotation_before(reading, unit)
    if quotation is not None:
        return Draft(INVERTED, cue, frames, source, (_quoted_content(reading, quotation, unit, low),))
    before = unit - 1
    if frames.addressee or units[before] not in ',;"' or before <= low:
        return None
    if not _CLOSED.match(units, behind) or not may_speak(reading, source):
        return None
    if not _has_clause(reading, low, before):
        return None
    return Draft(INVERTED, cue, frames, source, ((reading.starts[low], reading.starts[before]),))


def _has_clause(reading: Reading, low: int, end: int) -> bool:
    """Whether more than a name and its parenthesis stands in a range of units: "The clerk, 52, said"."""
    return re.search("[FKBEJXGv]", reading.units[low:end]) is not None or end - low > 2  # noqa: PLR2004 - "the mayor"


def quotation_before(reading: Reading, unit: int) -> Quotation | None:
    """The quotation that ends right before a unit, a comma or a boundary between."""
    units, before = reading.units, unit - 1
    if before > 0 and units[before] in ',\n."':
        before -= 1
    return reading.quotation_at(reading.starts[before]) if units[before] == QUOTED else None


def draft_parenthetical(site: Site, cue: Range, subject: Subject, *, complemented: bool) -> Draft | None:  # noqa: PLR0911 - one way out per construction
    """`"...," X said`, `Y, X said` and `Y, as X said`; `complemented` if the cue takes something behind it too."""
    reading, _, _, _, frames, _, low, _, after = site
    units, source, left = reading.units, subject.source, subject.left
    assert source is not None  # noqa: S101 - the caller asks for finite cues with one
    quotation = quotation_before(reading, left)
    if quotation is not None and not (quotation.is_short and complemented):
        if left == low and (complemented or _goes_on(site)):
            return None
        content = _quoted_content(reading, quotation, left, low)
        return Draft(PARENTHETICAL, cue, frames, source, (content,))
    before = left - 1
    if complemented or before < low or _goes_on(site):
        return None
    is_as = reading.word(before) == "as"
    if not (units[before] in ",;" or is_as):
        return None
    if not (frames.that or frames.only_that or frames.addressee or frames.label == "evidence"):
        return None
    if is_as and before == low:  # "As X said, ..."
        if units[after] != ",":
            return None
        start = reading.starts[after + 1]
        return Draft(PARENTHETICAL, cue, frames, source, ((start, start + 1),), extends=True)
    if is_as and before > low and units[before - 1] in ",;":
        before -= 1
    opening = (reading.starts[low], reading.starts[before])
    if frames.addressee:
        match = _HEARER.match(units, after)
        after = match.end() if match else after
    if _is_interruption(site, after, opening[1] - opening[0]):
        start = reading.starts[after + 1]
        return Draft(PARENTHETICAL, cue, frames, source, (opening, (start, start + 1)), extends=True)
    fronted = (
        units[low] in "IyuUTR"
        and reading.word(low) not in ("that", "so")
        and opening[1] - opening[0] < _FRONTED
    )
    if fronted or opening[1] - opening[0] < _SHORTEST_CLAUSE:
        return None
    return Draft(PARENTHETICAL, cue, frames, source, (opening,))


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

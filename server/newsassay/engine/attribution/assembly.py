"""From drafts to whole relations: where contents end, who shares a source, what is nested, what follows on."""

import re
from collections.abc import Iterator

from newsassay.engine.attribution.cue_frames import Draft, Range, Shape, made_draft
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.source_phrases import may_speak
from newsassay.engine.attribution.source_ranges import end_of_source, find_subject
from newsassay.engine.text.quotations import Quotation

(
    FINITE,
    PARTICIPLE,
    INFINITIVE,
    COORDINATE,
    PASSIVE,
    PARENTHETICAL,
    INVERTED,
    PHRASE,
    NOUN,
    COLON,
    RELATIVE_CLAUSE,
) = Shape
_VERB = re.compile("[FKB]")
_JOINT_REACH = 6  # tokens before a second verb
_SHARED_BACK = 12  # cues of the sentence that may lend their source
_SHARING = (PARTICIPLE, COORDINATE, INFINITIVE)
_BEHIND = (PARENTHETICAL, INVERTED, PHRASE)  # cues behind their content
_SILENT = (NOUN, PASSIVE)  # nobody is heard speaking in them

Piece = tuple[Range, Draft]
"""One stretch of content and the draft it belongs to."""


def assemble(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give contents their ends, fill in shared sources, and drop weak cues inside another's content."""
    kept: list[Draft] = []
    reach = 0
    claims = _claims(drafts)
    c = 0
    for n, draft in enumerate(drafts):
        shape, cue, frames, source, contents, extends, antecedent, strong, clausal = draft
        if not strong:
            while c < len(claims) and claims[c][1] <= cue[0]:
                c += 1
            inside = c < len(claims) and claims[c][0] <= cue[0]
            if inside or (cue[0] < reach and shape not in _BEHIND):
                continue
        if extends:
            first = contents[-1][0]
            end = _content_end(reading, drafts, n, first)
            if end <= first:
                continue
            contents = (*contents[:-1], (first, end))
        if source is None and shape in _SHARING:
            source = _shared_source(reading, kept, draft)
            if source is None or not may_speak(reading, source):
                continue
        if shape is PARTICIPLE or shape is PASSIVE:
            opening = _fronted_end(reading, cue)
            if opening and contents[-1][0] < opening:
                contents = ((contents[-1][0], min(contents[-1][1], opening)),)
        kept.append(made_draft((shape, cue, frames, source, contents, extends, antecedent, strong, clausal)))
        if (extends or shape is COLON) and contents[-1][1] > reach:
            reach = contents[-1][1]
    return kept


def _fronted_end(reading: Reading, cue: Range) -> int:
    """The comma that ends the content of a participle that opens its sentence ("Citing X, the judge ..."), else 0."""
    unit = reading.at(cue[0])
    low, end = reading.bounds(unit)
    subject = _following_subject(reading, reading.at(cue[1]), end) if unit == low else None
    return subject[0] - 1 if subject is not None else 0


def _claims(drafts: list[Draft]) -> list[Range]:
    """Contents that stand before their cue, in order, none inside another."""
    ranges = sorted(draft.contents[0] for draft in drafts if draft.shape in _BEHIND and not draft.extends)
    claims: list[Range] = []
    for first, last in ranges:
        if not claims or first >= claims[-1][1]:
            claims.append((first, last))
    return claims


def _content_end(reading: Reading, drafts: list[Draft], number: int, first: int) -> int:
    """Where content that starts at a token ends: its quotation, its clause, or the next cue beside it."""
    unit = reading.at(first)
    end = reading.starts[reading.bounds(unit)[1]]
    quotation = reading.quotation_at(first)
    if quotation is not None and quotation.first == first and not quotation.is_short:
        last = quotation.last
        closed = quotation.closed and reading.tag(last - 2) in ",."
        if last >= end or closed or reading.tag(last) in ",.;":
            return last
    draft = drafts[number]
    for k in range(number + 1, len(drafts)):  # islice() would walk there from the first draft
        later = drafts[k]
        cue = later.cue[0]
        if cue >= end:
            break
        if cue > first:
            cut = _cut(reading, later, draft)
            if first < cut < end:
                return cut
    return end


def _cut(reading: Reading, later: Draft, draft: Draft) -> int:
    """Token where a later cue of the sentence ends the content before it, 0 if it is part of it."""
    cue = later.cue[0]
    if later.shape in (PARTICIPLE, PHRASE):
        before = reading.tag(cue - 1)
        return cue if before == '"' else cue - 1 if before in ",;" else 0
    if later.shape is COORDINATE and draft.shape is not RELATIVE_CLAUSE:
        return _joint(reading, cue)
    if later.source is None or later.shape not in (FINITE, NOUN, RELATIVE_CLAUSE):
        return 0
    return _before_source(reading, later, later.source[0], draft)


def _joint(reading: Reading, cue: int) -> int:
    """Token that joins a second verb to its clause, or the commas before that: "and on Monday said"."""
    joint = cue - 1
    while joint > 0 and reading.tag(joint) not in "&B," and cue - joint < _JOINT_REACH:
        joint -= 1
    return joint


def _before_source(reading: Reading, later: Draft, source: int, draft: Draft) -> int:
    """Token where the clause of a later cue with its own source starts, 0 if it is part of the content before it."""
    if source < draft.cue[0] and later.shape is FINITE:  # the draft stands in its subject's parenthesis
        return later.cue[0] - (reading.tag(later.cue[0] - 1) in ",;")
    left = source - 1
    tag, before = reading.tag(left), reading.tag(left - 1)
    if tag in "&BkfuUw" and before in ',;"':
        return left if before == '"' else left - 1
    return left if tag == ";" or (tag == "," and later.shape is FINITE) else 0


def _shared_source(reading: Reading, kept: list[Draft], draft: Draft) -> Range | None:
    """The subject that a participle, infinitive or second verb shares with its clause."""
    unit = reading.at(draft.cue[0])
    low, end = reading.bounds(unit)
    for earlier in kept[: -_SHARED_BACK - 1 : -1]:
        if earlier.cue[0] < reading.starts[low]:
            break
        if earlier.source is not None and earlier.shape is not NOUN:
            return earlier.source
    if draft.shape is COORDINATE:
        for k in range(unit - 1, low, -1):
            if reading.units[k] in "FKB":
                subject = find_subject(reading, k, low)
                if subject is not None and subject.shape is FINITE:
                    return subject.source
    if unit <= low + 1:
        return _following_subject(reading, unit, end)
    return _opening_subject(reading, low, unit)


def _opening_subject(reading: Reading, low: int, end: int) -> Range | None:
    """The subject that opens a clause: behind fronted adverbials, a pronoun, name, or noun phrase."""
    units = reading.units
    first = low
    while first < end and units[first] in "&cQR":
        first += 1
    if first < end and units[first] in "IyuUTf,":
        commas = (k for k in reading.commas(first, end - 1) if units[k + 1] in "NPSM")
        first = next(commas, end - 1) + 1
    if first >= end or units[first] not in "NPSMA":
        return None
    for verb in _VERB.finditer(units, first, end):
        subject = find_subject(reading, verb.start(), low)
        if subject is not None and subject.left == first:
            return subject.source
    return (reading.starts[first], end_of_source(reading, first, end))


def _following_subject(reading: Reading, unit: int, end: int) -> Range | None:
    """The main clause's subject behind a sentence-initial participle: "Citing X, the judge ..."."""
    for k in reading.commas(unit, end - 1):
        if reading.units[k + 1] in "NPSM":
            return (reading.starts[k + 1], end_of_source(reading, k + 1, end))
    return None


def pieces_of(reading: Reading, drafts: list[Draft]) -> list[Piece]:
    """All contents in reading order, those of quotations without a cue of their own included."""
    pieces = [(content, draft) for draft in drafts for content in draft.contents]
    pieces.sort()
    following = list(_following(reading, pieces))
    return sorted(pieces + following) if following else pieces


def _following(reading: Reading, pieces: list[Piece]) -> Iterator[Piece]:
    """Quotations without a cue: the rest of a speech, or more by the last speaker."""
    spoken: dict[int, Draft] = {}
    last: Draft | None = None
    n = 0
    reach = 0
    for quotation in reading.quotations:
        first, end = quotation.first, quotation.last
        claimed = reach > first
        while n < len(pieces) and pieces[n][0][0] < end:
            (_, content_end), last = pieces[n]
            reach = max(reach, content_end)
            n += 1
        if (claimed or reach > first) and last is not None:
            spoken[quotation.speech] = last
        elif quotation.speech in spoken:
            yield (first, end), spoken[quotation.speech]
        elif last is not None and _continues(reading, quotation, last):
            spoken[quotation.speech] = last
            yield (first, end), last


def _continues(reading: Reading, quotation: Quotation, last: Draft) -> bool:
    """Whether a quotation that opens a sentence is by the last speaker: no more than a paragraph on."""
    if quotation.is_short or last.shape in _SILENT:
        return False
    text = reading.text
    here, there = text.sentence_at(quotation.first), text.sentence_at(last.cue[0])
    return here.first == quotation.first and here.paragraph - there.paragraph <= 1

"""Speaker labels: "Smith: Taxes will fall" in headlines, "SMITH: ..." in transcripts."""

import re
from bisect import bisect_right
from collections import Counter

from newsassay.engine.article import Field
from newsassay.engine.attribution.cue_frames import NO_FRAMES, SOURCE_NOUNS, WORDS, Draft, Range, Shape
from newsassay.engine.attribution.reading import QUOTED, Reading
from newsassay.engine.attribution.source_phrases import may_speak
from newsassay.engine.attribution.source_ranges import find_subject

COLON = Shape.COLON
_LABEL_TOKENS = 6


def draft_speakers(reading: Reading) -> list[Draft]:
    """A draft for each paragraph (the title is one) under a speaker's label."""
    drafts = _announced(reading)
    initials = reading.text.tokens.initials
    colon = initials.find(":")
    if colon < 0:
        return drafts
    paragraphs = [*reading.text.paragraphs, len(reading.words)]
    labels: list[tuple[Range, int]] = []
    while colon >= 0:
        n = bisect_right(paragraphs, colon) - 1
        label = _label(reading, paragraphs[n], paragraphs[n + 1])
        if label is not None:
            labels.append((label, n))
        colon = initials.find(":", paragraphs[n + 1])
    names = Counter(" ".join(reading.lower[first:last]) for (first, last), _ in labels)
    is_transcript = any(count > 1 for count in names.values())
    for (first, colon), n in labels:
        in_headline = reading.text.field is Field.TITLE or n == 0
        if _is_speaker(reading, first, colon, headline=in_headline, transcript=is_transcript):
            content = (colon + 1, paragraphs[n + 1])
            drafts.append(
                Draft(COLON, (colon, colon + 1), NO_FRAMES, (first, colon), (content,), strong=True)
            )
    return drafts


def _label(reading: Reading, first: int, last: int) -> Range | None:
    """Capitalised words and a colon at the start of the paragraph of tokens [first, last)."""
    if reading.tag(first) == '"':
        first += 1
    for k in range(first, min(last - 2, first + _LABEL_TOKENS)):
        word = reading.words[k]
        if word == ":":
            return (first, k) if k > first else None
        if not word[0].isupper() and word not in ".-":
            return None
    return None


def _is_speaker(reading: Reading, first: int, colon: int, *, headline: bool, transcript: bool) -> bool:
    label = reading.words[first:colon]
    if not WORDS["no_speaker"].isdisjoint((reading.lower[first], reading.lower[colon - 1])):
        return False
    opening = reading.tag(colon + 1)
    if not reading.words[colon + 1][0].isalpha() and opening != '"':
        return False  # a score or a time
    if headline and opening in "WwbdmhD" and opening in "Wwbdmh":
        return False  # "Cats or dogs: Which are you?", but not "Lund: I'm back"
    is_name = reading.tag(first) in "PNA"
    if headline and (reading.lower[colon - 1] in SOURCE_NOUNS or is_name):
        return "or" not in reading.lower[first:colon]
    if transcript and is_name:
        return True
    return (
        all(word.isupper() or word == "." for word in label)
        and len(label[-1]) > 1
        and len(label) <= _LABEL_TOKENS // (1 if transcript else 2)
    )


_ANNOUNCED = re.compile(rf"B[Rn]?(A);(?={QUOTED})")


def _announced(reading: Reading) -> list[Draft]:
    """Quotations behind a colon and how the speaker is: "The coach, Eva Pop, was blunt: “...”"."""
    drafts: list[Draft] = []
    for match in _ANNOUNCED.finditer(reading.units):
        colon = match.end() - 1
        subject = find_subject(reading, match.start(), reading.bounds(match.start())[0])
        if reading.word(colon) != ":" or subject is None or subject.source is None:
            continue
        if not may_speak(reading, subject.source):
            continue
        quotation = reading.quotation_at(reading.starts[match.end()])
        if quotation is not None:
            adjective = match.start(1)
            cue = (reading.last(adjective) - 1, reading.last(adjective))
            content = (quotation.first, quotation.last)
            drafts.append(
                Draft(Shape.FINITE, cue, NO_FRAMES, subject.source, (content,), antecedent=subject.antecedent)
            )
    return drafts

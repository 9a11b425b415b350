"""From drafts to whole relations: where contents end, who shares a source, what is nested, what follows on."""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.attribution.codes import COMMA, CONJUNCTION, COORDINATOR, DASH, FINAL, QUOTE, STOP
from newsassay.engine.attribution.draft import (
    COORDINATE,
    FINITE,
    INFINITIVE,
    INVERTED,
    NOUN,
    PARENTHETICAL,
    PARTICIPLE,
    PASSIVE,
    PHRASE,
    RELATIVE_CLAUSE,
    Draft,
    Range,
)
from newsassay.engine.attribution.mentions import may_speak
from newsassay.engine.attribution.speech import Speech
from newsassay.engine.attribution.subjects import following_subject, opening_subject
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.text.quotations import Quotation

REACH = 200
"""Tokens that a cue may reach to either side: longer sentences are lists or have lost their marks, and with
the bound the work stays linear."""

_SHARED_BACK = 12  # cues of the sentence that may lend their source
_SHARING = (PARTICIPLE, COORDINATE, INFINITIVE)
_BEHIND = (PARENTHETICAL, INVERTED, PHRASE)  # cues behind their content
_SILENT = (NOUN, PASSIVE)  # nobody is heard speaking in them


class Piece(NamedTuple):
    """One stretch of content and the draft it belongs to."""

    content: Range
    draft: Draft


def assemble(speech: Speech, drafts: list[Draft]) -> list[Draft]:
    """Give contents their ends, fill in shared sources, and drop weak cues inside another's content."""
    kept: list[Draft] = []
    reach = 0
    claims = _claims(drafts)
    c = 0
    for n, draft in enumerate(drafts):
        cue = draft.cue[0]
        while c < len(claims) and claims[c][1] <= cue:
            c += 1
        inside = c < len(claims) and claims[c][0] <= cue
        if ((cue < reach and draft.shape not in _BEHIND) or inside) and not draft.strong:
            continue
        contents = draft.contents
        if draft.extends:
            first = contents[-1][0]
            end = content_end(speech, drafts, n, first)
            if end <= first:
                continue
            contents = (*contents[:-1], (first, end))
        source = draft.source
        if source is None and draft.shape in _SHARING:
            source = _shared_source(speech.syntax, kept, draft)
            if source is None or not may_speak(speech.syntax, source):
                continue
        opening = _fronted_end(speech.syntax, draft, source)
        if opening and contents[-1][0] < opening:
            contents = ((contents[-1][0], min(contents[-1][1], opening)),)
        kept.append(_completed(draft, source, contents))
        if draft.extends:
            reach = max(reach, contents[-1][1])
    return kept


def _completed(draft: Draft, source: Range | None, contents: tuple[Range, ...]) -> Draft:
    """A draft with its source and contents filled in."""
    if source is draft.source and contents is draft.contents:
        return draft
    shape, cue, frames, _, _, extends, antecedent, strong, clausal = draft
    return Draft(shape, cue, frames, source, contents, extends, antecedent, strong, clausal)


def _fronted_end(syntax: Syntax, draft: Draft, source: Range | None) -> int:
    """The comma that ends a fronted participle's content ("Citing X, the judge ..."), 0 if it is not fronted."""
    if draft.shape is PARTICIPLE and source is not None and source[0] > draft.cue[0]:
        return source[0] - 1
    if draft.shape is not PASSIVE:
        return 0
    low, last = syntax.sentences[syntax.sentence_of_token[draft.cue[0]]][:2]
    last = min(last, low + REACH)
    subject = following_subject(syntax, draft.cue[1], last) if draft.cue[0] == low else None
    return subject[0] - 1 if subject is not None else 0


def _claims(drafts: list[Draft]) -> list[Range]:
    """Contents that stand before their cue, in order, none inside another."""
    ranges = sorted(draft.contents[0] for draft in drafts if draft.shape in _BEHIND and not draft.extends)
    claims: list[Range] = []
    for first, last in ranges:
        if not claims or first >= claims[-1][1]:
            claims.append((first, last))
    return claims


def sentence_end(syntax: Syntax, low: int, last: int) -> int:
    """End of a sentence without its final marks."""
    end = last
    while end > low and syntax.codes[end - 1] & FINAL:
        end -= 1
    return end


def content_end(speech: Speech, drafts: list[Draft], number: int, first: int) -> int:
    """Where content that starts at a token ends: its quotation, its clause, or the next cue beside it."""
    syntax = speech.syntax
    sentence = syntax.sentences[syntax.sentence_of_token[first]]
    end = sentence_end(syntax, first, min(sentence.last, first + REACH))
    quotation = speech.quotation_at(first)
    if quotation is not None and quotation.first == first and not quotation.is_short:
        closed = syntax.codes[quotation.last - 2] & (COMMA | FINAL)
        if quotation.last >= end or closed or syntax.codes[quotation.last] & (COMMA | FINAL | STOP | DASH):
            return quotation.last
        sentence = syntax.sentences[syntax.sentence_of_token[quotation.last - 1]]
        end = max(quotation.last, sentence_end(syntax, first, min(sentence.last, quotation.last + REACH)))
    else:
        closing = speech.quotation_at(end - 1)
        if closing is not None:
            end = max(end, closing.last)
    draft = drafts[number]
    if draft.shape is NOUN and not draft.clausal:
        end = next((k for k in range(first, end) if syntax.codes[k] & (COMMA | DASH)), end)
    for n in range(number + 1, len(drafts)):
        later = drafts[n]
        if later.cue[0] >= end:
            break
        if later.cue[0] > first:
            cut = _cut(syntax, later, draft)
            if first < cut < end:
                return cut
    return end


def _cut(syntax: Syntax, later: Draft, draft: Draft) -> int:  # noqa: PLR0911 - one cut per shape
    """Token where a later cue of the sentence ends the content before it, 0 if it is part of it."""
    codes, cue = syntax.codes, later.cue[0]
    if later.shape in (PARTICIPLE, PHRASE):
        if codes[cue - 1] & QUOTE:
            return cue
        return cue - 1 if codes[cue - 1] & (COMMA | DASH) else 0
    if later.shape is COORDINATE and draft.shape is not RELATIVE_CLAUSE:
        joint = cue - 1
        while joint > 0 and codes[joint - 1] & COMMA:
            joint -= 1
        return joint
    if later.source is None or later.shape not in (FINITE, NOUN, RELATIVE_CLAUSE):
        return 0
    if later.source[1] <= draft.cue[0] and later.shape is FINITE:
        return (
            cue - 1 if codes[cue - 1] & (COMMA | DASH) else cue
        )  # the draft stands in its subject's parenthesis
    left = later.source[0] - 1
    if later.shape is RELATIVE_CLAUSE:
        return left if codes[left] & COMMA and not draft.clausal else 0
    if codes[left] & (COORDINATOR | CONJUNCTION) and codes[left - 1] & (COMMA | DASH | QUOTE):
        return left if codes[left - 1] & QUOTE else left - 1
    if codes[left] & COMMA and later.shape is FINITE and _is_fronted(syntax, draft):
        return left
    return left if codes[left] & STOP else 0


def _is_fronted(syntax: Syntax, draft: Draft) -> bool:
    """Whether a cue stands in the subordinate clause that opens its sentence: "While X said Y, Z said"."""
    low = syntax.sentences[syntax.sentence_of_token[draft.cue[0]]].first
    return bool(syntax.codes[low] & CONJUNCTION) and low < draft.cue[0]


def _shared_source(syntax: Syntax, kept: list[Draft], draft: Draft) -> Range | None:
    """The subject that a participle, infinitive or second verb shares with its clause."""
    cue = draft.cue[0]
    sentence = syntax.sentence_of_token[cue]
    for earlier in kept[: -_SHARED_BACK - 1 : -1]:
        if syntax.sentence_of_token[earlier.cue[0]] != sentence:
            break
        if earlier.source is not None and earlier.shape is not NOUN:
            return earlier.source
    low, last = syntax.sentences[sentence][:2]
    if cue <= low + 1:
        return following_subject(syntax, cue, min(last, cue + REACH))
    return opening_subject(syntax, max(low, cue - REACH), cue)


def pieces_of(speech: Speech, drafts: list[Draft]) -> list[Piece]:
    """All contents in reading order, those of quotations without a cue of their own included."""
    pieces = sorted(Piece(content, draft) for draft in drafts for content in draft.contents)
    return sorted([*pieces, *_following(speech, pieces)])


def _following(speech: Speech, pieces: list[Piece]) -> Iterator[Piece]:
    """Quotations without a cue: the rest of a speech, or more by the last speaker."""
    spoken: dict[int, Draft] = {}
    starts = {sentence.first for sentence in speech.syntax.sentences}
    last: Draft | None = None
    n = 0
    reach = 0
    for quotation in speech.quotations:
        claimed = reach > quotation.first
        while n < len(pieces) and pieces[n].content[0] < quotation.last:
            content, last = pieces[n]
            reach = max(reach, content[1])
            if content[1] > quotation.first:
                claimed = True
            n += 1
        if claimed and last is not None:
            spoken[quotation.speech] = last
        elif quotation.speech in spoken:
            yield Piece((quotation.first, quotation.last), spoken[quotation.speech])
        elif last is not None and quotation.first in starts and _continues(speech.syntax, quotation, last):
            spoken[quotation.speech] = last
            yield Piece((quotation.first, quotation.last), last)


def _continues(syntax: Syntax, quotation: Quotation, last: Draft) -> bool:
    """Whether a quotation that opens a sentence is by the last speaker: no more than a paragraph on."""
    if quotation.is_short or last.shape in _SILENT:
        return False
    here = syntax.sentences[syntax.sentence_of_token[quotation.first]].paragraph
    there = syntax.sentences[syntax.sentence_of_token[last.cue[0]]].paragraph
    return here - there <= 1

"""From drafts to whole relations: where contents end, who shares a source, what is nested, what follows on."""

from collections.abc import Iterator

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
    made_draft,
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


Piece = tuple[Range, Draft]
"""One stretch of content and the draft it belongs to."""


def assemble(  # noqa: C901 - one pass over the drafts, a step per paragraph
    speech: Speech, drafts: list[Draft]
) -> list[Draft]:
    """Give contents their ends, fill in shared sources, and drop weak cues inside another's content."""
    syntax = speech.syntax
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
            end = content_end(speech, drafts, n, first)
            if end <= first:
                continue
            contents = (*contents[:-1], (first, end))
        if source is None and shape in _SHARING:
            source = _shared_source(syntax, kept, draft)
            if source is None or not may_speak(syntax, source):
                continue
        if shape is PARTICIPLE or shape is PASSIVE:
            opening = _fronted_end(syntax, draft, source)
            if opening and contents[-1][0] < opening:
                contents = ((contents[-1][0], min(contents[-1][1], opening)),)
        kept.append(made_draft((shape, cue, frames, source, contents, extends, antecedent, strong, clausal)))
        if extends and contents[-1][1] > reach:
            reach = contents[-1][1]
    return kept


def _fronted_end(syntax: Syntax, draft: Draft, source: Range | None) -> int:
    """The comma that ends a fronted participle's content ("Citing X, the judge ..."), 0 if it is not fronted."""
    cue, after = draft.cue
    if draft.shape is PARTICIPLE:
        return source[0] - 1 if source is not None and source[0] > cue else 0
    low, last = syntax.sentences[syntax.sentence_of_token[cue]][:2]
    subject = following_subject(syntax, after, min(last, low + REACH)) if cue == low else None
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
    codes = syntax.codes
    while last > low and codes[last - 1] & FINAL:
        last -= 1
    return last


def content_end(speech: Speech, drafts: list[Draft], number: int, first: int) -> int:
    """Where content that starts at a token ends: its quotation, its clause, or the next cue beside it."""
    syntax = speech.syntax
    codes, sentences, sentence_of_token = syntax.codes, syntax.sentences, syntax.sentence_of_token
    end = sentence_end(syntax, first, min(sentences[sentence_of_token[first]].last, first + REACH))
    if speech.holds_quotation(first, end):
        quotation = speech.quotation_at(first)
        if quotation is not None and quotation.first == first and not quotation.is_short:
            last = quotation.last
            closed = codes[last - 2] & (COMMA | FINAL)
            if last >= end or closed or codes[last] & (COMMA | FINAL | STOP | DASH):
                return last
            sentence = sentences[sentence_of_token[last - 1]]
            end = max(last, sentence_end(syntax, first, min(sentence.last, last + REACH)))
        else:
            closing = speech.quotation_at(end - 1)
            if closing is not None:
                end = max(end, closing.last)
    draft = drafts[number]
    if draft.shape is NOUN and not draft.clausal:
        end = next((k for k in range(first, end) if codes[k] & (COMMA | DASH)), end)
    for k in range(number + 1, len(drafts)):  # islice() would walk there from the first draft
        later = drafts[k]
        cue = later.cue[0]
        if cue >= end:
            break
        if cue > first:
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
    pieces = [(content, draft) for draft in drafts for content in draft.contents]
    pieces.sort()
    following = list(_following(speech, pieces))
    return sorted(pieces + following) if following else pieces


def _following(speech: Speech, pieces: list[Piece]) -> Iterator[Piece]:
    """Quotations without a cue: the rest of a speech, or more by the last speaker."""
    spoken: dict[int, Draft] = {}
    last: Draft | None = None
    n = 0
    reach = 0
    for quotation in speech.quotations:
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
        elif last is not None and _continues(speech.syntax, quotation, last):
            spoken[quotation.speech] = last
            yield (first, end), last


def _continues(syntax: Syntax, quotation: Quotation, last: Draft) -> bool:
    """Whether a quotation that opens a sentence is by the last speaker: no more than a paragraph on."""
    if quotation.is_short or last.shape in _SILENT:
        return False
    here = syntax.sentences[syntax.sentence_of_token[quotation.first]]
    there = syntax.sentences[syntax.sentence_of_token[last.cue[0]]]
    return here.first == quotation.first and here.paragraph - there.paragraph <= 1

"""Extraction of all attribution relations of an article.

Each sentence's cues are drafted one by one (verbs.py, nouns.py, phrases.py, speakers.py), the drafts are
made whole together (assembly.py), and their sources are classified and resolved (sources.py).
"""

import sys
from collections.abc import Callable
from functools import partial
from operator import attrgetter, itemgetter

from newsassay.engine.attribution.assembly import REACH, assemble, pieces_of, sentence_end
from newsassay.engine.attribution.draft import Draft, Range
from newsassay.engine.attribution.inventory import NO_FRAMES, NOUNS, VERBS, Frames
from newsassay.engine.attribution.nouns import draft_noun, may_take_complement
from newsassay.engine.attribution.phrases import draft_citing, draft_phrase
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.attribution.sources import SourceReader
from newsassay.engine.attribution.speakers import draft_speakers
from newsassay.engine.attribution.speech import Site, Speech
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.attribution.verbs import draft_verb
from newsassay.engine.document import Document
from newsassay.engine.report import QuotationKind

_FRAMES: dict[str, dict[str, Frames]] = {
    "attribution_verbs": VERBS,
    "attribution_nouns": NOUNS,
    "attribution_phrases": {},
}
_SHORTEST_SENTENCE = 3
_NOWHERE = (sys.maxsize, sys.maxsize)
_DIRECT, _INDIRECT, _MIXED = QuotationKind  # attribute access on an Enum class is slow
# Relation(...) and Site(...) run a Python function; these take half as long.
_site: Callable[[tuple[object, ...]], Site] = partial(tuple.__new__, Site)
_relation_of: Callable[[tuple[object, ...]], Relation] = partial(tuple.__new__, Relation)


def attributions(document: Document) -> tuple[Relation, ...]:
    """All relations, title first, in reading order. A layer: ask for it with `document.layer(attributions)`."""
    found: list[Relation] = []
    for text in document.fields:
        speech = Speech(Syntax(text))
        reader = SourceReader(document, speech.syntax)
        for content, draft in pieces_of(speech, assemble(speech, draft_field(speech))):
            found.append(_relation(speech, reader, draft, content))
    return tuple(found)


def draft_field(speech: Speech) -> list[Draft]:
    """Every cue's draft in a field, in order; a token belongs to one cue at most, verbs first."""
    syntax = speech.syntax
    sentences, sentence_of_token = syntax.sentences, syntax.sentence_of_token
    hits = [hit for lexicon in _FRAMES for hit in syntax.text.hits(lexicon)]
    hits.sort(key=itemgetter(1), reverse=True)
    hits.sort(key=itemgetter(0))  # by the first token, then the longest, then by lexicon
    drafts = draft_speakers(speech)
    taken = low = last = end = 0
    quotations = ((quotation.first, quotation.last) for quotation in speech.quotations)
    opening, closing = next(quotations, _NOWHERE)
    for first, after, (lexicon, cue, label, _) in hits:
        if first < taken:
            continue
        while closing <= first:
            opening, closing = next(quotations, _NOWHERE)
        if opening <= first:
            continue
        if first >= last:
            low, last, _, _, _ = sentences[sentence_of_token[first]]
            end = sentence_end(syntax, low, last)
        if last - low < _SHORTEST_SENTENCE:
            continue
        near_low, near_end = low, end
        if end - low > REACH:
            near_low, near_end = max(low, first - REACH), min(end, first + REACH)
        frames = _FRAMES[lexicon].get(cue, NO_FRAMES)
        if lexicon == "attribution_nouns" and not may_take_complement(syntax, frames, after, near_end):
            continue
        site = _site((speech, syntax, first, after, cue, frames, near_low, near_end))
        draft = draft_verb(site) if lexicon == "attribution_verbs" else _draft(site, lexicon, label)
        if draft is not None:
            drafts.append(draft)
            taken = after
    drafts.sort(key=attrgetter("cue"))
    return drafts


def _draft(site: Site, lexicon: str, label: str) -> Draft | None:
    if lexicon == "attribution_nouns":
        return draft_noun(site)
    return draft_citing(site) if label == "citing" else draft_phrase(site, rate=label == "per")


def _relation(speech: Speech, reader: SourceReader, draft: Draft, content: Range) -> Relation:
    cue, source = draft.cue, draft.source
    kind, name, reason = reader.read(draft)
    locate = speech.locate
    where = locate(*source) if source is not None else None
    return _relation_of(
        (where, locate(*cue), locate(*content), kind, _quotation_kind(speech, *content), name, reason)
    )


def _quotation_kind(speech: Speech, first: int, last: int) -> QuotationKind:
    if not speech.holds_quotation(first, last):
        return _INDIRECT
    quotation = speech.quotation_at(first)
    return _DIRECT if quotation is not None and quotation.last >= last - 1 else _MIXED

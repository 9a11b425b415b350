"""Extraction of all attribution relations of an article.

Each sentence's cues are drafted one by one (verbs.py, nouns.py, phrases.py, speakers.py), the drafts are
made whole together (assembly.py), and their sources are classified and resolved (sources.py).
"""

import sys
from operator import attrgetter, itemgetter

from newsassay.engine.attribution.assembly import REACH, Piece, assemble, pieces_of, sentence_end
from newsassay.engine.attribution.draft import Draft
from newsassay.engine.attribution.inventory import NO_FRAMES, NOUNS, VERBS
from newsassay.engine.attribution.nouns import draft_noun, may_take_complement
from newsassay.engine.attribution.phrases import draft_citing, draft_phrase
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.attribution.sources import SourceReader
from newsassay.engine.attribution.speakers import draft_speakers
from newsassay.engine.attribution.speech import Site, Speech
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.attribution.verbs import draft_verb
from newsassay.engine.document import Document
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import QuotationKind

_LEXICONS = ("attribution_verbs", "attribution_nouns", "attribution_phrases")
_SHORTEST_SENTENCE = 3
_NOWHERE = (sys.maxsize, sys.maxsize)


def attributions(document: Document) -> tuple[Relation, ...]:
    """All relations, title first, in reading order. A layer: ask for it with `document.layer(attributions)`."""
    found: list[Relation] = []
    for text in document.fields:
        speech = Speech(Syntax(text))
        reader = SourceReader(document, speech.syntax)
        pieces = pieces_of(speech, assemble(speech, draft_field(speech)))
        found += [_relation(speech, reader, piece) for piece in pieces]
    return tuple(found)


def draft_field(speech: Speech) -> list[Draft]:
    """Every cue's draft in a field, in order; a token belongs to one cue at most, verbs first."""
    syntax = speech.syntax
    hits = [hit for lexicon in _LEXICONS for hit in syntax.text.hits(lexicon)]
    hits.sort(key=itemgetter(1), reverse=True)
    hits.sort(key=itemgetter(0))  # by the first token, then the longest, then by lexicon
    drafts = draft_speakers(speech)
    taken = low = last = end = 0
    quotations = ((quotation.first, quotation.last) for quotation in speech.quotations)
    opening, closing = next(quotations, _NOWHERE)
    for hit in hits:
        first = hit.first
        if first < taken:
            continue
        while closing <= first:
            opening, closing = next(quotations, _NOWHERE)
        if opening <= first:
            continue
        if first >= last:
            low, last = syntax.sentences[syntax.sentence_of_token[first]][:2]
            end = sentence_end(syntax, low, last)
        if last - low < _SHORTEST_SENTENCE:
            continue
        if end - low <= REACH:
            draft = _draft(speech, hit, low, end)
        else:
            draft = _draft(speech, hit, max(low, first - REACH), min(end, first + REACH))
        if draft is not None:
            drafts.append(draft)
            taken = hit.last
    drafts.sort(key=attrgetter("cue"))
    return drafts


def _draft(speech: Speech, hit: Hit, low: int, end: int) -> Draft | None:
    lexicon, cue, label, _ = hit.entry
    if lexicon == "attribution_verbs":
        return draft_verb(Site(speech, speech.syntax, hit, cue, VERBS[cue], low, end))
    if lexicon == "attribution_nouns":
        frames = NOUNS[cue]
        if not may_take_complement(speech.syntax, frames, hit.last, end):
            return None
        return draft_noun(Site(speech, speech.syntax, hit, cue, frames, low, end))
    site = Site(speech, speech.syntax, hit, cue, NO_FRAMES, low, end)
    return draft_citing(site) if label == "citing" else draft_phrase(site)


def _relation(speech: Speech, reader: SourceReader, piece: Piece) -> Relation:
    draft = piece.draft
    source = reader.read(draft)
    locate = speech.locate
    return Relation(
        locate(draft.source) if draft.source else None,
        locate(draft.cue),
        locate(piece.content),
        source.kind,
        _quotation_kind(speech, piece.content),
        source.name,
        source.reason,
    )


def _quotation_kind(speech: Speech, content: tuple[int, int]) -> QuotationKind:
    first, last = content
    quotation = speech.quotation_at(first)
    if quotation is not None and quotation.last >= last - 1:
        return QuotationKind.DIRECT
    return QuotationKind.MIXED if speech.holds_quotation(first, last) else QuotationKind.INDIRECT

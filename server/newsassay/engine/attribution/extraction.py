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
from newsassay.engine.lexicon import Entry
from newsassay.engine.report import QuotationKind

_LEXICONS = ("attribution_verbs", "attribution_nouns", "attribution_phrases")
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
    hits = [hit for lexicon in _LEXICONS for hit in syntax.text.hits(lexicon)]
    hits.sort(key=itemgetter(1), reverse=True)
    hits.sort(key=itemgetter(0))  # by the first token, then the longest, then by lexicon
    drafts = draft_speakers(speech)
    taken = low = last = end = 0
    quotations = ((quotation.first, quotation.last) for quotation in speech.quotations)
    opening, closing = next(quotations, _NOWHERE)
    for first, after, entry in hits:
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
            draft = _draft(speech, first, after, entry, low, end)
        else:
            draft = _draft(speech, first, after, entry, max(low, first - REACH), min(end, first + REACH))
        if draft is not None:
            drafts.append(draft)
            taken = after
    drafts.sort(key=attrgetter("cue"))
    return drafts


def _draft(speech: Speech, first: int, after: int, entry: Entry, low: int, end: int) -> Draft | None:  # noqa: PLR0913, PLR0917 - a site
    lexicon, cue, label, _ = entry
    if lexicon == "attribution_verbs":
        return draft_verb(_site((speech, speech.syntax, first, after, cue, VERBS[cue], low, end)))
    if lexicon == "attribution_nouns":
        frames = NOUNS[cue]
        if not may_take_complement(speech.syntax, frames, after, end):
            return None
        return draft_noun(_site((speech, speech.syntax, first, after, cue, frames, low, end)))
    site = Site(speech, speech.syntax, first, after, cue, NO_FRAMES, low, end)
    return draft_citing(site) if label == "citing" else draft_phrase(site, rate=label == "per")


def _relation(speech: Speech, reader: SourceReader, draft: Draft, content: Range) -> Relation:
    _, cue, _, source, *_ = draft
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

"""Extraction of all attribution relations of an article.

Each sentence's cues are drafted one by one (verbs.py, nouns.py, phrases.py, speakers.py), the drafts are
made whole together (assembly.py), and their sources are classified and resolved (sources.py).
"""

from collections.abc import Callable
from functools import partial
from operator import attrgetter, itemgetter

from newsassay.engine.attribution.assembly import REACH, assemble, pieces_of, sentence_end
from newsassay.engine.attribution.draft import Draft, Range
from newsassay.engine.attribution.inventory import NO_FRAMES, NOUNS, VERBS
from newsassay.engine.attribution.nouns import COMPLEMENT_OPENERS, draft_noun
from newsassay.engine.attribution.phrases import draft_citing, draft_phrase
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.attribution.sources import SourceReader
from newsassay.engine.attribution.speakers import draft_speakers
from newsassay.engine.attribution.speech import Site, Speech
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.attribution.verb_groups import BEFORE_NOUNS
from newsassay.engine.attribution.verbs import draft_verb
from newsassay.engine.document import Document
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import QuotationKind

_SHORTEST_SENTENCE = 3
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
    drafts = draft_speakers(speech)
    taken = low = last = end = 0
    for first, after, (lexicon, cue, label, _) in _candidates(speech):
        if first < taken:
            continue
        if first >= last:
            low, last, _, _, _ = sentences[sentence_of_token[first]]
            end = sentence_end(syntax, low, last)
        if last - low < _SHORTEST_SENTENCE:
            continue
        near_low, near_end = low, end
        if end - low > REACH:
            near_low, near_end = max(low, first - REACH), min(end, first + REACH)
        if lexicon == "attribution_verbs":
            draft = draft_verb(_site((speech, syntax, first, after, cue, VERBS[cue], near_low, near_end)))
        elif lexicon == "attribution_nouns":
            draft = draft_noun(_site((speech, syntax, first, after, cue, NOUNS[cue], near_low, near_end)))
        else:
            site = Site(speech, syntax, first, after, cue, NO_FRAMES, near_low, near_end)
            draft = draft_citing(site) if label == "citing" else draft_phrase(site, rate=label == "per")
        if draft is not None:
            if drafts and drafts[-1].cue[0] <= draft.cue[0] < drafts[-1].cue[1]:
                drafts.pop()  # "made" of "made a promise to", "seemed" of "seemed to say"
            drafts.append(draft)
            taken = after
    drafts.sort(key=attrgetter("cue"))
    return drafts


def _candidates(speech: Speech) -> list[Hit]:
    """Hits by their first token, then the longest, then verbs first, without those whose neighbour or place refuses them.

    Those are cues inside quotations, nouns before what opens no complement, and verb forms behind what only
    stands before nouns: half of all.
    """
    syntax = speech.syntax
    text, lower = syntax.text, syntax.lower
    quoted = bytearray(len(lower))
    for quotation in speech.quotations:
        first, last = quotation.first, quotation.last
        quoted[first:last] = b"\1" * (last - first)
    found = [
        hit
        for hit in text.hits("attribution_verbs")
        if not quoted[hit[0]] and (lower[hit[0] - 1] not in BEFORE_NOUNS or _may_follow(syntax, hit))
    ]
    following = [*lower, ""]
    found += [
        hit
        for hit in text.hits("attribution_nouns")
        if following[hit[1]] in COMPLEMENT_OPENERS and not quoted[hit[0]]
    ]
    found += [hit for hit in text.hits("attribution_phrases") if not quoted[hit[0]]]
    found.sort(key=itemgetter(1), reverse=True)
    found.sort(key=itemgetter(0))
    return found


def _may_follow(syntax: Syntax, hit: Hit) -> bool:
    """Whether a verbal cue may stand behind a word that only stands before nouns: in the next sentence, or an adjective."""
    first, _, entry = hit
    numbers = syntax.sentence_of_token
    return entry.label == "adjective" or first == 0 or numbers[first - 1] != numbers[first]


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

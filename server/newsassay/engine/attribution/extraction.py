"""Extraction of all attribution relations of an article.

Each sentence's cues are drafted one by one (verbs.py, nouns.py, speakers.py), the drafts are made whole
together (assembly.py), and their sources are classified and resolved (sources.py).
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import compress
from operator import attrgetter, itemgetter

from newsassay.engine.attribution.assembly import assemble, pieces_of
from newsassay.engine.attribution.cue_frames import NO_FRAMES, NOUNS, VERBS, Draft, Range, Shape
from newsassay.engine.attribution.mending import mend
from newsassay.engine.attribution.nouns import draft_noun, draft_phrase, draft_surveys
from newsassay.engine.attribution.reading import QUOTED, Reading, Site
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.attribution.sources import SourceReader
from newsassay.engine.attribution.speakers import draft_speakers
from newsassay.engine.attribution.verbs import draft_verb
from newsassay.engine.document import Document
from newsassay.engine.grammar.chunks import CHUNK_LEGEND
from newsassay.engine.grammar.legend import LEGEND
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.phrase_matcher import Hit
from newsassay.engine.report import QuotationKind

_VERBAL = "FKJGXv"
_ANY = "".join(CHUNK_LEGEND) + "".join(LEGEND) + QUOTED
_KINDS = defaultdict(
    lambda: _VERBAL,
    [
        ("adjective", "AXKN"),
        ("noun", "NP"),
        *((entry.label, _ANY) for _, entry in LEXICONS["attribution_phrases"]),
    ],
)
"""Units that a cue can be, by its label; most hits are no cue by this alone."""
_SHORTEST_SENTENCE = 2  # tokens
_DIRECT, _INDIRECT, _MIXED = QuotationKind  # attribute access on an Enum class is slow
# Relation(...) and Site(...) run a Python function; these take half as long.
_site: Callable[[tuple[object, ...]], Site] = partial(tuple.__new__, Site)
_relation_of: Callable[[tuple[object, ...]], Relation] = partial(tuple.__new__, Relation)


def attributions(document: Document) -> tuple[Relation, ...]:
    """All relations, title first, in reading order. A layer: ask for it with `document.layer(attributions)`."""
    found: list[Relation] = []
    for text in document.fields:
        reading = Reading(text)
        drafts = assemble(reading, draft_field(reading))
        sources = SourceReader(document, reading, drafts)
        for content, draft in pieces_of(reading, drafts):
            found.append(_relation(reading, sources, draft, content))
    return tuple(found)


def draft_field(reading: Reading) -> list[Draft]:
    """Every cue's draft in a field, in order; a token belongs to one cue at most, verbs first."""
    drafts = draft_speakers(reading)
    candidates = _candidates(reading)
    places = mend(reading, candidates)
    drafts += draft_surveys(reading)
    units, starts = reading.units, reading.starts
    taken = low = end = 0
    for (first, after, (lexicon, cue, label, _)), behind, kind in zip(candidates, *places, strict=True):
        if kind not in _KINDS[label] or first < taken:
            continue
        unit = behind - 1
        if not low <= unit < end:
            low, end = reading.bounds(unit)
        if starts[end] - starts[low] < _SHORTEST_SENTENCE:
            continue
        if starts[behind] != after or units[behind] == "\n":
            behind = reading.starting(after)  # noqa: PLW2901 - the unit behind the whole cue
        if lexicon == "attribution_verbs":
            draft = draft_verb(_site((reading, first, after, cue, VERBS[cue], unit, low, end, behind)))
        elif lexicon == "attribution_nouns":
            draft = draft_noun(_site((reading, first, after, cue, NOUNS[cue], unit, low, end, behind)))
        else:
            site = Site(reading, first, after, cue, NO_FRAMES, unit, low, end, behind)
            draft = draft_phrase(site, rate=label == "per")
        if draft is not None:
            if drafts and drafts[-1].cue[0] <= draft.cue[0] < drafts[-1].cue[1]:
                drafts.pop()  # "made" of "made a promise to", "seemed" of "seemed to say"
            elif draft.shape is Shape.PARTICIPLE and drafts and _carries(reading, drafts[-1], draft):
                draft = draft._replace(source=drafts.pop().source)  # "issued a statement saying that"
            drafts.append(draft)
            taken = after
    drafts.sort(key=attrgetter("cue"))
    return drafts


def _carries(reading: Reading, carrier: Draft, draft: Draft) -> bool:
    """Whether all that one cue tells is a noun of saying of which the next, a participle, tells more."""
    is_object = not carrier.extends and not carrier.clausal and carrier.contents[-1][1] == draft.cue[0]
    return is_object and reading.lower[draft.cue[0] - 1] in NOUNS


def _candidates(reading: Reading) -> list[Hit]:
    """Hits outside quotations by their first token, then the longest, then verbs first."""
    text = reading.text
    found: list[Hit] = []
    for lexicon in ("attribution_verbs", "attribution_nouns", "attribution_phrases"):
        found += text.hits(lexicon)
    if reading.quotations:
        own = bytearray(b"\1" * len(reading.words))
        for quotation in reading.quotations:
            own[quotation.first : quotation.last] = bytes(quotation.last - quotation.first)
        found = list(compress(found, map(own.__getitem__, map(itemgetter(0), found))))
    found.sort(key=itemgetter(1), reverse=True)
    found.sort(key=itemgetter(0))
    return found


def _relation(reading: Reading, sources: SourceReader, draft: Draft, content: Range) -> Relation:
    kind, name, reason = sources.read(draft)
    locate = reading.locate
    where = locate(draft.source) if draft.source is not None else None
    return _relation_of(
        (where, locate(draft.cue), locate(content), kind, _quotation_kind(reading, *content), name, reason)
    )


def _quotation_kind(reading: Reading, first: int, last: int) -> QuotationKind:
    if not reading.holds_quotation(first, last):
        return _INDIRECT
    quotation = reading.quotation_at(first)
    return _DIRECT if quotation is not None and quotation.last >= last - 1 else _MIXED

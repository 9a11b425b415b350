"""Words of a headline or lede in whose place the body has an incompatible one: murder and manslaughter.

Two words are incompatible when they belong to one class of which a thing has one member only (Cruse
1986, "Lexical Semantics", 4.3): colours, relatives, crimes, directions, trades.
"""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.context import Bar, Contexts, Match, match, same_slot
from newsassay.engine.facts.summaries import Summary, find_summaries
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import Hit
from newsassay.engine.signals.consistency.guards import names_apart

_REVERSIVE = "opposite_reversive"  # classes whose members undo each other (Cruse 1986, 10.4)
_RIVALS = 40  # words of one class in the body that are compared; more are a list
_CONTESTED = Bar(1.6, near=0.75)  # the body has the summary's word too
_CONTESTED_LEAD = 0.8
_IN_SLOT = Bar(1.0, near=0.5, share=0.4)
_IN_BOTH_SLOTS = Bar(0.95, near=0.5, share=0.4)
_OUT_OF_SLOT = Bar(1.5, near=1.4, share=0.7)
_UNIT = "time_unit"
_UNIT_OUT_OF_SLOT = Bar(1.5, near=1.4)
_UNRELATED = 0.3  # match below which the body uses the summary's word of something else
_BESIDE = 1.9  # near words that make up for another place in the sentence


class Contrast(NamedTuple):
    """A summary's word and the body's incompatible one, in tokens of their fields."""

    summary: Summary
    body: FieldText
    left: Hit
    right: Hit


def contrasts(document: Document) -> tuple[Contrast, ...]:
    """At most one contrast for each word of each summary. A layer of the document."""
    if not document.body.text:
        return ()
    return tuple(
        c for summary in document.layer(find_summaries) for c in _against_body(summary, document.body)
    )


def contrast_finding(signal_id: str, contrast: Contrast) -> Finding:
    """The finding that tells a contrast."""
    text, body = contrast.summary.text, contrast.body
    left, right = contrast.left, contrast.right
    words = text.tokens.phrase(left.first, left.last), body.tokens.phrase(right.first, right.last)
    return Finding(
        signal_id,
        text.location(left.first, left.last),
        f"The {contrast.summary.name} says “{words[0]}” where the body says “{words[1]}”.",
        related=(body.location(right.first, right.last),),
        values=(_member(left)[1], _member(right)[1]),
    )


_entry = attrgetter("entry")
_label = attrgetter("label")


def _member(hit: Hit) -> tuple[str, str]:
    return hit.entry.label, hit.entry.attributes["value"]


def _against_body(summary: Summary, body: FieldText) -> Iterator[Contrast]:
    hits = summary.text.hits("incompatibles")
    claims = hits[: bisect_left(hits, (summary.last,))]
    if not claims:
        return
    stated = set(map(_member, claims))
    hits = body.hits("incompatibles")
    hits = hits[bisect_left(hits, (summary.rest,)) :]
    by_class: dict[str, list[Hit]] = {claim.entry.label: [] for claim in claims}
    for hit in compress(hits, map(by_class.__contains__, map(_label, map(_entry, hits)))):
        by_class[hit.entry.label].append(hit)
    for claim in claims:
        facts = by_class[claim.entry.label][:_RIVALS]
        others = [fact for fact in facts if _member(fact) not in stated]
        if not others:
            continue
        agreeing = [fact for fact in facts if _member(fact) == _member(claim)]
        rival = _rival(summary.text, claim, body, others, agreeing)
        if rival is not None and not _in_turn(summary.text, claim, body, rival):
            yield Contrast(summary, body, claim, rival)


def _in_turn(text: FieldText, claim: Hit, body: FieldText, rival: Hit) -> bool:
    """Whether two opposites may both hold, one after the other: "starts on Friday", "ends on Sunday"."""
    if not claim.entry.label.startswith(_REVERSIVE):
        return False
    return names_apart(text, (claim.first, claim.last), body, (rival.first, rival.last))


def _rival(
    text: FieldText, claim: Hit, body: FieldText, others: list[Hit], agreeing: list[Hit]
) -> Hit | None:
    """The body's other word in the place of the claim's, unless the body confirms the claim."""
    around, contexts = text.layer(Contexts).around(claim.first, claim.last), body.layer(Contexts)
    best: tuple[float, Match, Hit, int] | None = None
    for fact in others:
        if not contexts.meets(around, fact.first, fact.last):
            continue
        how = match(around, contexts.around(fact.first, fact.last), contexts)
        slot = same_slot(text, (claim.first, claim.last), body, (fact.first, fact.last))
        if best is None or how.score + slot / 2 > best[0]:
            best = how.score + slot / 2, how, fact, slot
    if best is None:
        return None
    _, how, fact, slot = best
    if agreeing:
        own = max(match(around, contexts.around(f.first, f.last), contexts).score for f in agreeing)
        in_place = slot > 0 or (own < _UNRELATED and how.near >= _BESIDE)
        cleared = in_place and _CONTESTED.cleared(how, own + _CONTESTED_LEAD)
    elif claim.entry.label == _UNIT and not slot:  # "18 months", "a year and a half"
        cleared = _UNIT_OUT_OF_SLOT.cleared(how)
    else:
        cleared = (_OUT_OF_SLOT, _IN_SLOT, _IN_BOTH_SLOTS)[slot].cleared(how)
    return fact if cleared else None

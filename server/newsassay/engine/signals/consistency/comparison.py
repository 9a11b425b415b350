"""Mentions of one fact held against each other: which figures and dates disagree, and why others do not.

Two mentions are compared when they are of one kind (same unit, same head noun, dates that state the same
part) and their sentences share words that are rare in the article. Headline and lede are held against the
body, where one match is enough since a summary repeats its article; within the body, where parallel facts
about different things abound, far more has to agree.
"""

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsassay.engine.document import Document
from newsassay.engine.facts.context import Contexts, Match, are_parallel, match, restated, same_slot
from newsassay.engine.facts.dates import Date
from newsassay.engine.facts.summaries import Summary, find_summaries
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import words_of
from newsassay.engine.signals.consistency.guards import refusal
from newsassay.engine.signals.consistency.mentions import (
    COUNT,
    DATE,
    ORDINAL,
    Mention,
    agree,
    find_mentions,
    is_specific,
    supports,
)

_EVENTS = frozenset(map(stem, words_of("single_events")))
_PAIRS = 40  # disagreements within a body that are judged; more are a list
_BUCKET = 12  # body mentions of one kind that are compared pairwise; more are a table
_CANDIDATES = 60  # body mentions of one kind that a summary's is compared with

# Scores are in shared rare words (context.match). Values were set by reading pairs of edited articles.
_SUMMARY_SCORE = 1.0
_RESTATED = 0.8  # share of its words in the body from which a summary says nothing of its own
_MERE_SCORE = 0.7
_OTHER_HEAD = 0.35  # the two count what they call differently
_OTHER_HEAD_NEAR = 1.0
_SAME_HEAD = 0.25
# Where a body mention agrees, the disagreeing one must match far better: least score, and least lead.
_CONTESTED = (1.15, 0.9)
_CONTESTED_SLOT = (1.1, 0.5)
_CONTESTED_DATE = (1.5, 1.0)
_CONTESTED_SPECIFIC = (2.2, 1.25)
_SUMMARY_NEAR = 0.4
_CONTESTED_NEAR = 0.75
_SUMMARY_SHARE = 0.4
_BODY_SCORE = 2.0
_BODY_NEAR = 1.0
_BODY_SHARE = 0.6
_EVENT_SCORE = 1.5
_EVENT_REACH = 8  # tokens from both dates to the verb of the event, together
_DATE_SHARED = 2
_MIN_SHARED = 3
_SAID = 40  # tokens behind a mention that belong to what its sentence says of it
_RETOLD = 4  # content words of a sentence that tells nothing new


class Disagreement(NamedTuple):
    """Two mentions that match and differ. `refused` says why that is no conflict, "" if it is one."""

    left: Mention
    right: Mention
    match: Match
    summary: Summary | None
    refused: str


def disagreements(document: Document) -> tuple[Disagreement, ...]:
    """All disagreements between mentions of one fact. A layer: ask with `document.layer(disagreements)`."""
    if not document.body.text:
        return ()
    body = document.body.layer(find_mentions)
    if len(body) + len(document.title.layer(find_mentions)) < 2:  # noqa: PLR2004 - nothing to compare
        return ()
    contexts = document.body.layer(Contexts)
    found: list[Disagreement] = []
    rest = 0
    for summary in document.layer(find_summaries):
        claims = [m for m in summary.text.layer(find_mentions) if summary.first <= m.first < summary.last]
        if not claims:
            rest = max(rest, summary.rest)
            continue
        facts = _by_key(m for m in body if m.first >= summary.rest)
        ours = summary.text.layer(Contexts)
        mere = restated(ours, summary.first, summary.last, contexts, summary.rest) >= _RESTATED
        for claim in claims:
            others = [c for c in claims if c is not claim and c.key == claim.key]
            open_facts = [
                fact
                for fact in facts.get(claim.key, [])[:_CANDIDATES]
                if agree(claim, fact)
                or not any(agree(other, fact) and supports(other, fact) for other in others)
            ]
            contrary = _contrary(claim, open_facts, contexts, mere=mere)
            if contrary:
                other, how = contrary
                refused = refusal(document, claim, other, within_body=False)
                found.append(Disagreement(claim, other, how, summary, refused))
        rest = max(rest, summary.rest)
    pairs = _within_body([m for m in body if m.first >= rest], contexts)
    for left, right, how in itertools.islice(pairs, _PAIRS):
        refused = refusal(document, left, right, within_body=True)
        found.append(Disagreement(left, right, how, None, refused))
    return tuple(found)


def _by_key(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    by_key: dict[str, list[Mention]] = {}
    for m in mentions:
        by_key.setdefault(m.key, []).append(m)
    return by_key


def _contrary(
    claim: Mention, facts: list[Mention], contexts: Contexts, *, mere: bool
) -> tuple[Mention, Match] | None:
    """The fact of the body that best matches a summary's claim, if it contradicts it and none confirms it."""
    agreeing = {True: -1.0, False: -1.0}  # best score of facts that count something else, and of others
    best: tuple[Mention, Match] | None = None
    for fact in facts:
        agrees = agree(claim, fact)
        if agrees is None or (not agrees and not contexts.meets(claim.context, fact.first, fact.last)):
            continue
        how = match(claim.context, fact.context, contexts)
        if agrees:
            if supports(claim, fact):
                other = _heads_differ(claim, fact)
                agreeing[other] = max(agreeing[other], how.score)
        elif best is None or how.score > best[1].score:
            best = fact, how
    if best is None:
        return None
    fact, how = best
    confirmed = agreeing[False]
    # What counts something else confirms a claim unless the very thing is told better with another number.
    if claim.head != fact.head or agreeing[True] >= how.score:
        confirmed = max(confirmed, agreeing[True])
    contested = confirmed >= 0
    needed = _contested(claim, fact, confirmed) if contested else _uncontested(claim, fact, mere=mere)
    needed += _OTHER_HEAD * _heads_differ(claim, fact)
    if _heads_differ(claim, fact) and how.near < _OTHER_HEAD_NEAR:
        return None
    if claim.key == DATE and len(how.shared) < _DATE_SHARED:
        return None
    near = how.near >= (_CONTESTED_NEAR if contested else _SUMMARY_NEAR)
    return best if how.score >= needed and (near or how.share >= _SUMMARY_SHARE) else None


def _contested(claim: Mention, fact: Mention, agreeing: float) -> float:
    """The score that a fact must reach against a claim that the body confirms with the score `agreeing`."""
    span, other = (claim.first, claim.last), (fact.first, fact.last)
    if same_slot(claim.text, span, fact.text, other) > 1:
        least, lead = _CONTESTED_SLOT
    elif claim.key == DATE:
        least, lead = _CONTESTED_DATE
    else:
        least, lead = _CONTESTED_SPECIFIC if is_specific(claim) else _CONTESTED
    return max(least, lead + agreeing)


def _uncontested(claim: Mention, fact: Mention, *, mere: bool) -> float:
    """The score that a fact must reach against a claim that nothing in the body confirms."""
    same_head = bool(claim.head and claim.head == fact.head)
    comparable = same_head or claim.key not in (COUNT, DATE, ORDINAL)
    return (_MERE_SCORE if mere and comparable else _SUMMARY_SCORE) - _SAME_HEAD * same_head


def _heads_differ(a: Mention, b: Mention) -> bool:
    return bool(a.head and b.head and a.head != b.head)


def _within_body(body: list[Mention], contexts: Contexts) -> Iterator[tuple[Mention, Mention, Match]]:
    """Pairs of body mentions that state one fact with two values."""
    buckets: dict[tuple[str, str], list[Mention]] = {}
    for m in body:
        if m.head or m.key != COUNT:
            buckets.setdefault((m.key, m.head), []).append(m)
    for (key, _), bucket in buckets.items():
        if len(bucket) == 1:
            continue
        if key == DATE:
            text = bucket[0].text
            eventful = {text.sentence_of_token[h.first] for h in text.hits("single_events")}
            bucket = [m for m in bucket if text.sentence_of_token[m.first] in eventful]  # noqa: PLW2901 - a narrower one
        for left, right in _differing(bucket[:_BUCKET]):
            if key == DATE or contexts.beside(left.context, right.first, right.last):
                how = match(left.context, right.context, contexts)
                if key == "%" and not _shares_name(left, how, contexts):
                    continue  # answers to a poll's questions come in the same words
                if _is_one_fact(left, right, how) or _is_retold(left, right, contexts):
                    yield left, right, how


def _differing(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions in two sentences that cannot both hold."""
    for n, right in enumerate(mentions):
        for left in mentions[:n]:
            if agree(left, right) is False and left.text.sentence_at(left.first).last <= right.first:
                yield left, right


def _is_one_fact(left: Mention, right: Mention, how: Match) -> bool:
    """Whether two body mentions are so alike that they state one fact."""
    if how.share < _BODY_SHARE or len(how.shared) < _MIN_SHARED or are_parallel(left.context, right.context):
        return False
    if left.key == DATE:
        events = (
            s for s in how.shared if s in _EVENTS and left.context[s] + right.context[s] <= _EVENT_REACH
        )
        return how.score >= _EVENT_SCORE and any(events)
    return how.score >= _BODY_SCORE and how.near >= _BODY_NEAR


def _shares_name(left: Mention, how: Match, contexts: Contexts) -> bool:
    """Whether a shared word is written as a name in the sentence of a mention."""
    sentence, words = left.text.sentence_at(left.first), left.text.tokens.words
    places = range(sentence.first + 1, min(sentence.last, left.last + _SAID))
    return any(words[i][0].isupper() and contexts.stems[i] in how.shared for i in places)


def _is_retold(left: Mention, right: Mention, contexts: Contexts) -> bool:
    """Whether one of two sentences says nothing but what the other says too, and the figure in place of the other's."""
    ours, theirs = contexts.said(left.first), contexts.said(right.first)
    if min(len(ours), len(theirs)) < _RETOLD or not (ours <= theirs or theirs <= ours):
        return False
    if left.key != DATE:
        return True
    return (
        isinstance(left.value, Date)
        and isinstance(right.value, Date)
        and bool(left.value.year and right.value.year)
    )


def finding(signal_id: str, d: Disagreement) -> Finding:
    """The finding that tells a disagreement: both places, both values."""
    where = f"The {d.summary.name}" if d.summary else "One sentence"
    whose = "the body" if d.summary else "another"
    return Finding(
        signal_id,
        d.left.location,
        f"{where} says “{d.left.words}”, {whose} “{d.right.words}”.",
        related=(d.right.location,),
        values=(d.left.value.shown, d.right.value.shown),
    )

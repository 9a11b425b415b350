"""Summary against body: what a headline or lede states of which the body says something else.

Each claim is held against the body's mentions of its kind where the body speaks of the same thing. The body
confirms it if it has the value too, unless it says so of something else and another value in the claim's very place.
"""

from collections.abc import Iterable, Iterator

from newsassay.engine.conflicts.agreement import agree, confirms
from newsassay.engine.conflicts.alignment import Alignment, align
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.readings import reconciled
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.mentions import CLASS, COUNT, DATE, RANK, Mention, find_class_words, find_values
from newsassay.engine.facts.summaries import Summary, find_summaries

_CANDIDATES = 60  # body mentions of one kind that a claim is compared with; more are a table
_LEAST = 1.0  # shared rare words
_LEAST_NEAR, _LEAST_COVERAGE = 0.4, 0.4
_SAME_HEAD = 0.25
_OTHER_HEAD = 1.0
_CONTESTED, _LEAD = (
    1.1,
    0.5,
)  # where the body confirms the claim: least score, and least lead over the best confirmation
_RETOLD, _LEAST_RETOLD = (
    0.6,
    0.6,
)  # coverage from which two places tell one thing, and the score that it takes then
_DATE_WORDS = 2
_BOTH = 2  # sides


def summary_conflicts(document: Document) -> tuple[Conflict, ...]:
    """All conflicts of values between headline or lede and body. A layer of the document."""
    body = document.body
    if not body.text:
        return ()
    return tuple(c for summary in document.layer(find_summaries) for c in against(summary, body))


def against(summary: Summary, body: FieldText) -> Iterator[Conflict]:
    """Conflicts between what a summary, or any other text that tells the same, states and what a body states."""
    for layer in (find_values, find_class_words):
        claims = [m for m in summary.text.layer(layer) if summary.first <= m.first < summary.last]
        if not claims:
            continue
        facts: dict[str, list[Mention]] = {claim.kind: [] for claim in claims}
        for m in body.layer(layer):
            if m.first >= summary.rest and m.kind in facts:
                facts[m.kind].append(m)
        for claim in claims:
            rival = _rival(claim, claims, facts[claim.kind][:_CANDIDATES])
            if rival is not None:
                refused = reconciled(claim, rival, within_body=False)
                yield Conflict(claim, rival, summary.name, refused)


def _rival(claim: Mention, claims: list[Mention], facts: Iterable[Mention]) -> Mention | None:
    """The mention of the body that stands in a claim's place with a value that cannot hold beside it."""
    others = [c for c in claims if c is not claim and c.kind == claim.kind]
    support = {True: -1.0, False: -1.0}  # of what has the claim's head, and of what has another or none
    best: tuple[float, Mention, Alignment] | None = None
    here = claim.text, claim.first, claim.last
    for fact in facts:
        agrees = agree(claim, fact)
        if agrees is None:
            continue
        if agrees:
            if confirms(claim, fact):
                score = align(here, (fact.text, fact.first, fact.last)).score
                is_same = fact.head == claim.head
                support[is_same] = max(support[is_same], score)
        elif not any(agree(other, fact) and confirms(other, fact) for other in others):
            how = align(here, (fact.text, fact.first, fact.last))
            rank = how.score + how.slots / 2
            if how.words and (best is None or rank > best[0]):
                best = rank, fact, how
    if best is None:
        return None
    # What counts something else confirms a claim unless the very thing is told better with another value.
    is_told_better = claim.head == best[1].head != "" and best[2].score > support[False]
    confirmed = support[True] if is_told_better else max(support.values())
    return best[1] if _is_in_place(claim, best[1], best[2], confirmed) else None


def _is_in_place(claim: Mention, fact: Mention, how: Alignment, support: float) -> bool:
    """Whether a fact speaks of what the claim speaks of, `support` being the best alignment of one that confirms it."""
    heads_differ = claim.head != fact.head and bool(claim.head and fact.head)
    if claim.kind == DATE and how.words < _DATE_WORDS:
        return False
    if support >= 0:
        is_rank = claim.kind == RANK  # others have another one
        return (
            not (heads_differ or is_rank) and how.slots > 0 and how.score >= max(_CONTESTED, support + _LEAD)
        )
    if heads_differ and (how.slots == 0 or how.near < _OTHER_HEAD):
        return False
    if claim.kind.startswith(CLASS) and how.slots == 0:
        return how.near >= 1.4 and how.coverage >= 0.5  # noqa: PLR2004
    same_head = claim.head == fact.head != ""
    retold = how.coverage >= _RETOLD and how.words >= _DATE_WORDS
    comparable = same_head or claim.kind not in (COUNT, DATE, RANK) or how.slots > 0 or retold
    if not comparable or (claim.kind == RANK and how.slots < _BOTH and not (same_head and retold)):
        return False
    is_retold = retold and (same_head or how.slots > 0) and how.score >= _LEAST_RETOLD
    least = _LEAST - _SAME_HEAD * (same_head or how.slots > 1)
    is_near = how.near >= _LEAST_NEAR or how.coverage >= _LEAST_COVERAGE
    return is_retold or (how.score >= least and is_near)

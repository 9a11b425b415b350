"""Findings that each move a score little, told as one: ten shrugs are no ten points to make.

A long article has hedges, names and quoted rhetoric by the dozen. Those of one signal that move their dimension by less than
LIGHT apiece become one piece of evidence at the first place, with the others as related spans and the sum of their
contributions, so that reports add up as before. The author's own sensational words are told each at its place: which
word it is, is what a reader wants to see.
"""

from collections.abc import Sequence

from newsassay.engine.finding import Finding
from newsassay.engine.report import Voice

LIGHT = 0.005  # of a dimension's score: what moves it less is a note, whatever its card says
_SHORTEST = 100  # words: in shorter texts every place is told
_SENSATIONAL = "sensational."
_MOST = 200  # places of a finding: no article has more, and replies are cut by whole findings

Weighed = tuple[Finding, Voice, float]


def told_as_one(evidence: Sequence[Weighed], words: int) -> list[Weighed]:
    """The evidence in its order, light findings of one signal joined at their first place. Linear.

    The author's places come before quoted ones, and their voice is that of the whole.
    """
    if words < _SHORTEST:
        return list(evidence)
    alike: dict[str, list[int]] = {}
    for i, (finding, voice, amount) in enumerate(evidence):
        is_own_word = voice is Voice.AUTHOR and finding.signal_id.startswith(_SENSATIONAL)
        if abs(amount) < LIGHT and not is_own_word:
            alike.setdefault(finding.signal_id, []).append(i)
    kept: list[Weighed | None] = list(evidence)
    for indices in alike.values():
        if 1 < len(indices) <= _MOST:
            joined = sorted([evidence[i] for i in indices], key=_voice)
            first = next(i for i in indices if evidence[i] is joined[0])
            for i in indices:
                kept[i] = None
            kept[first] = (_one(joined), joined[0][1], _exact_sum([a for _, _, a in joined]))
    return [item for item in kept if item is not None]


def _voice(item: Weighed) -> Voice:
    return item[1]


def _one(joined: Sequence[Weighed]) -> Finding:
    """The first finding, for all of them."""
    (first, voice, _), *others = joined
    rest = f"{len(others)} more places are" if len(others) > 1 else "One more place is"
    quoted = sum(v is not voice for _, v, _ in others)
    of_sources = f", {quoted} of them inside quotations" if quoted else ""
    return first._replace(
        message=f"{first.message} {rest} like it{of_sources}.",
        related=tuple([f.location for f, _, _ in others]),
        values=(),
        weight=sum(f.weight for f, _, _ in joined),
    )


def _exact_sum(amounts: Sequence[float]) -> float:
    """The sum of contributions, which are whole millionths."""
    return sum(round(a * 1_000_000) for a in amounts) / 1_000_000

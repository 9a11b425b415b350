"""Findings that each move a score little, told as one: ten shrugs are no ten points to make.

A long article has hedges, names and quoted rhetoric by the dozen. Those of one signal and voice that move their dimension by
less than LIGHT apiece become one piece of evidence at the first place, with the others as related spans and the sum of their
contributions, so that reports add up as before.
"""

from collections.abc import Sequence

from newsassay.engine.finding import Finding
from newsassay.engine.report import Voice

LIGHT = 0.005  # of a dimension's score: what moves it less is a note, whatever its card says
_SHORTEST = 100  # words: in shorter texts every place is told

Weighed = tuple[Finding, Voice, float]


def told_as_one(evidence: Sequence[Weighed], words: int) -> list[Weighed]:
    """The evidence in its order, light findings of one signal and voice joined at their first place. Linear."""
    if words < _SHORTEST:
        return list(evidence)
    alike: dict[tuple[str, Voice], list[int]] = {}
    for i, (finding, voice, amount) in enumerate(evidence):
        if abs(amount) < LIGHT:
            alike.setdefault((finding.signal_id, voice), []).append(i)
    kept: list[Weighed | None] = list(evidence)
    for (_, voice), indices in alike.items():
        if len(indices) > 1:
            joined = [evidence[i] for i in indices]
            for i in indices:
                kept[i] = None
            kept[indices[0]] = (_one([f for f, _, _ in joined]), voice, _exact_sum([a for _, _, a in joined]))
    return [item for item in kept if item is not None]


def _one(findings: Sequence[Finding]) -> Finding:
    """The first finding, for all of them."""
    first, *others = findings
    rest = f"{len(others)} more places are" if len(others) > 1 else "One more place is"
    return first._replace(
        message=f"{first.message} {rest} like it.",
        related=tuple([f.location for f in others]),
        values=(),
        weight=sum(f.weight for f in findings),
    )


def _exact_sum(amounts: Sequence[float]) -> float:
    """The sum of contributions, which are whole millionths."""
    return sum(round(a * 1_000_000) for a in amounts) / 1_000_000

"""Findings that each move a score little, told as one: ten shrugs are no ten points to make.

A long article has hedges, names and quoted rhetoric by the dozen. Those of one signal that move their dimension by less than
LIGHT apiece become one piece of evidence at the first place, with the others as related spans and the sum of their
contributions, so that reports add up as before. Where that sum is a shrug still, they stand beside the signal's weightiest
finding. Sensational words are another matter: which word it is, is what a reader wants to see. The author's own are told
each at its place, those of sources as one of their own.
What a rubric gives no weight is counted, and no finding.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from newsassay.engine.finding import Finding
from newsassay.engine.report import Voice

LIGHT = 0.005  # of a dimension's score: what moves it less is a note, whatever its card says
_SHORTEST = 100  # words: in shorter texts every place is told
_SENSATIONAL = "sensational."
_MOST = 200  # places of a finding: no article has more, and replies are cut by whole findings

Weighed = tuple[Finding, Voice, float]


class Told(NamedTuple):
    """What a report tells, in its order, and the findings that it only counts."""

    findings: list[Weighed]
    counted: list[Finding]


def told(evidence: Sequence[Weighed], words: int, weightless: Collection[str]) -> Told:
    """The evidence in its order, without signals that weigh nothing, light findings of one signal joined. Linear.

    The author's places come before quoted ones, and their voice is that of the whole.
    """
    if words < _SHORTEST:
        return Told(list(evidence), [])
    counted = [finding for finding, _, _ in evidence if finding.signal_id in weightless]
    return Told(_told_as_one([e for e in evidence if e[0].signal_id not in weightless]), counted)


def _told_as_one(evidence: Sequence[Weighed]) -> list[Weighed]:
    light: dict[str, list[int]] = {}
    heavy: dict[str, list[int]] = {}
    for i, (finding, voice, amount) in enumerate(evidence):
        is_word = finding.signal_id.startswith(_SENSATIONAL)
        if abs(amount) < LIGHT and not (is_word and voice is Voice.AUTHOR):
            light.setdefault(finding.signal_id, []).append(i)
        elif not is_word and not finding.values:  # what was compared is told by itself
            heavy.setdefault(finding.signal_id, []).append(i)
    kept: list[Weighed | None] = list(evidence)
    for signal_id, indices in light.items():
        if len(indices) > _MOST:
            continue
        joined = sorted([evidence[i] for i in indices], key=_voice)
        first = next(i for i in indices if evidence[i] is joined[0])
        if signal_id in heavy and abs(_exact_sum(joined)) < LIGHT:
            first = max(heavy[signal_id], key=lambda i: (abs(evidence[i][2]), -i))
            joined = [evidence[first], *joined]
        for i in indices:
            kept[i] = None
        kept[first] = _one(joined)
    return [item for item in kept if item is not None]


def _voice(item: Weighed) -> Voice:
    return item[1]


def _one(joined: Sequence[Weighed]) -> Weighed:
    """The first finding, for all of them."""
    (first, voice, amount), *others = joined
    if not others:
        return first, voice, amount
    rest = f"{len(others)} more places are" if len(others) > 1 else "One more place is"
    quoted = sum(v is not voice for _, v, _ in others)
    of_sources = f", {quoted} of them inside quotations" if quoted else ""
    finding = first._replace(
        message=f"{first.message} {rest} like it{of_sources}.",
        related=(*first.related, *[f.location for f, _, _ in others]),
        values=(),
        weight=sum(f.weight for f, _, _ in joined),
    )
    return finding, voice, _exact_sum(joined)


def _exact_sum(joined: Sequence[Weighed]) -> float:
    """The sum of contributions, which are whole millionths."""
    return sum(round(amount * 1_000_000) for _, _, amount in joined) / 1_000_000

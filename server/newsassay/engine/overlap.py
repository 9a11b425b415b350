"""One place, one finding: of those of a dimension that overlap, credits and charges alike, the strongest stands for all."""

from newsassay.engine.article import Dimension, Field
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.registry import CARDS

SAID = "said more strongly of this place by"
_RATE = ".rate_"
_PASSAGE = 40  # characters: a longer finding is about a passage, and what stands in it may be said besides


def one_a_place(judgements: list[Judgement]) -> list[Judgement]:
    """The judgements in their order; findings that overlap a stronger one of their dimension become refusals.

    The more severe finding is the stronger, then the weightier, then the longer, then the earlier. A habit (an id
    `dimension.rate_…`) and a finding about a passage are about more than the place, and stay. Judgements in
    reading order; linear.
    """
    kept = list(judgements)
    last: dict[tuple[Dimension, Field], tuple[int, Finding]] = {}  # the finding that reaches furthest
    for i, judgement in enumerate(judgements):
        if not isinstance(judgement, Finding) or _is_about_more(judgement):
            continue
        place = (CARDS[judgement.signal_id].dimension, judgement.location.field)
        before, rival = last.get(place, (i, judgement))
        if before == i or judgement.location.start >= rival.location.end:
            last[place] = (i, judgement)
        elif _strength(judgement) <= _strength(rival):
            kept[i] = _said(judgement, rival)
        else:
            kept[before] = _said(rival, judgement)
            last[place] = (i, judgement)
    return kept


def _is_about_more(finding: Finding) -> bool:
    return _RATE in finding.signal_id or finding.location.end - finding.location.start > _PASSAGE


def _said(weaker: Finding, stronger: Finding) -> Rejection:
    return Rejection(weaker.signal_id, weaker.location, f"{SAID} {stronger.signal_id}")


def _strength(finding: Finding) -> tuple[int, float, int]:
    severity = CARDS[finding.signal_id].severity if finding.severity is None else finding.severity
    return (severity.value, finding.weight, finding.location.end - finding.location.start)

"""One place, one finding: of those of a dimension that overlap, credits and charges alike, the strongest stands for all."""

from bisect import bisect_left

from newsassay.engine.article import Dimension, Field
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.registry import CARDS

_Place = tuple[Dimension, Field]

SAID = "said more strongly of this place by"
_HABITS = frozenset(signal_id for signal_id in CARDS if ".rate_" in signal_id)
_PASSAGE = 40  # characters: a longer finding is about a passage, and what stands in it may be said besides


def one_a_place(judgements: list[Judgement]) -> list[Judgement]:
    """The judgements in their order; findings that overlap a stronger one of their dimension become refusals.

    The more severe finding is the stronger, then the weightier, then the longer, then the earlier. A habit (an id
    `dimension.rate_…`) and a finding about a passage are about more than the place, and stay; a habit moves to the first
    of its places that says nothing else. Judgements in reading order; linear.
    """
    kept = list(judgements)
    last: dict[_Place, tuple[int, Finding]] = {}  # the finding that reaches furthest
    for i, judgement in enumerate(judgements):
        if not isinstance(judgement, Finding) or _is_about_more(judgement):
            continue
        place = _place(judgement)
        before, rival = last.get(place, (i, judgement))
        if before == i or judgement.location.start >= rival.location.end:
            last[place] = (i, judgement)
        elif _strength(judgement) <= _strength(rival):
            kept[i] = _said(judgement, rival)
        else:
            kept[before] = _said(rival, judgement)
            last[place] = (i, judgement)
    return _at_free_places(kept)


def _at_free_places(judgements: list[Judgement]) -> list[Judgement]:
    """The judgements, with habits at the first of their places that no other finding of their dimension covers."""
    if not any(_is_habit(j) for j in judgements):
        return judgements
    starts: dict[_Place, list[int]] = {}
    reach: dict[_Place, list[int]] = {}  # the furthest end up to each start
    for judgement in judgements:
        if isinstance(judgement, Finding) and not _is_habit(judgement):
            place, (_, start, end) = _place(judgement), judgement.location
            ends = reach.setdefault(place, [])
            starts.setdefault(place, []).append(start)
            ends.append(max(end, ends[-1]) if ends else end)
    taken: set[tuple[Dimension, Location]] = set()
    kept = list(judgements)
    for i, habit in enumerate(judgements):
        if not (isinstance(habit, Finding) and _is_habit(habit)):
            continue
        place = _place(habit)
        places = (habit.location, *habit.related)
        before = [bisect_left(starts.get(place, []), p.end) for p in places]
        free = [
            p
            for p, n in zip(places, before, strict=True)
            if (place[0], p) not in taken and not (n and reach[place][n - 1] > p.start)
        ]
        chosen = free[0] if free else habit.location
        taken.add((place[0], chosen))
        others = tuple([p for p in places if p != chosen])
        kept[i] = habit._replace(location=chosen, related=others)
    return kept


def _is_habit(judgement: Judgement) -> bool:
    return judgement.signal_id in _HABITS and isinstance(judgement, Finding)


def _place(finding: Finding) -> _Place:
    return CARDS[finding.signal_id].dimension, finding.location.field


def _is_about_more(finding: Finding) -> bool:
    return _is_habit(finding) or finding.location.end - finding.location.start > _PASSAGE


def _said(weaker: Finding, stronger: Finding) -> Rejection:
    return Rejection(weaker.signal_id, weaker.location, f"{SAID} {stronger.signal_id}")


def _strength(finding: Finding) -> tuple[int, float, int]:
    severity = CARDS[finding.signal_id].severity if finding.severity is None else finding.severity
    return (severity.value, finding.weight, finding.location.end - finding.location.start)

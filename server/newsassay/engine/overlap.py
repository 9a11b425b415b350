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
    habits: list[tuple[int, Finding]] = []
    for i, judgement in enumerate(judgements):
        if not isinstance(judgement, Finding):
            continue
        _, start, end = judgement.location
        if judgement.signal_id in _HABITS:
            habits.append((i, judgement))
        elif end - start <= _PASSAGE:
            place = _place(judgement)
            before, rival = last.get(place, (i, judgement))
            if before == i or start >= rival.location.end:
                last[place] = (i, judgement)
            elif _strength(judgement) <= _strength(rival):
                kept[i] = _said(judgement, rival)
            else:
                kept[before] = _said(rival, judgement)
                last[place] = (i, judgement)
    if habits:
        _move_to_free_places(habits, kept)
    return kept


def _move_to_free_places(habits: list[tuple[int, Finding]], judgements: list[Judgement]) -> None:
    """Move habits, given by their numbers, to the first of their places that no other finding of their dimension covers."""
    covered: dict[_Place, tuple[list[int], list[int]]] = {_place(habit): ([], []) for _, habit in habits}
    for judgement in judgements:
        if isinstance(judgement, Finding) and judgement.signal_id not in _HABITS:
            found = covered.get(_place(judgement))
            if found is not None:
                starts, reach = found  # the furthest end up to each start
                _, start, end = judgement.location
                starts.append(start)
                reach.append(max(end, reach[-1]) if reach else end)
    taken: set[tuple[Dimension, Location]] = set()
    for i, habit in habits:
        dimension, _ = place = _place(habit)
        starts, reach = covered[place]
        places = (habit.location, *habit.related)
        before = [bisect_left(starts, p.end) for p in places]
        free = [
            p
            for p, n in zip(places, before, strict=True)
            if (dimension, p) not in taken and not (n and reach[n - 1] > p.start)
        ]
        chosen = free[0] if free else habit.location
        taken.add((dimension, chosen))
        others = tuple([p for p in places if p != chosen])
        judgements[i] = habit._replace(location=chosen, related=others)


def _place(finding: Finding) -> _Place:
    return CARDS[finding.signal_id].dimension, finding.location.field


def _said(weaker: Finding, stronger: Finding) -> Rejection:
    return Rejection(weaker.signal_id, weaker.location, f"{SAID} {stronger.signal_id}")


def _strength(finding: Finding) -> tuple[int, float, int]:
    severity = CARDS[finding.signal_id].severity if finding.severity is None else finding.severity
    return (severity.value, finding.weight, finding.location.end - finding.location.start)

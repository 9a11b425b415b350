"""Passages in which the caller has switched signals off."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from newsassay.engine.article import DisabledRange, Field
from newsassay.engine.finding import Location

_ALL = ""


def exempts(ranges: Sequence[DisabledRange]) -> Callable[[str, Location], bool]:
    """Return whether a signal is switched off where a location starts. Linear to build, logarithmic to ask."""
    by_signal: dict[str, list[tuple[int, int]]] = {}
    in_title: set[str] = set()
    for signal_ids, start, end, title in ranges:
        for signal_id in signal_ids or (_ALL,):
            by_signal.setdefault(signal_id, []).append((start, end))
            if title:
                in_title.add(signal_id)
    disjoint = {signal_id: _disjoint(found) for signal_id, found in by_signal.items()}

    def is_exempt(signal_id: str, location: Location) -> bool:
        field, start, _ = location
        if field is not Field.BODY:
            return signal_id in in_title or _ALL in in_title
        return any(_holds(disjoint.get(key, ()), start) for key in (signal_id, _ALL))

    return is_exempt


def _holds(ranges: Sequence[tuple[int, int]], offset: int) -> bool:
    k = bisect_right(ranges, offset, key=lambda found: found[0]) - 1
    return k >= 0 and offset < ranges[k][1]


def _disjoint(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

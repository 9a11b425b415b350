"""What the tagger's table is made of: how often a class was which reading between its neighbours.

Counts of wide contexts are blended into those of narrow ones (Witten and Bell 1991); what is learnt of single
frequent forms goes back to their readings in general.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsassay.engine.grammar.word_types import readings

Rows = Mapping[str, Counter[str]]  # neighbours → readings
_UNSEEN = " "  # a neighbour that was never counted


def contexts(key: str, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The contexts in which an occurrence is counted, narrow to wide: (row, neighbours).

    A row is a class, or with "*" all classes of the same readings: that of a class without "=form" may be left out
    if it would count the same.
    """
    base = key.split("=", 1)[0]
    return (
        (key, f"{before}{after}"),
        (key, f"_{after}"),
        (key, f"{before}_"),
        (key, "__"),
        (base + "*", f"{before}{after}"),
        (base + "*", f"{before}_"),
    )


def decide(key: str, before: str, after: str, counts: Mapping[str, Rows]) -> str:
    """The likeliest reading of a class; of equals the first in order of code points."""
    narrow, wide = _rows(key, counts)
    allowed = readings(key)
    odds = dict.fromkeys(allowed, 1 / len(allowed))
    both, left, right = f"{before}{after}", f"{before}_", f"_{after}"
    # Wide contexts first: the strengths are those of `contexts`, from its end.
    for rows, neighbours, strength in (
        (wide, left, 1),
        (wide, both, 1),
        (narrow, "__", 8),
        (narrow, left, 2),
        (narrow, right, 16),
        (narrow, both, 2),
    ):
        seen = rows.get(neighbours)
        if seen:
            total = seen.total() + strength
            for reading in allowed:
                odds[reading] = (seen[reading] + strength * odds[reading]) / total
    return max(allowed, key=lambda reading: (odds[reading], -ord(reading)))


def decisions(
    key: str, befores: Iterable[str], afters: Sequence[str], counts: Mapping[str, Rows]
) -> dict[str, dict[str, str]]:
    """The reading of a class by the class behind, by the tag before; "*" stands for the tags before that are not listed."""
    narrow, wide = _rows(key, counts)
    seen = {neighbours[0] for rows in (narrow, wide) for neighbours in rows}
    behind = {neighbours[1:] for rows in (narrow, wide) for neighbours in rows}
    rows_by_tags: defaultdict[tuple[str, ...], str] = defaultdict(str)
    for before in [_UNSEEN, *sorted(seen.intersection(befores))]:
        unseen = decide(key, before, _UNSEEN, counts)
        tags = tuple(decide(key, before, after, counts) if after in behind else unseen for after in afters)
        rows_by_tags[tags] += before
    return {
        "*" if _UNSEEN in listed else listed: dict(zip(afters, tags, strict=True))
        for tags, listed in rows_by_tags.items()
    }


def _rows(key: str, counts: Mapping[str, Rows]) -> tuple[Rows, Rows]:
    """The counts of a class, and those of all classes of the same readings."""
    base = key.split("=", 1)[0]
    get = counts.get
    return get(key) or get(key[:-1]) or {}, get(f"{base}*") or get(base) or {}

"""Values that differ inside aligned sentences: numbers, sums, measures, dates, words of exclusive classes, negations.

The two sentences tell the same, so a value that neither confirms is told in two ways where both stand in one slot, or where
each sentence has no other of its kind.
"""

from collections.abc import Iterable, Iterator

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Agreement, Difference, place
from newsassay.engine.comparison.report import Basis, ConflictKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.comparison.values import agree, same_value, told, values_in
from newsassay.engine.conflicts.event_slots import PLACE
from newsassay.engine.conflicts.readings import ANOTHER_TIME, COUNTS_OTHERS, ONE_COUNTS_PART, reconciled
from newsassay.engine.facts.mentions import CLASS, DATE, NAME, Mention

_FIXED = (ANOTHER_TIME, COUNTS_OTHERS, ONE_COUNTS_PART)  # readings that aligned wording does not settle


def aligned_values(
    left: ComparedText, right: ComparedText, matches: list[Match]
) -> Iterator[Difference | Agreement]:
    """What aligned sentences say of values, of all kinds."""
    mine: dict[int, list[Segment]] = {}
    theirs: dict[int, list[Segment]] = {}
    for match in matches:
        mine.setdefault(match.right.number, []).append(match.left)
        theirs.setdefault(match.left.number, []).append(match.right)
    for match in matches:
        if match.kind is PassageKind.FURNITURE:
            continue
        ours, others = values_in(left, match.left), values_in(right, match.right)
        if not ours or not others:
            continue
        yield from _agreements(left, ours, right, others)
        if match.kind is PassageKind.VERBATIM:
            continue
        all_others = [m for segment in theirs[match.left.number] for m in values_in(right, segment)]
        all_ours = [m for segment in mine[match.right.number] for m in values_in(left, segment)]
        yield from _differences(
            (left, [m for m in ours if not _is_confirmed(m, all_others)]),
            (right, [m for m in others if not _is_confirmed(m, all_ours)]),
            match.substitutions,
        )


def _agreements(
    left: ComparedText, ours: list[Mention], right: ComparedText, others: list[Mention]
) -> Iterator[Agreement]:
    for m in ours:
        same = [t for t in others if t.kind == m.kind and agree(m, t)]
        if len(same) == 1 and sum(agree(n, same[0]) is True for n in ours if n.kind == m.kind) == 1:
            yield Agreement(
                place(left, m.first, m.last, m.shown),
                place(right, same[0].first, same[0].last, same[0].shown),
            )


def _is_confirmed(m: Mention, others: Iterable[Mention]) -> bool:
    return any(t.kind == m.kind and agree(m, t) for t in others)


_Range = tuple[int, int]
_Side = tuple[ComparedText, list[Mention]]


def _differences(ours: _Side, others: _Side, slots: list[tuple[_Range, _Range]]) -> Iterator[Difference]:
    (left, mine), (right, theirs) = ours, others
    for m in mine:
        for t in theirs:
            if t.kind != m.kind or agree(m, t) is not False:
                continue
            in_slot = any(_meets(m, a) and _meets(t, b) for a, b in slots)
            alone = [sum(x.kind == m.kind for x in side) for side in (mine, theirs)] == [1, 1]
            if not in_slot and (not alone or m.kind.startswith(CLASS) or _heads_differ(m, t)):
                continue
            yield Difference(
                kind_of(m),
                Basis.ALIGNED,
                place(left, m.first, m.last, m.shown),
                place(right, t.first, t.last, t.shown),
                _refusal(left, m, right, t),
            )


def _meets(m: Mention, tokens: _Range) -> bool:
    return m.first < tokens[1] and tokens[0] < m.last


def _heads_differ(m: Mention, t: Mention) -> bool:
    return bool(m.head and t.head) and m.head != t.head


def _refusal(left: ComparedText, m: Mention, right: ComparedText, t: Mention) -> str:
    if told(right).tell(m) or told(left).tell(t):
        return "one article has both values"
    if same_value(m, t):
        return "one value in two units"
    reading = reconciled(m, t, within_body=False)
    return reading if reading.startswith(_FIXED) else ""


def kind_of(m: Mention) -> ConflictKind:
    """What kind of fact a mention tells."""
    if m.kind == DATE:
        return ConflictKind.DATE
    if m.kind.startswith(NAME):
        return ConflictKind.PLACE if m.kind.startswith(NAME + PLACE) else ConflictKind.NAME
    return ConflictKind.POLARITY if m.kind.startswith(CLASS) else ConflictKind.NUMBER

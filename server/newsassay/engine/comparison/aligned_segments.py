"""Which sentences and quotations of two articles tell the same in the same order.

Two segments are compared by the stems that both have in one order (Indel similarity: 2 × longest common subsequence /
all stems). From half of them on they are aligned, and from a little less where their neighbours are, as a paraphrase
goes on being one (cf. the aligners of METER, Clough et al. 2002).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from newsassay.engine.comparison.like_segments import Like, like_of_two
from newsassay.engine.comparison.report import PassageKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.text.lazy import lazy

_SIMILAR = 0.5
_SUPPORTED = 0.4  # beside an aligned pair
_QUOTED_ALIKE = 0.7


Range = tuple[int, int]
"""Tokens [first, last)."""


@dataclass(frozen=True)
class Match:
    """Two aligned segments."""

    left: Segment
    right: Segment
    similarity: float
    kind: PassageKind
    other_side: "Match | None" = None

    @lazy
    def substitutions(self) -> list[tuple[Range, Range]]:
        """Token ranges of the left segment in whose place the right one has others, with those."""
        if self.other_side is not None:
            return [(ours, theirs) for theirs, ours in self.other_side.substitutions]
        return list(_substitutions(self.left, self.right))

    @property
    def mirrored(self) -> "Match":
        """The same, seen from the other side."""
        return Match(self.right, self.left, self.similarity, self.kind, self)


def align_two(left: ComparedText, right: ComparedText) -> list[Match]:
    """Each segment's best match on the other side, of two articles that are compared with no others."""
    return align(left, right, like_of_two(left, right))


def align(left: ComparedText, right: ComparedText, like: Sequence[Like]) -> list[Match]:
    """Each segment's best match on the other side, in order. `like` are the left and right segments that share content."""
    similar = _similarities(left, right, like)
    if not similar:
        return []
    chosen = _best(similar) | {(i, j) for j, i in _best({(j, i): s for (i, j), s in similar.items()})}
    matches: list[Match] = []
    for i, j in sorted(chosen):
        a, b, similarity = left.segments[i], right.segments[j], similar[i, j]
        if similarity >= _SIMILAR or _is_supported(i, j, chosen, similar):
            matches.append(Match(a, b, similarity, _kind(left, a, right, b)))
    return matches


def _similarities(
    left: ComparedText, right: ComparedText, like: Sequence[Like]
) -> dict[tuple[int, int], float]:
    """Similarity of the segments that may match, by their numbers."""
    found: dict[tuple[int, int], float] = {}
    by_stems = right.by_stems
    for stems, ours in left.by_stems.items():
        equal = by_stems.get(stems, ())
        for n in range(max(len(ours), len(equal)) if equal else 0):
            # Of a sentence that stands several times, the n-th belongs to the n-th.
            found[ours[min(n, len(ours) - 1)], equal[min(n, len(equal) - 1)]] = 1.0
    for i, j, _ in like:
        a, b = left.segments[i], right.segments[j]
        if a.stems not in by_stems:
            least = _QUOTED_ALIKE if a.quoted or b.quoted else _SUPPORTED
            similarity = Indel.normalized_similarity(a.stems, b.stems, score_cutoff=least)
            if similarity:
                found[i, j] = similarity
    return found


def _best(similar: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """For each left segment its most similar right one, the nearest to its own place of several."""
    best: dict[int, tuple[float, int, int]] = {}
    for (i, j), similarity in similar.items():
        rank = -similarity, abs(i - j), j
        if i not in best or rank < best[i]:
            best[i] = rank
    return {(i, rank[2]) for i, rank in best.items()}


def _is_supported(
    i: int, j: int, chosen: set[tuple[int, int]], similar: dict[tuple[int, int], float]
) -> bool:
    """Whether a neighbour of two segments is aligned with a neighbour of the other."""
    around = ((i + di, j + dj) for di in (-1, 0, 1) for dj in (-1, 0, 1) if (di, dj) != (0, 0))
    return any(pair in chosen and similar[pair] >= _SIMILAR for pair in around)


def _kind(left: ComparedText, a: Segment, right: ComparedText, b: Segment) -> PassageKind:
    if a.quoted or b.quoted:
        return PassageKind.QUOTATION
    if a.stems != b.stems or left.words(a) != right.words(b):
        return PassageKind.REWORDED
    return PassageKind.FURNITURE if a.furniture and b.furniture else PassageKind.VERBATIM


def _substitutions(a: Segment, b: Segment) -> Iterator[tuple[Range, Range]]:
    swapped = b.stems < a.stems  # so that both directions find the same
    source, target = (b, a) if swapped else (a, b)
    start = stop = 0  # of the gap before the next equal block
    for first, opening, size in Indel.opcodes(source.stems, target.stems).as_matching_blocks():
        if start < first and stop < opening:
            left = source.tokens[start], source.tokens[first - 1] + 1
            right = target.tokens[stop], target.tokens[opening - 1] + 1
            yield (right, left) if swapped else (left, right)
        start, stop = first + size, opening + size

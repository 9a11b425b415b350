"""How two articles hang together, by how much of each stands in sentences aligned with the other's.

Thresholds were measured on rewritten and independent stories: of rewrites more than 40 % is aligned, of independent accounts
of one event hardly more than a tenth (cf. the wholly, partially and non-derived texts of METER, Gaizauskas et al. 2001).
"""

from typing import NamedTuple

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.report import PassageKind, Relation
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.text.closed_class import CLOSED_CLASS

RETELLS = (Relation.IDENTICAL, Relation.REWRITE)
"""The relations of which clusters are made."""

_IDENTICAL, _REWRITE, _PARTIAL = 0.98, 0.4, 0.12
_LEAST_WORDS = 12  # aligned words: less is a coincidence
_TOLD_ITSELF = (
    0.2  # of an article's words outside quotations and furniture, from which their share is telling
)
_ALIKE = 0.1  # Jaccard coefficient of content stems
_HELD = 0.4  # of the shorter article's content stems that a much longer one has too
_ALIKE_AT_ALL, _NAMES = 0.12, 2  # the same, with this many names of whatever kind
# Jaccard coefficient of content stems, with the share of the names of the article that has fewer
_ONE_STORY = ((0.1, 0.1), (0.05, 0.25))
_BRIEF, _BRIEFLY_ALIKE = (
    100,
    0.08,
)  # content stems of a short article; of 4,900 pairs of two stories 4 are so alike
LEAST_ALIKE = min(words for words, _ in _ONE_STORY)
"""Jaccard coefficient of content stems below which two articles that are not aligned have nothing to do with each other."""

_COUNTED = (PassageKind.VERBATIM, PassageKind.REWORDED)


class Reuse(NamedTuple):
    """Shares of aligned words, and of those aligned word by word, of left and right; and how many quotations both have."""

    left: float
    right: float
    verbatim_left: float
    verbatim_right: float
    aligned_words: int
    quotations: int

    @property
    def verbatim(self) -> float:
        """The larger share of words that stand in the other article word by word."""
        return max(self.verbatim_left, self.verbatim_right)

    @property
    def mirrored(self) -> "Reuse":
        """The same, seen from the other side."""
        return Reuse(
            self.right,
            self.left,
            self.verbatim_right,
            self.verbatim_left,
            self.aligned_words,
            self.quotations,
        )


_NOTHING = Reuse(0.0, 0.0, 0.0, 0.0, 0, 0)


class Likeness(NamedTuple):
    """How many content stems two articles share: in all, and as a share of those that either has (Jaccard coefficient)."""

    shared: int
    jaccard: float


def likeness(left: ComparedText, right: ComparedText) -> Likeness:
    """What two articles have in common, whatever the order."""
    shared = len(left.content & right.content)
    return Likeness(shared, shared / max(1, len(left.content) + len(right.content) - shared))


def reuse(left: ComparedText, right: ComparedText, matches: list[Match]) -> Reuse:
    """How much of two articles is aligned. Quotations and furniture leave both counts, unless an article is little else."""
    if not matches:
        return _NOTHING
    ours = _shares(left, [(m.left, m.kind) for m in matches])
    theirs = _shares(right, [(m.right, m.kind) for m in matches])
    quotations = {m.left.number for m in matches if m.kind is PassageKind.QUOTATION}
    mirrored = {m.right.number for m in matches if m.kind is PassageKind.QUOTATION}
    return Reuse(
        ours[0], theirs[0], ours[1], theirs[1], min(ours[2], theirs[2]), min(len(quotations), len(mirrored))
    )


def _shares(text: ComparedText, aligned: list[tuple[Segment, PassageKind]]) -> tuple[float, float, int]:
    """Share of words aligned, share aligned word by word, and words aligned."""
    kinds: dict[int, set[PassageKind]] = {}
    for segment, kind in aligned:
        kinds.setdefault(segment.number, set()).add(kind)
    held = [text.segments[number] for number in kinds]
    counted = [s for s in held if not s.quoted and not kinds[s.number].isdisjoint(_COUNTED)]
    # What the article tells itself: no quotation, nor furniture that the other article has too.
    furniture = sum(len(s.tokens) for s in held if not s.quoted and kinds[s.number].isdisjoint(_COUNTED))
    told = text.told_words - furniture
    if told < _TOLD_ITSELF * text.all_words:
        counted, told = held, text.all_words
    if not told:
        return 0.0, 0.0, 0
    words = sum(len(s.tokens) for s in counted)
    verbatim = sum(len(s.tokens) for s in counted if _is_verbatim(s, kinds[s.number]))
    return round(words / told, 6), round(verbatim / told, 6), words


def _is_verbatim(segment: Segment, kinds: set[PassageKind]) -> bool:
    return PassageKind.VERBATIM in kinds or (segment.quoted and kinds == {PassageKind.QUOTATION})


def relation(left: ComparedText, right: ComparedText, found: Reuse, alike: Likeness) -> Relation | None:
    """The closest relation that holds, None for two articles that have nothing to do with each other."""
    if left.text.text and left.text.text == right.text.text:
        return Relation.IDENTICAL
    most = max(found.left, found.right)
    if min(found.verbatim_left, found.verbatim_right) >= _IDENTICAL:
        return Relation.IDENTICAL
    if most >= _REWRITE and found.aligned_words >= _LEAST_WORDS:
        return Relation.REWRITE
    if most >= _PARTIAL and found.aligned_words >= _LEAST_WORDS:
        return Relation.PARTIAL_REUSE
    if found.quotations:
        return Relation.SHARED_QUOTATIONS
    return Relation.SAME_STORY if _tell_one_story(left, right, alike) else None


def may_be_aligned(left: ComparedText, right: ComparedText, alike: Likeness) -> bool:
    """Whether two articles share enough words to be worth aligning: of all, or of the shorter one's."""
    least = min(len(left.content), len(right.content))
    return alike.shared > 0 and (alike.jaccard >= _ALIKE or alike.shared >= _HELD * least)


def _tell_one_story(left: ComparedText, right: ComparedText, alike: Likeness) -> bool:
    """Whether two articles share words and names that are not those of everybody's news."""
    if alike.jaccard < LEAST_ALIKE:
        return False
    shared = left.all_names & right.all_names
    if max(len(left.content), len(right.content)) <= _BRIEF and (
        alike.jaccard >= _BRIEFLY_ALIKE or not shared <= CLOSED_CLASS.keys()
    ):
        return True
    if alike.jaccard >= _ALIKE_AT_ALL and len(shared) >= _NAMES:
        return True
    names = len(left.names & right.names) / max(1, min(len(left.names), len(right.names)))
    return any(alike.jaccard >= words and names >= share for words, share in _ONE_STORY)

"""A negation that stands in one of two aligned sentences: "did not allow her plea", "allowed her plea"."""

from collections.abc import Iterator
from itertools import product

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis, ConflictKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass

_VERBAL = words_of("comparison_words", "verbal_negation")
_DENYING = words_of("comparison_words", "denial")
_SUPPOSING = words_of("comparison_words", "supposing")
_DENYING_STEMS = frozenset(map(stem, _DENYING))
_PREFIXES = words_of("comparison_words", "negative_prefix")
_SHORTEST = 4  # letters of a word that a prefix negates
_SCOPE = 4  # tokens behind a negation in which what is negated stands
_LEAST = 0.6  # similarity from which two sentences say one thing of one thing


def aligned_negations(left: ComparedText, right: ComparedText, matches: list[Match]) -> Iterator[Difference]:
    """What one of two aligned sentences denies and the other affirms."""
    for match in matches:
        if match.kind is PassageKind.REWORDED and match.similarity >= _LEAST:
            a, b = match.left, match.right
            if any(not _SUPPOSING.isdisjoint(t.words(s)) for t, s in ((left, a), (right, b))):
                continue
            affixed = _affixed(left, right, match)
            if affixed is not None:
                yield affixed
                continue
            ours, theirs = _negated(left, a), _negated(right, b)
            if ours and not _denies(right, b):
                there = _affirmed(right, b, ours[1])
                if there is not None:
                    yield _difference(left, ours, right, there, mirrored=False)
            elif theirs and not _denies(left, a):
                there = _affirmed(left, a, theirs[1])
                if there is not None:
                    yield _difference(right, theirs, left, there, mirrored=True)


def _affixed(left: ComparedText, right: ComparedText, match: Match) -> Difference | None:
    """A word in whose place the other sentence has it with a negative prefix: "affected", "unaffected"."""
    if _denies(left, match.left) or _denies(right, match.right):
        return None
    ours, theirs = left.text.tokens.lower, right.text.tokens.lower
    for mine, yours in match.substitutions:
        for i, j in product(range(*mine), range(*yours)):
            short, long = sorted((ours[i], theirs[j]), key=len)
            if long[: -len(short)] in _PREFIXES and long.endswith(short) and len(short) >= _SHORTEST:
                shown = [place(t, k, k + 1, t.text.tokens.lower[k]) for t, k in ((left, i), (right, j))]
                return Difference(ConflictKind.POLARITY, Basis.ALIGNED, shown[0], shown[1])
    return None


_Predicate = tuple[int, str, int]  # first token, stem, token of the stem


def _difference(
    denying: ComparedText, denied: _Predicate, affirming: ComparedText, token: int, *, mirrored: bool
) -> Difference:
    denial = place(denying, denied[0], denied[2] + 1, f"not {denied[1]}")
    affirmation = place(affirming, token, token + 1, denied[1])
    places = (affirmation, denial) if mirrored else (denial, affirmation)
    return Difference(ConflictKind.POLARITY, Basis.ALIGNED, *places)


def _negated(text: ComparedText, segment: Segment) -> _Predicate | None:
    """What the only negation of a sentence negates, None if there is none or more than one."""
    tokens, stems = text.text.tokens, text.text.layer(Content).stems
    cues = [i for i in segment.tokens if tokens.lower[i] in _VERBAL or tokens.lower[i].endswith("n't")]
    if len(cues) != 1:
        return None
    for i in range(cues[0] + 1, min(cues[0] + 1 + _SCOPE, segment.last)):
        if stems[i]:
            return cues[0], stems[i], i
    return None


def _denies(text: ComparedText, segment: Segment) -> bool:
    """Whether a sentence denies anything, in whatever way."""
    tokens, stems = text.text.tokens, text.text.layer(Content).stems
    return any(
        tokens.has_class(i, WordClass.NEGATION)
        or tokens.lower[i] in _DENYING
        or tokens.lower[i].endswith("n't")
        or stems[i] in _DENYING_STEMS
        for i in segment.tokens
    )


def _affirmed(text: ComparedText, segment: Segment, stem: str) -> int | None:
    stems = text.text.layer(Content).stems
    return next((i for i in segment.tokens if stems[i] == stem), None)

"""Aligned sentences as passages of a report: neighbours of one kind together, with what was substituted."""

from collections.abc import Sequence

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.report import AlignedPassage, PassageKind, Substitution
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import FieldText
from newsassay.engine.report import TextSpan
from newsassay.engine.spans import Locate


class Spans(dict[tuple[int, int], TextSpan]):
    """The spans of the token ranges of a text that passages have shown: what a text tells, all its rewrites share."""

    def __init__(self, text: FieldText, locate: Locate) -> None:
        super().__init__()
        self._text = text
        self._locate = locate

    def __missing__(self, tokens: tuple[int, int]) -> TextSpan:
        found = self[tokens] = self._locate(self._text.location(*tokens))
        return found


def passages(
    left: ComparedText, right: ComparedText, matches: list[Match], spans: Sequence[Spans]
) -> tuple[AlignedPassage, ...]:
    """The aligned passages of two articles in the left one's order."""
    runs: dict[tuple[int, int], list[Match]] = {}  # by the numbers of the segments that would come next
    for match in sorted(matches, key=lambda m: (m.left.number, m.right.number)):
        here = match.left.number, match.right.number
        run = runs.pop(here, None)
        if run is None or not _goes_on(run[-1], match):
            if run is not None:
                runs[here[0], -here[1] - 1] = run  # ended, out of the way
            run = []
        run.append(match)
        runs[here[0] + 1, here[1] + 1] = run
    ordered = sorted(runs.values(), key=lambda run: (run[0].left.number, run[0].right.number))
    return tuple(_passage(left, right, run, spans) for run in ordered)


def _goes_on(before: Match, match: Match) -> bool:
    """Whether the next sentences of both sides belong to one passage: of one kind, and in the same paragraph."""
    return match.kind is before.kind and (match.left.paragraph, match.right.paragraph) == (
        before.left.paragraph,
        before.right.paragraph,
    )


def _passage(
    left: ComparedText, right: ComparedText, run: list[Match], spans: Sequence[Spans]
) -> AlignedPassage:
    at_left, at_right = spans[left.index], spans[right.index]
    weights = [len(m.left.stems) + len(m.right.stems) for m in run]
    similarity = sum(m.similarity * w for m, w in zip(run, weights, strict=True)) / sum(weights)
    changed = [] if run[0].kind is PassageKind.VERBATIM else [s for m in run for s in m.substitutions]
    return AlignedPassage(
        at_left[run[0].left.first, max(m.left.last for m in run)],
        at_right[run[0].right.first, max(m.right.last for m in run)],
        round(similarity, 6),
        run[0].kind,
        tuple(Substitution(at_left[ours], at_right[theirs]) for ours, theirs in changed),
    )

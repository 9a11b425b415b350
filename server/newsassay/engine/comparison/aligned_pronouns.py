"""A pronoun in whose place an aligned sentence has that of the other gender: "her second win", "his second victory"."""

from collections.abc import Iterator

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis, ConflictKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import MALE
from newsassay.engine.facts.people import PRONOUN_GENDER


def aligned_pronouns(left: ComparedText, right: ComparedText, matches: list[Match]) -> Iterator[Difference]:
    """Pronouns of different gender in one slot, where each of the two sentences has pronouns of one gender only."""
    for match in matches:
        if match.kind is not PassageKind.REWORDED:
            continue
        ours, theirs = (
            {PRONOUN_GENDER[w] for w in text.words(segment) if w in PRONOUN_GENDER}
            for text, segment in ((left, match.left), (right, match.right))
        )
        if len(ours) != 1 or len(theirs) != 1 or ours == theirs:
            continue
        for mine, yours in match.substitutions:
            here, there = _pronoun(left.text, mine), _pronoun(right.text, yours)
            if here is not None and there is not None:
                yield Difference(
                    ConflictKind.GENDER,
                    Basis.ALIGNED,
                    place(left, here, here + 1, _shown(left.text, here)),
                    place(right, there, there + 1, _shown(right.text, there)),
                )
                break


def _pronoun(text: FieldText, tokens: tuple[int, int]) -> int | None:
    return next((i for i in range(*tokens) if text.tokens.lower[i] in PRONOUN_GENDER), None)


def _shown(text: FieldText, token: int) -> str:
    return "a man" if PRONOUN_GENDER[text.tokens.lower[token]] == MALE else "a woman"

"""A pronoun in whose place an aligned sentence has that of the other gender: "her second win", "his second victory".

So it is with the speakers of one quotation: "she said", "he told a meeting".
"""

from collections.abc import Iterator

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis, ConflictKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import MALE
from newsassay.engine.facts.people import PRONOUN_GENDER

_ONE_QUOTATION = 0.9  # similarity


def aligned_pronouns(left: ComparedText, right: ComparedText, matches: list[Match]) -> Iterator[Difference]:
    """Pronouns of different gender in one slot, where each of the two sentences has pronouns of one gender only."""
    for match in matches:
        if match.kind is PassageKind.QUOTATION and match.similarity >= _ONE_QUOTATION:
            here, there = _speaker(left, match.left), _speaker(right, match.right)
            if here is not None and there is not None and _gender(left, here) != _gender(right, there):
                yield _difference(left, here, right, there)
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
                yield _difference(left, here, right, there)
                break


def _pronoun(text: FieldText, tokens: tuple[int, int]) -> int | None:
    return next((i for i in range(*tokens) if text.tokens.lower[i] in PRONOUN_GENDER), None)


def _speaker(text: ComparedText, segment: Segment) -> int | None:
    """The pronoun to which a quotation is attributed, if it is to one and to nothing else."""
    quoted = text.text.location(segment.first, segment.last)
    sources = {
        r.source
        for r in text.document.layer(attributions)
        if r.content.field is quoted.field and r.content.start < quoted.end and quoted.start < r.content.end
    }
    source = sources.pop() if len(sources) == 1 else None
    if source is None or source.field is not quoted.field:
        return None
    token = text.text.tokens.at(source.start)
    return token if text.text.tokens.lower[token] in PRONOUN_GENDER else None


def _gender(text: ComparedText, token: int) -> int:
    return PRONOUN_GENDER[text.text.tokens.lower[token]]


def _difference(left: ComparedText, here: int, right: ComparedText, there: int) -> Difference:
    ours, theirs = (
        place(text, i, i + 1, "a man" if _gender(text, i) == MALE else "a woman")
        for text, i in ((left, here), (right, there))
    )
    return Difference(ConflictKind.GENDER, Basis.ALIGNED, ours, theirs)

"""Whether two places of an article speak of one thing: by the content words around them and the words that govern them."""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.lexicon import words_of

BESIDE = 4
"""Tokens within which a content word is near a place."""

_FAR_SHARE = 0.5
_ARTICLES = words_of("statement_words", "article")
_LOOSE = frozenset([",", "(", "and"])
_BEHIND = 2

Place = tuple[FieldText, int, int]  # the token range [first, last) of a field


class Alignment(NamedTuple):
    """How much two places share.

    `score` is the weight of the shared content words, those that stand far from either counted half; `near` of
    those near both; `coverage` their part of the place that has fewer words; `words` how many they are; `slots` on
    how many sides (0 to 2) the two have the same neighbour.
    """

    score: float
    near: float
    coverage: float
    words: int
    slots: int


_NOTHING = Alignment(0.0, 0.0, 0.0, 0, 0)


def align(ours: Place, theirs: Place) -> Alignment:
    """Compare two places; rarity is that of the second's field, a body."""
    content = theirs[0].layer(Content)
    a = ours[0].layer(Content).around(*ours[1:])
    if not content.has_near(a, *theirs[1:]):
        return _NOTHING
    b = content.around(*theirs[1:])
    shared = [stem for stem in a if stem in b]
    if not shared:
        return _NOTHING
    score = near = 0.0
    for stem in shared:
        weight = content.weight(stem)
        if a[stem] <= BESIDE >= b[stem]:
            near += weight
            score += weight
        else:
            score += weight * _FAR_SHARE
    coverage = len(shared) / min(len(a), len(b))
    return Alignment(score, near, coverage, len(shared), slots(ours, theirs))


def like_words(ours: Place, theirs: Place) -> int:
    """How many classes of like words have a word around each of two places, and not the same."""
    a, b = (text.layer(Content).classes_around(first, last) for text, first, last in (ours, theirs))
    return sum(a[label].isdisjoint(b[label]) for label in a if label in b)


def slots(ours: Place, theirs: Place) -> int:
    """On how many sides two places have the same neighbour: the word that governs them, or a content word behind.

    Articles are skipped; before a comma or "and" the word before that one has to be the same.
    """
    behind = {s for s in ours[0].layer(Content).stems[ours[2] : ours[2] + _BEHIND] if s}
    after = not behind.isdisjoint(theirs[0].layer(Content).stems[theirs[2] : theirs[2] + _BEHIND])
    return after + (_governor(*ours[:2]) == _governor(*theirs[:2]) != "")


def _governor(text: FieldText, first: int) -> str:
    """The word that governs what starts at a token: its stem, or the preposition; "" if there is none."""
    tokens = text.tokens
    i = first - 1
    if tokens.lower_at(i) in _ARTICLES:
        i -= 1
    if tokens.lower_at(i) in _LOOSE:
        i -= 1
    if i < text.sentence_at(first).first or not tokens.lower[i][0].isalnum():
        return ""
    return text.layer(Content).stems[i] or tokens.lower[i]


def are_parallel(ours: Place, theirs: Place) -> bool:
    """Whether each of two places has content words that the other lacks, as parallel statements about two things have."""
    a, b = (text.layer(Content).around(first, last) for text, first, last in (ours, theirs))
    shared = sum(map(b.__contains__, a))
    return min(len(a), len(b)) > shared

"""How independent each article is of the others, and what it alone tells or leaves out."""

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from newsassay.engine.comparison.origins import find_origins
from newsassay.engine.comparison.report import (
    ArticlePair,
    ArticleSpan,
    Claim,
    ContributionKind,
    Direction,
    IndependenceContribution,
    OriginKind,
)
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.report import Band, Score
from newsassay.engine.spans import Locate

_ORIGIN_SHARE = 0.5  # of what is left to an article all of whose sources others have too: to quote one source is no retelling
_MEDIUM, _HIGH = 0.4, 0.75
_Z = 1.645  # of a 90 % interval
_NEW = 0.5  # share of content stems that no other article has, from which a sentence adds something
_LEAST = 4  # content stems of such a sentence
_TELLERS = 2  # other articles that tell a claim which an article leaves out


def independence(
    text: ComparedText, pairs: Sequence[ArticlePair], shared: frozenset[tuple[OriginKind, str]]
) -> tuple[Score, tuple[IndependenceContribution, ...]]:
    """The score of one article, 1 at best, and what takes from it; together they make the score exactly.

    `pairs` are those of the article in which words are aligned, in order. The largest share of words aligned with an
    article that is not known to be later is taken off whole, then half of the share of attributions that go to origins which
    other articles have, too, of what is left.
    """
    found: list[IndependenceContribution] = []
    reused, others = _reuse(text.index, pairs)
    if reused:
        message = f"{reused:.0%} of its words stand in sentences aligned with another article that is not known to be later."
        found.append(IndependenceContribution(ContributionKind.REUSE, -reused, others, message))
    keys = [origin.key for origin in text.document.layer(find_origins) if origin.content is not None]
    share = sum(key in shared for key in keys) / len(keys) if keys else 0.0
    loss = round((1 - reused) * share * _ORIGIN_SHARE, 6)
    if loss:
        message = f"{share:.0%} of its attributions go to sources that other articles have, too."
        found.append(IndependenceContribution(ContributionKind.SHARED_ORIGIN, -loss, (), message))
    value = max(0.0, 1.0 - reused - loss)
    return _score(value, len(text.segments)), tuple(found)


def _reuse(index: int, pairs: Sequence[ArticlePair]) -> tuple[float, tuple[int, ...]]:
    """The largest share that an article has in common with one that is not later, and with which ones."""
    best = 0.0
    others: list[int] = []
    for pair in pairs:
        if index == pair.left_index and pair.direction is not Direction.LEFT_EARLIER:
            share, other = pair.reuse_left, pair.right_index
        elif index == pair.right_index and pair.direction is not Direction.RIGHT_EARLIER:
            share, other = pair.reuse_right, pair.left_index
        else:
            continue
        if share > best:
            best, others = share, []
        if share == best > 0:
            others.append(other)
    return best, tuple(others)


def _score(value: float, sentences: int) -> Score:
    """A share of sentences with its Wilson interval."""
    n = max(1, sentences)
    centre = (value + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
    half = _Z * sqrt(value * (1 - value) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
    low, high = min(value, max(0.0, centre - half)), max(value, min(1.0, centre + half))
    band = Band.LOW if value < _MEDIUM else Band.MEDIUM if value < _HIGH else Band.HIGH
    return Score(round(value, 6), round(low, 6), round(high, 6), band, 0.0)


def stems_told(texts: Sequence[ComparedText]) -> Counter[str]:
    """In how many articles each content stem occurs."""
    told: Counter[str] = Counter()
    for text in texts:
        told.update(text.content)
    return told


def additions(text: ComparedText, told: Counter[str], locate: list[Locate]) -> tuple[ArticleSpan, ...]:
    """The sentences of an article most of whose content words no other article has."""
    found: list[ArticleSpan] = []
    for segment in text.segments:
        new = sum(told[stem] <= 1 for stem in segment.content)
        if len(segment.content) >= _LEAST and not segment.furniture and new >= _NEW * len(segment.content):
            location = text.text.location(segment.first, segment.last)
            found.append(ArticleSpan(text.index, locate[text.index](location)))
    return tuple(found)


def tellers(found: Sequence[Claim]) -> list[frozenset[int]]:
    """The articles that tell each claim."""
    return [frozenset(span.article_index for span in claim.spans) for claim in found]


def omissions(index: int, told_by: Sequence[frozenset[int]], related: Sequence[int]) -> tuple[int, ...]:
    """The numbers of the claims that two or more articles of the same story tell, and this one does not."""
    story = frozenset(related)
    return tuple(n for n, who in enumerate(told_by) if index not in who and len(who & story) >= _TELLERS)

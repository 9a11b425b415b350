"""Articles of a corpus that retell one text: candidates by MinHash, then the alignment that CompareArticles makes.

    from newsassay.bulk.rewrites import rewrite_clusters
    clusters = rewrite_clusters(articles)  # a list of newsassay.engine.Article

Rewrites share a third of their content words and hardly any run of five words, so words are hashed, not shingles, and
without those that are common in the corpus: what unrelated articles share is gone then, and the two kinds lie far apart
(locality-sensitive hashing: Leskovec, Rajaraman & Ullman 2020, "Mining of Massive Datasets", 3.4).

Needs the extra newsassay[bulk] (rensa).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import rensa

from newsassay.engine.article import Article
from newsassay.engine.comparison.aligned_segments import align_two
from newsassay.engine.comparison.clusters import Groups, linked
from newsassay.engine.comparison.relation import RETELLS, likeness, relation, reuse
from newsassay.engine.comparison.report import RewriteCluster
from newsassay.engine.comparison.texts import Alphabet, ComparedText

_BANDS, _ROWS = (
    64,
    2,
)  # two articles that share .3 of their rarer words meet with probability .998, such as share .02 with .03
_SEED = 1
_COMMON = 0.05  # share of the articles from which a word is common
_LEFT = 0.2  # share of its words that an article keeps at least
_FEW = 40  # articles from which that share is telling
_ALIKE = 0.15  # Jaccard coefficient of rarer words; the lowest measured of rewrites is .35 of all
_CROWD = (
    60  # articles of one bucket that are all compared with each other; of more, each with so many behind it
)
_KEPT = 2000  # texts whose tokens are kept in memory


def rewrite_clusters(articles: Sequence[Article]) -> tuple[RewriteCluster, ...]:
    """The clusters of articles of which each retells another, in the order of their first articles.

    Time and memory grow with the corpus and with the pairs that share rare words. No direction is asked for: `earliest_index`
    is None.
    """
    first: dict[tuple[str, str], int] = {}
    same = [(first.setdefault((a.title, a.body), n), n) for n, a in enumerate(articles)]
    distinct = sorted(first.values())
    alphabet = Alphabet()

    @lru_cache(maxsize=_KEPT)
    def text(n: int) -> ComparedText:
        return ComparedText(n, articles[n], alphabet)

    rare = _without_common([ComparedText(n, articles[n], alphabet).content for n in distinct])
    pairs = [(distinct[i], distinct[j]) for i, j in _candidates(rare) if _are_alike(rare[i], rare[j])]
    links = [(one, other) for one, other in same if one != other and text(one).content]
    known = Groups(len(articles))
    for i, j in pairs:
        # What two articles retell of a third, they need not be aligned for again.
        if known.of(i) != known.of(j) and _retells(text(i), text(j)):
            known.join(i, j)
            links.append((i, j))
    return linked(articles, links)


def _without_common(words: list[frozenset[str]]) -> list[frozenset[str]]:
    """The words of each article that few others have; all of them where hardly any are left, or the corpus is small."""
    told = Counter(word for own in words for word in own)
    most = len(words) * _COMMON if len(words) >= _FEW else len(words)
    rare = [frozenset(word for word in own if told[word] <= most) for own in words]
    return [few if len(few) >= _LEFT * len(own) else own for few, own in zip(rare, words, strict=True)]


def _candidates(rare: list[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of articles that meet in a bucket of any band, each once, in order."""
    digests = rensa.CMinHash.digests_from_token_sets([sorted(own) for own in rare], _BANDS * _ROWS, _SEED)
    buckets: dict[tuple[int, ...], list[int]] = {}
    for n, digest in enumerate(digests):
        for band in range(_BANDS) if rare[n] else ():
            buckets.setdefault((band, *digest[band * _ROWS : (band + 1) * _ROWS]), []).append(n)
    return sorted({pair for members in buckets.values() for pair in _pairs(members)})


def _pairs(members: list[int]) -> Iterator[tuple[int, int]]:
    if len(members) <= _CROWD:
        yield from combinations(members, 2)
    else:
        for k, n in enumerate(members):
            for other in members[k + 1 : k + 1 + _CROWD]:
                yield n, other


def _are_alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    shared = len(ours & theirs)
    return shared >= _ALIKE * (len(ours) + len(theirs) - shared)


def _retells(left: ComparedText, right: ComparedText) -> bool:
    found = reuse(left, right, align_two(left, right))
    return relation(left, right, found, likeness(left, right)) in RETELLS

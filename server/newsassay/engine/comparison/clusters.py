"""Clusters of articles that retell one text."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsassay.engine.article import Article
from newsassay.engine.comparison.relation import RETELLS
from newsassay.engine.comparison.report import ArticlePair, Direction, RewriteCluster

_ID_DIGITS = 16


class Groups:
    """Numbers joined into groups (union by the smaller number, with path halving)."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, number: int) -> int:
        """The smallest number of a number's group."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Put the groups of two numbers together."""
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

    def all(self) -> list[tuple[int, ...]]:
        """The groups of two or more, each in order, by their smallest number."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            members.setdefault(self.of(number), []).append(number)
        return [tuple(group) for group in members.values() if len(group) > 1]


def clusters(articles: Sequence[Article], pairs: Iterable[ArticlePair]) -> tuple[RewriteCluster, ...]:
    """The clusters of articles that IDENTICAL and REWRITE pairs link, by their first article."""
    links = [pair for pair in pairs if pair.relation in RETELLS]
    found = linked(articles, [(pair.left_index, pair.right_index) for pair in links])
    return tuple(replace(c, earliest_index=_earliest(c.article_indices, links)) for c in found)


def linked(articles: Sequence[Article], links: Iterable[tuple[int, int]]) -> tuple[RewriteCluster, ...]:
    """The clusters that links between articles make, by their first article, without an earliest one."""
    groups = Groups(len(articles))
    for one, other in links:
        groups.join(one, other)
    return tuple(
        RewriteCluster(cluster_id([articles[n] for n in members]), members, None) for members in groups.all()
    )


def cluster_id(members: Iterable[Article]) -> str:
    """The name of a cluster: it depends on the members' texts, not on their order."""
    digests = sorted(
        hashlib.sha256(f"{a.title}\n{a.body}".encode(errors="surrogatepass")).hexdigest() for a in members
    )
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:_ID_DIGITS]


def _earliest(members: tuple[int, ...], links: list[ArticlePair]) -> int | None:
    """The member from which directions lead to all others, None if there is none or more than one."""
    later: dict[int, set[int]] = {n: set() for n in members}
    for pair in links:
        if pair.left_index in later and pair.direction is Direction.LEFT_EARLIER:
            later[pair.left_index].add(pair.right_index)
        elif pair.left_index in later and pair.direction is Direction.RIGHT_EARLIER:
            later[pair.right_index].add(pair.left_index)
    never_later = [n for n in members if not any(n in found for found in later.values())]
    if len(never_later) != 1:
        return None
    reached, waiting = {never_later[0]}, [never_later[0]]
    while waiting:
        for n in later[waiting.pop()] - reached:
            reached.add(n)
            waiting.append(n)
    return never_later[0] if len(reached) == len(members) else None

"""Clusters of a corpus are those that comparing every pair would make."""

import json
from pathlib import Path

from newsassay.bulk.rewrites import rewrite_clusters
from newsassay.engine import Article, compare

STORIES = Path(__file__).parents[1] / "cases" / "stories" / "seen.jsonl"


def corpus() -> list[Article]:
    stories = map(json.loads, STORIES.read_text(encoding="utf-8").splitlines())
    return [Article(title=a["title"], body=a["body"]) for story in stories for a in story["articles"]]


def test_hashing_finds_the_clusters_that_comparing_all_pairs_finds() -> None:
    articles = corpus()
    expected = [(c.cluster_id, c.article_indices) for c in compare(articles).clusters]
    assert len(expected) > 10
    assert [(c.cluster_id, c.article_indices) for c in rewrite_clusters(articles)] == expected


def test_a_corpus_of_one_text_is_one_cluster() -> None:
    (article,) = corpus()[:1]
    (cluster,) = rewrite_clusters([article] * 70)
    assert cluster.article_indices == tuple(range(70))


def test_empty_articles_retell_nothing() -> None:
    assert rewrite_clusters([Article(body=""), Article(body="🙂"), Article(body="")]) == ()

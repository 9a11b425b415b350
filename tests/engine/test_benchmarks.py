"""The benchmarks' own view of the engine is up to date."""

from engine_time import article, stages
from generated_articles import generated_article


def test_an_article_is_taken_apart_into_stages() -> None:
    times = dict(stages(article(generated_article(1, 1_000))))
    assert {"tokens", "attributions", "readability", "everything"} <= times.keys()
    assert all(time > 0 for time in times.values())

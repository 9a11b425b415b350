"""Both clients' methods against a real server: they say the same."""

from typing import Any

import pytest

from newsassay.client import Article, ArticleError, AsyncClient, Client, ScoreOptions

ARTICLES = [
    Article(article_id="first", body="Observers say the bridge could open."),
    Article(article_id="empty"),
    Article(article_id="last", title="Bridge opens", body="“It is open,” said engineer Ida Maro."),
]


def test_a_batch_keeps_its_order_and_a_bad_article_fails_alone(server: Any) -> None:
    options = ScoreOptions(include_rejected=True)
    with Client(server.target) as client:
        first, empty, last = client.score_batch(ARTICLES, options)
        assert first.unwrap() == client.score(ARTICLES[0], options)
        assert last.unwrap() == client.score(ARTICLES[2], options)
    assert [outcome.index for outcome in (first, empty, last)] == [0, 1, 2]
    with pytest.raises(ArticleError, match=r"INVALID_ARGUMENT: .*article"):
        empty.unwrap()


async def test_the_async_client_says_the_same(server: Any) -> None:
    with Client(server.target) as blocking:
        async with AsyncClient(server.target) as client:
            assert await client.score(ARTICLES[0]) == blocking.score(ARTICLES[0])
            batches = await client.score_batch(ARTICLES), blocking.score_batch(ARTICLES)
            assert [o.report for o in batches[0]] == [o.report for o in batches[1]]
            assert [str(o.error) for o in batches[0]] == [str(o.error) for o in batches[1]]
            assert await client.signals() == blocking.signals()
            assert await client.rubric() == blocking.rubric()
            assert await client.is_serving() is blocking.is_serving() is True

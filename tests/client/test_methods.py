"""Both clients' methods against a real server: they say the same."""

import pickle
from pathlib import Path
from typing import Any

import grpc
import pytest

from newsassay.client import Article, AsyncClient, Client, CompareOptions, NewsassayError, ScoreOptions
from newsassay.client.channel import UNARY_METHODS
from newsassay.v1.credibility_service_pb2 import DESCRIPTOR

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
    with pytest.raises(NewsassayError, match=r"INVALID_ARGUMENT: .*article"):
        empty.unwrap()


async def test_the_async_client_says_the_same(server: Any) -> None:
    with Client(server.target) as blocking:
        async with AsyncClient(server.target) as client:
            assert await client.score(ARTICLES[0]) == blocking.score(ARTICLES[0])
            batches = await client.score_batch(ARTICLES), blocking.score_batch(ARTICLES)
            assert [o.report for o in batches[0]] == [o.report for o in batches[1]]
            assert [str(o.error) for o in batches[0]] == [str(o.error) for o in batches[1]]
            assert await client.compare(ARTICLES[::2]) == blocking.compare(ARTICLES[::2])
            assert await client.signals() == blocking.signals()
            assert await client.rubric() == blocking.rubric()
            assert await client.is_serving() is blocking.is_serving() is True


def test_an_error_says_what_is_wrong_in_which_field(server: Any) -> None:
    options = ScoreOptions(disabled_signals=["no.such"], rubric_version="1066")
    with Client(server.target) as client, pytest.raises(NewsassayError) as caught:
        client.score(Article(), options)
    error = caught.value
    assert (error.code, error.reason, error.retry_after) == ("INVALID_ARGUMENT", "INVALID_REQUEST", None)
    assert [(violation.field, violation.reason) for violation in error.violations] == [
        ("article.body", "EMPTY_TEXT"),
        ("options.disabled_signals[0]", "UNKNOWN_SIGNAL"),
        ("options.rubric_version", "UNKNOWN_RUBRIC"),
    ]
    assert isinstance(error.__cause__, grpc.RpcError)
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (str(copied), copied.violations) == (str(error), error.violations)


async def test_a_comparison_names_articles_by_index_and_fails_for_a_bad_one(server: Any) -> None:
    good = ARTICLES[::2]
    with Client(server.target) as client:
        report = client.compare(good, CompareOptions(include_rejected=True))
        assert [(a.article_index, a.article_id) for a in report.articles] == [(0, "first"), (1, "last")]
        with pytest.raises(NewsassayError, match=r"articles\[1\]\.body") as caught:
            client.compare(ARTICLES)
    assert (caught.value.code, caught.value.violations[0].reason) == ("INVALID_ARGUMENT", "EMPTY_TEXT")
    async with AsyncClient(server.target) as client:
        with pytest.raises(NewsassayError, match="1 articles, 2 to 200"):
            await client.compare(ARTICLES[:1])


def test_all_unary_calls_are_repeated() -> None:
    methods = DESCRIPTOR.services_by_name["CredibilityService"].methods
    assert {method.name for method in methods if not method.client_streaming} == set(UNARY_METHODS)


async def test_every_method_raises_the_one_error(tmp_path: Path) -> None:
    nowhere = f"unix:{tmp_path}/nobody"
    with Client(nowhere, timeout=0.2) as client:
        calls = [
            lambda: client.score(ARTICLES[0]),
            lambda: client.score_batch(ARTICLES),
            lambda: client.compare(ARTICLES),
            lambda: list(client.score_stream(ARTICLES, patience=0.1)),
            client.signals,
            client.rubric,
            client.is_serving,
        ]
        for call in calls:
            with pytest.raises(NewsassayError, match=r"UNAVAILABLE|DEADLINE_EXCEEDED"):
                call()
    async with AsyncClient(nowhere, timeout=0.2) as client:
        for call in (client.signals, client.rubric, client.is_serving):
            with pytest.raises(NewsassayError, match=r"UNAVAILABLE|DEADLINE_EXCEEDED"):
                await call()
        for call in (client.score, client.score_batch, client.compare):
            with pytest.raises(NewsassayError, match=r"UNAVAILABLE|DEADLINE_EXCEEDED"):
                await call(ARTICLES[0] if call == client.score else ARTICLES)

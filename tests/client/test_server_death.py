"""The streaming helper and a real server that is killed while it works."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from newsassay.client import Article, AsyncClient, Client

TOTAL = 160


def articles() -> Iterator[Article]:
    return (Article(article_id=f"a{n}", body=f"Officials said {n} homes were flooded.") for n in range(TOTAL))


@pytest.mark.parametrize(("ordered", "streams"), [(True, 1), (False, 3)])
def test_no_article_is_lost_or_repeated(mortal_server: Any, ordered: bool, streams: int) -> None:
    with Client(mortal_server.target) as client:
        seen = []
        for outcome in client.score_stream(articles(), ordered=ordered, window=32, streams=streams):
            seen.append(outcome.unwrap().article_id)
            if len(seen) in (30, 90):
                mortal_server.kill()
                mortal_server.start()
    expected = [f"a{n}" for n in range(TOTAL)]
    assert (seen if ordered else sorted(seen)) == (expected if ordered else sorted(expected))


async def test_no_article_is_lost_or_repeated_on_a_loop(mortal_server: Any) -> None:
    async with AsyncClient(mortal_server.target) as client:
        seen = []
        async for outcome in client.score_stream(articles(), window=32):
            seen.append(outcome.unwrap().article_id)
            if len(seen) in (30, 90):
                await asyncio.to_thread(mortal_server.kill)
                await asyncio.to_thread(mortal_server.start)
    assert seen == [f"a{n}" for n in range(TOTAL)]


def test_a_call_survives_a_restart(mortal_server: Any) -> None:
    with Client(mortal_server.target) as client:
        first = client.score(Article(body="Officials said so."))
        mortal_server.kill()
        starter = threading.Thread(target=mortal_server.start)
        starter.start()
        reports = list(client.score_stream([Article(body="Officials said so.")]))
        starter.join()
        assert reports[0].unwrap() == first
        assert client.score(Article(body="Officials said so.")) == first

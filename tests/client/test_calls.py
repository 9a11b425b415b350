"""Unary calls against a server that refuses some of them."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest

from newsassay.client import Article, AsyncClient, Client, NewsassayError, Tls


def refuse(code: grpc.StatusCode, *pushback: tuple[str, str]) -> Callable[[grpc.ServicerContext], None]:
    def call(context: grpc.ServicerContext) -> None:
        context.set_trailing_metadata(pushback)
        context.abort(code, "no")

    return call


def accept(_: grpc.ServicerContext) -> None:
    pass


def wait_for_the_end(context: grpc.ServicerContext) -> None:
    ended = threading.Event()
    context.add_callback(ended.set)
    ended.wait(30)


@pytest.mark.parametrize("code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED])
@pytest.mark.parametrize("size", [10, 90_000])
def test_a_busy_server_is_asked_again(address: str, script: Any, code: grpc.StatusCode, size: int) -> None:
    script.calls = [refuse(code), refuse(code), accept]
    with Client(address) as client:
        assert client.score(Article(article_id="a", body="x" * size)).article_id == "a"
    assert script.called == 3


@pytest.mark.parametrize("code", [grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.INTERNAL])
def test_other_errors_are_final(address: str, script: Any, code: grpc.StatusCode) -> None:
    script.calls = [refuse(code), accept]
    with Client(address) as client, pytest.raises(NewsassayError) as caught:
        client.score(Article())
    assert caught.value.code == code.name
    assert script.called == 1


def test_a_negative_pushback_forbids_retries(address: str, script: Any) -> None:
    script.calls = [refuse(grpc.StatusCode.RESOURCE_EXHAUSTED, ("grpc-retry-pushback-ms", "-1")), accept]
    with Client(address) as client, pytest.raises(NewsassayError):
        client.score(Article())
    assert script.called == 1


async def test_calls_beyond_max_concurrent_wait_at_the_caller(address: str, script: Any) -> None:
    together = threading.Barrier(3)
    inside: set[int] = set()
    most = 0

    def call(_: grpc.ServicerContext) -> None:
        nonlocal most
        inside.add(threading.get_ident())
        most = max(most, len(inside))
        together.wait(60)  # for as many as may be under way: with fewer it would never end
        inside.discard(threading.get_ident())

    script.calls = [call]
    async with AsyncClient(address, max_concurrent=3, timeout=120) as client:
        await asyncio.gather(*(client.score(Article(article_id=str(number))) for number in range(12)))
    assert (script.called, most) == (12, 3)


def test_every_address_gets_its_share(two_scripts: Any) -> None:
    name, first, second = two_scripts
    first.calls = second.calls = [accept]
    with Client(name) as client:
        while not (first.called and second.called):
            client.score(Article())


def test_a_refusal_of_one_address_is_made_good_by_the_other(two_scripts: Any) -> None:
    name, first, second = two_scripts
    first.calls, second.calls = [refuse(grpc.StatusCode.UNAVAILABLE)], [accept]
    with Client(name) as client:
        while not first.called:
            client.score(Article())


async def test_the_async_client_retries_too(address: str, script: Any) -> None:
    script.calls = [refuse(grpc.StatusCode.UNAVAILABLE), accept]
    async with AsyncClient(address) as client:
        assert (await client.score(Article(article_id="a"))).article_id == "a"


def test_calls_have_a_deadline_by_default(address: str, script: Any) -> None:
    script.calls = [wait_for_the_end]
    with Client(address, timeout=0.1) as client, pytest.raises(NewsassayError) as caught:
        client.score(Article())
    assert caught.value.code == "DEADLINE_EXCEEDED"


def test_one_client_serves_many_threads(address: str, script: Any) -> None:
    script.calls = [accept]
    with Client(address) as client, ThreadPoolExecutor(16) as threads:
        ids = [f"a{number}" for number in range(200)]
        reports = threads.map(lambda article_id: client.score(Article(article_id=article_id)), ids)
        assert [report.article_id for report in reports] == ids


def test_the_token_is_sent(address: str, script: Any) -> None:
    seen: list[tuple[str, str]] = []
    script.calls = [lambda context: seen.extend(context.invocation_metadata())]
    with Client(address, token="s3cret") as client:
        client.score(Article())
    assert ("authorization", "Bearer s3cret") in seen


@pytest.mark.parametrize(
    "address",
    [
        "news.example:50051",
        "dns:///news.example:50051",
        "10.0.0.7:50051",
        "127.0.0.1.news.example:1",
        "localhost.news.example:1",
    ],
)
def test_the_token_does_not_cross_a_network_in_plaintext(address: str) -> None:
    with pytest.raises(ValueError, match="plaintext"):
        Client(address, token="s3cret")
    Client(address, token="s3cret", insecure=True).close()
    Client(address, token="s3cret", tls=Tls()).close()


@pytest.mark.parametrize(
    "address", ["localhost:1", "127.0.0.1:1", "[::1]:1", "unix:/run/s", "dns:///localhost:1"]
)
def test_on_this_machine_plaintext_is_fine(address: str) -> None:
    Client(address, token="s3cret").close()


def test_half_a_key_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="both"):
        Client("localhost:1", tls=Tls(cert_file=tmp_path / "cert.pem"))

"""Two servers behind nginx and HAProxy, by the files in deploy/, and behind one name: nothing is lost when one goes."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsassay.client import Article, AsyncClient, Client, NewsassayError

DEPLOY = Path(__file__).parents[2] / "deploy"
MEGABYTE = 1_000_000
TOTAL = 120


class Cluster(NamedTuple):
    """Two servers and the address at which both are reached."""

    address: str
    first: Any
    second: Any


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def nginx(folder: Path, text: str) -> Iterator[None]:
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{place}_temp_path {folder}/{place};\n" for place in places)
    (folder / "nginx.conf").write_text(text.replace("http {", f"http {{\n{temporary}"), encoding="utf-8")
    # Its workers would give up root's rights, and with them those on this folder.
    user = "user root;" if os.getuid() == 0 else ""
    settings = f"daemon off; {user} pid {folder}/pid; error_log {folder}/log;"
    command = [shutil.which("nginx") or "", "-c", folder / "nginx.conf", "-g", settings]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        yield
        running.terminate()


@contextmanager
def haproxy(folder: Path, text: str) -> Iterator[None]:
    (folder / "haproxy.cfg").write_text(text, encoding="utf-8")
    command = [shutil.which("haproxy") or "", "-db", "-f", folder / "haproxy.cfg"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        yield
        running.terminate()


PROXIES = {"nginx": (nginx, "nginx.conf", "listen "), "haproxy": (haproxy, "haproxy.cfg", "bind ")}


@pytest.fixture(
    params=[
        pytest.param("nginx", marks=pytest.mark.needs("nginx")),
        pytest.param("haproxy", marks=pytest.mark.needs("haproxy")),
        "round_robin",
    ]
)
def cluster(
    request: pytest.FixtureRequest, start_server: Callable[..., Any], tmp_path: Path
) -> Iterator[Cluster]:
    first, second = (start_server("127.0.0.1:0", "--max-message-bytes=17000000") for _ in range(2))
    try:
        if request.param == "round_robin":
            yield Cluster(f"ipv4:{first.target},{second.target}", first, second)
            return
        run, name, listen = PROXIES[request.param]
        port = free_port()
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("newsassay-1:50051", first.target).replace("newsassay-2:50051", second.target)
        text = re.sub(rf"^(\s*){listen}\S*50051", rf"\g<1>{listen}127.0.0.1:{port}", text, flags=re.MULTILINE)
        with run(tmp_path, text):
            wait_until_served(f"127.0.0.1:{port}")
            yield Cluster(f"127.0.0.1:{port}", first, second)
    finally:
        for server in (first, second):
            server.kill()


def wait_until_served(address: str) -> None:
    with Client(address, timeout=120) as client:
        while True:
            try:
                client.rubric()
            except NewsassayError:
                time.sleep(0.05)
            else:
                return


def articles() -> Iterator[Article]:
    return (Article(article_id=f"a{n}", body=f"Officials said {n} homes were flooded.") for n in range(TOTAL))


def end(server: Any, how: signal.Signals) -> None:
    os.kill(server.pid, how)


def test_every_kind_of_call_comes_through(cluster: Cluster) -> None:
    with Client(cluster.address) as client:
        assert client.is_serving()
        report = client.score(Article(body="Observers say it could rain."))
        assert {client.score(Article(body="Observers say it could rain.")) == report for _ in range(10)} == {
            True
        }
        with pytest.raises(NewsassayError) as caught:
            client.score(Article(published_at="soon"))
        assert [violation.field for violation in caught.value.violations] == [
            "article.body",
            "article.published_at",
        ]
        heavy = [Article(body="It rained.", url="x" * MEGABYTE) for _ in range(16)]
        assert [outcome.unwrap().stats.words for outcome in client.score_batch(heavy)] == [2] * 16
        outcomes = list(client.score_stream(articles(), streams=4))
        assert [outcome.unwrap().article_id for outcome in outcomes] == [f"a{n}" for n in range(TOTAL)]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "drained"])
def test_nothing_is_lost_when_one_server_goes(cluster: Cluster, how: signal.Signals) -> None:
    with Client(cluster.address) as client:
        seen = []
        for outcome in client.score_stream(articles(), streams=4, window=32):
            seen.append(outcome.unwrap().article_id)
            if len(seen) == TOTAL // 3:
                end(cluster.first, how)
        assert seen == [f"a{n}" for n in range(TOTAL)]
        assert [client.score(article).article_id for article in articles()] == seen


@pytest.mark.parametrize(
    "cluster",
    [
        pytest.param("nginx", marks=pytest.mark.needs("nginx")),
        pytest.param("haproxy", marks=pytest.mark.needs("haproxy")),
        "round_robin",
    ],
    indirect=True,
)
async def test_calls_under_way_are_answered_by_the_other_server(cluster: Cluster) -> None:
    async with AsyncClient(cluster.address, max_concurrent=64, timeout=120) as client:
        calls = [asyncio.create_task(client.score(article)) for article in articles()]
        await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
        end(cluster.first, signal.SIGKILL)
        reports = await asyncio.gather(*calls)
    assert [report.article_id for report in reports] == [f"a{n}" for n in range(TOTAL)]

"""The service against an echo of the same articles and same-sized reports, in turns on the same machine."""

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

import grpc
from generated_articles import generated_articles
from grpc_health.v1 import health_pb2, health_pb2_grpc
from row import Row
from running import echo_arguments, server_arguments, serving

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as messages

_CHARACTERS = 4_000
_ARTICLES = 500
_SECONDS = 0.8
_HEALTH_SECONDS = 3.0
_STREAM_WINDOW = 64
_HEALTH_EVERY = 0.01

Load = Callable[[str], Awaitable[float]]  # articles per second of the server on an address


def _requests() -> tuple[list[bytes], list[bytes]]:
    articles = [
        article_pb2.Article(title=g.title, body=g.body, byline=g.byline)
        for g in generated_articles(_ARTICLES, _CHARACTERS, 900_000)
    ]
    return (
        [messages.ScoreArticleRequest(article=a).SerializeToString() for a in articles],
        [
            messages.StreamScoreArticlesRequest(request_id=str(i), article=a).SerializeToString()
            for i, a in enumerate(articles)
        ],
    )


_UNARY, _ITEMS = _requests()


def _channels(address: str, count: int) -> list[grpc.aio.Channel]:
    options = [("grpc.use_local_subchannel_pool", 1)]  # a connection each
    return [grpc.aio.insecure_channel(address, options=options) for _ in range(count)]


# Messages stay bytes in this process: both servers are measured against the same, small, client.
async def _unary(address: str, in_flight: int, connections: int, seconds: float = _SECONDS) -> float:
    channels = _channels(address, connections)
    calls = [c.unary_unary("/newsassay.v1.CredibilityService/ScoreArticle") for c in channels]
    requests = itertools.cycle(_UNARY)
    done = 0
    end = time.perf_counter() + seconds

    async def caller(call: Callable[[bytes], Awaitable[bytes]]) -> None:
        nonlocal done
        while time.perf_counter() < end:
            await call(next(requests))
            done += 1

    start = time.perf_counter()
    await asyncio.gather(*(caller(calls[i % connections]) for i in range(in_flight)))
    rate = done / (time.perf_counter() - start)
    for channel in channels:
        await channel.close()
    return rate


async def _stream(address: str) -> float:
    (channel,) = _channels(address, 1)
    call = channel.stream_stream("/newsassay.v1.CredibilityService/StreamScoreArticles")
    window = asyncio.Semaphore(_STREAM_WINDOW)
    done = 0
    end = time.perf_counter() + _SECONDS

    async def items() -> AsyncIterator[bytes]:
        for item in itertools.cycle(_ITEMS):
            await window.acquire()
            if time.perf_counter() > end:
                return
            yield item

    start = time.perf_counter()
    async for _ in call(items()):
        done += 1
        window.release()
    rate = done / (time.perf_counter() - start)
    await channel.close()
    return rate


async def _health_p99(address: str) -> float:
    """p99 seconds of a health check from a process of its own, while 64 calls are in flight."""
    prober = await asyncio.create_subprocess_exec(
        sys.executable, __file__, address, stdout=asyncio.subprocess.PIPE
    )
    await _unary(address, 64, 4, _HEALTH_SECONDS)
    out, _ = await prober.communicate()
    return float(out)


def _probe_health(address: str) -> float:
    times: list[float] = []
    with grpc.insecure_channel(address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        end = time.perf_counter() + _HEALTH_SECONDS
        while time.perf_counter() < end:
            start = time.perf_counter()
            health.Check(health_pb2.HealthCheckRequest())
            times.append(time.perf_counter() - start)
            time.sleep(_HEALTH_EVERY)
    return quantiles(times[5:], n=100, method="inclusive")[98]


def _rates(load: Load, addresses: dict[str, str], rounds: int) -> dict[str, float]:
    """Median articles per second of each server, the servers taking turns."""
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            rates[name].append(asyncio.run(load(address)))
    return {name: median(values) for name, values in rates.items()}


def _sample_reply(address: str, reply: Path) -> None:
    """Save the report of middle size, as what the echo sends."""
    with grpc.insecure_channel(address) as channel:
        call = channel.unary_unary("/newsassay.v1.CredibilityService/ScoreArticle")
        replies = sorted((call(request) for request in _UNARY[:51]), key=len)
    reply.write_bytes(replies[len(replies) // 2])


def service(rounds: int) -> Iterator[Row]:
    """Throughput and its share of the echo's; two workers against one; health under load."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        one, two, echo = (f"unix:{folder / name}" for name in ("one", "two", "echo"))
        stack.enter_context(serving(server_arguments(one, 1), one))
        stack.enter_context(serving(server_arguments(two, 2), two))
        _sample_reply(one, folder / "reply")
        stack.enter_context(serving(echo_arguments(echo, folder / "reply"), echo))
        size = (folder / "reply").stat().st_size
        yield Row("service", f"article {_CHARACTERS:,} characters, report {size:,} bytes", "")
        servers = {"1 worker": one, "2 workers": two, "echo": echo}
        for server in servers.values():
            asyncio.run(_unary(server, 16, 1))
        loads: dict[str, Load] = {
            f"unary, {in_flight} in flight, {connections} connections": (
                lambda address, i=in_flight, c=connections: _unary(address, i, c)
            )
            for in_flight, connections in ((1, 1), (16, 1), (64, 1), (16, 16))
        }
        loads[f"stream, {_STREAM_WINDOW} in flight"] = _stream
        for load_name, load in loads.items():
            rates = _rates(load, servers, rounds)
            yield Row("service", f"{load_name}: echo, articles/s", f"{rates['echo']:.0f}")
            for name in ("1 worker", "2 workers"):
                share = rates[name] / rates["echo"]
                yield Row(
                    "service", f"{load_name}: {name}", f"{rates[name]:.0f}", f"{share:.2f} of echo", "0.5"
                )
            gain = rates["2 workers"] / rates["1 worker"]
            goal = "1.7" if "16 connections" in load_name else ""
            yield Row("service", f"{load_name}: 2 workers against 1", "", f"{gain:.2f}", goal)
        p99 = asyncio.run(_health_p99(two))
        yield Row(
            "service", "health p99 with 64 calls in flight, 2 workers, ms", f"{p99 * 1e3:.1f}", "", "20 ms"
        )


if __name__ == "__main__":
    print(_probe_health(sys.argv[1]))

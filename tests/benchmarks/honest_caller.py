"""One honest caller in a process of its own: what a server does for it while others attack.

    python tests/benchmarks/honest_caller.py ADDRESS

Ten times a second, on connections of its own, it scores an article and asks for health, until its standard input
ends. Then it prints what became of the articles, and the milliseconds of both, as one JSON object.
"""

import asyncio
import collections
import json
import sys
import time
from collections.abc import Awaitable
from typing import NamedTuple, Self

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

REQUEST = service_pb2.ScoreArticleRequest(
    article=article_pb2.Article(body="Officials may decide soon, critics say. " * 20)
)
_EVERY_SECONDS = 0.1
_TIMEOUT_SECONDS = 30.0
_OPTIONS = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]


class Seen(NamedTuple):
    """What the caller saw: counts by status, and milliseconds in ascending order."""

    codes: dict[str, int]
    health: list[float]
    scored: list[float]

    @property
    def served(self) -> float:
        """Share of the articles that were scored."""
        return self.codes.get("OK", 0) / max(1, sum(self.codes.values()))


def percentile(ordered: list[float], share: float) -> float:
    """The value that this share of the others is below."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


class HonestCaller:
    """The caller's process, for the length of a block; `seen` is there once the block has ended."""

    def __init__(self, address: str) -> None:
        self.seen = Seen({}, [], [])
        self._address = address

    async def __aenter__(self) -> Self:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, __file__, self._address, stdin=pipe, stdout=pipe, limit=1 << 26
        )
        assert self._process.stdout is not None
        await self._process.stdout.readline()  # it has been served once
        return self

    async def __aexit__(self, *_error: object) -> None:
        out, _ = await self._process.communicate(b"")
        if out:
            self.seen = Seen(**json.loads(out))


async def _timed(call: Awaitable[object], times: list[float], codes: collections.Counter[str]) -> None:
    start = time.perf_counter()
    try:
        await call
    except grpc.aio.AioRpcError as error:
        codes[error.code().name] += 1
    else:
        codes["OK"] += 1
        times.append((time.perf_counter() - start) * 1000)


async def _ask(address: str) -> Seen:
    over = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    codes: collections.Counter[str] = collections.Counter()
    health_codes: collections.Counter[str] = collections.Counter()
    health: list[float] = []
    scored: list[float] = []
    async with (
        grpc.aio.insecure_channel(address, options=_OPTIONS) as channel,
        grpc.aio.insecure_channel(address, options=_OPTIONS) as probe,
    ):
        score = service_grpc.CredibilityServiceStub(channel).ScoreArticle
        check = health_pb2_grpc.HealthStub(probe).Check  # type: ignore[attr-defined]
        await asyncio.gather(score(REQUEST), check(health_pb2.HealthCheckRequest()))
        print("begun", flush=True)
        pending = set()
        while not over.done():
            for call, times, counted in (
                (score(REQUEST, timeout=_TIMEOUT_SECONDS), scored, codes),
                (check(health_pb2.HealthCheckRequest(), timeout=_TIMEOUT_SECONDS), health, health_codes),
            ):
                task = asyncio.create_task(_timed(call, times, counted))
                pending.add(task)
                task.add_done_callback(pending.discard)
            await asyncio.sleep(_EVERY_SECONDS)
        await asyncio.gather(*pending)
    codes.update({f"health {code}": n for code, n in health_codes.items() if code != "OK"})
    return Seen(dict(codes), sorted(health), sorted(scored))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_ask(sys.argv[1]))._asdict()))

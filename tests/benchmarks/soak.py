"""Leave a server alone with difficult callers, and account for every request.

    python tests/benchmarks/soak.py --minutes 10

Mixed sizes, batches and streams; callers that cancel, that have no time, whose connections break; every
attack of attacks.py in turn, small; a worker killed or stopped every minute. At the end every request must be
answered, refused, or failed by a fault that was caused on purpose; what the serving process never goes below, and
what the largest worker needs, must not have grown by more than 5 % since the warm-up.
Exit code 1 if it does not add up. Linux only (it reads /proc).
"""

import argparse
import asyncio
import collections
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TypeAlias

import attacks
import grpc
from generated_articles import generated_article

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

Stub: TypeAlias = "service_grpc.CredibilityServiceAsyncStub"

_SIZES = (300, 2_000, 4_000, 4_000, 8_000, 20_000, 60_000, 200_000, 1_000_000)
_ODDS = (0.15, 0.35, 0.55, 0.75, 0.87, 0.95, 0.985, 0.997, 1.0)
_CALLERS = 24
_WARM_UP_SHARE = 0.2
_MOST_GROWTH = 0.05
_SAMPLE_SECONDS = 2.0
_BACK_OFF_SECONDS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Soak:
    """The callers of one run and what they saw."""

    def __init__(self, address: str, seconds: float, seed: int) -> None:
        self.address = address
        self.end = time.monotonic() + seconds
        self.seed = seed
        self.articles = {
            size: [
                article_pb2.Article(title=made.title, body=made.body)
                for made in (
                    generated_article(number, size) for number in range(max(2, min(40, 400_000 // size)))
                )
            ]
            for size in set(_SIZES)
        }
        self.sent = 0
        self.seen: collections.Counter[str] = collections.Counter()
        self.unexplained: collections.Counter[str] = collections.Counter()
        self.times: dict[str, list[float]] = collections.defaultdict(list)
        self.kills: list[float] = []
        self.attacks: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self.end

    def article(self, draw: Random) -> article_pb2.Article:
        """An article of a drawn size."""
        odds = draw.random()
        size = next(size for size, limit in zip(_SIZES, _ODDS, strict=True) if odds <= limit)
        made = self.articles[size]
        return made[int(draw.random() * len(made))]

    def channel(self) -> grpc.aio.Channel:
        """A connection of its own, without gRPC's retries."""
        options = [
            ("grpc.use_local_subchannel_pool", 1),
            ("grpc.enable_retries", 0),
            ("grpc.max_receive_message_length", -1),
        ]
        return grpc.aio.insecure_channel(self.address, options=options)

    async def caller(self, number: int) -> None:
        """One caller after the other, on one connection after the other."""
        draw = Random(self.seed * 1000 + number)
        while not self.is_over:
            channel = self.channel()
            stub = service_grpc.CredibilityServiceStub(channel)
            for _ in range(1 + int(draw.random() * 200)):
                if self.is_over:
                    break
                kind = draw.random()
                if kind < 0.9:
                    await self.unary(stub, draw)
                elif kind < 0.95:
                    await self.batch(stub, draw)
                else:
                    await self.stream(stub, draw)
            if draw.random() < 0.5:
                await self.break_connection(channel, stub, draw)
            await channel.close()

    async def unary(self, stub: Stub, draw: Random) -> None:
        """One call; some callers have little time, some change their mind."""
        article = self.article(draw)
        fault = draw.random()
        timeout = draw.random() * 0.02 if fault < 0.05 else 60.0
        call = stub.ScoreArticle(service_pb2.ScoreArticleRequest(article=article), timeout=timeout)
        allowed = {"DEADLINE_EXCEEDED"} if fault < 0.05 else set()
        if 0.05 <= fault < 0.1:
            allowed = {"CANCELLED"}
            asyncio.get_running_loop().call_later(draw.random() * 0.02, call.cancel)
        start = time.perf_counter()
        code = await self._outcome(call, allowed)
        if code == "RESOURCE_EXHAUSTED":
            self.times["refused"].append(time.perf_counter() - start)
            await asyncio.sleep(_BACK_OFF_SECONDS)
        if code == "OK" and not allowed:
            self.times["small" if len(article.body) <= 20_000 else "large"].append(
                time.perf_counter() - start
            )

    async def batch(self, stub: Stub, draw: Random) -> None:
        """One batch of small articles."""
        articles = [
            self.articles[2_000][int(draw.random() * 40)] for _ in range(1 + int(draw.random() * 100))
        ]
        await self._outcome(
            stub.BatchScoreArticles(service_pb2.BatchScoreArticlesRequest(articles=articles), timeout=60),
            set(),
        )

    async def stream(self, stub: Stub, draw: Random) -> None:
        """One stream; some callers leave in the middle. Each item counts as a request."""
        count = 1 + int(draw.random() * 150)
        leave_after = int(draw.random() * count) if draw.random() < 0.3 else count
        items = [
            service_pb2.StreamScoreArticlesRequest(request_id=str(i), article=self.article(draw))
            for i in range(count)
        ]
        call = stub.StreamScoreArticles(iter(items), timeout=600)
        self.sent += count
        answered = 0
        try:
            async for reply in call:
                answered += 1
                self._note(
                    grpc.StatusCode.OK.name if reply.HasField("report") else _name(reply.status.code), set()
                )
                if answered == leave_after < count:
                    call.cancel()
                    break
            failed = "" if answered == count or leave_after < count else "a stream that ended early"
        except grpc.aio.AioRpcError as error:
            failed = _told(error)
        except asyncio.CancelledError:
            failed = "" if leave_after < count else "a stream that was cancelled"
        for _ in range(count - answered):
            self._note(failed or "CANCELLED", {"CANCELLED"} if leave_after < count else set())

    async def break_connection(self, channel: grpc.aio.Channel, stub: Stub, draw: Random) -> None:
        """Close a connection under calls that are on their way."""
        calls = [
            stub.ScoreArticle(service_pb2.ScoreArticleRequest(article=self.article(draw))) for _ in range(4)
        ]
        waiting = [asyncio.create_task(self._outcome(call, {"CANCELLED"})) for call in calls]
        await asyncio.sleep(draw.random() * 0.01)
        await channel.close()
        await asyncio.gather(*waiting)

    async def _outcome(self, call: grpc.aio.UnaryUnaryCall, allowed: set[str]) -> str:  # type: ignore[type-arg]
        self.sent += 1
        try:
            await call
            code = "OK"
        except grpc.aio.AioRpcError as error:
            code = _told(error)
            if code == "UNAVAILABLE" and "worker process" not in (error.details() or ""):
                code = f"UNAVAILABLE ({error.details()})"
        except asyncio.CancelledError:
            code = "CANCELLED"
        self._note(code, allowed)
        return code

    def _note(self, code: str, allowed: set[str]) -> None:
        self.seen[code] += 1
        if code in {"OK", "RESOURCE_EXHAUSTED"} | allowed:
            return
        if code == "UNAVAILABLE" and self.kills:
            return
        self.unexplained[code] += 1


# Small versions of the attacks, so that callers still get through.
_ATTACKS: dict[str, attacks.Attack] = {
    "burst": lambda server: attacks.burst(server, 300),
    "many connections": lambda server: attacks.many_connections(server, 4, 40),
    "copied options": lambda server: attacks.copied_options(server, 3 << 20),
    "bad fields": lambda server: attacks.bad_fields(server, 3 << 20),
    "rapid reset": lambda server: attacks.rapid_reset(server, 20_000),
    "unread replies": lambda server: attacks.unread_replies(server, 2, 40),
    "half-sent messages": lambda server: attacks.half_sent(server, 4, 8, 1 << 20),
    "gzip bombs": lambda server: attacks.gzip_bombs(server, 20),
    "headers only": lambda server: attacks.headers_only(server, 4, 200),
    "idle streams": lambda server: attacks.idle_streams(server, 60),
}
_UNCLEAR = (grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN)
_NEVER_TOLD = {"CANCELLED", "UNKNOWN", "INTERNAL", "other caller's stream: INTERNAL"}


async def _attack(soak: Soak, server: attacks.Server, pause: float) -> None:
    """Run one attack after the other; what attackers may never be told counts as unexplained."""
    attacks.HOLD_SECONDS = 3.0
    while not soak.is_over:
        for name, attack in _ATTACKS.items():
            await asyncio.sleep(pause)
            if soak.is_over:
                break
            told = await attack(server)
            soak.attacks[name] += told
            soak.unexplained.update({f"{name}: {code}": told[code] for code in told.keys() & _NEVER_TOLD})


def _told(error: grpc.aio.AioRpcError) -> str:
    """What a call ended in; with details where the code alone does not tell why."""
    code = error.code()
    return f"{code.name} ({error.details()})" if code in _UNCLEAR else code.name


def _name(code: int) -> str:
    return next(status.name for status in grpc.StatusCode if status.value[0] == code)


class ServerLog:
    """The server's processes, as its log tells."""

    def __init__(self) -> None:
        self.workers: list[int] = []
        self.lost = 0
        self.address = ""
        self.serving = asyncio.Event()
        self.faults = 0

    async def follow(self, log: asyncio.StreamReader) -> None:
        """Read the log until it ends."""
        async for line in log:
            if not line.startswith(b"{"):
                sys.stderr.write(line.decode())
                continue
            entry = json.loads(line)
            if entry["event"] == "worker ready":
                self.workers.append(entry["worker_pid"])
            elif entry["event"] == "worker lost":
                self.workers.remove(entry["worker_pid"])
                self.lost += 1
            elif entry["event"] == "serving":
                self.address = entry["address"]
                self.serving.set()
            elif entry["event"] == "internal error":
                self.faults += 1
                print(line.decode())


async def _kill_workers(soak: Soak, log: ServerLog, every: float) -> None:
    draw = Random(soak.seed)
    while True:
        await asyncio.sleep(every)
        if log.workers:
            soak.kills.append(time.monotonic())
            # Every other one hangs instead, and is killed by the server when it has missed enough heartbeats.
            number = signal.SIGSTOP if len(soak.kills) % 2 == 0 else signal.SIGKILL
            os.kill(log.workers[int(draw.random() * len(log.workers))], number)


async def _watch_memory(
    soak: Soak, server: int, log: ServerLog, samples: list[tuple[float, float, float]]
) -> None:
    """Resident MiB of the serving process, and of the worker that has most."""
    while not soak.is_over:
        await asyncio.sleep(_SAMPLE_SECONDS)
        sizes = [_resident(pid) for pid in log.workers]
        samples.append((time.monotonic(), _resident(server), max(sizes, default=0.0)))


def _resident(pid: int) -> float:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / (1 << 20)
    return 0.0


def _growth(samples: list[float], measure: Callable[[list[float]], float]) -> tuple[float, float, float]:
    """MiB by `measure` in the first and the second half after the warm-up, and the growth between them as a share.

    Peaks of workers, because one that was just replaced is small, and one that just scored 1 MiB is large; the
    least of the serving process, because attacks make peaks, and what it never gives back is what matters.
    """
    rest = samples[int(len(samples) * _WARM_UP_SHARE) :]
    before, after = measure(rest[: len(rest) // 2]), measure(rest[len(rest) // 2 :])
    return before, after, after / before - 1


def _percentiles(times: list[float]) -> str:
    ordered = sorted(times)
    return " ".join(
        f"p{share} {ordered[int(len(ordered) * share / 100)] * 1000:.1f} ms" for share in (50, 99)
    )


async def main() -> int:
    """Run; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-every", type=float, default=60.0, help="seconds")
    parser.add_argument("--attack-pause", type=float, default=5.0, help="seconds between attacks")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "newsassay.server", "--address=127.0.0.1:0", f"--workers={arguments.workers}", "--max-pending-calls=60",
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert server.stderr is not None
    log = ServerLog()
    following = asyncio.create_task(log.follow(server.stderr))
    await log.serving.wait()
    soak = Soak(log.address, arguments.minutes * 60, arguments.seed)
    samples: list[tuple[float, float, float]] = []
    attacking = asyncio.create_task(
        _attack(soak, attacks.Server(server, log.address), arguments.attack_pause)
    )
    killing = asyncio.create_task(_kill_workers(soak, log, arguments.kill_every))
    watching = asyncio.create_task(_watch_memory(soak, server.pid, log, samples))
    await asyncio.gather(*(soak.caller(number) for number in range(_CALLERS)))
    killing.cancel()
    await attacking  # to its end: what it has begun it takes back
    for name, pid in [("serving process", server.pid), *(("worker", pid) for pid in log.workers)]:
        print(f"{name} {pid}: {_resident(pid):.1f} MiB resident")
    await watching
    server.send_signal(signal.SIGTERM)
    code = await server.wait()
    await following
    return _report(soak, log, samples, code)


def _report(soak: Soak, log: ServerLog, samples: list[tuple[float, float, float]], code: int) -> int:
    accounted = sum(soak.seen.values())
    print(f"sent {soak.sent}, accounted for {accounted}: {dict(soak.seen.most_common())}")
    print(f"unexplained {dict(soak.unexplained)}; internal errors {log.faults}")
    print(f"workers killed {len(soak.kills)}, lost {log.lost}; server's exit code {code}")
    for name, times in sorted(soak.times.items()):
        print(f"{name}: {len(times)}, {_percentiles(times)}")
    for name, told in soak.attacks.items():
        print(f"attack {name}: {dict(told)}")
    fronts = [front for _, front, _ in samples]
    before, after, growth = _growth(fronts, min)
    print(
        f"serving process: never below {before:.1f} MiB in the first half after the warm-up, {after:.1f} MiB in the second, "
        f"{growth:+.1%}; at most {max(fronts):.1f} MiB under attack"
    )
    workers = [worker for _, _, worker in samples if worker]
    before, after, worker_growth = _growth(workers, max)
    print(
        f"largest worker: {before:.1f} MiB in the first half after the warm-up, {after:.1f} MiB in the second, {worker_growth:+.1%}"
    )
    wrong = soak.sent != accounted or soak.unexplained or log.faults or code or log.lost > len(soak.kills)
    return 1 if wrong or max(growth, worker_growth) > _MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

"""Every way in which one request, caller, disk or process was seen to take a server down: what callers see now.

    python tests/benchmarks/faults.py [--seconds 20] [NAME ...]

A row for each fault, with a server process of its own on loopback: what whoever causes it is told, what an honest
caller sees who asks ten times a second, and what that caller lost: calls that ended neither in a report, nor in a
refusal with a pushback, nor in UNAVAILABLE, which clients send again. Exit code 1 if anything was lost, or if a
server, told to stop, did not drain. Linux only (it reads /proc).
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import attacks
import grpc
from attacks import SCORE, Server, Told
from broken_http2 import BROKEN
from broken_logs import SINKS, logging_to
from honest_caller import HonestCaller, Seen, percentile
from hostile import text
from raw_http2 import RST_STREAM, Connection

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

_ROOTS = os.pathsep.join(str(Path(__file__).parents[2] / part) for part in ("proto", "server", "client"))
_FINE = {"OK", "RESOURCE_EXHAUSTED", "UNAVAILABLE"}
# A worker that was stopped is killed after ten seconds, and another one is started.
_HANG_SECONDS = 20.0


async def broken_http2(server: Server) -> Told:
    """All of BROKEN at once, a connection each; how each ended."""

    async def ended(begin: Callable[[Connection], int]) -> str:
        connection = await Connection.open(server.address)
        stream = begin(connection)
        await connection.drain()
        end = await connection.end_of(stream)
        await connection.close()
        _, found, rest = end.payload.partition(b"grpc-status")
        return f"{begin.__name__}: {'status ' + rest[1 : 1 + rest[0]].decode() if found else 'no status'}"

    return Told(await asyncio.gather(*map(ended, BROKEN)))


async def more_calls_than_a_connection_may(server: Server, calls: int = 400) -> Told:
    """More calls at once than --max-connection-calls: by a caller who ignores what HTTP/2 tells him, and by gRPC's."""
    told = Told()
    connection = await Connection.open(server.address)
    opened = {connection.headers(SCORE) for _ in range(calls)}
    await connection.drain()
    with suppress(TimeoutError, asyncio.IncompleteReadError):
        async with asyncio.timeout(5):
            while True:
                got = await connection.read()
                if got.kind == RST_STREAM and got.stream in opened:
                    told["ignoring it: refused"] += 1
    told["ignoring it: taken"] = calls - told["ignoring it: refused"]
    await connection.close()
    told.update({f"gRPC: {code}": count for code, count in (await attacks.burst(server, calls)).items()})
    return told


async def compressed_runs(server: Server) -> Told:
    """A megabyte of marks in a message of a few kilobytes."""
    request = service_pb2.ScoreArticleRequest(article=article_pb2.Article(body=text("mixed runs", 1 << 20)))
    start = time.monotonic()
    async with server.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        told = await attacks.outcome(stub.ScoreArticle(request, compression=grpc.Compression.Gzip))
    return Told({told: 1, "seconds": round(time.monotonic() - start)})


async def large_reply(server: Server) -> Told:
    """A megabyte that is all attributions, and a client that takes replies of 4 MiB."""
    request = service_pb2.ScoreArticleRequest(article=article_pb2.Article(body="said that " * 100_000))
    async with server.channel(**{"grpc.max_receive_message_length": 4 << 20}) as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        try:
            reply = await stub.ScoreArticle(request, timeout=120)
        except grpc.aio.AioRpcError as error:
            return Told([error.code().name])
    return Told({"OK": 1, "reply's bytes": reply.ByteSize()} | {w.code: 1 for w in reply.report.warnings})


async def killed_workers(server: Server) -> Told:
    """All workers killed, five times."""
    told = Told()
    for _ in range(5):
        for pid in workers(server.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            told["killed"] += 1
        await asyncio.sleep(2)
    return told


async def hung_workers(server: Server) -> Told:
    """All workers stopped for good."""
    hung = workers(server.process.pid)
    for pid in hung:
        os.kill(pid, signal.SIGSTOP)
    await asyncio.sleep(_HANG_SECONDS)
    return Told({"stopped": len(hung), "replaced": len(set(workers(server.process.pid)) - set(hung))})


def children(pid: int) -> list[int]:
    """Child processes, of any thread."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_text(encoding="ascii").split())
    return found


def workers(server: int) -> list[int]:
    """What the fork server has forked."""
    return [worker for fork_server in children(server) for worker in children(fork_server)]


# What reaches a terminal, and starts that are refused.


def terminal() -> str:
    """What `newsassay score` writes of an article whose name, keys and text are full of controls."""
    hostile = "\x1b[2J\x9b\u061c\u202e\ufff9\U000e0041"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{hostile}.jsonl")
        lines = [
            json.dumps({"articleId": hostile, "body": f"{hostile} may."}),
            json.dumps({hostile: 1}),
            hostile,
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "newsassay.client.cli", "score", path, "--explain", "--format=pretty"],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": _ROOTS},
        )  # fmt: skip
    written = done.stdout + done.stderr
    raw = sum(
        written.count(character) for character in hostile if not character.isascii() or character == "\x1b"
    )
    return f"exit code {done.returncode}, {len(done.stderr.splitlines())} lines of errors, {raw} raw controls"


REFUSED_STARTS = (
    "--grace=inf", "--drain-delay=nan", "--workers=1.5", "--max-text-bytes=400000000", "--socket-mode=888",
    "--address=0.0.0.0:0", "--token-file=/nowhere", "--tls-key=/nowhere",
)  # fmt: skip


def refused_starts() -> str:
    """Settings that cannot be meant: exit codes, and the lines that say why."""
    told = []
    for flag in REFUSED_STARTS:
        done = subprocess.run(
            [sys.executable, "-m", "newsassay.server", flag],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": _ROOTS}, timeout=30,
        )  # fmt: skip
        why = done.stderr.strip().splitlines()[-1]
        told.append(
            f"{flag} {done.returncode}{' traceback' if 'Traceback' in done.stderr else ''} ({why[:60]})"
        )
    return "; ".join(told)


class Row(NamedTuple):
    """A row of the table: what it is about, and what runs."""

    about: str
    attack: Callable[[Server], Awaitable[Told]]


async def _wait(_server: Server) -> Told:
    await asyncio.sleep(5)
    return Told()


def rows(seconds: float) -> dict[str, Row]:
    """Rows that attack a server, by name."""
    told = attacks.ATTACKS
    return {
        "options-copied": Row("one valid batch", told["copied-options"]),
        "burst": Row("bursts", told["burst"]),
        "many-connections": Row("bursts", told["many-connections"]),
        "rapid-reset": Row("bursts", told["rapid-reset"]),
        "compressed-runs": Row("unbounded work", compressed_runs),
        "bad-fields": Row("unbounded work", told["bad-fields"]),
        "unread-replies": Row("memory", told["unread-replies"]),
        "half-sent": Row("memory", told["half-sent"]),
        "gzip-bombs": Row("memory", told["gzip-bombs"]),
        "headers-only": Row("memory", told["headers-only"]),
        "killed-workers": Row("supervision", killed_workers),
        "hung-workers": Row("supervision", hung_workers),
        "idle-streams": Row("fairness", told["idle-streams"]),
        "overload": Row("fairness", lambda server: attacks.overload(server, seconds)),
        "connection-calls": Row("fairness", more_calls_than_a_connection_may),
        "large-reply": Row("reply size", large_reply),
        "broken-http2": Row("raw HTTP/2", broken_http2),
    }


def _lost(seen: Seen) -> int:
    return sum(count for code, count in seen.codes.items() if code.rpartition(" ")[2] not in _FINE)


def _tell(about: str, name: str, told: str, seen: Seen, peak: float) -> int:
    health = f"{percentile(seen.health, 0.5):.0f} and {percentile(seen.health, 0.99):.0f} ms"
    print(
        f"| {about} | {name} | {told} | {seen.codes}, health {health} | {_lost(seen)} | {peak:.0f} |",
        flush=True,
    )
    return _lost(seen)


async def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long the overload lasts")
    arguments = parser.parse_args()
    lost = 0
    print(
        "| found | fault | its cause is told | an honest caller sees | lost | peak MiB |\n|---|---|---|---|---|---|"
    )
    for name, sink in SINKS.items():
        if name in (arguments.names or SINKS):
            async with logging_to(sink) as server:
                async with HonestCaller(server.address) as honest:
                    await _wait(server)
                    told = await killed_workers(server)
                peak = server.memory()[1]
            lost += _tell("log sink", name, f"{dict(told)}, drained", honest.seen, peak)
    every = rows(arguments.seconds)
    for name, row in every.items():
        if name in (arguments.names or every):
            told, seen, memory = await attacks.run(name, sys.executable, row.attack)
            lost += _tell(row.about, name, str(dict(told)), seen, memory[1])
    for name, tell in (("terminal", terminal), ("refused-starts", refused_starts)):
        if name in (arguments.names or (name,)):
            print(f"| {name} | | {tell()} | | 0 | |", flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

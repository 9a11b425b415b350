"""What one caller can do to a server, what honest callers see meanwhile, and what it costs in memory.

    python tests/benchmarks/attacks.py [--python PYTHON] [--seconds 180] [NAME ...]

Every attack runs against a server process of its own on loopback. The table gives what the attacker was told, what
one honest caller saw who asked ten times a second from a process of its own, how long its health checks took, and
the serving process's memory: before, at its peak, and five seconds after. `--python` names the interpreter of another
installation to compare.
"""

import argparse
import asyncio
import collections
import contextlib
import gzip
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import grpc
from honest_caller import REQUEST, HonestCaller, Seen, percentile
from open_loop import offer
from raw_http2 import CANCEL, DATA, END_STREAM, RST_STREAM, Connection, frame, message

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

SERVICE = "/newsassay.v1.CredibilityService"
SCORE = f"{SERVICE}/ScoreArticle"
CHECK = "/grpc.health.v1.Health/Check"
ARTICLE = REQUEST.article
AFTER_SECONDS = 5.0
# So long an attacker keeps what he has begun.
HOLD_SECONDS = 8.0

Told = collections.Counter[str]


class Server:
    """A server process under attack."""

    def __init__(self, process: asyncio.subprocess.Process, address: str) -> None:
        self.process = process
        self.address = address

    def memory(self) -> tuple[float, float]:
        """MiB of the serving process: resident now, and at its peak."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = dict(
            line.split(":", 1) for line in status.splitlines() if line.startswith(("VmRSS", "VmHWM"))
        )
        return tuple(int(found[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]

    def channel(self, **options: int) -> grpc.aio.Channel:
        fixed = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]
        fixed += [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
        return grpc.aio.insecure_channel(self.address, options=[*fixed, *options.items()])


@asynccontextmanager
async def serving(*flags: str, python: str = sys.executable) -> AsyncIterator[Server]:
    """Run a server for the length of the block."""
    roots = "" if python != sys.executable else os.pathsep.join(
        str(Path(__file__).parents[2] / part) for part in ("proto", "server", "client")
    )  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        python, "-m", "newsassay.server", "--address=127.0.0.1:0", "--workers=2", *flags,
        stderr=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": roots},
    )  # fmt: skip
    assert process.stderr is not None
    address = ""
    while not address:
        line = await process.stderr.readline()
        assert line, "the server did not start"
        if line.startswith(b"{"):
            address = json.loads(line).get("address", "")
    drain = asyncio.create_task(_drain(process.stderr))
    try:
        yield Server(process, address)
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()
        await drain


async def _drain(stream: asyncio.StreamReader) -> None:
    while await stream.read(1 << 16):
        pass


async def outcome(call: Awaitable[object]) -> str:
    """How a call ended, as its status code's name."""
    try:
        await call
    except grpc.aio.AioRpcError as error:
        return error.code().name
    except asyncio.CancelledError:
        return "CANCELLED"
    return "OK"


async def burst(server: Server, calls: int = 5000) -> Told:
    """Thousands of calls at once on one connection."""
    async with server.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        return Told(await asyncio.gather(*(outcome(stub.ScoreArticle(REQUEST)) for _ in range(calls))))


async def many_connections(server: Server, connections: int = 12, calls: int = 256) -> Told:
    """A burst on each of many connections: more than the server has room for."""
    told: Told = Told()
    async with contextlib.AsyncExitStack() as stack:
        channels = [await stack.enter_async_context(server.channel()) for _ in range(connections)]
        stubs = [service_grpc.CredibilityServiceStub(channel) for channel in channels]
        told.update(
            await asyncio.gather(
                *(outcome(stub.ScoreArticle(REQUEST)) for stub in stubs for _ in range(calls))
            )
        )
    return told


async def copied_options(server: Server, size: int = 16 << 20) -> Told:
    """One batch of 256 articles whose options are what makes it large."""
    cue = article_pb2.CustomCue(signal_id="hedging.hearsay", phrase="x" * 250)
    cues = [cue] * (size // cue.ByteSize())
    request = service_pb2.BatchScoreArticlesRequest(
        articles=[article_pb2.Article(body="It may.")] * 256,
        options=article_pb2.ScoreOptions(custom_cues=cues),
    )
    async with server.channel() as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        return Told([await outcome(stub.BatchScoreArticles(request, timeout=60))])


async def bad_fields(server: Server, size: int = 16 << 20) -> Told:
    """Millions of bad values of one field."""
    options = b"\x08\x7f" * (size // 2)
    length = len(options)
    head = b"\x12" + bytes(((length >> shift) & 0x7F) | (0x80 if length >> shift > 0x7F else 0) for shift in range(0, 28, 7) if length >> shift)  # fmt: skip
    data = REQUEST.SerializeToString() + head + options
    async with server.channel() as channel:
        call = channel.unary_unary(SCORE)
        told = Told([await outcome(call(data, timeout=60))])
        told.update([await outcome(call(REQUEST.SerializeToString() + b"\x12\x80\x80\x40" + options[: 1 << 20], timeout=60))])  # fmt: skip
        return told


async def rapid_reset(server: Server, calls: int = 20_000, method: str = SCORE) -> Told:
    """Calls that are cancelled as soon as they are begun, on one connection."""
    connection = await Connection.open(server.address)
    told: Told = Told()
    try:
        for number in range(calls):
            stream = connection.headers(method)
            connection.send(frame(RST_STREAM, 0, stream, CANCEL.to_bytes(4, "big")))
            if number % 100 == 0:
                await connection.drain()
                await asyncio.sleep(0)  # notices that the server has hung up
        told["reset"] = calls
    except ConnectionError:
        told["connection closed"] = 1
    await connection.close()
    return told


async def unread_replies(server: Server, connections: int = 8, calls: int = 100) -> Told:
    """Calls with large replies, none of which is read."""
    body = "said that " * 1000
    data = message(
        service_pb2.ScoreArticleRequest(article=article_pb2.Article(body=body)).SerializeToString()
    )
    opened = [await Connection.open(server.address, window=0) for _ in range(connections)]
    for connection in opened:
        for _ in range(calls):
            connection.data(connection.headers(SCORE), data, flags=END_STREAM)
        await connection.drain()
    await asyncio.sleep(HOLD_SECONDS)
    for connection in opened:
        await connection.close()
    return Told({"unread": connections * calls})


async def half_sent(
    server: Server, connections: int = 10, calls: int = 10, size: int = (4 << 20) - 1000
) -> Told:
    """Messages of which the last byte never comes."""
    told: Told = Told()
    start = message(b"x" * size)[:-1]
    opened = [await Connection.open(server.address) for _ in range(connections)]

    async def push(connection: Connection) -> None:
        # Frames beyond the window the server gives are what makes this an attack; gRPC's servers tolerate
        # a connection's worth. So send as flow control permits: read updates, write on.
        await _send_as_permitted(connection, [connection.headers(SCORE) for _ in range(calls)], start)

    tasks = [asyncio.create_task(push(connection)) for connection in opened]
    await asyncio.sleep(HOLD_SECONDS)
    for task in tasks:
        told["gave up" if task.done() else "holding"] += calls
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for connection in opened:
        await connection.close()
    return told


async def _send_as_permitted(connection: Connection, streams: list[int], data: bytes) -> None:
    windows = collections.defaultdict(lambda: 65_535)
    sent = dict.fromkeys(streams, 0)
    while streams:
        for stream in streams:
            while sent[stream] < len(data) and min(windows[stream], windows[0]) >= 16_384:
                part = data[sent[stream] : sent[stream] + 16_384]
                connection.send(frame(DATA, 0, stream, part))
                sent[stream] += len(part)
                windows[stream] -= len(part)
                windows[0] -= len(part)
        await connection.drain()
        got = await connection.read()
        if got.kind == 8:  # WINDOW_UPDATE
            windows[got.stream] += int.from_bytes(got.payload, "big")
        elif got.kind == 4 and not got.flags:  # SETTINGS: a larger first window
            for start in range(0, len(got.payload), 6):
                if int.from_bytes(got.payload[start : start + 2], "big") == 4:
                    more = int.from_bytes(got.payload[start + 2 : start + 6], "big") - 65_535
                    for stream in streams:
                        windows[stream] += more
        elif got.stream in sent and (got.kind == RST_STREAM or got.flags & END_STREAM):
            streams.remove(got.stream)


async def gzip_bombs(server: Server, calls: int = 200) -> Told:
    """Messages of 15 KiB that are 15 MiB when they are unpacked."""
    bomb = gzip.compress(b"\0" * (15 << 20), 9)
    told: Told = Told()
    connection = await Connection.open(server.address)
    for _ in range(calls):
        stream = connection.headers(SCORE, ("grpc-encoding", "gzip"))
        connection.data(stream, message(bomb, flag=1), flags=END_STREAM)
        await connection.drain()
    with suppress(TimeoutError, asyncio.IncompleteReadError):
        async with asyncio.timeout(20):
            while sum(told.values()) < calls:
                got = await connection.read()
                if got.kind == RST_STREAM or (got.kind == 1 and got.flags & END_STREAM):
                    told["refused"] += 1
    await connection.close()
    return told


async def headers_only(server: Server, connections: int = 20, calls: int = 1000) -> Told:
    """Calls of which nothing but the headers comes."""
    opened = [await Connection.open(server.address) for _ in range(connections)]
    for connection in opened:
        for _ in range(calls):
            connection.headers(SCORE)
        with suppress(ConnectionError):
            await connection.drain()
    await asyncio.sleep(HOLD_SECONDS)
    for connection in opened:
        await connection.close()
    return Told({"begun": connections * calls})


async def idle_streams(server: Server, streams: int = 256) -> Told:
    """Streams that are opened and left alone, while another caller opens one."""
    async with server.channel() as channel, server.channel() as other:
        stub = service_grpc.CredibilityServiceStub(channel)
        calls = [stub.StreamScoreArticles() for _ in range(streams)]
        for call in calls:
            with suppress(grpc.aio.AioRpcError, asyncio.InvalidStateError):
                await call.write(service_pb2.StreamScoreArticlesRequest(article=ARTICLE))
        await asyncio.sleep(1)
        item = service_pb2.StreamScoreArticlesRequest(article=ARTICLE)
        honest = service_grpc.CredibilityServiceStub(other).StreamScoreArticles(iter([item]))
        try:
            replies = [reply async for reply in honest]
            told = Told({f"other caller's stream: {'OK' if replies else 'nothing'}": 1})
        except grpc.aio.AioRpcError as error:
            told = Told({f"other caller's stream: {error.code().name}": 1})
        told["streams refused"] = sum(call.done() for call in calls)
        for call in calls:
            call.cancel()
        return told


async def overload(
    server: Server, seconds: float = 30.0, times: float = 5.0, connections: int = 8, measured: float = 5.0
) -> Told:
    """Callers that want five times what the server can do, and do not wait for answers."""
    capacity = (await offer(server.address, 0, measured, 1)).answered_per_second
    offered = await offer(server.address, times * capacity, seconds, connections)
    told: Told = Told(offered.codes)
    told["capacity a second"] = round(capacity)
    told["offered a second"] = round(offered.sent / offered.seconds)
    return told


Attack = Callable[[Server], Awaitable[Told]]
ATTACKS: dict[str, Attack] = {
    attack.__name__.replace("_", "-"): attack
    for attack in (
        burst, many_connections, copied_options, bad_fields, rapid_reset, unread_replies, half_sent, gzip_bombs,
        headers_only, idle_streams, overload,
    )
}  # fmt: skip


async def run(name: str, python: str, attack: Attack) -> tuple[Told, Seen, list[float]]:
    """Run one attack; what the attacker was told, the honest caller, and MiB before, at the peak, and after."""
    async with serving(python=python) as server:
        before, _ = server.memory()
        async with HonestCaller(server.address) as honest:
            told = await attack(server)
        _, peak = server.memory()
        await asyncio.sleep(AFTER_SECONDS)
        after, _ = server.memory()
        return told, honest.seen, [before, peak, after]


async def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ATTACKS))
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long the overload lasts")
    arguments = parser.parse_args()
    attacks = {**ATTACKS, "overload": lambda server: overload(server, arguments.seconds)}
    print(f"{'attack':18} {'MiB before, peak, after':24} {'health p50, p99, max':>24}  {'scored p50, p99':>18}  honest caller; attacker")  # fmt: skip
    for name in arguments.names or attacks:
        told, honest, memory = await run(name, arguments.python, attacks[name])
        sizes = " ".join(f"{size:7.0f}" for size in memory)
        health = " ".join(f"{percentile(honest.health, share):6.0f}" for share in (0.5, 0.99, 1.0))
        scored = " ".join(f"{percentile(honest.scored, share):6.0f}" for share in (0.5, 0.99))
        print(f"{name:18} {sizes:24} {health} ms  {scored} ms  {honest.served:.0%} {honest.codes}; {dict(told)}", flush=True)  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main())

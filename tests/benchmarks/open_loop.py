"""Calls at a fixed rate, whatever becomes of them, from a process of its own: callers who do not wait for answers.

    python tests/benchmarks/open_loop.py ADDRESS RATE SECONDS CONNECTIONS

With rate 0, 64 calls are kept in flight instead, which measures what the server can do. Prints counts by status and
the seconds that it took, as one JSON object.
"""

import asyncio
import collections
import json
import os
import sys
import time
from typing import NamedTuple

import grpc
from honest_caller import REQUEST

_SCORE = "/newsassay.v1.CredibilityService/ScoreArticle"
_TICK_SECONDS = 0.01
_CLOSED = 64
# What nobody answers piles up here; callers beyond so many go away unheard, which is counted.
_MOST_IN_FLIGHT = 4_000
_TIMEOUT_SECONDS = 30.0
# As if it ran elsewhere: what the server and honest callers need of this machine comes first.
_NICE = 10


class Offered(NamedTuple):
    """What was sent in how many seconds, and what came back."""

    seconds: float
    sent: int
    codes: dict[str, int]

    @property
    def answered_per_second(self) -> float:
        """Articles that were scored in a second."""
        return self.codes.get("OK", 0) / self.seconds


async def offer(address: str, rate: float, seconds: float, connections: int) -> Offered:
    """Run the callers in a process of their own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, address, str(rate), str(seconds), str(connections), stdout=asyncio.subprocess.PIPE
    )  # fmt: skip
    out, _ = await process.communicate()
    return Offered(**json.loads(out))


async def _offer(address: str, rate: float, seconds: float, connections: int) -> Offered:
    options = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]
    channels = [grpc.aio.insecure_channel(address, options=options) for _ in range(connections)]
    calls = [channel.unary_unary(_SCORE) for channel in channels]  # bytes in, bytes out
    data = REQUEST.SerializeToString()
    codes: collections.Counter[str] = collections.Counter()
    pending: set[asyncio.Task[None]] = set()
    sent = 0

    async def one(number: int) -> None:
        try:
            await calls[number % connections](data, timeout=_TIMEOUT_SECONDS)
            codes["OK"] += 1
        except grpc.aio.AioRpcError as error:
            codes[error.code().name] += 1

    await asyncio.gather(*(one(number) for number in range(connections)))  # connected
    codes.clear()
    start = time.monotonic()
    while (passed := time.monotonic() - start) < seconds:
        due = int(rate * passed) if rate else sent + _CLOSED - len(pending)
        for number in range(sent, due):
            if len(pending) >= _MOST_IN_FLIGHT:
                codes["unheard"] += 1
                continue
            task = asyncio.create_task(one(number))
            pending.add(task)
            task.add_done_callback(pending.discard)
        sent = due
        if rate:
            await asyncio.sleep(_TICK_SECONDS)
        else:
            await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    took = time.monotonic() - start
    await asyncio.gather(*pending)
    return Offered(took, sent, dict(codes))


if __name__ == "__main__":
    os.nice(_NICE)
    found = asyncio.run(_offer(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])))
    print(json.dumps(found._asdict()))

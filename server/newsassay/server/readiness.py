"""Whether calls are welcome, and whether the process is alive: two questions, for two probes."""

import asyncio
import time
from collections.abc import Sequence

from grpc_health.v1 import health_pb2
from grpc_health.v1.health import aio as health_aio

# The event loop notes that it runs so often; a process whose loop has stood still for longer is not alive.
TICK_SECONDS = 1.0
DEAD_AFTER_SECONDS = 30.0


class Readiness:
    """Readiness: announced, not draining, and with a worker that can score; also told through gRPC health checks.

    Liveness asks for less: that the event loop runs. A server that drains, or waits for a worker, is not to be
    killed for it.
    """

    def __init__(self, health: health_aio.HealthServicer, services: Sequence[str]) -> None:
        self._health = health
        self._services = services
        self._announced = False
        self._usable = False
        self._changed = asyncio.Event()
        self._tick = time.monotonic()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def is_ready(self) -> bool:
        """Whether calls are welcome."""
        return self._announced and self._usable

    @property
    def is_alive(self) -> bool:
        """Whether the event loop has run lately."""
        return time.monotonic() - self._tick < DEAD_AFTER_SECONDS

    async def begin(self) -> None:
        """Say that nothing is welcome yet, and keep telling from here on."""
        await self._tell()
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._keep_time())]

    def capacity_changed(self, usable: bool) -> None:  # noqa: FBT001 - what it is about
        """Take note that there is a worker that can score, or none."""
        self._usable = usable
        self._changed.set()

    async def announce(self) -> None:
        """Welcome calls from now on, as long as there are workers."""
        self._announced = True
        await self._tell()

    async def drain(self) -> None:
        """Welcome no calls any more."""
        self._announced = False
        await self._health.enter_graceful_shutdown()

    async def _follow(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            await self._tell()

    async def _keep_time(self) -> None:
        while True:
            self._tick = time.monotonic()
            await asyncio.sleep(TICK_SECONDS)

    async def _tell(self) -> None:
        answers = health_pb2.HealthCheckResponse
        for service in self._services:
            await self._health.set(service, answers.SERVING if self.is_ready else answers.NOT_SERVING)

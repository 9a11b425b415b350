"""Who may send a request message, and for how long.

gRPC makes room for a whole message once it is asked for, and tells nobody how much of it has come. So only a few
messages are on their way in at a time, fewer on one connection; a call whose turn has not come is held by flow
control. A sender that takes long gives way to others who wait.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from newsassay.server import errors
from newsassay.server.errors import StatusError

# A message that takes longer gives way to a caller that waits and has fewer on their way.
SLOW_SECONDS = 2.0


class _Reading:
    """One message on its way in."""

    def __init__(self, peer: str, task: "asyncio.Task[object] | None", began: float) -> None:
        self.peer = peer
        self.task = task
        self.began = began
        self.gave_way = False


class Intake:
    """At most `places` messages on their way in, of them `places_per_peer` on one connection, `seconds` for each."""

    def __init__(self, places: int, places_per_peer: int, seconds: float) -> None:
        self._places = places
        self._places_per_peer = places_per_peer
        self._seconds = seconds
        self._reading: dict[str, list[_Reading]] = {}
        self.taken = 0
        self._is_looking = False
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def place(self, peer: str) -> AsyncIterator[None]:
        """Wait for a place and hold it for the block. Raises StatusError where the block takes too long."""
        if not self._has_room(peer) or peer in self._waiting:
            await self._wait(peer)
        else:
            self.taken += 1
        loop = asyncio.get_running_loop()
        reading = _Reading(peer, asyncio.current_task(), loop.time())
        self._reading.setdefault(peer, []).append(reading)
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except TimeoutError:
            raise StatusError(errors.message_too_slow(self._seconds)) from None
        except asyncio.CancelledError:
            if not reading.gave_way:
                raise
            task = asyncio.current_task()
            if task is not None:
                task.uncancel()
            raise StatusError(errors.message_too_slow(SLOW_SECONDS)) from None
        finally:
            own = self._reading[peer]
            own.remove(reading)
            if not own:
                del self._reading[peer]
            self.taken -= 1
            self._hand_on()

    def _has_room(self, peer: str) -> bool:
        return self.taken < self._places and len(self._reading.get(peer, ())) < self._places_per_peer

    async def _wait(self, peer: str) -> None:
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        if not self._is_looking:
            self._is_looking = True
            loop.call_later(SLOW_SECONDS, self._look_for_slow_ones)
        self._waiting.setdefault(peer, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.taken -= 1
                self._hand_on()
            raise

    def _look_for_slow_ones(self) -> None:
        """Let a slow message give way to each connection that waits; one timer for all who do."""
        for peer in list(self._waiting):
            self._evict(peer)
        self._hand_on()
        self._is_looking = bool(self._waiting)
        if self._is_looking:
            asyncio.get_running_loop().call_later(SLOW_SECONDS, self._look_for_slow_ones)

    def _hand_on(self) -> None:
        """Give free places to those who wait: connections in turn, within each first come, first served."""
        for peer in list(self._waiting):
            if self.taken >= self._places:
                return
            turns = self._waiting[peer]
            while turns and turns[0].done():
                turns.popleft()
            if turns and len(self._reading.get(peer, ())) < self._places_per_peer:
                self.taken += 1
                turns.popleft().set_result(None)
                self._waiting.move_to_end(peer)
            if not turns:
                del self._waiting[peer]

    def _evict(self, peer: str) -> None:
        """Let the slowest message of the connection that has most of them give way, if it has more than this one."""
        busiest = max(self._reading, key=lambda other: len(self._reading[other]), default=peer)
        if len(self._reading.get(busiest, ())) <= len(self._reading.get(peer, ())):
            return
        slowest = self._reading[busiest][0]
        if asyncio.get_running_loop().time() - slowest.began >= SLOW_SECONDS and not slowest.gave_way:
            slowest.gave_way = True
            if slowest.task is not None:
                slowest.task.cancel()

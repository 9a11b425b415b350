"""Answers to calls for which there is no room: so many a second, so that refusing leaves time for everything else.

A caller that sends much more than it is given waits for its refusals, and with it, by the bound on calls of one
connection, what it would send next. Nobody else waits: health checks and what is admitted are answered as ever.
"""

import asyncio

# At once, and a second from then on.
PER_SECOND = 250
# With more of them waiting, the next ones are answered at once again: what waits needs memory.
MOST_WAITING = 2500
_SHARE_OF_TIME = 0.8


class Refusals:
    """Paces refusals."""

    def __init__(self) -> None:
        self.waiting = 0
        self._next = 0.0

    async def turn(self, time_remaining: float | None) -> None:
        """Wait until a refusal may be answered, or most of the caller's time is up."""
        now = asyncio.get_running_loop().time()
        # What was not used in the last second can be used now.
        start = max(self._next, now - 1)
        if start > now and self.waiting >= MOST_WAITING:
            return
        self._next = start + 1 / PER_SECOND
        delay = start - now
        if time_remaining is not None:
            delay = min(delay, _SHARE_OF_TIME * time_remaining)
        if delay > 0:
            self.waiting += 1
            try:
                await asyncio.sleep(delay)
            finally:
                self.waiting -= 1

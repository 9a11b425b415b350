"""Replies that nobody has read yet: bounded by connection, and counted until they are gone."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

# A connection that leaves so much unread gets no further reply computed until it reads.
PEER_BYTES = 8 << 20
# Beyond this in all, only connections that read everything are answered.
TOTAL_BYTES = 64 << 20


class UnreadReplies:
    """Bytes of replies on their way out, by connection."""

    def __init__(self) -> None:
        self.bytes = 0
        self._by_peer: Counter[str] = Counter()
        self._changed = asyncio.Event()

    async def room(self, peer: str) -> None:
        """Wait until the connection may be sent another reply."""
        while self._is_behind(peer):
            self._changed.clear()
            await self._changed.wait()

    @contextmanager
    def sending(self, peer: str, size: int) -> Iterator[None]:
        """Count a reply for the length of the block, in which it is written."""
        self._by_peer[peer] += size
        self.bytes += size
        try:
            yield
        finally:
            self.bytes -= size
            self._by_peer[peer] -= size
            if self._by_peer[peer] <= 0:
                del self._by_peer[peer]
            self._changed.set()

    def _is_behind(self, peer: str) -> bool:
        unread = self._by_peer.get(peer, 0)
        return unread > PEER_BYTES or (self.bytes > TOTAL_BYTES and unread > 0)

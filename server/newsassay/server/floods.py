"""Connections that do nothing but begin calls and take them back ("rapid reset", CVE-2023-44487).

gRPC bounds the calls of a connection, but forgets a call as soon as it is taken back, and queues it for us all the
same; its own protection against that refuses honest callers with many calls, too. So a connection is closed that takes
back many more calls than it lets be read, or that has begun many more calls than it may have open.
"""

import os
import socket
import stat
import struct
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote

import grpc

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"
Handler = Callable[[object, Context], Awaitable[None]]

# So many more calls taken back than read, within a minute, are a flood.
MOST_TAKEN_BACK = 500
_FORGET_SECONDS = 60.0
# What a connection has open beyond what gRPC lets it was taken back. A caller may change his mind about all of his
# calls at once; a burst of 5,000 calls never had more than 8 that were over and not yet forgotten.
_TIMES_AS_MANY = 2
_NOT_YET_FORGOTTEN = 16
# What gRPC has queued of a closed connection is gone by then, and its name may be another caller's.
_CUT_OFF_SECONDS = 20.0
# As long as most of it comes, what is taken over is dropped and not even answered.
_DROP_SECONDS = 5.0
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, for no time
_DESCRIPTORS = Path("/proc/self/fd")
_HAS_DESCRIPTORS = _DESCRIPTORS.is_dir()


class Floods:
    """Counts the calls of a connection: those that are open, and those that are taken back before they are read."""

    def __init__(self, connection_calls: int, closed: Callable[[str], None]) -> None:
        """Close connections that have many more calls open than `connection_calls`, and tell `closed` of each."""
        self._usually_open = connection_calls + _NOT_YET_FORGOTTEN
        self._most_open = _TIMES_AS_MANY * connection_calls + _NOT_YET_FORGOTTEN
        self._closed = closed
        self._open: Counter[str] = Counter()
        self._taken_back: Counter[str] = Counter()
        self._forgot = time.monotonic()
        self._cut_off: dict[str, float] = {}
        self.dropped = 0

    def begins(self, peer: str) -> bool:
        """Note that a call begins; return False if it is to be dropped, unanswered."""
        if not can_hang_up(peer):
            return True
        if self.is_closed(peer):
            return False
        self._open[peer] += 1
        if self._open[peer] > self._most_open:
            self._hang_up(peer)
        return not self.is_closed(peer)

    def is_suspect(self, peer: str) -> bool:
        """Whether a connection has more calls open than it may have, so that more of its calls may settle the matter."""
        return self._open[peer] > self._usually_open

    def is_closed(self, peer: str) -> bool:
        """Whether a call is what a connection left that was just closed; if so, it is counted as dropped."""
        is_dropped = self._was_closed_within(_DROP_SECONDS, peer)
        self.dropped += is_dropped
        return is_dropped

    def ends(self, peer: str) -> None:
        """Note that a call is over."""
        _count_down(self._open, peer)

    def unless_cut_off(self, handler: Handler) -> Handler:
        """The handler, but what is left of closed connections ends at once, and leaves no trace."""

        async def handle(requests: object, context: Context) -> None:
            if self._was_closed_within(_CUT_OFF_SECONDS, context.peer()):
                # Should the name be another caller's by now, it asks again.
                context.set_code(grpc.StatusCode.UNAVAILABLE)
            else:
                await handler(requests, context)

        return handle

    def _was_closed_within(self, seconds: float, peer: str) -> bool:
        closed = self._cut_off.get(peer)
        return closed is not None and time.monotonic() - closed < seconds

    def reading_ended(self, context: Context, message: object) -> None:
        """Note whether a call's message came, or the end in its place; whose time was up was not taken back."""
        remaining = context.time_remaining()
        if message is grpc.aio.EOF and (remaining is None or remaining > 0):
            self.taken_back(context.peer())
        else:
            self.read(context.peer())

    def read(self, peer: str) -> None:
        """Note that a call's message came, or that its time was up."""
        _count_down(self._taken_back, peer)

    def taken_back(self, peer: str) -> None:
        """Note that a call ended before its message came."""
        now = time.monotonic()
        if now - self._forgot > _FORGET_SECONDS:  # most of these connections are gone
            self._taken_back.clear()
            self._forgot = now
        self._taken_back[peer] += 1
        if self._taken_back[peer] == MOST_TAKEN_BACK and can_hang_up(peer):
            self._hang_up(peer)

    def _hang_up(self, peer: str) -> None:
        was_open = hang_up(peer)
        now = time.monotonic()
        self._cut_off = {p: closed for p, closed in self._cut_off.items() if now - closed < _CUT_OFF_SECONDS}
        self._cut_off[peer] = now
        self._open.pop(peer, None)
        if was_open:
            self._closed(peer)


def _count_down(counts: Counter[str], peer: str) -> None:
    """Count one less of a connection, where there is any; connections without are not kept."""
    if peer in counts:
        counts[peer] -= 1
        if not counts[peer]:
            del counts[peer]


def can_hang_up(peer: str) -> bool:
    """Whether a connection can be closed: only Linux lets us find it, and those of unix sockets have no names."""
    return peer.startswith(("ipv4:", "ipv6:")) and _HAS_DESCRIPTORS


def hang_up(peer: str) -> bool:
    """Shut the connection of this gRPC peer name ("ipv4:192.0.2.1:51966") down; False where there is none any more.

    gRPC offers no way to do so: the socket is looked up among the descriptors of this process.
    """
    host, _, port = unquote(peer).partition(":")[2].rpartition(":")
    wanted = (host.strip("[]"), int(port))
    for entry in os.listdir(_DESCRIPTORS):  # noqa: PTH208 - names are all that is needed
        with suppress(OSError):
            descriptor = int(entry)
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as found:
                if found.family in (socket.AF_INET, socket.AF_INET6) and _is(found.getpeername(), wanted):
                    # Reset when gRPC closes it: otherwise the peer waits minutes to send what nobody reads.
                    found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                    found.shutdown(socket.SHUT_RDWR)
                    return True
    return False


def _is(name: tuple[str, int], wanted: tuple[str, int]) -> bool:
    return name[1] == wanted[1] and name[0].removeprefix("::ffff:") == wanted[0].removeprefix("::ffff:")

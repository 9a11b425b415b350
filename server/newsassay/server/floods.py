"""Connections that do nothing but begin calls and take them back ("rapid reset", CVE-2023-44487).

gRPC bounds the calls of a connection, but forgets a call as soon as it is taken back, and queues it for us all the
same; its own protection against that refuses honest callers with many calls, too. So a connection that takes back
many more calls than it lets be read is closed.
"""

import os
import socket
import stat
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import grpc

# So many more calls taken back than read are a flood.
MOST_TAKEN_BACK = 500
# Connections that are remembered; those of which calls were taken back are few, and forgetting them does no harm.
_MOST_PEERS = 4096
# What gRPC has queued of a closed connection is gone by then, and its name may be another caller's.
_CUT_OFF_SECONDS = 20.0
_DESCRIPTORS = Path("/proc/self/fd")


class Floods:
    """Counts calls that are taken back before they are read, by connection, against those that are read."""

    def __init__(self, closed: Callable[[str], None]) -> None:
        """`closed` is told of every connection that is closed."""
        self._closed = closed
        self._taken_back: Counter[str] = Counter()
        self._cut_off: dict[str, float] = {}

    def is_cut_off(self, peer: str) -> bool:
        """Whether the connection was closed: nobody waits for what is left of its calls."""
        closed = self._cut_off.get(peer)
        return closed is not None and time.monotonic() - closed < _CUT_OFF_SECONDS

    def reading_ended(self, context: "grpc.aio.ServicerContext[Any, Any]", message: object) -> None:
        """Note whether a call's message came, or the end in its place; whose time was up was not taken back."""
        remaining = context.time_remaining()
        if message is grpc.aio.EOF and (remaining is None or remaining > 0):
            self.taken_back(context.peer())
        else:
            self.read(context.peer())

    def read(self, peer: str) -> None:
        """Note that a call's message came, or that its time was up."""
        if peer in self._taken_back:
            self._taken_back[peer] -= 1
            if not self._taken_back[peer]:
                del self._taken_back[peer]

    def taken_back(self, peer: str) -> None:
        """Note that a call ended before its message came."""
        if len(self._taken_back) > _MOST_PEERS:
            self._taken_back.clear()
        self._taken_back[peer] += 1
        if self._taken_back[peer] == MOST_TAKEN_BACK and hang_up(peer):
            self._note(peer)
            self._closed(peer)

    def _note(self, peer: str) -> None:
        now = time.monotonic()
        self._cut_off = {p: closed for p, closed in self._cut_off.items() if now - closed < _CUT_OFF_SECONDS}
        self._cut_off[peer] = now


def hang_up(peer: str) -> bool:
    """Shut the connection of this gRPC peer name ("ipv4:192.0.2.1:51966") down; False where it is not found.

    gRPC offers no way to do so: the socket is looked up among the descriptors of this process. Linux only.
    """
    kind, _, rest = unquote(peer).partition(":")
    host, _, port = rest.rpartition(":")
    if kind not in {"ipv4", "ipv6"} or not port.isdecimal() or not _DESCRIPTORS.is_dir():
        return False
    wanted = (host.strip("[]"), int(port))
    for entry in os.listdir(_DESCRIPTORS):  # noqa: PTH208 - names are all that is needed
        with suppress(OSError):
            descriptor = int(entry)
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as found:
                if found.family in (socket.AF_INET, socket.AF_INET6) and _is(found.getpeername(), wanted):
                    found.shutdown(socket.SHUT_RDWR)
                    return True
    return False


def _is(name: tuple[str, int], wanted: tuple[str, int]) -> bool:
    return name[1] == wanted[1] and name[0].removeprefix("::ffff:") == wanted[0].removeprefix("::ffff:")

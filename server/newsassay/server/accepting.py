"""How calls are taken from gRPC: several at a time, and each is known by its connection before anything is made for it.

gRPC keeps calls that were taken back until they are taken over, in one line with all others. grpc.aio takes them
over one at a time, and makes two tasks for each before anybody can see where it came from: behind what a flood leaves,
others would wait for seconds, and once that line is as long as it may be, gRPC's core ends every call that comes, as
CANCELLED and unseen by any handler. So what a flood leaves must be taken over faster than it comes.
"""

import asyncio
import contextlib
import functools
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

import grpc

Options = Sequence[tuple[str, int]]

# So many that neither gRPC's thread nor ours waits for the other at each; on a busy machine each such wait is one for
# a core, and 16 calls at a time are 600 a second: fewer than a flood brings. As many as in a flood take 1 MiB.
_AT_A_TIME = 16
_IN_A_FLOOD = 512
# Calls that may be a flood's are not handled for so long, which is enough to take over many of those behind them.
_LOOK_SECONDS = 0.002


class Watch(Protocol):
    """Who sees every call come and go. Connections are known by the names that gRPC gives them."""

    def begins(self, peer: str) -> bool:
        """A call was taken over; return False if it is to be dropped, unanswered."""

    def is_suspect(self, peer: str) -> bool:
        """Whether other calls are to be taken over before this connection's, which may be a flood's."""

    def is_closed(self, peer: str) -> bool:
        """Whether a call that waited since it began is to be dropped now."""

    def ends(self, peer: str) -> None:
        """A call is over that was not dropped."""


def accepting_server(
    handlers: Sequence[grpc.GenericRpcHandler], options: Options, watch: Watch
) -> grpc.aio.Server:
    """A server that tells `watch` of all calls, and drops those that it does not want.

    There is no public way to do that. Where a release of grpcio is made in another way than those that this is
    written for, the server that is returned drops nothing, and is the same otherwise.
    """
    server = grpc.aio.server(handlers=handlers, options=options)
    with contextlib.suppress(ImportError, AttributeError, TypeError):
        server._server = _inner_server(handlers, options, watch)  # type: ignore[attr-defined]  # noqa: SLF001
    return server


class _Line:
    """The calls of one method, or of all that have no line of their own: taken over, and then handled one by one."""

    def __init__(
        self, request: Callable[[], Awaitable[Any]], context_of: Callable[[Any], Any], watch: Watch
    ) -> None:
        self._request = request
        self._context_of = context_of
        self._watch = watch
        # What is taken over is an RPCState of grpc.aio, which says nothing about itself; letting it go ends the call.
        self._taken: asyncio.Queue[tuple[Any, str] | Exception] = asyncio.Queue()
        self._takers: set[asyncio.Task[None]] = set()

    async def next(self) -> object:
        """The next call to be handled."""
        self._take(_AT_A_TIME)
        while True:
            found = await self._taken.get()
            if isinstance(found, Exception):
                raise found
            call, peer = found
            if self._watch.is_suspect(peer):
                await asyncio.sleep(_LOOK_SECONDS)
            if not self._watch.is_closed(peer):
                return call
            del call, found

    def _take(self, at_a_time: int) -> None:
        """Take at least so many calls over at a time."""
        while len(self._takers) < at_a_time:
            taker = asyncio.create_task(self._take_over())
            self._takers.add(taker)
            taker.add_done_callback(self._takers.discard)

    async def _take_over(self) -> None:
        """Take calls over, as long as there are no more who do so than needed."""
        try:
            while True:
                call = await self._request()
                context = self._context_of(call)
                peer = context.peer()
                is_wanted = self._watch.begins(peer)
                if is_wanted:
                    context.add_done_callback(lambda _context, peer=peer: self._watch.ends(peer))
                    self._taken.put_nowait((call, peer))
                del call, context
                if not is_wanted or self._watch.is_suspect(peer):
                    self._take(_IN_A_FLOOD)
                elif len(self._takers) > _AT_A_TIME:
                    self._takers.discard(asyncio.current_task())
                    return
        except Exception as error:  # noqa: BLE001 - for grpc.aio, which asked
            self._taken.put_nowait(error)


def _inner_server(handlers: Sequence[grpc.GenericRpcHandler], options: Options, watch: Watch) -> object:
    from grpc._cython import cygrpc  # type: ignore[attr-defined]  # noqa: PLC0415 - private

    def context_of(call: object) -> object:
        return cygrpc._ServicerContext(call, None, None, None)  # noqa: SLF001

    class InnerServer(cygrpc.AioServer):  # type: ignore[misc]  # it has no types
        """What grpc.aio's server is made of; it asks itself for one call after the other."""

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            self._lines: dict[bytes, _Line] = {}

        async def _request_call(self) -> object:
            return await self._next(b"", super()._request_call)

        async def _request_registered_call(self, method: bytes) -> object:
            return await self._next(method, functools.partial(super()._request_registered_call, method))

        async def _next(self, method: bytes, request: Callable[[], Awaitable[Any]]) -> object:
            if method not in self._lines:
                self._lines[method] = _Line(request, context_of, watch)
            return await self._lines[method].next()

    return InnerServer(asyncio.get_running_loop(), None, handlers, None, tuple(options), None)

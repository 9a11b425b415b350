"""How calls are taken from gRPC: several at a time, and each is known by its connection before anything is made for it.

gRPC keeps calls that were taken back until they are taken over, in one line with all others. grpc.aio takes them
over one at a time, and makes two tasks for each before anybody can see where it came from: behind what a flood leaves,
others would wait for seconds.
"""

import asyncio
import contextlib
import functools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeAlias

import grpc

Options = Sequence[tuple[str, int]]

# So many that neither gRPC's thread nor ours waits for the other at each.
_AT_A_TIME = 16
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


def _inner_server(handlers: Sequence[grpc.GenericRpcHandler], options: Options, watch: Watch) -> object:
    from grpc._cython import cygrpc  # type: ignore[attr-defined]  # noqa: PLC0415 - private

    # What is taken over is an RPCState of grpc.aio, which says nothing about itself; letting it go ends the call.
    Taken: TypeAlias = "tuple[Any, str] | Exception"

    async def take_all(request: Callable[[], Awaitable[Any]], taken: "asyncio.Queue[Taken]") -> None:
        try:
            while True:
                call = await request()
                context = cygrpc._ServicerContext(call, None, None, None)  # noqa: SLF001
                peer = context.peer()
                if watch.begins(peer):
                    context.add_done_callback(lambda _context, peer=peer: watch.ends(peer))
                    taken.put_nowait((call, peer))
                del call, context
        except Exception as error:  # noqa: BLE001 - for grpc.aio, which asked
            taken.put_nowait(error)

    class InnerServer(cygrpc.AioServer):  # type: ignore[misc]  # it has no types
        """What grpc.aio's server is made of; it asks itself for one call after the other."""

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            self._taken: defaultdict[bytes, asyncio.Queue[Taken]] = defaultdict(asyncio.Queue)
            self._takers: defaultdict[bytes, set[asyncio.Task[None]]] = defaultdict(set)

        async def _request_call(self) -> object:
            return await self._next(b"", super()._request_call)

        async def _request_registered_call(self, method: bytes) -> object:
            return await self._next(method, functools.partial(super()._request_registered_call, method))

        async def _next(self, method: bytes, request: Callable[[], Awaitable[Any]]) -> object:
            taken, takers = self._taken[method], self._takers[method]
            while len(takers) < _AT_A_TIME:
                taker = asyncio.create_task(take_all(request, taken))
                takers.add(taker)
                taker.add_done_callback(takers.discard)
            while True:
                found = await taken.get()
                if isinstance(found, Exception):
                    raise found
                call, peer = found
                if watch.is_suspect(peer):
                    await asyncio.sleep(_LOOK_SECONDS)
                if not watch.is_closed(peer):
                    return call
                del call, found

    return InnerServer(asyncio.get_running_loop(), None, handlers, None, tuple(options), None)

"""Calls of connections that were closed are dropped before anything is made for them, and no others."""

import asyncio

import grpc
import pytest

from newsassay.server.accepting import accepting_server


class UnwantedConnection:
    """Wants nothing of one connection."""

    def __init__(self) -> None:
        self.unwanted = ""
        self.is_wary = True
        self.dropped = self.ended = 0

    def begins(self, peer: str) -> bool:
        self.dropped += peer == self.unwanted
        return peer != self.unwanted

    def is_suspect(self, _peer: str) -> bool:
        return self.is_wary  # handled later, but handled

    def is_closed(self, peer: str) -> bool:
        return peer == self.unwanted

    def ends(self, _peer: str) -> None:
        self.ended += 1


@pytest.mark.parametrize("registered", [False, True], ids=["any method", "a method with a line of its own"])
async def test_calls_of_dropped_connections_are_not_handled_and_others_are(*, registered: bool) -> None:
    handled: list[str] = []
    watch = UnwantedConnection()

    async def handle(request: bytes, context: grpc.aio.ServicerContext[bytes, bytes]) -> bytes:
        handled.append(context.peer())
        return request

    handlers = {"Echo": grpc.unary_unary_rpc_method_handler(handle)}
    service = grpc.method_handlers_generic_handler("test.Service", handlers)
    server = accepting_server((service,), [], watch)
    if registered:
        server.add_registered_method_handlers("test.Service", handlers)
    address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    await server.start()
    own = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]
    async with (
        grpc.aio.insecure_channel(address, own) as first,
        grpc.aio.insecure_channel(address, own) as second,
    ):
        echo, other = (channel.unary_unary("/test.Service/Echo") for channel in (first, second))
        assert await echo(b"once") == b"once"
        watch.unwanted = handled[0]
        for _ in range(40):  # more than are taken at a time
            with pytest.raises(grpc.aio.AioRpcError):
                await echo(b"again")
        assert [await other(b"%d" % number) for number in range(40)] == [
            b"%d" % number for number in range(40)
        ]
        # In a flood more are taken over at a time, and then fewer again.
        watch.is_wary = False
        assert await asyncio.gather(*(other(b"") for _ in range(1200))) == [b""] * 1200
    await server.stop(None)
    assert (watch.dropped, watch.ended, len(handled)) == (40, 1241, 1241)

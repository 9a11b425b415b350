"""Health checks that wait for nothing but health checks.

gRPC hands calls over one at a time, in the order in which they came, whatever they ask for; only a method that it is
told of beforehand has a queue of its own. Behind a flood of calls a check would wait until all of these were handed
over, for seconds.
"""

from typing import Any

import grpc
from grpc_health.v1 import health_pb2
from grpc_health.v1.health import aio as health_aio

from newsassay.server.calls import Context, read_message
from newsassay.server.floods import Floods
from newsassay.server.gate import Gate, RpcHandler

SERVICE = health_pb2.DESCRIPTOR.services_by_name["Health"].full_name
_CHECK = "Check"


def register_health_checks(
    server: grpc.aio.Server, health: health_aio.HealthServicer, gate: Gate, floods: Floods
) -> None:
    """Let checks be handed over apart from other calls; what the gate asks of calls is asked of them, too."""

    async def check(_requests: object, context: Context) -> None:
        if refuse := gate.refusal(f"/{SERVICE}/{_CHECK}", context.invocation_metadata() or ()):
            await refuse(None, context)
        data: Any = grpc.aio.EOF
        try:
            data = await read_message(context)
        finally:
            floods.reading_ended(context, data)
        if data is not grpc.aio.EOF:
            await context.write(await _answer(bytes(data), health, context))

    # A handler of a stream sees calls that are taken back before their message comes.
    handler: RpcHandler = grpc.stream_stream_rpc_method_handler(floods.unless_cut_off(check))
    server.add_registered_method_handlers(SERVICE, {_CHECK: handler})


async def _answer(data: bytes, health: health_aio.HealthServicer, context: Context) -> bytes:
    request = health_pb2.HealthCheckRequest.FromString(data)
    response: health_pb2.HealthCheckResponse = await health.Check(request, context)
    return response.SerializeToString()

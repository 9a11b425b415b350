"""What is decided by the head of a call alone: whether the caller may, and whether the server still takes calls."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeAlias

import grpc
from google.rpc import status_pb2

from newsassay.server import errors
from newsassay.server.admission import Admission
from newsassay.server.calls import Context, Recorder, refused
from newsassay.server.servicer import SERVICE
from newsassay.server.tokens import is_authorized
from newsassay.server.watched_file import WatchedFiles
from newsassay.v1 import credibility_service_pb2 as service_pb2

RpcHandler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
Found: TypeAlias = "RpcHandler | None"
Metadata = Iterable[tuple[str, str | bytes]]
Refuse = Callable[[Any, Context], Awaitable[None]]

_HEALTH = "/grpc.health.v1.Health/"
_METHODS = {
    f"/{SERVICE}/{method.name}"
    for method in service_pb2.DESCRIPTOR.services_by_name["CredibilityService"].methods
}


class Gate(grpc.GenericRpcHandler):
    """Refuses calls without a token (where tokens are asked for), and calls to a server that is stopping.

    A refused call's messages are never read. Health and reflection are exempt from the second, and
    health from the first where it is left open. Whether there is room is decided where the caller is known: in
    the handlers.

    Services are added to it as to a server, and it alone is what the server asks for handlers. (An interceptor
    could do the same, and costs every call 60 microseconds.)
    """

    def __init__(
        self,
        admission: Admission,
        tokens: WatchedFiles[tuple[bytes, ...]] | None,
        recorder: Recorder,
        *,
        open_health: bool,
    ) -> None:
        self._admission = admission
        self._tokens = tokens
        self._recorder = recorder
        self._open_health = open_health
        self._handlers: list[grpc.GenericRpcHandler] = []

    def add_generic_rpc_handlers(self, handlers: Sequence[grpc.GenericRpcHandler]) -> None:
        """Add a service."""
        self._handlers += handlers

    def add_registered_method_handlers(self, service: str, handlers: object) -> None:
        """Do nothing: generated code adds each service in both ways, and this one would lead past the gate."""

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> Found:
        """Return what handles the call, or what answers it with a status; None if there is no such method."""
        refuse = self.refusal(handler_call_details.method, handler_call_details.invocation_metadata or ())
        if refuse is not None:
            # A handler of a stream answers without waiting for the request message.
            return grpc.stream_stream_rpc_method_handler(refuse)
        for handlers in self._handlers:
            if found := handlers.service(handler_call_details):
                return found
        return None

    def refusal(self, method: str, metadata: Metadata) -> Refuse | None:
        """What answers a call of this method and metadata with a status; None if it may be handled."""
        if not self._may_call(method, metadata):
            return self._refuse(method, errors.unauthenticated())
        if method in _METHODS and self._admission.is_closed:
            return self._refuse(method, errors.stopping())
        return None

    def _may_call(self, method: str, metadata: Metadata) -> bool:
        if self._tokens is None or (self._open_health and method.startswith(_HEALTH)):
            return True
        return is_authorized(dict(metadata).get("authorization"), self._tokens.get()[0])

    def _refuse(self, method: str, status: status_pb2.Status) -> Refuse:
        # Names that callers make up must not become metrics.
        return refused(method.rpartition("/")[2] if method in _METHODS else "other", status, self._recorder)

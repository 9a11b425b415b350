"""What is decided before a request is read: whether the caller may, and whether there is room."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import grpc
from google.rpc import status_pb2
from structlog.typing import FilteringBoundLogger

from newsassay.server import errors
from newsassay.server.admission import Admission
from newsassay.server.calls import Context, abort, request_id
from newsassay.server.metrics import Metrics
from newsassay.server.servicer import SERVICE
from newsassay.server.tokens import is_authorized
from newsassay.server.watched_file import WatchedFiles

HEALTH = "/grpc.health.v1.Health/"

RpcHandler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"
Found: TypeAlias = "RpcHandler | None"
Continuation: TypeAlias = "Callable[[grpc.HandlerCallDetails], Awaitable[Found]]"


class Gate(grpc.aio.ServerInterceptor):
    """Refuses calls without a token (where tokens are asked for), and calls for which there is no room.

    A refused call's messages are never read. Health and reflection are exempt from the second, and
    health from the first where it is left open.
    """

    def __init__(
        self,
        admission: Admission,
        tokens: WatchedFiles[tuple[bytes, ...]] | None,
        log: FilteringBoundLogger,
        metrics: Metrics,
        *,
        open_health: bool,
    ) -> None:
        self._admission = admission
        self._tokens = tokens
        self._log = log
        self._metrics = metrics
        self._open_health = open_health

    async def intercept_service(
        self, continuation: Continuation, handler_call_details: grpc.HandlerCallDetails
    ) -> Found:
        """Let the call through, or answer it with a status."""
        method = handler_call_details.method
        if self._tokens is not None and not (self._open_health and method.startswith(HEALTH)):
            metadata = dict(handler_call_details.invocation_metadata or ())
            if not is_authorized(metadata.get("authorization"), self._tokens.get()[0]):
                return self._refuse(method, errors.unauthenticated())
        if (
            self._admission.is_full
            and method.startswith(f"/{SERVICE}/")
            and not method.endswith("/StreamScoreArticles")
        ):
            return self._refuse(method, self._admission.refusal().status)
        return await continuation(handler_call_details)

    def _refuse(self, method: str, status: status_pb2.Status) -> RpcHandler:
        code = (
            grpc.StatusCode.UNAUTHENTICATED.name if status.code == _UNAUTHENTICATED else "RESOURCE_EXHAUSTED"
        )

        async def refuse(_requests: object, context: Context) -> None:
            call_id = request_id(context)
            self._metrics.refused(
                method.rpartition("/")[2] if method.startswith(f"/{SERVICE}/") else "other", code
            )
            self._log.info("call", method=method, code=code, request_id=call_id)
            await abort(context, status, call_id)

        # A handler of a stream answers without waiting for the request message.
        return grpc.stream_stream_rpc_method_handler(refuse)


_UNAUTHENTICATED = grpc.StatusCode.UNAUTHENTICATED.value[0]

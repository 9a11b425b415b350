"""OpenTelemetry traces: one server span per call. Needs the extra `newsassay[otel]`.

The exporter speaks OTLP over HTTP and is configured by the standard OTEL_* environment variables.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import grpc
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, StatusCode

from newsassay.server.calls import Call

# Codes that are the server's fault, not the caller's (OpenTelemetry's conventions for rpc server spans).
_SERVER_ERRORS = {"UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"}
_CLOSE_SECONDS = 2.0


class Traces:
    """Makes a span of every call."""

    def __init__(self, service: str) -> None:
        self._service = service
        resource = Resource.create({SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", "newsassay")})
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("newsassay.server")

    @contextmanager
    def call(self, call: Call) -> Iterator[None]:
        """Trace a call for the length of the block; its parent is in the call's metadata."""
        with self._tracer.start_as_current_span(
            f"{self._service}/{call.method}",
            context=extract(call.metadata),
            kind=SpanKind.SERVER,
            attributes={"rpc.system": "grpc", "rpc.service": self._service, "rpc.method": call.method},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield
            finally:
                span.set_attribute("rpc.grpc.status_code", grpc.StatusCode[call.code].value[0])
                span.set_attribute("newsassay.request_id", call.request_id)
                span.set_attribute("newsassay.request_bytes", call.request_bytes)
                span.set_attribute("newsassay.articles", call.articles)
                if call.code in _SERVER_ERRORS:
                    span.set_status(StatusCode.ERROR)

    def close(self) -> None:
        """Send what is left, unless that takes too long: a collector that is gone does not hold up the end."""
        closing = threading.Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(_CLOSE_SECONDS)

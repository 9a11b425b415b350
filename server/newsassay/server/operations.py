"""What operators ask over HTTP: /livez, /readyz and /metrics, on an address of its own, from threads."""

import socket
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import make_wsgi_app

from newsassay.server.metrics import Metrics
from newsassay.server.prometheus import registry_of
from newsassay.server.readiness import Readiness

_PLAIN = [("content-type", "text/plain; charset=utf-8")]
# Who opens a connection and says nothing does not hold a thread for longer.
_REQUEST_SECONDS = 10.0


def serve_operations(
    metrics: Metrics, readiness: Readiness, host: str, port: int
) -> tuple[int, Callable[[], None]]:
    """Serve from a thread; return the port and what stops it. OSError if the address is in use."""
    server_class = _ServerIPv6 if ":" in host else _Server
    server = make_server(host, port, _application(metrics, readiness), server_class, _QuietHandler)
    Thread(target=server.serve_forever, name="operations", daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return server.server_port, stop


def _application(metrics: Metrics, readiness: Readiness) -> WSGIApplication:
    answer_metrics = make_wsgi_app(registry_of(metrics))

    def application(environment: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environment["PATH_INFO"]
        if path in {"/livez", "/readyz"}:
            is_fine = readiness.is_alive if path == "/livez" else readiness.is_ready
            start_response("200 OK" if is_fine else "503 Service Unavailable", _PLAIN)
            return [b"ok\n" if is_fine else b"not ok\n"]
        if path in {"/", "/metrics"}:
            body: Iterable[bytes] = answer_metrics(environment, start_response)
            return body
        start_response("404 Not Found", _PLAIN)
        return [b"/livez, /readyz, /metrics\n"]

    return application


class _Server(ThreadingMixIn, WSGIServer):
    """A thread a request, none of which the end of the process waits for."""

    daemon_threads = True


class _ServerIPv6(_Server):
    address_family = socket.AF_INET6


class _QuietHandler(WSGIRequestHandler):
    """Logs nothing: probes come every few seconds."""

    timeout = _REQUEST_SECONDS

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
        """Say nothing."""

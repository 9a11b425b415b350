"""Server credentials from certificate files that may be rotated while the server runs."""

import ssl
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import grpc

from newsassay.server.certificates import expiry
from newsassay.server.watched_file import WatchedFiles


class TlsEvents(Protocol):
    """Who wants to know about certificates."""

    def certificate_not_read(self, error: Exception) -> None:
        """The files changed and cannot be used; what was in force stays."""

    def certificate_read(self, expires: datetime | None) -> None:
        """A certificate is in force from now on."""


def credentials(
    certificate: Path, key: Path, client_ca: Path | None, events: TlsEvents
) -> grpc.ServerCredentials:
    """TLS from PEM files; mutual TLS with `client_ca`. Each new connection sees the files of the day.

    Raises OSError or ValueError if the files cannot be read or do not fit together at the start.
    """

    def load(
        chain: bytes, private_key: bytes, roots: bytes | None = None
    ) -> grpc.ServerCertificateConfiguration:
        _check(certificate, key)
        events.certificate_read(expiry(chain))
        return grpc.ssl_server_certificate_configuration([(private_key, chain)], root_certificates=roots)

    paths = (certificate, key) if client_ca is None else (certificate, key, client_ca)
    files = WatchedFiles(paths, load, events.certificate_not_read)

    def fetch() -> Any:  # noqa: ANN401 - None means unchanged, which grpc's stubs do not know
        configuration, is_new = files.get()
        return configuration if is_new else None

    return grpc.dynamic_ssl_server_credentials(
        files.get()[0], fetch, require_client_authentication=client_ca is not None
    )


def _check(certificate: Path, key: Path) -> None:
    """Raise ValueError unless key and certificate belong together; gRPC itself would fail silently later."""
    try:
        # An empty password makes an encrypted key an error instead of a question on the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password="")
    except ssl.SSLError as error:
        message = f"certificate and key do not fit together ({error.reason})"
        raise ValueError(message) from error

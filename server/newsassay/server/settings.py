"""Everything that can be set about a server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newsassay.server import addresses
from newsassay.server.limits import REPLY_BYTES, Limits

LogFormat = Literal["json", "console"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to serve. Sizes in bytes, times in seconds; see `newsassay-server --help`."""

    address: str = "127.0.0.1:50051"
    insecure: bool = False
    workers: int = 1
    max_text_bytes: int = 1 << 20
    max_pending_calls: int = 1024
    max_pending_bytes: int = 64 << 20
    max_streams: int = 128
    max_connections: int = 1024
    max_connection_calls: int = 128
    max_connection_streams: int = 32
    max_message_bytes: int = 4 << 20
    max_comparison_bytes: int = 8 << 20
    max_reply_bytes: int = REPLY_BYTES
    max_work: float = 30.0
    default_deadline: float = 60.0
    message_timeout: float = 30.0
    stream_idle_timeout: float = 300.0
    socket_mode: int = 0o600
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_client_ca: Path | None = None
    token_file: Path | None = None
    open_health: bool = False
    metrics_address: str | None = None
    drain_delay: float = 0.0
    grace: float = 30.0
    log_format: LogFormat = "json"
    log_level: str = "info"
    traces: bool = False
    parent_pipe: bool = False

    @property
    def limits(self) -> Limits:
        """Bounds on one request."""
        return Limits(
            text_bytes=self.max_text_bytes,
            message_bytes=self.max_message_bytes,
            reply_bytes=self.max_reply_bytes,
            work_seconds=self.max_work,
            deadline_seconds=self.default_deadline,
            message_seconds=self.message_timeout,
            stream_idle_seconds=self.stream_idle_timeout,
            comparison_bytes=self.max_comparison_bytes,
        )

    def problem(self) -> str | None:
        """What is wrong with the combination of settings, in a sentence; None if nothing is."""
        try:
            private = addresses.is_private(self.address)
            if self.metrics_address is not None:
                addresses.parse_tcp(self.metrics_address)
        except (ValueError, OSError) as error:
            return f"bad address: {error}"
        if (self.tls_certificate is None) != (self.tls_key is None):
            return "--tls-certificate and --tls-key belong together"
        if self.tls_client_ca is not None and self.tls_certificate is None:
            return "--tls-client-ca needs --tls-certificate and --tls-key"
        if not private and self.tls_certificate is None and not self.insecure:
            return (
                f"{self.address} can be reached from other machines: give --tls-certificate and --tls-key, "
                "or --insecure if something in front of the server encrypts"
            )
        if self.max_pending_bytes < self.limits.request_message_bytes:
            return (
                f"--max-pending-bytes is less than one message can hold ({self.limits.request_message_bytes}, "
                "by --max-message-bytes and --max-text-bytes)"
            )
        return None

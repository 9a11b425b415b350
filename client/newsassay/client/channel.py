"""How a client reaches a server: address, security, retries, keepalive."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

import grpc

ChannelT = TypeVar("ChannelT")

SERVICE = "newsassay.v1.CredibilityService"
UNARY_METHODS = ("ScoreArticle", "BatchScoreArticles", "CompareArticles", "ListSignals", "GetRubric")
RETRIED = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED)

# Streams resume by themselves (see window.py), so only unary methods are retried here. Every rpc is a
# pure function of its request, so a retry is always safe; gRPC honours the server's pushback.
SERVICE_CONFIG = {
    "loadBalancingConfig": [{"round_robin": {}}],
    "methodConfig": [
        {
            "name": [{"service": SERVICE, "method": method} for method in UNARY_METHODS],
            "retryPolicy": {
                "maxAttempts": 5,
                "initialBackoff": "0.1s",
                "maxBackoff": "3s",
                "backoffMultiplier": 2,
                "retryableStatusCodes": [code.name for code in RETRIED],
            },
        }
    ],
    # A server that is down altogether is not asked five times by everybody: after 500 more failures than
    # successes, calls are not retried until some succeed.
    "retryThrottling": {"maxTokens": 1000, "tokenRatio": 1},
}

OPTIONS: list[tuple[str, int | str]] = [
    ("grpc.service_config", json.dumps(SERVICE_CONFIG)),
    # gRPC forgets how to retry a call whose messages exceed this; its default is 256 KiB, an article may have 1 MiB.
    ("grpc.per_rpc_retry_buffer_size", 16 * 1024 * 1024),
    # A report grows with its evidence; the server bounds the text it answers to.
    ("grpc.max_receive_message_length", -1),
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 3_000),
]


@dataclass(frozen=True, slots=True)
class Tls:
    """PEM files for TLS. The system's roots are trusted when `ca_file` is None.

    `cert_file` and `key_file` together identify the client to a server that asks for it (mTLS).
    """

    ca_file: str | Path | None = None
    cert_file: str | Path | None = None
    key_file: str | Path | None = None

    def credentials(self) -> grpc.ChannelCredentials:
        """Read the files. Raises OSError where one cannot be read, ValueError for half a key pair."""
        if (self.cert_file is None) != (self.key_file is None):
            message = "a client certificate needs both cert_file and key_file"
            raise ValueError(message)
        return grpc.ssl_channel_credentials(_read(self.ca_file), _read(self.key_file), _read(self.cert_file))


def open_channel(
    insecure: Callable[..., ChannelT], secure: Callable[..., ChannelT], address: str, tls: Tls | None
) -> ChannelT:
    """Make a channel of grpc's or grpc.aio's, whose two functions for that are given. Raises like Tls.credentials."""
    if tls is None:
        return insecure(address, options=OPTIONS)
    return secure(address, tls.credentials(), options=OPTIONS)


def _read(path: str | Path | None) -> bytes | None:
    return None if path is None else Path(path).read_bytes()


def is_local(address: str) -> bool:
    """Whether plaintext to this address stays on the machine: a unix socket or a loopback host."""
    if address.startswith(("unix:", "unix-abstract:")):
        return True
    host = address.rpartition("/")[2].rpartition(":")[0].strip("[]")
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def call_metadata(
    address: str, token: str | None, *, tls: bool, insecure: bool
) -> tuple[tuple[str, str], ...]:
    """Metadata of every call: the bearer token, if there is one.

    Raises ValueError where the token would cross a network in plaintext, unless `insecure` allows it.
    """
    if not token:
        return ()
    if not (tls or insecure or is_local(address)):
        message = f"a token is not sent to {address} in plaintext; use TLS, or insecure=True"
        raise ValueError(message)
    return (("authorization", f"Bearer {token}"),)

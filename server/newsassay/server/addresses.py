"""Addresses to serve on: `host:port` or `unix:path`, and whether they are free and private."""

import contextlib
import ipaddress
import socket
from pathlib import Path
from typing import NamedTuple

UNIX = "unix:"


class AddressInUseError(Exception):
    """Somebody serves on this address already."""


class TcpAddress(NamedTuple):
    """A host, as written, and a port (0: any free one)."""

    host: str
    port: int


def parse_tcp(address: str) -> TcpAddress:
    """Read `host:port` or `[ipv6]:port`. Raises ValueError."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or not port.isdecimal() or int(port) > 65535:  # noqa: PLR2004 - the last port
        message = f"{address!r} is neither host:port nor unix:path"
        raise ValueError(message)
    return TcpAddress(host.removeprefix("[").removesuffix("]"), int(port))


def unix_path(address: str) -> Path | None:
    """The socket's path if the address is a unix socket."""
    return Path(address.removeprefix(UNIX).removeprefix("//")) if address.startswith(UNIX) else None


def is_private(address: str) -> bool:
    """Whether only this machine can reach the address."""
    if unix_path(address) is not None:
        return True
    host = parse_tcp(address).host
    return all(ipaddress.ip_address(found).is_loopback for found in _resolve(host))


def claim(address: str) -> None:
    """Make sure that nobody serves on the address; remove a dead unix socket.

    gRPC itself would take over a live unix socket, and would be content with one free address of a
    host name that has several. Raises AddressInUseError.
    """
    path = unix_path(address)
    if path is not None:
        if path.is_socket():
            if _answers(path):
                raise AddressInUseError(address)
            path.unlink()
        elif path.exists():
            raise AddressInUseError(address)
        return
    tcp = parse_tcp(address)
    for host in _resolve(tcp.host):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, tcp.port))
            except OSError as error:
                message = f"{address}: {error.strerror}"
                raise AddressInUseError(message) from error


def release(address: str) -> None:
    """Remove the file of a unix socket."""
    path = unix_path(address)
    if path is not None:
        path.unlink(missing_ok=True)


def _resolve(host: str) -> list[str]:
    infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return sorted({str(info[4][0]) for info in infos})


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
        probe.connect(str(path))
        return True
    return False

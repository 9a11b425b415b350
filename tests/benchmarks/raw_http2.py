"""Just enough of HTTP/2 (RFC 9113) to send what no gRPC library would."""

import asyncio
import struct
from typing import NamedTuple, Self

DATA, HEADERS, RST_STREAM, SETTINGS, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 7, 8
END_STREAM, END_HEADERS, ACK = 1, 4, 1
CANCEL = 8
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_INITIAL_WINDOW_SIZE = 4


class Frame(NamedTuple):
    """One frame, as it came."""

    kind: int
    flags: int
    stream: int
    payload: bytes


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame's bytes."""
    return len(payload).to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big") + payload


def literal(name: str, value: str) -> bytes:
    """A header field without indexing, without Huffman coding (RFC 7541, 6.2.2)."""
    return b"\0" + b"".join(bytes((len(part),)) + part.encode() for part in (name, value))


def request_headers(path: str, *more: tuple[str, str]) -> bytes:
    """The header block of a gRPC call."""
    fields = [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost")]
    fields += [("te", "trailers"), ("content-type", "application/grpc"), *more]
    return b"".join(literal(name, value) for name, value in fields)


def message(data: bytes, *, flag: int = 0) -> bytes:
    """A gRPC message with its prefix."""
    return struct.pack(">BI", flag, len(data)) + data


class Connection:
    """One connection. `window` is how much of each stream the server may send unasked."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._next = 1

    @classmethod
    async def open(cls, address: str, window: int | None = None) -> Self:
        host, _, port = address.rpartition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        settings = struct.pack(">HI", _INITIAL_WINDOW_SIZE, window) if window is not None else b""
        writer.write(_PREFACE + frame(SETTINGS, 0, 0, settings) + frame(SETTINGS, ACK, 0))
        await writer.drain()
        return cls(reader, writer)

    def send(self, *frames: bytes) -> None:
        """Send frames. Raises ConnectionError where the server has hung up."""
        if self._writer.is_closing():
            raise ConnectionResetError
        self._writer.write(b"".join(frames))

    async def drain(self) -> None:
        await self._writer.drain()

    def headers(self, path: str, *more: tuple[str, str], flags: int = END_HEADERS) -> int:
        """Begin a call; return its stream."""
        stream = self._next
        self._next += 2
        self.send(frame(HEADERS, flags, stream, request_headers(path, *more)))
        return stream

    def data(self, stream: int, data: bytes, *, flags: int = 0) -> None:
        """Send data in frames of the size that every peer takes."""
        for start in range(0, max(len(data), 1), 16_384):
            part = data[start : start + 16_384]
            last = start + 16_384 >= len(data)
            self.send(frame(DATA, flags if last else 0, stream, part))

    async def read(self) -> Frame:
        """The next frame. Raises asyncio.IncompleteReadError at the end of the connection."""
        head = await self._reader.readexactly(9)
        length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
        payload = await self._reader.readexactly(length)
        return Frame(kind, flags, int.from_bytes(head[5:], "big") & 0x7FFFFFFF, payload)

    async def end_of(self, stream: int) -> Frame:
        """What ends a stream: trailers, a reset, or GOAWAY."""
        while True:
            got = await self.read()
            if got.kind == GOAWAY or (
                got.stream == stream and (got.kind == RST_STREAM or got.flags & END_STREAM)
            ):
                return got

    async def close(self) -> None:
        self._writer.close()

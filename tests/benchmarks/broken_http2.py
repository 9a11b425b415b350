"""Calls that no gRPC library would send: each sends its part of a call and returns the stream that it begins."""

from attacks import REQUEST, SCORE
from raw_http2 import DATA, END_HEADERS, END_STREAM, Connection, frame, message

GOOD = message(REQUEST.SerializeToString())


def no_message(connection: Connection) -> int:
    """Headers that end the stream."""
    return connection.headers(SCORE, flags=END_HEADERS | END_STREAM)


def truncated_message(connection: Connection) -> int:
    """The start of a message, and nothing more."""
    stream = connection.headers(SCORE)
    connection.data(stream, GOOD[:20])
    return stream


def ended_message(connection: Connection) -> int:
    """The start of a message, and the end of the stream."""
    stream = connection.headers(SCORE)
    connection.data(stream, GOOD[:20], flags=END_STREAM)
    return stream


def truncated_frame(connection: Connection) -> int:
    """The start of a frame, and nothing more."""
    stream = connection.headers(SCORE)
    connection.send(frame(DATA, END_STREAM, stream, GOOD)[:-10])
    return stream


def bad_flag(connection: Connection) -> int:
    """A message neither plain nor compressed."""
    stream = connection.headers(SCORE)
    connection.data(stream, b"\x07" + GOOD[1:], flags=END_STREAM)
    return stream


def huge_length(connection: Connection) -> int:
    """A message that is said to have 2 GiB."""
    stream = connection.headers(SCORE)
    connection.data(stream, b"\0\x7f\xff\xff\xff")
    return stream


BROKEN = (no_message, ended_message, bad_flag, truncated_message, truncated_frame, huge_length)

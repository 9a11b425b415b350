"""Requests of several articles as bytes: where articles and options stand, without parsing any of them.

Both requests that hold several, BatchScoreArticlesRequest and CompareArticlesRequest, number these fields alike
(protobuf.dev/programming-guides/encoding).
"""

from collections.abc import Iterator

from newsassay.server import errors
from newsassay.server.errors import StatusError

ARTICLES, OPTIONS = 1, 2
# Fields beside articles and options, which a newer client may send; more are no request of ours.
_MOST_OTHER_FIELDS = 64
_VARINT, _FIXED64, _LENGTH, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10


def fields(data: memoryview, name: str) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of every field, the tag included; 0 for what is neither articles nor options.

    Raises StatusError for what is no message; `name` is the one that it should be.
    """
    position, others = 0, 0
    while position < len(data):
        start = position
        tag, position = _varint(data, position)
        number, kind = tag >> 3, tag & 7
        if kind == _LENGTH:
            length, position = _varint(data, position)
            position += length
        elif kind == _VARINT:
            _, position = _varint(data, position)
        elif kind in (_FIXED32, _FIXED64):
            position += 4 if kind == _FIXED32 else 8
        else:
            position = len(data) + 1
        known = kind == _LENGTH and number in (ARTICLES, OPTIONS)
        others += not known or number == OPTIONS
        if position > len(data) or not number or others > _MOST_OTHER_FIELDS:
            raise StatusError(errors.undecodable(name))
        yield (number if known else 0), start, position


def _varint(data: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    for byte in data[position : position + _LONGEST_VARINT]:
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the last byte has no continuation bit
            return value, position
        shift += 7
    return 0, len(data) + 1

"""Offsets in the caller's unit: UTF-8 bytes, UTF-16 code units, or code points.

The caller chooses, because no single unit is right in every language.
"""

from collections.abc import Callable

from newsassay.engine.article import OffsetEncoding

_CHUNK = 256


def offset_encoder(text: str, encoding: OffsetEncoding) -> Callable[[int], int]:
    """Return a function from code-point offsets in `text` to offsets in `encoding`.

    The function costs constant time for ASCII text and code points, else O(log n + 256).
    """
    if encoding is OffsetEncoding.UTF32 or text.isascii():
        return _unchanged
    if encoding is OffsetEncoding.UTF8:
        return _by_chunks(text, "utf-8", 1)
    return _by_chunks(text, "utf-16-le", 2)


def _unchanged(offset: int) -> int:
    return offset


def _by_chunks(text: str, codec: str, unit: int) -> Callable[[int], int]:
    """Encode whole chunks once and the rest of a chunk per call, so that a call never walks the text."""

    def units(start: int, end: int) -> int:
        return len(text[start:end].encode(codec, "surrogatepass")) // unit

    sums = [0]
    for start in range(0, len(text), _CHUNK):
        sums.append(sums[-1] + units(start, start + _CHUNK))

    def encode(offset: int) -> int:
        chunk = offset // _CHUNK
        return sums[chunk] + units(chunk * _CHUNK, offset)

    return encode

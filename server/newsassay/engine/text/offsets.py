"""Offsets in the caller's unit: UTF-8 bytes, UTF-16 code units, or code points.

The caller chooses, because no single unit is right in every language.
"""

from collections.abc import Callable

from newsassay.engine.article import OffsetEncoding

OffsetEncoder = Callable[[int], int]

_CHUNK = 256


def offset_encoder(text: str, encoding: OffsetEncoding) -> OffsetEncoder | None:
    """Return a function from code-point offsets in `text` to offsets in `encoding`; None where they are equal.

    A call costs constant time whatever the offset.
    """
    if encoding is OffsetEncoding.UTF32 or text.isascii():
        return None
    if encoding is OffsetEncoding.UTF8:
        return _by_chunks(text, "utf-8", 1)
    return _by_chunks(text, "utf-16-le", 2)


def _by_chunks(text: str, codec: str, unit: int) -> OffsetEncoder:
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

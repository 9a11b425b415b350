"""From bytes to text: a byte order mark decides, else it is UTF-8. Nothing is repaired: mojibake is evidence."""

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096


class Undecodable(ValueError):  # noqa: N818 - says what the bytes are
    """Bytes that are not in the encoding expected. The message says where, and what they look like."""


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that a byte order mark declares."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return the text of a file without its byte order mark. Raises Undecodable.

    `encoding` is a codec's name that Python knows; by default the byte order mark decides, else UTF-8.
    """
    used = encoding or marked_encoding(data) or "utf-8"
    try:
        text = data.decode(used)
    except UnicodeDecodeError as error:
        byte = (
            f"byte 0x{data[error.start]:02x} at offset {error.start}"
            if error.start < len(data)
            else "cut short"
        )
        hint = "" if encoding else _hint(data)
        message = f"not {used.upper().removesuffix('-SIG')}: {byte}{hint}"
        raise Undecodable(message) from error
    return text.removeprefix("\ufeff")


def _hint(data: bytes) -> str:
    likely = likely_encoding(data)
    return f"; it looks like {likely}: say --encoding {likely}" if likely else "; say --encoding"


def likely_encoding(data: bytes) -> str | None:
    """Guess what bytes that are no UTF-8 are: UTF-16 by its zeros, windows-1252 if it knows every byte."""
    head = data[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 > len(head):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("windows-1252")
    except UnicodeDecodeError:
        return None
    return "windows-1252"

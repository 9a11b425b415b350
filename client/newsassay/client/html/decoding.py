"""From a page's bytes to text, as browsers do: byte order mark, declaration, UTF-8, windows-1252.

https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
"""

import codecs
import re

from newsassay.client.reading.decoding import marked_encoding

_DECLARED_WITHIN = 1024
_CHARSET = re.compile(rb"""<meta[^>]{0,512}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_WINDOWS = "cp1252"
_READ_AS_WINDOWS = frozenset(["ascii", "iso8859-1", "cp1252"])  # WHATWG: labels of windows-1252


def decode_page(data: bytes) -> tuple[str, bool]:
    """Return the text without its byte order mark, and whether the encoding had to be guessed.

    Never fails: a byte that windows-1252 lacks becomes U+FFFD.
    """
    marked = marked_encoding(data)
    for encoding in (marked, _declared(data), "utf-8"):
        if encoding:
            try:
                return data.decode(encoding).removeprefix("\ufeff"), False
            except UnicodeDecodeError:
                continue
    return data.decode(_WINDOWS, errors="replace"), True


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_DECLARED_WITHIN])
    if match is None:
        return None
    try:
        codec = codecs.lookup(match[1].decode("ascii"))
    except LookupError:
        return None
    if codec.name in _READ_AS_WINDOWS:
        return _WINDOWS
    # What could be read as far as here is no UTF-16, whatever it says.
    is_text = codec.name not in ("base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode")
    return (
        codec.name
        if is_text and not codec.name.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw"))
        else None
    )

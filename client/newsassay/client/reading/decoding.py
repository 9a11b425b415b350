"""From bytes to text: a byte order mark decides, else it is UTF-8. Nothing is repaired: mojibake is evidence."""


class Undecodable(ValueError):  # noqa: N818 - says what the bytes are
    """Bytes that are not in the encoding expected. The message says where."""


def decode(data: bytes) -> str:
    """Return the text of a file, without its byte order mark. Raises Undecodable."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
        raise Undecodable(message) from error

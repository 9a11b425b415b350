"""When a certificate expires: read from its DER form, in which dates are text (RFC 5280, 4.1)."""

import ssl
from datetime import UTC, datetime

_SEQUENCE, _VERSION, _UTC_TIME, _GENERALIZED_TIME = 0x30, 0xA0, 0x17, 0x18
_LONG_LENGTH = 0x80


def expiry(pem: bytes) -> datetime | None:
    """The end of validity of the first certificate of a PEM chain; None where that cannot be read."""
    begin, end = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"
    start = pem.find(begin)
    stop = pem.find(end, start)
    try:
        der = ssl.PEM_cert_to_DER_cert(pem[start : stop + len(end)].decode("ascii"))
        _, certificate, _ = _element(der)
        _, signed, _ = _element(certificate)
        tag, _, rest = _element(signed)
        # Version (optional), serial number, algorithm, issuer, validity.
        for _ in range(3 if tag == _VERSION else 2):
            _, _, rest = _element(rest)
        _, validity, _ = _element(rest)
        _, _, rest = _element(validity)
        kind, text, _ = _element(rest)
        return _time(kind, text.decode("ascii"))
    except (ValueError, IndexError):
        return None


def _element(data: bytes) -> tuple[int, bytes, bytes]:
    """Tag, contents, and what follows."""
    length, position = data[1], 2
    if length & _LONG_LENGTH:
        position += length & ~_LONG_LENGTH
        length = int.from_bytes(data[2:position], "big")
    return data[0], data[position : position + length], data[position + length :]


def _time(kind: int, text: str) -> datetime | None:
    if kind == _UTC_TIME:  # two digits of the year, 1950 to 2049
        text = ("20" if text < "50" else "19") + text
    elif kind != _GENERALIZED_TIME:
        return None
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)

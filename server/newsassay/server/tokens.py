"""Bearer tokens: several at a time, from a file that may change, compared in constant time."""

import hashlib
import hmac
from collections.abc import Sequence

PREFIX = "bearer "
_SHORTEST = 16


def load_tokens(content: bytes) -> tuple[bytes, ...]:
    """Digests of the tokens in a file: one per line, `#` starts a comment line. Raises ValueError if none."""
    lines = [line.strip() for line in content.splitlines()]
    tokens = [line for line in lines if line and not line.startswith(b"#")]
    if not tokens:
        message = "the token file holds no token"
        raise ValueError(message)
    if any(len(token) < _SHORTEST for token in tokens):
        message = f"a token is shorter than {_SHORTEST} characters"
        raise ValueError(message)
    return tuple(hashlib.sha256(token).digest() for token in tokens)


def is_authorized(header: str | bytes | None, digests: Sequence[bytes]) -> bool:
    """Whether an `authorization` header carries one of the tokens; takes as long whichever it is."""
    # Names of schemes are the same in any case (RFC 9110, 11.1).
    if not isinstance(header, str) or header[: len(PREFIX)].lower() != PREFIX:
        return False
    digest = hashlib.sha256(header[len(PREFIX) :].strip().encode("utf-8", "replace")).digest()
    matches = [hmac.compare_digest(digest, known) for known in digests]
    return any(matches)

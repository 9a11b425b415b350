"""A server of one's own for as long as it is needed, for those who run none."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def embedded_server() -> Iterator[str]:
    """Start a server that only this process reaches; yield its address."""
    from newsassay.server.embedded import serve  # noqa: PLC0415 - only who has no server pays for one

    with serve() as address:
        yield address

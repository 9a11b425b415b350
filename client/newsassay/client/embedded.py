"""A server of one's own for as long as it is needed, for those who run none."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def embedded_server(workers: int = 0) -> Iterator[str]:
    """Start a server that ends with this process, and yield its address.

    With 0 workers it starts fastest and scores one article at a time. Raises NewsassayError where it does not start.
    """
    from newsassay.server import embedded  # noqa: PLC0415 - only who has no server pays for one

    with ExitStack() as stack:
        try:
            address = stack.enter_context(embedded.embedded_server(workers))
        except embedded.EmbeddedServerError as error:
            from newsassay.client.errors import NewsassayError  # noqa: PLC0415 - loads gRPC while the server starts

            raise NewsassayError("UNAVAILABLE", str(error)) from error  # noqa: EM101 - a code, no message
        yield address

"""Where a worker process begins; importing this loads no engine into the serving process."""

import socket

from newsassay.server.limits import Limits


def main(link: socket.socket, control: socket.socket, limits: Limits) -> None:
    """Run a worker. Never returns."""
    from newsassay.server import worker  # noqa: PLC0415 - loads the engine, in this process only

    worker.main(link, control, limits)

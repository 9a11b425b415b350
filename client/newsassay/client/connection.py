"""How the command line reaches a server: flags, their environment variables, and the embedded server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from newsassay.client.client import Client

Command = TypeVar("Command", bound=Callable[..., Any])


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    context.ensure_object(dict)[parameter.name] = value


def _flag(*names: str, help: str, **settings: Any) -> Callable[[Command], Command]:  # noqa: A002, ANN401 - click's words
    return click.option(*names, help=help, expose_value=False, callback=_keep, show_envvar=True, **settings)


FILE = click.Path(exists=True, dir_okay=False)
FLAGS = (
    _flag(
        "--server",
        metavar="ADDR",
        envvar="NEWSASSAY_SERVER",
        help="host:port or unix:path. Default: embedded.",
    ),
    _flag(
        "--token", envvar="NEWSASSAY_TOKEN", help="Bearer token; other users can see it on a command line."
    ),
    _flag("--tls", is_flag=True, envvar="NEWSASSAY_TLS", help="Encrypt, trusting the system's certificates."),
    _flag(
        "--tls-ca",
        type=FILE,
        envvar="NEWSASSAY_TLS_CA",
        help="PEM file of trusted certificates; implies --tls.",
    ),
    _flag("--tls-cert", type=FILE, envvar="NEWSASSAY_TLS_CERT", help="PEM file of the client's certificate."),
    _flag("--tls-key", type=FILE, envvar="NEWSASSAY_TLS_KEY", help="PEM file of the client's key."),
    _flag("--insecure", is_flag=True, envvar="NEWSASSAY_INSECURE", help="Send the token even in plaintext."),
    _flag(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=30.0,
        show_default=True,
        envvar="NEWSASSAY_TIMEOUT",
        help="Seconds to wait for an answer.",
    ),
)


def connection_flags(command: Command) -> Command:
    """Add the flags that say how to reach a server; open_client reads them."""
    for flag in reversed(FLAGS):
        command = flag(command)
    return command


@contextmanager
def open_client(context: click.Context) -> Iterator["Client"]:
    """Yield a client for the server asked for; for an embedded one where none was."""
    from newsassay.client.channel import Tls  # noqa: PLC0415 - --help needs no gRPC
    from newsassay.client.client import Client  # noqa: PLC0415
    from newsassay.client.embedded import embedded_server  # noqa: PLC0415

    flags = context.obj
    files = (flags["tls_ca"], flags["tls_cert"], flags["tls_key"])
    if not flags["server"]:
        with embedded_server() as address, Client(address, timeout=flags["timeout"]) as client:
            yield client
        return
    try:
        client = Client(
            flags["server"],
            tls=Tls(*files) if flags["tls"] or any(files) else None,
            token=flags["token"],
            insecure=flags["insecure"],
            timeout=flags["timeout"],
        )
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error
    with client:
        yield client

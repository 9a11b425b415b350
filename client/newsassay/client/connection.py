"""How the command line reaches a server: flags, their environment variables, and the embedded server."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from concurrent.futures import Future

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
def open_client(
    context: click.Context, *, workers: int = 0, modules: Sequence[str] = ()
) -> Iterator["Client"]:
    """Yield a client for the server asked for; for an embedded one, with `workers`, where none was.

    `modules` are what the command will need: they are loaded beside the starting server, like gRPC itself.
    """
    flags = context.obj
    files = (flags["tls_ca"], flags["tls_cert"], flags["tls_key"])
    with ExitStack() as stack:
        embedded = None if flags["server"] else _start_embedded(stack, workers)
        from newsassay.client.channel import Tls  # noqa: PLC0415 - as said above
        from newsassay.client.client import Client  # noqa: PLC0415

        for module in modules:
            import_module(module)
        try:
            client = (
                Client(embedded.result(), timeout=flags["timeout"])
                if embedded
                else Client(
                    flags["server"],
                    tls=Tls(*files) if flags["tls"] or any(files) else None,
                    token=flags["token"],
                    insecure=flags["insecure"],
                    timeout=flags["timeout"],
                )
            )
        except (ValueError, OSError) as error:
            raise click.UsageError(str(error)) from error
        yield stack.enter_context(client)


def _start_embedded(stack: ExitStack, workers: int) -> "Future[str]":
    """Start an embedded server in a thread; `stack` stops it."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only who has no server pays for one

    from newsassay.client.embedded import embedded_server  # noqa: PLC0415

    starter = stack.enter_context(ThreadPoolExecutor(1))
    return starter.submit(stack.enter_context, embedded_server(workers))

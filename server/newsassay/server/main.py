"""The `newsassay-server` command.

Every option can also be given as an environment variable (`--max-streams` is
NEWSASSAY_SERVER_MAX_STREAMS) or in a TOML file (`max-streams = 100`); the command line wins over the
environment, and the environment over the file.
"""

import gc
import math
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from newsassay.server.cores import usable_cores
from newsassay.server.limits import REPLY_BYTES
from newsassay.server.settings import Settings
from newsassay.server.standard_streams import capture_standard_error, open_standard_streams

_PREFIX = "NEWSASSAY_SERVER"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _read_config(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    """Make a TOML file's values the defaults of the other options."""
    if path is None:
        return
    import tomllib  # noqa: PLC0415 - a twentieth of the time until workers begin to start; few have such a file

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise click.BadParameter(message) from error
    if structured := sorted(key for key, value in values.items() if not isinstance(value, str | int | float)):
        message = f"{path}: {', '.join(structured)} must be a single value"
        raise click.BadParameter(message)
    known = {parameter.name for parameter in context.command.params} - {"config", "version", "parent_pipe"}
    # As text, as if it had been given on the command line: 1.5 is no number of workers there either.
    defaults = {key.replace("-", "_"): str(value) for key, value in values.items()}
    if unknown := sorted(set(defaults) - known):
        message = f"{path}: unknown setting {', '.join(unknown)}"
        raise click.BadParameter(message)
    context.default_map = defaults


class _Number(click.FloatRange):
    """A number of seconds: neither infinite nor none at all."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is no number of seconds", param, ctx)
        return number


class _Mode(click.ParamType[int]):
    """Permissions of a file, in octal."""

    name = "octal"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        if isinstance(value, int):
            return value
        try:
            mode = int(str(value), 8)
        except ValueError:
            mode = -1
        if not 0 <= mode <= 0o777:  # noqa: PLR2004 - all permissions
            self.fail(f"{value!r} is no octal file mode, such as 0600", param, ctx)
        return mode


_SECONDS = _Number(min=0)
_BYTES = click.IntRange(min=1, max=256 << 20)
_COUNT = click.IntRange(min=1, max=1 << 20)


@click.command(context_settings={"auto_envvar_prefix": _PREFIX, "show_default": True})
@click.version_option(package_name="newsassay")
@click.option(
    "--config",
    type=_FILE,
    is_eager=True,
    expose_value=False,
    callback=_read_config,
    help="TOML file of settings.",
)
@click.option(
    "--address", default="127.0.0.1:50051", help="host:port (port 0: any) or unix:path to serve on."
)
@click.option("--insecure", is_flag=True, help="Allow plaintext where other machines can connect.")
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    default=usable_cores(),
    help="Cores to score on, a process each; 0 scores in the serving process, one article at a time.",
)
@click.option("--max-text-bytes", type=_BYTES, default=1 << 20, help="Largest article, bytes of UTF-8.")
@click.option(
    "--max-message-bytes", type=_BYTES, default=4 << 20, help="Largest request, such as a batch of articles."
)
@click.option(
    "--max-comparison-bytes",
    type=_BYTES,
    default=8 << 20,
    help="Text of all articles that are compared, bytes of UTF-8.",
)
@click.option(
    "--max-reply-bytes",
    type=click.IntRange(min=64 << 10, max=256 << 20),
    default=REPLY_BYTES,
    help="Largest reply: reports are cut to it, the weightiest first to be kept.",
)
@click.option(
    "--max-work",
    type=_SECONDS,
    default=30.0,
    help="Seconds of processor time for an article or a comparison; 0: no limit.",
)
@click.option("--max-pending-calls", type=_COUNT, default=1024, help="Calls waiting or being scored.")
@click.option(
    "--max-pending-bytes",
    type=click.IntRange(min=1, max=1 << 40),
    default=64 << 20,
    help="Bytes waiting or being scored.",
)
@click.option("--max-streams", type=_COUNT, default=128, help="Open scoring streams.")
@click.option("--max-connections", type=_COUNT, default=1024, help="Open connections.")
@click.option(
    "--max-connection-streams", type=_COUNT, default=32, help="Open scoring streams of a connection."
)
@click.option("--max-connection-calls", type=_COUNT, default=128, help="Calls of one connection at a time.")
@click.option(
    "--default-deadline",
    type=_Number(min=0, min_open=True),
    default=60.0,
    help="Seconds for calls without a deadline, and for replies to be read.",
)
@click.option(
    "--message-timeout",
    type=_Number(min=0, min_open=True),
    default=30.0,
    help="Seconds for a request to come in.",
)
@click.option(
    "--stream-idle-timeout",
    type=_Number(min=0, min_open=True),
    default=300.0,
    help="Seconds until a stream on which nothing comes is closed.",
)
@click.option("--socket-mode", type=_Mode(), default="0600", help="Permissions of a unix socket.")
@click.option("--tls-certificate", type=_FILE, help="PEM chain; read again when it changes.")
@click.option("--tls-key", type=_FILE, help="PEM key of the certificate.")
@click.option("--tls-client-ca", type=_FILE, help="PEM roots: clients must show a certificate (mutual TLS).")
@click.option("--token-file", type=_FILE, help="Bearer tokens, one per line; read again when it changes.")
@click.option("--open-health", is_flag=True, help="Answer health checks without a token.")
@click.option("--metrics-address", help="host:port of /metrics, /livez and /readyz; off if not given.")
@click.option("--drain-delay", type=_SECONDS, default=0.0, help="Seconds to serve on after SIGTERM.")
@click.option("--grace", type=_SECONDS, default=30.0, help="Seconds for calls to finish after that.")
@click.option("--log-format", type=click.Choice(["json", "console"]), default="json")
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), default="info")
@click.option("--traces", is_flag=True, help="Export OpenTelemetry traces (needs newsassay[otel]).")
@click.option(
    "--parent-pipe", is_flag=True, hidden=True, help="Print the address when ready; stop when stdin ends."
)
def main(**options: Any) -> None:  # noqa: ANN401 - click's types; Settings names them
    """Score news articles over gRPC.

    Settings come from the command line, else from NEWSASSAY_SERVER_* in the environment, else from --config.

    Exit codes: 0 drained, 1 could not start, 2 usage, 3 grace period ended, 128+n forced by signal n.
    """
    settings = Settings(**options)
    problem = settings.problem()
    if problem:
        raise click.UsageError(problem)
    _start(settings)


def _start(settings: Settings) -> NoReturn:
    """Serve until told to stop, and exit."""
    # structlog draws tracebacks with rich where it finds it, and loading that is a third of the whole start.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # Python's mark for what is not to be found
    # What a start loads stays; collections begin when the server serves.
    gc.disable()
    open_standard_streams()
    standard_error = capture_standard_error()
    if settings.workers:
        from newsassay.server.fork_server import start_fork_server  # noqa: PLC0415

        start_fork_server()
    # Imported here so that --help is quick, and while the fork server imports the engine.
    import asyncio  # noqa: PLC0415

    from newsassay.server.lifecycle import serve  # noqa: PLC0415

    sys.exit(asyncio.run(serve(settings, standard_error)))


if __name__ == "__main__":
    main()

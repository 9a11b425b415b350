"""The `newsassay-server` command.

Every option can also be given as an environment variable (`--max-streams` is
NEWSASSAY_SERVER_MAX_STREAMS) or in a TOML file (`max-streams = 100`); the command line wins over the
environment, and the environment over the file.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

import click

from newsassay.server.cores import usable_cores
from newsassay.server.standard_streams import capture_standard_error, open_standard_streams

_PREFIX = "NEWSASSAY_SERVER"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _read_config(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    """Make a TOML file's values the defaults of the other options."""
    if path is None:
        return
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise click.BadParameter(message) from error
    known = {parameter.name for parameter in context.command.params} - {"config", "version", "parent_pipe"}
    defaults = {key.replace("-", "_"): value for key, value in values.items()}
    if unknown := sorted(set(defaults) - known):
        message = f"{path}: unknown setting {', '.join(unknown)}"
        raise click.BadParameter(message)
    context.default_map = defaults


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
@click.option(
    "--max-text-bytes", type=click.IntRange(min=1), default=1 << 20, help="Largest article, bytes of UTF-8."
)
@click.option(
    "--max-pending-calls", type=click.IntRange(min=1), default=1024, help="Calls waiting or being scored."
)
@click.option(
    "--max-pending-bytes", type=click.IntRange(min=1), default=64 << 20, help="Bytes waiting or being scored."
)
@click.option("--max-streams", type=click.IntRange(min=1), default=256, help="Open scoring streams.")
@click.option("--tls-certificate", type=_FILE, help="PEM chain; read again when it changes.")
@click.option("--tls-key", type=_FILE, help="PEM key of the certificate.")
@click.option("--tls-client-ca", type=_FILE, help="PEM roots: clients must show a certificate (mutual TLS).")
@click.option("--token-file", type=_FILE, help="Bearer tokens, one per line; read again when it changes.")
@click.option("--open-health", is_flag=True, help="Answer health checks without a token.")
@click.option("--metrics-address", help="host:port of Prometheus metrics; off if not given.")
@click.option(
    "--drain-delay", type=click.FloatRange(min=0), default=0.0, help="Seconds to serve on after SIGTERM."
)
@click.option(
    "--grace", type=click.FloatRange(min=0), default=30.0, help="Seconds for calls to finish after that."
)
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
    # structlog draws tracebacks with rich where it finds it, and loading that is a third of the whole start.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # Python's mark for what is not to be found

    # Imported here so that --help is quick and a worker process can import this module cheaply.
    from newsassay.server.settings import Settings  # noqa: PLC0415

    open_standard_streams()
    settings = Settings(**options)
    problem = settings.problem()
    if problem:
        raise click.UsageError(problem)
    standard_error = capture_standard_error()
    if settings.workers:
        from newsassay.server.fork_server import start_fork_server  # noqa: PLC0415

        start_fork_server()
    import asyncio  # noqa: PLC0415

    from newsassay.server.lifecycle import serve  # noqa: PLC0415

    sys.exit(asyncio.run(serve(settings, standard_error)))


if __name__ == "__main__":
    main()

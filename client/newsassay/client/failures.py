"""What a command says when a call fails."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from newsassay.client.exit_codes import FAILED, INTERRUPTED
from newsassay.client.terminal import say


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turn a failed call into one line and exit code 3."""
    try:
        yield
    except (click.ClickException, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        click.echo("newsassay: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        say(f"newsassay: {error}")
        sys.exit(FAILED)
    except Exception as error:
        from newsassay.client.errors import NewsassayError  # noqa: PLC0415 - --help needs no gRPC

        if not isinstance(error, NewsassayError):
            raise
        say(f"newsassay: {error}")
        sys.exit(FAILED)

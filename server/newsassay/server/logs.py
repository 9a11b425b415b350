"""Structured logs on standard error: one JSON object (or one readable line) per event.

Events carry names, ids, sizes and timings; never text, titles, file contents or tokens. Logging never raises, never
blocks and decides nothing: see log_queue.
"""

import contextlib
import faulthandler
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

from newsassay.server.log_queue import LogQueue
from newsassay.server.settings import LogFormat
from newsassay.server.standard_streams import StandardError

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


class _Lines:
    """What structlog writes to."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        self.debug = self.info = self.warning = self.error = put


@dataclass(frozen=True, slots=True)
class Log:
    """A logger, and the queue of lines behind it."""

    logger: FilteringBoundLogger
    lines: LogQueue
    standard_error: StandardError

    def close(self) -> None:
        """Write what is queued, and give standard error back."""
        self.standard_error.restore()
        self.lines.close()


def open_log(log_format: LogFormat, level: str, standard_error: StandardError) -> Log:
    """Start to log; nothing global is configured. What others write to standard error becomes an event, too."""
    is_terminal = os.isatty(standard_error.original)
    render = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=is_terminal)
    )

    def to_bytes(logger: WrappedLogger, name: str, event: EventDict) -> bytes:
        text = render(logger, name, event)
        return text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")

    def logger_to(put: Callable[[bytes], None]) -> FilteringBoundLogger:
        logger: FilteringBoundLogger = structlog.wrap_logger(
            _Lines(put),
            processors=[
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                to_bytes,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
            cache_logger_on_first_use=True,
        )
        return logger

    def dropped_line(count: int) -> bytes:
        rendered: list[bytes] = []
        logger_to(rendered.append).error("log lines dropped", lines=count)
        return rendered[0]

    lines = LogQueue(standard_error.original, dropped_line)
    logger = logger_to(lines.put)
    with contextlib.suppress(RuntimeError, OSError):  # no threads left, or nowhere to write to
        standard_error.forward(lambda line: logger.warning("standard error", line=line))
        # A crash ends the thread that would have logged what is said about it.
        faulthandler.enable(standard_error.original)
    return Log(logger, lines, standard_error)

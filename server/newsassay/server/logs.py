"""Structured logs on standard error: one JSON object (or one readable line) per event.

Events carry names, ids, sizes and timings; never text, titles, file contents or tokens.
"""

import logging
import sys

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

from newsassay.server.settings import LogFormat

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def make_logger(log_format: LogFormat, level: str) -> FilteringBoundLogger:
    """A logger of its own: nothing global is configured."""
    to_text = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )

    def render(logger: WrappedLogger, name: str, event: EventDict) -> bytes:
        text = to_text(logger, name, event)
        return text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")

    logger: FilteringBoundLogger = structlog.wrap_logger(
        structlog.BytesLogger(sys.stderr.buffer),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        cache_logger_on_first_use=True,
    )
    return logger

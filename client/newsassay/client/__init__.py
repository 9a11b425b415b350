"""Client and AsyncClient for a newsassay server, and the messages that they send and return.

    with Client("localhost:50051") as client:
        report = client.score(Article(title="...", body="..."))

Names are loaded when they are used: the command line lives in this package, and starts a server before
it loads gRPC itself.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsassay.client.aio import AsyncClient
    from newsassay.client.channel import Tls
    from newsassay.client.client import Client
    from newsassay.client.outcome import ArticleError, Outcome, ServerError, call_error
    from newsassay.v1.article_pb2 import Article, CustomCue, ScoreOptions
    from newsassay.v1.report_pb2 import CredibilityReport

__all__ = [
    "Article",
    "ArticleError",
    "AsyncClient",
    "Client",
    "CredibilityReport",
    "CustomCue",
    "Outcome",
    "ScoreOptions",
    "ServerError",
    "Tls",
    "call_error",
]

_HOMES = {
    "newsassay.client.aio": ("AsyncClient",),
    "newsassay.client.channel": ("Tls",),
    "newsassay.client.client": ("Client",),
    "newsassay.client.outcome": ("ArticleError", "Outcome", "ServerError", "call_error"),
    "newsassay.v1.article_pb2": ("Article", "CustomCue", "ScoreOptions"),
    "newsassay.v1.report_pb2": ("CredibilityReport",),
}


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)

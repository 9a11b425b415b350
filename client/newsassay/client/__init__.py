"""Client and AsyncClient for a newsassay server, and the messages that they send and return.

with Client("localhost:50051") as client:
    report = client.score(Article(title="...", body="..."))
"""

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

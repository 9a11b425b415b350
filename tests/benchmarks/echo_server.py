"""The least that a Python service of this contract can do: parse the article, send the same report.

usage: echo_server.py ADDRESS FILE    (FILE: a serialised ScoreArticleResponse)
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
from grpc_health.v1 import health_pb2_grpc
from grpc_health.v1.health import aio as health_aio

from newsassay.v1 import credibility_service_pb2 as messages
from newsassay.v1 import credibility_service_pb2_grpc as services


class Echo(services.CredibilityServiceServicer):
    """Answers every article with one report."""

    def __init__(self, reply: bytes) -> None:
        self._unary = messages.ScoreArticleResponse.FromString(reply)
        self._item = messages.StreamScoreArticlesResponse(report=self._unary.report)

    async def ScoreArticle(  # noqa: N802 - the contract's name
        self, request: messages.ScoreArticleRequest, context: grpc.aio.ServicerContext
    ) -> messages.ScoreArticleResponse:
        """The report."""
        del request, context
        return self._unary

    async def StreamScoreArticles(  # noqa: N802 - the contract's name
        self,
        request_iterator: AsyncIterator[messages.StreamScoreArticlesRequest],
        context: grpc.aio.ServicerContext,
    ) -> AsyncIterator[messages.StreamScoreArticlesResponse]:
        """The report, once per item."""
        del context
        async for _ in request_iterator:
            yield self._item


async def _serve(address: str, reply: bytes) -> None:
    server = grpc.aio.server()
    services.add_CredibilityServiceServicer_to_server(Echo(reply), server)
    health_pb2_grpc.add_HealthServicer_to_server(health_aio.HealthServicer(), server)
    server.add_insecure_port(address)
    await server.start()
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], Path(sys.argv[2]).read_bytes()))

"""The async client. One AsyncClient belongs to one event loop."""

import asyncio
import itertools
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from functools import partial
from types import TracebackType
from typing import Self

import grpc
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

from newsassay.client.aio_stream import score_stream
from newsassay.client.answers import next_page
from newsassay.client.channel import SERVICE, Tls, call_metadata, open_channel
from newsassay.client.cut_off import async_answer
from newsassay.client.errors import call_errors
from newsassay.client.outcome import Outcome, batch_outcomes
from newsassay.client.window import Window
from newsassay.v1.article_pb2 import Article, ScoreOptions
from newsassay.v1.comparison_pb2 import CompareOptions, ComparisonReport
from newsassay.v1.credibility_service_pb2 import (
    BatchScoreArticlesRequest,
    CompareArticlesRequest,
    GetRubricRequest,
    ListSignalsRequest,
    ScoreArticleRequest,
)
from newsassay.v1.credibility_service_pb2_grpc import CredibilityServiceStub
from newsassay.v1.report_pb2 import CredibilityReport
from newsassay.v1.rubric_pb2 import Rubric, SignalCard


class AsyncClient:
    """Client for asyncio: the same arguments, methods and errors, to be awaited."""

    def __init__(  # noqa: PLR0913 - settings, given by name
        self,
        address: str,
        *,
        tls: Tls | None = None,
        token: str | None = None,
        insecure: bool = False,
        timeout: float = 30.0,
        max_concurrent: int = 100,
    ) -> None:
        self._metadata = call_metadata(address, token, tls=tls is not None, insecure=insecure)
        self._timeout = timeout
        # Calls beyond these wait here, where they cost the server nothing.
        self._room = asyncio.Semaphore(max_concurrent)
        self._channel = open_channel(grpc.aio.insecure_channel, grpc.aio.secure_channel, address, tls)
        self._stub = CredibilityServiceStub(self._channel)
        self._check = HealthStub(self._channel).Check  # type: ignore[attr-defined]  # not in its stubs

    async def score(
        self,
        article: Article,
        options: ScoreOptions | None = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - gRPC's own deadline
    ) -> CredibilityReport:
        """Score one article. Its time begins when it is sent: at most `max_concurrent` calls are under way."""
        request = ScoreArticleRequest(article=article, options=options)
        async with self._room:
            reply = await async_answer(
                partial(self._stub.ScoreArticle, request, metadata=self._metadata),
                timeout or self._timeout,
            )
        return reply.report

    async def score_batch(
        self,
        articles: Sequence[Article],
        options: ScoreOptions | None = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - gRPC's own deadline
    ) -> list[Outcome]:
        """Score up to 256 articles in one call; outcomes are in the articles' order, a bad article fails alone."""
        request = BatchScoreArticlesRequest(articles=articles, options=options)
        async with self._room:
            reply = await async_answer(
                partial(self._stub.BatchScoreArticles, request, metadata=self._metadata),
                timeout or self._timeout,
            )
        return batch_outcomes(articles, reply)

    def score_stream(  # noqa: PLR0913 - one parameter per setting
        self,
        articles: Iterable[Article] | AsyncIterable[Article],
        options: ScoreOptions | None = None,
        *,
        ordered: bool = True,
        window: int = 64,
        streams: int = 1,
        patience: float = 60.0,
    ) -> AsyncIterator[Outcome]:
        """Score any number of articles, as Client.score_stream does."""
        return score_stream(
            lambda: self._stub.StreamScoreArticles(metadata=self._metadata),
            articles,
            Window(options, size=window, ordered=ordered, lanes=streams),
            silence=self._timeout,
            patience=patience,
        )

    async def compare(
        self,
        articles: Sequence[Article],
        options: CompareOptions | None = None,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - gRPC's own deadline
    ) -> ComparisonReport:
        """Compare 2 to 200 articles about one story, as Client.compare does."""
        request = CompareArticlesRequest(articles=articles, options=options)
        async with self._room:
            reply = await async_answer(
                partial(self._stub.CompareArticles, request, metadata=self._metadata),
                timeout or self._timeout,
            )
        return reply.report

    async def signals(self) -> list[SignalCard]:
        """Return every signal card, by id."""
        cards: list[SignalCard] = []
        token = ""
        for pages in itertools.count(1):
            request = ListSignalsRequest(page_token=token)
            page = await async_answer(
                partial(self._stub.ListSignals, request, metadata=self._metadata),
                self._timeout,
            )
            cards += page.signals
            token = next_page(page.next_page_token, pages)
            if not token:
                break
        return cards

    async def rubric(self, version: str = "") -> Rubric:
        """Return a rubric; the newest one without a version."""
        request = GetRubricRequest(rubric_version=version)
        reply = await async_answer(
            partial(self._stub.GetRubric, request, metadata=self._metadata),
            self._timeout,
        )
        return reply.rubric

    async def is_serving(self, *, timeout: float | None = None) -> bool:  # noqa: ASYNC109 - as above
        """Whether the server is ready to score. Raises NewsassayError where there is none."""
        request = HealthCheckRequest(service=SERVICE)
        with call_errors():
            reply = await self._check(request, timeout=timeout or self._timeout, metadata=self._metadata)
        return bool(reply.status == HealthCheckResponse.SERVING)

    async def close(self) -> None:
        """Close the connection; calls under way are cancelled."""
        await self._channel.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

"""The blocking client. One Client serves any number of threads."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Self

import grpc
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

from newsassay.client.answers import next_page
from newsassay.client.channel import SERVICE, Tls, call_metadata, open_channel
from newsassay.client.cut_off import answer
from newsassay.client.errors import call_errors
from newsassay.client.outcome import Outcome, batch_outcomes
from newsassay.client.stream import score_stream
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


class Client:
    """A connection to a newsassay server.

    `address` is "host:port", "dns:///host:port" (every address behind the name gets its share) or
    "unix:/path". `token` is sent as a bearer token; over plaintext only to this machine, unless `insecure`.
    `timeout` is the deadline of a call in seconds, retries included. UNAVAILABLE and RESOURCE_EXHAUSTED
    are retried up to four times, when the server says so.

    Methods raise NewsassayError and no other error of a call.
    """

    def __init__(
        self,
        address: str,
        *,
        tls: Tls | None = None,
        token: str | None = None,
        insecure: bool = False,
        timeout: float = 30.0,
    ) -> None:
        self._metadata = call_metadata(address, token, tls=tls is not None, insecure=insecure)
        self._timeout = timeout
        self._channel = open_channel(grpc.insecure_channel, grpc.secure_channel, address, tls)
        self._stub = CredibilityServiceStub(self._channel)
        self._check = HealthStub(self._channel).Check  # type: ignore[attr-defined]  # not in its stubs

    def score(
        self, article: Article, options: ScoreOptions | None = None, *, timeout: float | None = None
    ) -> CredibilityReport:
        """Score one article."""
        request = ScoreArticleRequest(article=article, options=options)
        reply = answer(
            partial(self._stub.ScoreArticle, request, metadata=self._metadata),
            timeout or self._timeout,
        )
        return reply.report

    def score_batch(
        self,
        articles: Sequence[Article],
        options: ScoreOptions | None = None,
        *,
        timeout: float | None = None,
    ) -> list[Outcome]:
        """Score up to 256 articles in one call; outcomes are in the articles' order, a bad article fails alone."""
        request = BatchScoreArticlesRequest(articles=articles, options=options)
        reply = answer(
            partial(self._stub.BatchScoreArticles, request, metadata=self._metadata),
            timeout or self._timeout,
        )
        return batch_outcomes(articles, reply)

    def score_stream(  # noqa: PLR0913 - one parameter per setting
        self,
        articles: Iterable[Article],
        options: ScoreOptions | None = None,
        *,
        ordered: bool = True,
        window: int = 64,
        streams: int = 1,
        patience: float = 60.0,
    ) -> Iterator[Outcome]:
        """Score any number of articles; a bad article fails alone.

        `articles` is read as outcomes are taken: at most `window` articles are in memory. Outcomes come in
        the articles' order, or as they finish where `ordered` is false. When the connection breaks, or owes
        an answer for longer than the client's timeout, the stream connects again and goes on: every article
        has exactly one outcome. A stream stays on one server: `streams` of them, and a window to match, reach as
        many servers behind a name or a proxy. Raises NewsassayError after `patience` seconds of trying without an answer, and
        at once for an error that is not worth another try.
        """
        return score_stream(
            lambda requests: self._stub.StreamScoreArticles(requests, metadata=self._metadata),
            articles,
            Window(options, size=window, ordered=ordered, lanes=streams),
            silence=self._timeout,
            patience=patience,
        )

    def compare(
        self,
        articles: Sequence[Article],
        options: CompareOptions | None = None,
        *,
        timeout: float | None = None,
    ) -> ComparisonReport:
        """Compare 2 to 200 articles about one story; the report names them by their index in `articles`.

        One bad article fails the call: the error's `violations` say which it is ("articles[3].body").
        """
        request = CompareArticlesRequest(articles=articles, options=options)
        reply = answer(
            partial(self._stub.CompareArticles, request, metadata=self._metadata),
            timeout or self._timeout,
        )
        return reply.report

    def signals(self) -> list[SignalCard]:
        """Return every signal card, by id."""
        cards: list[SignalCard] = []
        token = ""
        for pages in itertools.count(1):
            request = ListSignalsRequest(page_token=token)
            page = answer(
                partial(self._stub.ListSignals, request, metadata=self._metadata),
                self._timeout,
            )
            cards += page.signals
            token = next_page(page.next_page_token, pages)
            if not token:
                break
        return cards

    def rubric(self, version: str = "") -> Rubric:
        """Return a rubric; the newest one without a version."""
        request = GetRubricRequest(rubric_version=version)
        reply = answer(
            partial(self._stub.GetRubric, request, metadata=self._metadata),
            self._timeout,
        )
        return reply.rubric

    def is_serving(self, *, timeout: float | None = None) -> bool:
        """Whether the server is ready to score. Raises NewsassayError where there is none."""
        request = HealthCheckRequest(service=SERVICE)
        with call_errors():
            reply = self._check(request, timeout=timeout or self._timeout, metadata=self._metadata)
        return bool(reply.status == HealthCheckResponse.SERVING)

    def close(self) -> None:
        """Close the connection; calls under way are cancelled."""
        self._channel.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

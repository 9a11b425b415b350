"""The rpcs, as moves of bytes: admit, hand to a worker, return what comes back.

Requests and responses stay serialised here; workers parse, validate and score them.
"""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Protocol

import grpc
from google.rpc import status_pb2

from newsassay.server import errors
from newsassay.server.admission import Admission
from newsassay.server.calls import Call, Context, Recorder, observed
from newsassay.server.errors import StatusError, Violation
from newsassay.server.limits import BATCH_ARTICLES, Limits
from newsassay.server.outcome import Method, Outcome
from newsassay.v1 import credibility_service_pb2 as service_pb2

SERVICE = service_pb2.DESCRIPTOR.services_by_name["CredibilityService"].full_name

# A job of a batch: large enough to make hand-over cheap, small enough to let others in between.
_CHUNK_ARTICLES = 16
_CHUNK_BYTES = 48 << 10
# Items of one stream that are being scored or wait to be sent.
_STREAM_WINDOW = 16


class Scorer(Protocol):
    """What runs jobs: a WorkerPool or an InlineScorer."""

    version: dict[str, str]

    @property
    def processes(self) -> int:
        """Jobs that can run at once."""

    @property
    def queued(self) -> int:
        """Jobs that wait for a worker."""

    async def start(self) -> bool:
        """Get ready to run jobs; False if that is impossible."""

    async def close(self) -> None:
        """Give up what is left and end."""

    async def submit(self, method: Method, data: bytes) -> Outcome:
        """Run one job. Raises StatusError if it is lost; cancelling stops the work."""


class Servicer:
    """Handlers of CredibilityService."""

    def __init__(self, scorer: Scorer, admission: Admission, limits: Limits, recorder: Recorder) -> None:
        self._scorer = scorer
        self._admission = admission
        self._limits = limits
        self._recorder = recorder

    def handlers(self) -> grpc.GenericRpcHandler:
        """All rpcs, on serialised messages."""
        unary = grpc.unary_unary_rpc_method_handler
        return grpc.method_handlers_generic_handler(
            SERVICE,
            {
                "ScoreArticle": unary(self._observed("ScoreArticle", self._score_article)),
                "BatchScoreArticles": unary(self._observed("BatchScoreArticles", self._batch)),
                "StreamScoreArticles": grpc.stream_stream_rpc_method_handler(
                    self._observed("StreamScoreArticles", self._stream)
                ),
                "ListSignals": unary(self._observed("ListSignals", self._list_signals)),
                "GetRubric": unary(self._observed("GetRubric", self._get_rubric)),
            },
        )

    def _observed(self, method: str, handler: Any) -> Any:  # noqa: ANN401 - grpc's handler types are per arity
        return observed(method, handler, self._recorder)

    async def _score_article(self, data: bytes, context: Context, call: Call) -> bytes:
        return await self._unary(Method.SCORE_ARTICLE, data, context, call)

    async def _list_signals(self, data: bytes, context: Context, call: Call) -> bytes:
        return await self._unary(Method.LIST_SIGNALS, data, context, call)

    async def _get_rubric(self, data: bytes, context: Context, call: Call) -> bytes:
        return await self._unary(Method.GET_RUBRIC, data, context, call)

    async def _unary(self, method: Method, data: bytes, context: Context, call: Call) -> bytes:
        with self._admission.call(len(data), context.time_remaining()):
            return _body(await self._submit(method, data, call))

    async def _submit(self, method: Method, data: bytes, call: Call) -> Outcome:
        outcome = await self._scorer.submit(method, data)
        self._recorder.message(call, len(data), outcome)
        return outcome

    async def _batch(self, data: bytes, context: Context, call: Call) -> bytes:
        chunks = _chunks(data)
        bodies: list[bytes] = [b""] * len(chunks)
        numbered = iter(enumerate(chunks))

        async def run() -> None:
            for index, chunk in numbered:
                bodies[index] = _body(await self._submit(Method.BATCH, chunk, call))

        with self._admission.call(len(data), context.time_remaining()):
            try:
                async with asyncio.TaskGroup() as group:
                    for _ in range(min(self._scorer.processes, len(chunks))):
                        group.create_task(run())
            except ExceptionGroup as failed:
                # Not `except*`: before Python 3.11.4 what is raised inside it comes out in a group again.
                expected, unexpected = failed.split(StatusError)
                if unexpected or not expected:
                    raise
                raise expected.exceptions[0] from None
        # Serialised messages concatenate: repeated fields of the parts follow one another.
        body = b"".join(bodies)
        if len(body) > self._limits.response_message_bytes:
            raise StatusError(errors.response_too_large(len(body), self._limits.response_message_bytes))
        return body

    async def _stream(self, _requests: AsyncIterator[bytes], context: Context, call: Call) -> None:
        window = asyncio.Semaphore(_STREAM_WINDOW)
        writing = asyncio.Lock()

        async def answer(data: bytes, release: Callable[[], None]) -> None:
            body = await self._item(data, call)
            # A caller that is slow to read holds the window of its stream, not what others wait for.
            release()
            async with writing:
                await context.write(body)

        def done(release: Callable[[], None], _task: asyncio.Task[None]) -> None:
            release()
            window.release()

        async def read(group: asyncio.TaskGroup) -> None:
            # Nothing is read for which there is no room: flow control holds the caller.
            while await window.acquire() and (data := await context.read()) is not grpc.aio.EOF:
                release = await self._admission.take_item(len(data))
                task = group.create_task(answer(data, release))
                task.add_done_callback(functools.partial(done, release))

        with self._admission.stream():
            async with asyncio.TaskGroup() as group:
                reading = group.create_task(read(group))
                self._admission.cancel_at_close(reading)
        if reading.cancelled():
            # What was read is answered; what was not, the caller sends to another server.
            raise StatusError(errors.stopping())

    async def _item(self, data: bytes, call: Call) -> bytes:
        try:
            return (await self._submit(Method.STREAM_ITEM, data, call)).body
        except StatusError as error:
            name = service_pb2.StreamScoreArticlesRequest.FromString(data).request_id
            return service_pb2.StreamScoreArticlesResponse(
                request_id=name, status=error.status
            ).SerializeToString()


def _body(outcome: Outcome) -> bytes:
    if not outcome.ok:
        raise StatusError(status_pb2.Status.FromString(outcome.body))
    return outcome.body


def _chunks(data: bytes) -> list[bytes]:
    """A batch request as several smaller ones. Raises StatusError for a bad number of articles."""
    request = errors.parse(service_pb2.BatchScoreArticlesRequest, data)
    if not 1 <= len(request.articles) <= BATCH_ARTICLES:
        description = f"{len(request.articles)} articles, 1 to {BATCH_ARTICLES} are allowed"
        raise StatusError(errors.invalid_argument([Violation("articles", description, "BAD_COUNT")]))
    return [chunk.SerializeToString() for chunk in _split(request)]


def _split(request: service_pb2.BatchScoreArticlesRequest) -> Iterator[service_pb2.BatchScoreArticlesRequest]:
    options = request.options if request.HasField("options") else None
    chunk = service_pb2.BatchScoreArticlesRequest(options=options)
    size = 0
    for article in request.articles:
        article_size = article.ByteSize()
        if chunk.articles and (size + article_size > _CHUNK_BYTES or len(chunk.articles) == _CHUNK_ARTICLES):
            yield chunk
            chunk = service_pb2.BatchScoreArticlesRequest(options=options)
            size = 0
        chunk.articles.append(article)
        size += article_size
    yield chunk

"""The rpcs, as moves of bytes: admit, hand to a worker, return what comes back.

Requests and responses stay serialised here; workers parse, validate and score them.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import grpc
from google.rpc import status_pb2

from newsassay.server import errors
from newsassay.server.admission import Admission
from newsassay.server.batches import Batch
from newsassay.server.calls import Call, Context, Handler, Recorder, observed, read_message
from newsassay.server.errors import StatusError
from newsassay.server.floods import Floods
from newsassay.server.intake import Intake
from newsassay.server.limits import Limits
from newsassay.server.outcome import Method, Outcome, Work
from newsassay.server.replies import UnreadReplies
from newsassay.v1 import credibility_service_pb2 as service_pb2

SERVICE = service_pb2.DESCRIPTOR.services_by_name["CredibilityService"].full_name

_COMPARE = "CompareArticles"
# Items of one stream that are being scored or wait to be sent.
_STREAM_WINDOW = 16

Run = Callable[[bytes, Call], Awaitable[bytes]]


class Scorer(Protocol):
    """What runs jobs: a WorkerPool or an InlineScorer."""

    version: dict[str, str]

    @property
    def processes(self) -> int:
        """Jobs that can run at once."""

    @property
    def queued(self) -> int:
        """Jobs that wait for a worker."""

    @property
    def usable(self) -> int:
        """Processes that can run jobs now."""

    async def start(self) -> bool:
        """Get ready to run jobs; False if that is impossible."""

    async def close(self) -> None:
        """Give up what is left and end."""

    async def submit(self, work: Work) -> Outcome:
        """Run one job. Raises StatusError if it is lost; cancelling stops the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is bounded: messages on their way in, what waits for a worker, replies on their way out, and floods."""

    intake: Intake
    admission: Admission
    replies: UnreadReplies
    floods: Floods


class Servicer:
    """Handlers of CredibilityService."""

    def __init__(self, scorer: Scorer, room: Room, recorder: Recorder, limits: Limits) -> None:
        self._scorer = scorer
        self._intake = room.intake
        self._admission = room.admission
        self._replies = room.replies
        self._floods = room.floods
        self._recorder = recorder
        self._limits = limits

    def handlers(self) -> grpc.GenericRpcHandler:
        """All rpcs, on serialised messages."""
        unary: dict[str, Run] = {
            "ScoreArticle": functools.partial(self._run_one, Method.SCORE_ARTICLE),
            "BatchScoreArticles": self._run_batch,
            _COMPARE: functools.partial(self._run_one, Method.COMPARE_ARTICLES),
            "ListSignals": functools.partial(self._run_one, Method.LIST_SIGNALS),
            "GetRubric": functools.partial(self._run_one, Method.GET_RUBRIC),
        }
        handlers: dict[str, Handler] = {n: functools.partial(self._unary, run) for n, run in unary.items()}
        handlers["StreamScoreArticles"] = self._stream
        return grpc.method_handlers_generic_handler(
            SERVICE,
            {
                name: grpc.stream_stream_rpc_method_handler(
                    self._floods.unless_cut_off(observed(name, handler, self._recorder))
                )
                for name, handler in handlers.items()
            },
        )

    async def _unary(self, run: Run, context: Context, call: Call) -> None:
        """Read one message, run it and write the answer, all within the call's time."""
        self._admission.check(call.peer)
        seconds = self._limits.deadline_seconds
        with _limited(seconds if context.time_remaining() is None else None) as limit:
            async with limit:
                data = await self._read(context, call)
                with self._admission.call(len(data), call.peer, context.time_remaining()):
                    await self._replies.room(call.peer)
                    body = await run(data, call)
                    del data
                    await self._write(context, call, body)

    async def _read(self, context: Context, call: Call) -> bytes:
        """Read the one message of a unary call."""
        data: Any = grpc.aio.EOF
        try:
            async with self._intake.place(call.peer):
                data = await read_message(context)
        finally:
            self._floods.reading_ended(context, data)
        if data is grpc.aio.EOF:
            raise StatusError(errors.no_message())
        if call.method != _COMPARE:  # which says what of its articles is too large
            self._check_size(data)
        return bytes(data)

    def _check_size(self, data: bytes) -> None:
        """Refuse what is too large to be scored; gRPC takes more, for the sake of comparisons."""
        if len(data) > self._limits.request_message_bytes:
            raise StatusError(errors.message_too_large(len(data), self._limits.request_message_bytes))

    async def _write(self, context: Context, call: Call, body: bytes) -> None:
        """Write a reply, which is counted until the caller has room for it."""
        with self._replies.sending(call.peer, len(body)):
            try:
                async with asyncio.timeout(self._limits.deadline_seconds):
                    await context.write(body)
            except TimeoutError:
                # Nobody reads this; what is left of the call goes with it.
                raise asyncio.CancelledError from None

    async def _run_one(self, method: Method, data: bytes, call: Call) -> bytes:
        return _body(await self._submit(method, data, call))

    async def _submit(self, method: Method, data: bytes, call: Call, reply_bytes: int = 0) -> Outcome:
        outcome = await self._scorer.submit(Work(method, data, call.peer, reply_bytes))
        self._recorder.message(call, len(data), outcome)
        return outcome

    async def _run_batch(self, data: bytes, call: Call) -> bytes:
        batch = Batch(data)
        share = self._limits.reply_bytes / len(batch)
        numbered = iter(enumerate(batch.chunks()))
        bodies: dict[int, bytes] = {}

        async def run() -> None:
            for index, (articles, chunk) in numbered:
                outcome = await self._submit(Method.BATCH, chunk, call, int(share * articles))
                bodies[index] = _body(outcome)

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self._scorer.processes, len(batch))):
                    group.create_task(run())
        except ExceptionGroup as failed:
            # Not `except*`: before Python 3.11.4 what is raised inside it comes out in a group again.
            expected, unexpected = failed.split(StatusError)
            if unexpected or not expected:
                raise
            raise expected.exceptions[0] from None
        # Serialised messages concatenate: repeated fields of the parts follow one another.
        return b"".join(bodies[index] for index in sorted(bodies))

    async def _stream(self, context: Context, call: Call) -> None:
        window = asyncio.Semaphore(_STREAM_WINDOW)
        writing = asyncio.Lock()

        async def answer(data: bytes, release: Callable[[], None]) -> None:
            body = await self._item(data, call)
            # A caller that is slow to read holds the window of its stream, not what others wait for.
            release()
            async with writing:
                await self._write(context, call, body)

        def done(release: Callable[[], None], _task: asyncio.Task[None]) -> None:
            release()
            window.release()

        async def read(group: asyncio.TaskGroup) -> StatusError | None:
            # Nothing is read for which there is no room: flow control holds the caller.
            while await window.acquire():
                try:
                    async with asyncio.timeout(self._limits.stream_idle_seconds):
                        data = await read_message(context)
                except TimeoutError:
                    # Not raised here, where it would end the answers to what was read.
                    return StatusError(errors.stream_idle(self._limits.stream_idle_seconds))
                if data is grpc.aio.EOF:
                    break
                self._check_size(data)
                await self._replies.room(call.peer)
                release = await self._admission.take_item(len(data), call.peer)
                task = group.create_task(answer(data, release))
                task.add_done_callback(functools.partial(done, release))
            return None

        with self._admission.stream(call.peer):
            try:
                async with asyncio.TaskGroup() as group:
                    reading = group.create_task(read(group))
                    self._admission.cancel_at_close(reading)
            except ExceptionGroup as failed:
                expected, unexpected = failed.split(StatusError)
                if unexpected or not expected:
                    raise
                raise expected.exceptions[0] from None
        if reading.cancelled():
            # What was read is answered; what was not, the caller sends to another server.
            raise StatusError(errors.stopping())
        if failure := reading.result():
            raise failure

    async def _item(self, data: bytes, call: Call) -> bytes:
        seconds = self._limits.deadline_seconds
        try:
            with _limited(seconds) as limit:
                async with limit:
                    return (await self._submit(Method.STREAM_ITEM, data, call)).body
        except StatusError as error:
            name = service_pb2.StreamScoreArticlesRequest.FromString(data).request_id
            return service_pb2.StreamScoreArticlesResponse(
                request_id=name, status=error.status
            ).SerializeToString()


@contextmanager
def _limited(seconds: float | None) -> Iterator[asyncio.Timeout]:
    """A timeout to be entered, which ends with DEADLINE_EXCEEDED; None never ends."""
    try:
        yield asyncio.timeout(seconds)
    except TimeoutError:
        raise StatusError(errors.deadline_exceeded(seconds or 0.0)) from None


def _body(outcome: Outcome) -> bytes:
    if not outcome.ok:
        raise StatusError(status_pb2.Status.FromString(outcome.body))
    return outcome.body

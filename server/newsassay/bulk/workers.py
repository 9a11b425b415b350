"""Worker processes that score batches, and hand them back in order."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TypeAlias

import pyarrow as pa

from newsassay.bulk.scoring import BatchScorer

Scored: TypeAlias = Iterator[pa.RecordBatch]
_AHEAD = 2  # batches per worker that are under way or wait for their turn


class Workers:
    """Scores batches on other cores; at most a few per worker are in memory."""

    def __init__(self, scorer: BatchScorer, count: int, pool: ProcessPoolExecutor | None) -> None:
        self._scorer = scorer
        self._count = count
        self._pool = pool

    def score(self, batches: Iterable[pa.RecordBatch]) -> Scored:
        """Yield the rows for every batch, in order. Raises BrokenProcessPool where a worker dies."""
        if self._pool is None:
            for batch in batches:
                yield from self._scorer.score(batch)
            return
        under_way: deque[Future[bytes]] = deque()
        for batch in batches:
            under_way.append(self._pool.submit(_score, _packed([batch], batch.schema)))
            if len(under_way) > self._count * _AHEAD:
                yield from _unpacked(under_way.popleft().result())
        while under_way:
            yield from _unpacked(under_way.popleft().result())


@contextmanager
def workers(scorer: BatchScorer, count: int) -> Iterator[Workers]:
    """Start `count` processes; for one, score in this process instead."""
    if count == 1:
        yield Workers(scorer, count, None)
        return
    # Threads, locks and gRPC do not survive a fork.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=(scorer,))
    try:
        yield Workers(scorer, count, pool)
    finally:
        pool.shutdown(cancel_futures=True)


_scorer = BatchScorer()


def _start(scorer: BatchScorer) -> None:
    global _scorer  # noqa: PLW0603 - a worker process has one task
    _scorer = scorer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to everybody; the parent decides
    threading.Thread(target=_end_with_parent, name="newsassay-parent", daemon=True).start()


def _end_with_parent() -> None:
    """A worker holds both ends of its queue, so that it would wait for ever for work from a dead parent."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _score(packed: bytes) -> bytes:
    scored = [out for batch in _unpacked(packed) for out in _scorer.score(batch)]
    return _packed(scored, scored[0].schema)


def _packed(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> bytes:
    """Arrow's stream format holds the rows of a slice; pickle would send all that the slice was cut from."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _unpacked(packed: bytes) -> Iterator[pa.RecordBatch]:
    with pa.ipc.open_stream(packed) as reader:
        yield from reader

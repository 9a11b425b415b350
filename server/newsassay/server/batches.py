"""A batch request as several smaller ones, cut out of its bytes.

Nothing is parsed or copied but what is about to be sent to a worker: the serving process finds the articles by the
lengths that the wire format puts before them.
"""

from collections.abc import Iterator

from newsassay.server import errors, wire
from newsassay.server.errors import StatusError, Violation
from newsassay.server.limits import BATCH_ARTICLES, OPTIONS_BYTES

# A job of a batch: large enough to make hand-over cheap, small enough to let others in between.
_CHUNK_ARTICLES = 16
_CHUNK_BYTES = 48 << 10
_NAME = "newsassay.v1.BatchScoreArticlesRequest"


class Batch:
    """Where the articles and options of a serialised BatchScoreArticlesRequest stand.

    Raises StatusError for what is no request, for a bad number of articles, and for options that are too large.
    """

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._articles: list[tuple[int, int]] = []
        options: list[memoryview] = []
        for number, start, end in wire.fields(self._data, _NAME):
            if number == wire.ARTICLES:
                self._articles.append((start, end))
            elif number == wire.OPTIONS:
                options.append(self._data[start:end])
            if len(self._articles) > BATCH_ARTICLES:
                break
        count = len(self._articles)
        if not 1 <= count <= BATCH_ARTICLES:
            said = f"more than {BATCH_ARTICLES}" if count else "no"
            description = f"{said} articles, 1 to {BATCH_ARTICLES} are allowed"
            raise StatusError(errors.invalid_argument([Violation("articles", description, "BAD_COUNT")]))
        # Options that are given several times are merged by whoever parses them one after the other.
        if sum(map(len, options)) > OPTIONS_BYTES:
            raise StatusError(errors.options_too_large())
        self._options = b"".join(options)

    def __len__(self) -> int:
        """The number of articles."""
        return len(self._articles)

    def chunks(self) -> Iterator[tuple[int, bytes]]:
        """Yield requests of a few articles each, with the options: the number of articles, and the request."""
        # Options of any size are sent no more often than they are outweighed.
        most = max(_CHUNK_BYTES, len(self._options))
        first = size = 0
        for index, (start, end) in enumerate(self._articles):
            if index > first and (size + end - start > most or index - first == _CHUNK_ARTICLES):
                yield index - first, self._chunk(first, index)
                first, size = index, 0
            size += end - start
        yield len(self._articles) - first, self._chunk(first, len(self._articles))

    def _chunk(self, first: int, last: int) -> bytes:
        return b"".join(
            [*(self._data[start:end] for start, end in self._articles[first:last]), self._options]
        )

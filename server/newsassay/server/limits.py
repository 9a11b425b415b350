"""Sizes that bound one request and its reply."""

from typing import NamedTuple

BATCH_ARTICLES = 256
COMPARED_ARTICLES = 200
CUSTOM_CUES = 256
CUE_WORDS = 8
ID_CHARACTERS = 256
RANGES = 10_000
# Options of one request: every signal switched off and 256 cues of full length fit.
OPTIONS_BYTES = 128 << 10
# What gRPC's clients take if nobody tells them otherwise, less room for what surrounds a report.
REPLY_BYTES = (4 << 20) - (64 << 10)


class Limits(NamedTuple):
    """Bounds on what one call may carry, in bytes, and on the time that it may take, in seconds.

    `deadline_seconds` holds for calls without a deadline, items of streams, and replies to be read;
    `message_seconds` for a request message to come in; `work_seconds` is processor time, for one article or one
    comparison. `comparison_bytes` is the text of all articles that are compared.
    """

    text_bytes: int = 1 << 20
    message_bytes: int = 4 << 20
    reply_bytes: int = REPLY_BYTES
    work_seconds: float = 30.0
    deadline_seconds: float = 60.0
    message_seconds: float = 30.0
    stream_idle_seconds: float = 300.0
    comparison_bytes: int = 8 << 20

    @property
    def request_message_bytes(self) -> int:
        """Largest request to score; never less than one article of full size with its options."""
        return max(self.message_bytes, self.text_bytes + OPTIONS_BYTES + (64 << 10))

    @property
    def comparison_message_bytes(self) -> int:
        """Largest request to compare: the text, and what surrounds it in 200 articles."""
        return self.comparison_bytes + OPTIONS_BYTES + (1 << 20)

    @property
    def incoming_bytes(self) -> int:
        """Largest message of any kind: half as much again as can be compared, so that the answer can say what is wrong."""
        return max(self.request_message_bytes, self.comparison_message_bytes + self.comparison_bytes // 2)

    @property
    def response_message_bytes(self) -> int:
        """Largest response message: reports are cut to `reply_bytes`, cards and rubrics are small."""
        return max(self.reply_bytes, REPLY_BYTES) + (1 << 20)

"""Sizes that bound one request; every message limit derives from the text limit."""

from typing import NamedTuple

BATCH_ARTICLES = 256
CUSTOM_CUES = 256
CUE_WORDS = 8
ID_CHARACTERS = 256
RANGES = 10_000


class Limits(NamedTuple):
    """Bounds on what one call may carry, in bytes of UTF-8."""

    text_bytes: int = 1 << 20

    @property
    def request_message_bytes(self) -> int:
        """Largest request message: sixteen texts of full size, and room for ids and options."""
        return 16 * self.text_bytes + (1 << 20)

    @property
    def response_message_bytes(self) -> int:
        """Largest response message: evidence can outweigh its text many times over."""
        return 64 * self.text_bytes + (4 << 20)

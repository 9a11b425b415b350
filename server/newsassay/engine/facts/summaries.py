"""What sums an article up: its headline, and the lede, each to be held against the rest of the body."""

from typing import NamedTuple

from newsassay.engine.document import Document, FieldText

_MAX_LEDE_WORDS = 130
_MIN_REST = 2.0  # the rest must be at least this many times as long


class Summary(NamedTuple):
    """The token range [first, last) of a field that sums up the body from token `rest` on."""

    text: FieldText
    first: int
    last: int
    rest: int

    @property
    def name(self) -> str:
        """How messages call it."""
        return "headline" if self.first == 0 == self.rest else "lede"


def find_summaries(document: Document) -> tuple[Summary, ...]:
    """Headline and lede, where there are any. A layer of the document.

    The lede is the body's first paragraph that holds a sentence, if it is short and the rest is long.
    """
    found: list[Summary] = []
    body = document.body
    if document.title.text and body.text:
        found.append(Summary(document.title, 0, len(document.title.tokens), 0))
    paragraphs = body.paragraphs
    if len(paragraphs) > 1:
        first, last = 0, paragraphs[1]
        if last - first <= _MAX_LEDE_WORDS and len(body.tokens) - last >= _MIN_REST * (last - first):
            found.append(Summary(body, first, last, last))
    return tuple(found)

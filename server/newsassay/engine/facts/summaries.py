"""What sums an article up: its headline, and a lede that says again what the rest says."""

from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content

_LONGEST_LEDE = 130  # tokens
_LEAST_REST = 2.0  # the rest is at least this many times as long
_FEW_WORDS = 3  # content words from which a share of them means something
_RESTATED = 0.65  # Measured: median .85 of summaries written for an article, .58 of the first paragraphs of edited news


class Summary(NamedTuple):
    """The token range [first, last) of a field that sums up the body from token `rest` on.

    `known` are the content stems of that rest, `restated` the share of the summary's own that are among them.
    """

    text: FieldText
    first: int
    last: int
    rest: int
    restated: float
    known: frozenset[str]

    @property
    def name(self) -> str:
        """How messages call it."""
        return "headline" if self.first == 0 == self.rest else "lede"


def find_summaries(document: Document) -> tuple[Summary, ...]:
    """Headline and lede, where there are any. A layer of the document.

    The lede is the body's first paragraph, if it is short, the rest is long and says most of it again: a first paragraph
    that opens a story instead is no summary.
    """
    found: list[Summary] = []
    body = document.body
    if document.title.text and body.text:
        found.append(summary(document.title, 0, len(document.title.tokens), body, 0))
    if len(body.paragraphs) > 1:
        last = body.paragraphs[1]
        if last <= _LONGEST_LEDE and len(body.tokens) - last >= _LEAST_REST * last:
            lede = summary(body, 0, last, body, last)
            if lede.restated >= _RESTATED:
                found.append(lede)
    return tuple(found)


def summary(text: FieldText, first: int, last: int, body: FieldText, rest: int) -> Summary:
    """The token range [first, last) of a text as a summary of a body from token `rest` on."""
    ours = [stem for stem in text.layer(Content).stems[first:last] if stem]
    known = frozenset(body.layer(Content).stems[rest:])
    share = sum(map(known.__contains__, ours)) / len(ours) if len(ours) >= _FEW_WORDS else 0.0
    return Summary(text, first, last, rest, share, known)

"""Places of an article as text spans in the caller's offset encoding."""

from collections.abc import Callable
from functools import partial

from newsassay.engine.article import Field, OffsetEncoding
from newsassay.engine.document import Document
from newsassay.engine.finding import Location
from newsassay.engine.report import TextSpan
from newsassay.engine.text.offsets import OffsetEncoder, offset_encoder

Locate = Callable[[Location], TextSpan]
# TextSpan(...) runs a Python function; a report has a hundred spans, and this takes half as long.
_text_span: Callable[[tuple[Field, int, int, str]], TextSpan] = partial(tuple.__new__, TextSpan)


def locator(document: Document, encoding: OffsetEncoding) -> Locate:
    """A function that turns locations into text spans in the caller's offset encoding."""
    texts: dict[Field, tuple[str, OffsetEncoder | None]] = {
        f.field: (f.text, offset_encoder(f.text, encoding))
        for f in (document.title, document.byline, document.body)
    }

    def locate(location: Location) -> TextSpan:
        field, start, end = location
        text, encode = texts[field]
        written = text[start:end]
        return _text_span((field, encode(start), encode(end), written) if encode else (*location, written))

    return locate

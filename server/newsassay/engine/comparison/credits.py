"""Whom an article credits as the maker of its text, and whether that is another article's publisher."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from newsassay.engine.article import Article
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Location
from newsassay.engine.lexicon import words_of
from newsassay.engine.signals.attribution import aggregator_credits

_SHORTEST = 4  # letters of a publisher's name that may stand inside another word
_NO_NAME = words_of("comparison_words", "host")


class Credit(NamedTuple):
    """A place that credits another medium for the text, and whom; "" where it does not say."""

    location: Location
    name: str


def find_credits(document: Document) -> tuple[Credit, ...]:
    """All credits of an article in order. A layer of the document."""
    found = (j for j in aggregator_credits.detect(document) if isinstance(j, Finding))
    return tuple(Credit(f.location, f.values[0] if f.values else "") for f in found)


def publishers(article: Article) -> frozenset[str]:
    """The names by which others may credit an article's publisher: its name, and that of its site, folded."""
    names = {folded(article.publisher)}
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:
        host = ""
    names.update(label for label in host.lower().split(".") if label not in _NO_NAME)
    return frozenset(name for name in names if len(name) >= _SHORTEST)


def credits_to(document: Document, other: Article) -> Iterator[Credit]:
    """The credits of a document that name another article's publisher."""
    names = publishers(other)
    for credit in document.layer(find_credits) if names else ():
        text = document.field(credit.location.field).text
        told = folded(credit.name), folded(text[credit.location.start : credit.location.end])
        if any(name in words for name in names for words in told):
            yield credit


def folded(name: str) -> str:
    """Letters and digits of a name in lower case, without a leading "the"."""
    return "".join(filter(str.isalnum, name.lower().removeprefix("the ")))

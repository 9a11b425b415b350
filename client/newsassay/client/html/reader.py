"""HTML files: one article a page."""

from collections.abc import Iterator
from typing import BinaryIO

import trafilatura as _  # noqa: F401 - without the extra, this module is not found

from newsassay.client.html.extraction import article_from_html
from newsassay.client.html.limits import HtmlError
from newsassay.client.reading.decoding import Undecodable, decode
from newsassay.client.reading.read_article import LONGEST_ID, ReadArticle, failed


def read_html(name: str, file: BinaryIO, encoding: str | None) -> Iterator[ReadArticle]:
    """Yield the one article of a page."""
    data = file.read()
    try:
        found = article_from_html(decode(data, encoding) if encoding else data)
    except (HtmlError, Undecodable) as error:
        yield failed(name, str(error), len(data))
        return
    found.article.article_id = name[-LONGEST_ID:]
    yield ReadArticle(name, found.article, "", len(data), "", found.source_map, found.warnings)

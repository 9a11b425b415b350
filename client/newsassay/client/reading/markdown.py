"""Markdown: the first heading is the title, front matter is metadata, and what a reader sees is the body."""

from collections.abc import Iterator
from typing import BinaryIO

from newsassay.client.reading.decoding import Undecodable, decode
from newsassay.client.reading.front_matter import FrontMatterError, read_front_matter
from newsassay.client.reading.markdown_text import markdown_text
from newsassay.client.reading.read_article import LONGEST_ID, ReadArticle, failed
from newsassay.client.source_map import SourceMap, SourceText
from newsassay.v1.report_pb2 import FIELD_TITLE


def read_markdown(name: str, file: BinaryIO, encoding: str | None = None) -> Iterator[ReadArticle]:
    """Yield the one article of a Markdown file."""
    data = file.read()
    try:
        item = markdown_article(decode(data, encoding), name=name, size=len(data))
    except (Undecodable, FrontMatterError) as error:
        item = failed(name, str(error), len(data))
    yield item


def markdown_article(text: str, *, name: str = "", size: int = 0) -> ReadArticle:
    """Read an article written in Markdown (CommonMark, with tables).

    The first top-level heading is the title, or else the front matter's. Front matter, YAML or TOML, gives
    id, byline or author, publisher, url, date and language, too. Raises FrontMatterError where it is neither.
    """
    front = read_front_matter(text)
    seen = markdown_text(text, front.end)
    article = front.article
    pieces = [piece for piece in front.pieces if piece.field != FIELD_TITLE or not seen.title]
    article.title = seen.title or article.title
    article.body = seen.body
    article.quoted_ranges.extend(seen.quoted)
    article.disabled_ranges.extend(seen.disabled)
    article.article_id = (article.article_id or name)[-LONGEST_ID:]
    return ReadArticle(
        name,
        article,
        size=size,
        source_map=SourceMap(SourceText(text), [*pieces, *seen.pieces]),
        warnings=(*front.warnings, *seen.warnings),
    )

"""Plain text: all of it is body."""

from collections.abc import Iterator
from typing import BinaryIO

from newsassay.client.reading.decoding import Undecodable, decode
from newsassay.client.reading.read_article import LONGEST_ID, ReadArticle, failed
from newsassay.client.source_map import SourceText, identity
from newsassay.v1.article_pb2 import Article


def read_text(name: str, file: BinaryIO, encoding: str | None = None) -> Iterator[ReadArticle]:
    """Yield the one article of a text file."""
    data = file.read()
    try:
        body = decode(data, encoding)
    except Undecodable as error:
        yield failed(name, str(error), len(data))
        return
    yield ReadArticle(
        name,
        Article(article_id=name[-LONGEST_ID:], body=body),
        size=len(data),
        source_map=identity(SourceText(body)),
    )

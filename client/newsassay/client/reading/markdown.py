"""Markdown: the first heading is the title, front matter is metadata."""

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from newsassay.client.reading.decoding import Undecodable, decode
from newsassay.client.reading.read_article import LONGEST_ID, ReadArticle, failed
from newsassay.client.source_map import Piece, SourceMap, SourceText
from newsassay.v1.article_pb2 import Article
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_TITLE


def read_markdown(name: str, file: BinaryIO) -> Iterator[ReadArticle]:
    """Yield the one article of a Markdown file."""
    data = file.read()
    try:
        text = decode(data)
        article = markdown_article(text)
    except (Undecodable, ValueError) as error:
        yield failed(name, str(error), len(data))
        return
    article.article_id = (article.article_id or name)[-LONGEST_ID:]
    source = SourceText(text)
    pieces = []
    for field, value in ((FIELD_TITLE, article.title), (FIELD_BODY, article.body)):
        at = text.find(value)
        if value and at >= 0:
            pieces.append(Piece(field, 0, len(value), at, at + len(value)))
    yield ReadArticle(name, article, size=len(data), source_map=SourceMap(source, pieces))


def markdown_article(text: str) -> Article:
    """Read an article written in Markdown.

    The first `# ` heading is the title, everything else is the body, markup included: offsets refer to
    what was written. Front matter gives metadata: id, title (where there is no heading), byline or author,
    publisher, url, date, language. Raises ValueError where the front matter is no YAML.
    """
    import frontmatter  # noqa: PLC0415 - only Markdown needs YAML
    import yaml  # noqa: PLC0415

    try:
        metadata, content = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        message = f"front matter is not YAML: {_one_line(error)}"
        raise ValueError(message) from error
    title, body = _split_title(content)
    values = {str(key).lower().replace("-", "_"): _plain(value) for key, value in metadata.items()}

    def first(*keys: str) -> str:
        return next((values[key] for key in keys if values.get(key)), "")

    return Article(
        article_id=first("article_id", "id"),
        title=title or first("title", "headline"),
        body=body,
        url=first("url", "canonical_url", "link"),
        publisher=first("publisher", "outlet", "site"),
        byline=first("byline", "author", "authors"),
        published_at=first("published_at", "date", "published"),
        language_code=first("language_code", "language", "lang"),
    )


def _split_title(content: str) -> tuple[str, str]:
    position, fenced = 0, False
    for line in content.splitlines(keepends=True):
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        elif line.startswith("# ") and not fenced:
            title = line[2:].strip().removesuffix("#").rstrip()
            return title, (content[:position] + content[position + len(line) :]).strip("\r\n")
        position += len(line)
    return "", content


def _plain(value: object) -> str:
    """Return a front matter value as text; what is no scalar and no list of scalars is left out."""
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(item) for item in value if not isinstance(item, list))))
    return str(value) if isinstance(value, str | int | float) else ""


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())

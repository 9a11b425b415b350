"""From files to articles: text, Markdown, JSONL."""

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from google.protobuf.json_format import ParseDict, ParseError

from newsassay.v1.article_pb2 import Article

LONGEST_ID = 256


class Item(NamedTuple):
    """One article to score, or why there is none.

    `name` says where it comes from ("news.jsonl:17"), `size` how many bytes of input it stands for.
    """

    name: str
    article: Article
    problem: str = ""
    size: int = 0


def read(path: str, input_format: str | None = None) -> Iterator[Item]:
    """Yield the articles of a file; of standard input for "-".

    `input_format` is a key of FORMATS; by default the file's suffix decides, and what is unknown is text.
    What cannot be read becomes an Item with a problem.
    """
    reader = FORMATS[input_format or SUFFIXES.get(Path(path).suffix.lower(), "text")]
    name = "stdin" if path == "-" else path
    try:
        if path == "-":
            yield from reader(name, sys.stdin.buffer)
        else:
            with Path(path).open("rb") as file:
                yield from reader(name, file)
    except OSError as error:
        yield failed(name, error.strerror or str(error))


def failed(name: str, problem: str, size: int = 0, article_id: str = "") -> Item:
    """Return an Item for what could not be read."""
    return Item(name, Article(article_id=(article_id or name)[-LONGEST_ID:]), problem, size)


def _read_text(name: str, file: BinaryIO) -> Iterator[Item]:
    data = file.read()
    try:
        body = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield failed(name, _not_utf8(error), len(data))
        return
    yield Item(name, Article(article_id=name[-LONGEST_ID:], body=body), size=len(data))


def _read_markdown(name: str, file: BinaryIO) -> Iterator[Item]:
    for item in _read_text(name, file):
        if item.problem:
            yield item
            continue
        try:
            article = markdown_article(item.article.body)
        except ValueError as error:
            yield failed(name, str(error), item.size)
            continue
        article.article_id = (article.article_id or name)[-LONGEST_ID:]
        yield item._replace(article=article)


def _read_jsonl(name: str, file: BinaryIO) -> Iterator[Item]:
    for number, line in enumerate(file, start=1):
        if line.strip():
            yield _json_article(f"{name}:{number}", line)


def _json_article(name: str, line: bytes) -> Item:
    size = len(line)
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return failed(name, _not_utf8(error), size)
    except (ValueError, RecursionError) as error:
        return failed(name, f"not JSON: {error}", size)
    if not isinstance(fields, dict):
        return failed(name, "not a JSON object", size)
    article_id = fields.get("articleId", fields.get("article_id"))
    given_id = article_id if isinstance(article_id, str) and _is_unicode(article_id) else ""
    try:
        article = ParseDict(fields, Article())
    except (ParseError, UnicodeEncodeError, RecursionError) as error:
        return failed(name, f"not an Article: {_one_line(error)}", size, given_id)
    if not article.article_id:
        article.article_id = name[-LONGEST_ID:]
    return Item(name, article, size=size)


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


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _not_utf8(error: UnicodeDecodeError) -> str:
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


FORMATS: dict[str, Callable[[str, BinaryIO], Iterator[Item]]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "jsonl": _read_jsonl,
}
SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".jsonl": "jsonl", ".ndjson": "jsonl"}

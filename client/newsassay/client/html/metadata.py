"""What a page says of its article. Nothing is guessed: a date counts only where it is declared as such."""

import html
import json
import re
from collections import deque
from typing import NamedTuple

from newsassay.client.html.page import Page
from newsassay.client.reading.dates import rfc3339

_MOST_NODES = 10_000
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}")
_BEFORE_PUBLISHER = re.compile(r"\s*[|\-–—:·•»]+\s*$")


class Metadata(NamedTuple):
    """An article's fields; "" for what is not said. `has_unread_date`: one is declared and cannot be read."""

    title: str
    byline: str
    publisher: str
    published_at: str
    language_code: str
    url: str
    has_unread_date: bool


def metadata(page: Page) -> Metadata:
    """Choose among what a page declares: JSON-LD first, then meta elements, then what it shows."""
    data = _article_data(page.texts["script"])
    publisher = _first(_names(data.get("publisher")), page.meta.get("og:site_name"))
    declared = _first(data.get("datePublished"), page.meta.get("article:published_time"))
    if not declared and len(set(page.times)) == 1:
        declared = page.times[0]
    published_at = rfc3339(declared)
    return Metadata(
        title=_first(
            data.get("headline"),
            page.meta.get("og:title"),
            *page.texts["h1"][:1],
            _without_publisher(_first(*page.texts["title"][:1]), publisher),
        ),
        byline=_first(_names(data.get("author")), page.meta.get("author"), *page.texts["byline"][:1]),
        publisher=publisher,
        published_at=published_at,
        language_code=page.language if _LANGUAGE.fullmatch(page.language) else "",
        url=_first(page.canonical),
        has_unread_date=bool(declared and not published_at),
    )


def _first(*values: object) -> str:
    """Return the first value that is text, on one line, with its character references read."""
    for value in values:
        if isinstance(value, str):
            text = " ".join(html.unescape(value).replace("\0", "").split())
            if text and not any("\ud800" <= char <= "\udfff" for char in text):
                return text
    return ""


def _names(value: object) -> str:
    """Return the names of people or organisations as JSON-LD writes them: text, an object, or a list of either."""
    values = value if isinstance(value, list) else [value]
    names = [_first(item.get("name") if isinstance(item, dict) else item) for item in values]
    return ", ".join(name for name in names if name)


def _article_data(scripts: list[str]) -> dict[str, object]:
    """Return the first Article of the JSON-LD; {} if there is none. Broken JSON is passed over."""
    for script in scripts:
        try:
            nodes: deque[object] = deque([json.loads(script, strict=False)])
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not nodes:
                break
            node = nodes.popleft()
            if isinstance(node, list):
                nodes.extend(node)
            elif isinstance(node, dict):
                if _is_article(node.get("@type")):
                    return node
                nodes.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
    return {}


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting")) for name in kinds)


def _without_publisher(title: str, publisher: str) -> str:
    if publisher and title.endswith(publisher) and title != publisher:
        return _BEFORE_PUBLISHER.sub("", title[: -len(publisher)])
    return title

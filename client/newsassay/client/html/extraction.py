"""The article of a page: body by trafilatura, everything else as the page declares it, nothing fetched."""

import importlib.metadata
import logging
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from newsassay.client.html.alignment import Stream
from newsassay.client.html.decoding import decode_page
from newsassay.client.html.limits import HtmlError, HtmlLimits, HtmlReason
from newsassay.client.html.metadata import Metadata, metadata
from newsassay.client.html.page import Page
from newsassay.client.reading.assembly import FieldAssembly, Fragment
from newsassay.client.reading.directives import Directives
from newsassay.client.reading.front_matter import unreadable_date
from newsassay.client.source_map import Piece, SourceMap, SourceText
from newsassay.v1.article_pb2 import Article, TextRange
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_BYLINE, FIELD_TITLE
from newsassay.v1.report_pb2 import Warning as ReportWarning

_FEW_WORDS = 50
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it finds odd is in the warnings
_ROOT = re.compile(r"<html\b", re.IGNORECASE)  # a part of a page is one, too
_INLINE_QUOTATION = re.compile(r"<(/?)q(?:\s[^<>]*)?>", re.IGNORECASE)
_DEFAULT_LIMITS = HtmlLimits()


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """An article taken from a page.

    `source_map` leads from its spans to the decoded page, `extractor` names what found the body. `warnings`:
    ENCODING_GUESSED, PARTIAL_SOURCE_MAP (some text has no place), NO_ARTICLE_FOUND (fewer than 50 words),
    UNREADABLE_DATE, UNKNOWN_COMMENT.
    """

    article: Article
    source_map: SourceMap
    extractor: str
    warnings: tuple[ReportWarning, ...]


def article_from_html(
    source: str | bytes, *, url: str = "", limits: HtmlLimits = _DEFAULT_LIMITS
) -> ExtractedArticle:
    """Take the article out of a page.

    `url` is where the page is from; by default what it says itself. Raises HtmlError for a page beyond the
    limits or that is no text, and ModuleNotFoundError without the extra "html".
    """
    text, is_guessed = _text(source, limits)
    page = Page(text, limits)
    page.read()
    facts = metadata(page)
    stream = Stream(text, page.fragments)
    title = _field(FieldAssembly(FIELD_TITLE), facts.title, text, stream)
    byline = _field(FieldAssembly(FIELD_BYLINE), facts.byline, text, stream)
    body, unplaced = _body(_lines(text), stream, [facts.title, *page.texts["h1"][:1]])
    directives = Directives()
    article = Article(
        title=title.text,
        body=body.text,
        byline=byline.text,
        url=url or facts.url,
        publisher=facts.publisher,
        published_at=facts.published_at,
        language_code=facts.language_code,
        quoted_ranges=_quoted(body.pieces, page.quotes),
    )
    _read_comments(directives, page, body.pieces)
    article.disabled_ranges.extend(directives.finish(body.length))
    return ExtractedArticle(
        article,
        SourceMap(SourceText(text), [*title.pieces, *body.pieces, *byline.pieces]),
        f"trafilatura {importlib.metadata.version('trafilatura')}",
        (*directives.warnings, *_warnings(facts, body.text, unplaced, is_guessed=is_guessed)),
    )


def _text(source: str | bytes, limits: HtmlLimits) -> tuple[str, bool]:
    if len(source) > limits.size:
        raise HtmlError(HtmlReason.TOO_LARGE, f"more than {limits.size} bytes")
    text, is_guessed = decode_page(source) if isinstance(source, bytes) else (source, False)
    if "\0" in text:
        raise HtmlError(HtmlReason.NOT_TEXT, "NUL characters: this is no page")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise HtmlError(HtmlReason.NOT_TEXT, "half characters: lone surrogates")
    return text, is_guessed


def _lines(text: str) -> list[str]:
    """Return the paragraphs of the article that a page holds; [] if none is found."""
    from trafilatura import extract  # noqa: PLC0415 - heavy, and an extra

    text = _INLINE_QUOTATION.sub(lambda tag: "”" if tag[1] else "“", text)  # else each is made a paragraph
    found = extract(
        text if _ROOT.search(text) else f"<html><body>{text}</body></html>",
        fast=True,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        deduplicate=False,
    )
    lines = (line.strip().removeprefix("- ").strip() for line in (found or "").split("\n"))
    return [line for line in lines if line]


def _body(lines: list[str], stream: Stream, headlines: list[str]) -> tuple[FieldAssembly, int]:
    """Return the body, and how many of its lines have no place in the source. A headline on top is no body."""
    if lines and lines[0].split() in [headline.split() for headline in headlines]:
        stream.find_next(lines[0])
        lines = lines[1:]
    body = FieldAssembly(FIELD_BODY)
    unplaced = 0
    for line in lines:
        found = stream.find_next(line)
        if found is None:
            unplaced += 1
            body.add_unplaced(line, "\n\n")
        else:
            body.add_block(found, "\n\n")
    return body, unplaced


def _field(field: FieldAssembly, value: str, source: str, stream: Stream) -> FieldAssembly:
    """Fill a field with a value that the page declares: at the place where it is shown, or else written."""
    found = stream.find_first(value)
    at = source.find(value) if value and found is None else -1
    if at >= 0:
        found = [Fragment(value, at, at + len(value))]
    if found is None:
        field.add_unplaced(value, "")
    else:
        field.add_block(found)
    return field


def _quoted(pieces: list[Piece], quotes: list[tuple[int, int]]) -> list[TextRange]:
    """Return the ranges of the body that stand in quoting elements; neighbours are one."""
    starts = [start for start, _ in quotes]
    ranges: list[TextRange] = []
    was_quoted = False
    for piece in pieces:
        k = bisect_right(starts, piece.source_start) - 1
        is_quoted = k >= 0 and piece.source_start < quotes[k][1]
        if is_quoted and was_quoted:
            ranges[-1].end = piece.end
        elif is_quoted:
            ranges.append(TextRange(start=piece.start, end=piece.end))
        was_quoted = is_quoted
    return ranges


def _read_comments(directives: Directives, page: Page, pieces: list[Piece]) -> None:
    """Take note of comments, each at the first text of the body that stands behind it."""
    places = [piece.source_start for piece in pieces]
    if any(late < early for early, late in pairwise(places)):
        pieces = sorted(pieces, key=lambda piece: piece.source_start)
        places = [piece.source_start for piece in pieces]
    for comment in page.comments:
        k = bisect_left(places, comment.place)
        end = max((piece.end for piece in pieces[-1:]), default=0)
        directives.read(comment.text, pieces[k].start if k < len(pieces) else end)


def _warnings(facts: Metadata, body: str, unplaced: int, *, is_guessed: bool) -> Iterator[ReportWarning]:
    if is_guessed:
        message = "No encoding is declared, and the page is no UTF-8: it was read as windows-1252."
        yield ReportWarning(code="ENCODING_GUESSED", message=message)
    if unplaced:
        message = f"{unplaced} paragraphs could not be found in the page: their findings have no line."
        yield ReportWarning(code="PARTIAL_SOURCE_MAP", message=message)
    if facts.has_unread_date:
        yield unreadable_date("page")
    words = len(body.split())
    if words < _FEW_WORDS:
        message = f"No article was found: {words} words of text, fewer than {_FEW_WORDS}."
        yield ReportWarning(code="NO_ARTICLE_FOUND", message=message)

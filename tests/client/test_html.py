"""Pages: the article is found, every character keeps its place, nothing is guessed or fetched, hostile pages end."""

import html
import json
import re
import socket
from pathlib import Path

import pytest
from google.protobuf.json_format import MessageToDict
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.client.html import ExtractedArticle, HtmlError, HtmlLimits, article_from_html
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_BYLINE, FIELD_TITLE, TextSpan

PAGES = sorted((Path(__file__).parents[1] / "cases" / "html").glob("*.html"))
PARAGRAPH = "<p>" + "A sentence that an article may well hold. " * 10 + "</p>"
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def shown(found: ExtractedArticle, field: int, start: int, end: int) -> str:
    """Return what a reader sees at the place of a span in the page, white space left out."""
    source = found.source_map.source
    span = TextSpan(field=field, start=start, end=end)  # type: ignore[arg-type]
    places = found.source_map.locate(span)
    cut = "".join(source.cut(place) for place in places)
    cut = re.sub(r"<(/?)q\b[^>]*>", lambda tag: "”" if tag[1] else "“", cut)
    return "".join(html.unescape(TAG.sub("", cut)).split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_article_of_a_page(page: Path) -> None:
    found = article_from_html(page.read_bytes())
    expected = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert MessageToDict(found.article) == expected["article"]
    assert [warning.code for warning in found.warnings] == expected["warnings"]
    assert found.extractor.startswith("trafilatura ")
    article = found.article
    for word in re.finditer(r"\S+", article.body):
        assert shown(found, FIELD_BODY, *word.span()) == word[0]
    for field, text in ((FIELD_TITLE, article.title), (FIELD_BYLINE, article.byline)):
        assert shown(found, field, 0, len(text)) in (
            "",
            "".join(text.split()),
        )  # what is only declared has none
    assert article_from_html(page.read_bytes()).article == article


def test_there_are_twenty_pages() -> None:
    assert len(PAGES) == 20


def test_a_span_that_markup_cuts_has_several_places() -> None:
    found = article_from_html(next(page for page in PAGES if page.stem == "inline_markup").read_bytes())
    start = found.article.body.index("Tuesday")
    source = found.source_map.source
    places = found.source_map.locate(TextSpan(field=FIELD_BODY, start=start, end=start + 7))
    assert [source.cut(place) for place in places] == ["Tues", "day"]
    whole = found.source_map.enclosing(TextSpan(field=FIELD_BODY, start=start, end=start + 7))
    assert whole
    assert source.cut(whole) == "Tues</a>day"
    assert source.position(whole.start) == (11, 54)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("x" * (4 << 20) + "y", "TOO_LARGE"),
        ("<p " + "a " * 80_000 + ">" + PARAGRAPH, "TOO_MANY_ATTRIBUTES"),
        (PARAGRAPH + "<a " * 80_000, "TOO_MANY_ATTRIBUTES"),
        (PARAGRAPH + '<a b="' * 80_000, "TOO_MANY_ATTRIBUTES"),
        ("<a>x</a>" * 80_000, "TOO_MANY_LINKS"),
        ("<p>x</p>" * 80_000, "TOO_MANY_TAGS"),
        ("<div>" * 100_000 + PARAGRAPH, "TOO_DEEP"),
        ("<table><tr><td>" * 300 + PARAGRAPH, "TOO_DEEP"),
        (b"%PDF-1.7\0\0", "NOT_TEXT"),
        ("\ud800", "NOT_TEXT"),
    ],
)
def test_a_hostile_page_is_refused(page: str | bytes, reason: str) -> None:
    with pytest.raises(HtmlError, match=f"^{reason}: ") as caught:
        article_from_html(page)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "page",
    [
        PARAGRAPH + "<!-- " * 20_000,
        PARAGRAPH + "<script>" + "</" * 20_000,
        PARAGRAPH + "&amp;" * 20_000,
        '<script type="application/ld+json">' + "[" * 20_000 + "</script>" + PARAGRAPH,
        '<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]>' + PARAGRAPH + "&a;",
    ],
)
def test_a_broken_page_is_read_as_far_as_it_goes(page: str) -> None:
    assert article_from_html(page).article.body.startswith("A sentence that")


def test_limits_can_be_set() -> None:
    with pytest.raises(HtmlError, match="TOO_LARGE: more than 10 bytes"):
        article_from_html(PARAGRAPH, limits=HtmlLimits(size=10))


def test_no_date_is_guessed() -> None:
    page = f"<title>3 March 2026</title><article><p>Posted on 2026-03-04 at noon.</p>{PARAGRAPH}</article>"
    assert article_from_html(page).article.published_at == ""


def test_where_a_page_is_from_can_be_said() -> None:
    page = f'<link rel="canonical" href="https://a.example">{PARAGRAPH}'
    assert article_from_html(page).article.url == "https://a.example"
    assert article_from_html(page, url="https://b.example").article.url == "https://b.example"


WORDS = st.text(st.sampled_from("abc é😀&<>\"'“”-"), min_size=1, max_size=12)
MARKUP = st.sampled_from(
    ["{}", "<b>{}</b>", "<a href='x'>{}</a>", "<i><b>{}</b></i>", "{}<br>", "<span\n>{}</span>"]
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.tuples(WORDS, MARKUP), min_size=5, max_size=12), min_size=1, max_size=4),
    st.booleans(),
)
def test_every_span_stands_where_it_says(paragraphs: list[list[tuple[str, str]]], numeric: bool) -> None:
    def escaped(word: str) -> str:
        return "".join(f"&#{ord(c)};" for c in word) if numeric else html.escape(word)

    body = "".join(
        "<p>Some plain words. " + " ".join(markup.format(escaped(word)) for word, markup in words) + "</p>\n"
        for words in paragraphs
    )
    found = article_from_html(
        f"<html><body><article><h1>T</h1>{PARAGRAPH}{body}{PARAGRAPH}</article></body></html>"
    )
    text = found.article.body
    source = found.source_map.source.text
    for word in re.finditer(r"\S+", text):
        span = TextSpan(field=FIELD_BODY, start=word.start(), end=word.end())
        places = found.source_map.locate(span)
        if places:  # what the extractor rewrote has none
            cut = TAG.sub("", "".join(source[place.start : place.end] for place in places))
            assert html.unescape(cut) == word[0]


@settings(max_examples=60, deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from("<p> </p> <! -- > <a &# & ; <title> <h1 class=byline> <q> x \" ' =".split(" "))
    ).map("".join)
)
def test_no_page_raises_anything_else(page: str) -> None:
    try:
        article_from_html(page).article.SerializeToString()
    except HtmlError:
        assert max(page) >= "\ud800" or "\0" in page

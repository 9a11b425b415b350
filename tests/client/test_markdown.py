"""Markdown as people write it: what is seen is scored, and every character keeps its place in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.client.reading.dates import rfc3339
from newsassay.client.reading.front_matter import FrontMatterError
from newsassay.client.reading.markdown import markdown_article
from newsassay.client.reading.read_article import ReadArticle
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_BYLINE, FIELD_TITLE, TextSpan

ATOMS = [
    *("*", "**", "_", "`", "``", "~~", "[", "](u 't')", "![", "\n", "\r\n", "\n\n", "> ", "- ", "1. ", "# "),
    *(
        "a",
        "b c",
        " ",
        "  ",
        "\\",
        "&amp;",
        "&#65;",
        "&",
        "<b>",
        "</b>",
        "<!-- x -->",
        "<!--",
        "-->",
        "<div>",
    ),
    *("</div>", "<br>", "\t", "|", "|-|\n", "===", "---", "+++", "😀", "\0", "\u00a0", "<http://x.y>", "```"),
    *("[!NOTE]", "é", "\u2028", "<script>", "</script>", "<p>", "<!-- newsassay-disable a.b -->", "%"),
]


def in_file(item: ReadArticle, written: str, field: int = FIELD_BODY) -> list[str]:
    """Return what stands in the file for the first occurrence of a text in a field."""
    text = {FIELD_TITLE: item.article.title, FIELD_BODY: item.article.body, FIELD_BYLINE: item.article.byline}
    start = text[field].index(written)  # type: ignore[index]
    span = TextSpan(field=field, start=start, end=start + len(written))  # type: ignore[arg-type]
    return [item.source_map.source.cut(found) for found in item.source_map.locate(span)]


@pytest.mark.parametrize(
    ("markdown", "body"),
    [
        ("**Observers** say", "Observers say"),
        ("said [Ida Maro](http://x.example 'Ida Maro').", "said Ida Maro."),
        ("said [Ida Maro][1].\n\n[1]: http://x.example", "said Ida Maro."),
        ("One line\nand the next", "One line and the next"),
        ("One line\\\nand the next", "One line\nand the next"),
        ("a <b>bold</b> word<br>here", "a bold word\nhere"),
        ("Text ![alt!!!](x.png) on", "Text  on"),
        ("It is `so` &amp; \\*so\\* &eacute;", "It is so & *so* é"),
        ("a <!-- x -->\n\n<!-- y!!! -->\n\nb", "a\n\nb"),
        ("- one\n- two\n\n1. three\n\n1. four", "one\ntwo\n\nthree\n\nfour"),
        ("Text\n\n    code!!!\n\n```\n# code!!!\n```\n\nText", "Text\n\nText"),
        ("Text\n\n| a!!! | b |\n|---|---|\n| c | d |\n\nText", "Text\n\nText"),
        ("Text\n\n---\n\n## Section ##\n\nText", "Text\n\nSection\n\nText"),
        ("<div>\n<p>One &amp; one<p>two\n</div>\n\nText", "One & one\n\ntwo\n\nText"),
        ("<script>\nalert(1)\n</script>\n\nText", "Text"),
        ("1\\. Snow\u00a0fell", "1. Snow\u00a0fell"),
    ],
)
def test_the_text_that_people_see_is_the_body(markdown: str, body: str) -> None:
    assert markdown_article(markdown).article.body == body
    assert markdown_article(markdown.replace("\n", "\r\n")).article.body == body


def test_the_first_heading_is_the_title() -> None:
    item = markdown_article("Kicker\n\n> # Not *this*\n\nThe *head* line\n===\n\n# Nor this\n")
    assert item.article.title == "The head line"
    assert item.article.body == "Kicker\n\nNot this\n\nNor this"
    assert in_file(item, "The head line", FIELD_TITLE) == ["The ", "head", " line"]


def test_places_are_those_of_the_file() -> None:
    text = "---\r\ntitle: x\r\n---\r\n# T\r\n\r\n> **Observers** say, &\r\n> said [Ida &amp; Bo](u 'Ida').\r\n- a\r\n"
    item = markdown_article(text)
    assert in_file(item, "Observers say") == ["Observers", " say"]
    assert in_file(item, "& said Ida & Bo.") == ["&\r", "said ", "Ida &amp; Bo", "."]
    start = item.source_map.locate(TextSpan(field=FIELD_BODY, start=0, end=9))[0].start
    assert item.source_map.source.position(start) == (6, 5)


def test_block_quotes_speak_for_others_but_alerts_do_not() -> None:
    article = markdown_article(
        "He wrote:\n\n> One *two*\n>\n> - three\n\nOwn\n\n> [!NOTE]\n> Alert!\n\n> Four"
    ).article
    assert article.body == "He wrote:\n\nOne two\n\nthree\n\nOwn\n\nAlert!\n\nFour"
    assert [article.body[q.start : q.end] for q in article.quoted_ranges] == ["One two\n\nthree", "Four"]


def test_comments_switch_signals_off_for_a_passage() -> None:
    article = markdown_article(
        "# T\n\nOne <!-- newsassay-disable sensational.emoji,\n hedging.hearsay -- why -->two\n\nthree\n\n"
        "<!-- newsassay-enable sensational.emoji -->\n\nfour\n\n<!-- newsassay-enable -->\n\nfive"
    ).article
    found = {d.signal_ids[0]: (article.body[d.start : d.end], d.in_title) for d in article.disabled_ranges}
    assert found["sensational.emoji"] == ("two\n\nthree", False)
    assert found["hedging.hearsay"] == ("two\n\nthree\n\nfour", False)


@pytest.mark.parametrize(
    "text",
    ["<!-- newsassay-disable -->\n# T\n\nBody", "---\ntitle: T\n---\n<!--newsassay-disable-->\n\nBody"],
)
def test_a_comment_before_the_title_is_about_everything(text: str) -> None:
    (disabled,) = markdown_article(text).article.disabled_ranges
    assert (list(disabled.signal_ids), disabled.start, disabled.end, disabled.in_title) == ([], 0, 4, True)


def test_a_comment_that_is_no_command_is_a_warning() -> None:
    (warning,) = markdown_article("<!-- newsassay-disabel x -->\n\nText <!-- newsassayer? -->").warnings
    assert warning.code == "UNKNOWN_COMMENT"


@pytest.mark.parametrize(
    "text",
    [
        (
            "---\ntitle: The *title*\nauthor: [Ada Quill, Bo Marsh]\ndate: 4 March 2026\npublisher: Courier\nid: m1\n"
            "extra: {deep: 1}\n1: one\nlang: en\n---\nBody"
        ),
        (
            '+++\ntitle = "The *title*"\nauthors = ["Ada Quill", "Bo Marsh"]\ndate = 2026-03-04\noutlet = "Courier"\n'
            'id = "m1"\nlang = "en"\n[extra]\ndeep = 1\n+++\r\nBody'
        ),
    ],
)
def test_front_matter_is_metadata(text: str) -> None:
    item = markdown_article(text)
    article = item.article
    assert (article.article_id, article.title, article.body) == ("m1", "The *title*", "Body")
    assert (article.byline, article.publisher, article.published_at) == (
        "Ada Quill, Bo Marsh",
        "Courier",
        "2026-03-04",
    )
    assert in_file(item, "title", FIELD_TITLE) == ["title"]
    assert in_file(item, "Bo Marsh", FIELD_BYLINE)[0].startswith("Bo")
    assert not item.warnings


def test_a_date_that_cannot_be_read_is_a_warning() -> None:
    item = markdown_article("---\ndate: 2026-13-45\n---\nBody")
    assert (item.article.published_at, item.article.body) == ("", "Body")
    assert [warning.code for warning in item.warnings] == ["UNREADABLE_DATE"]


@pytest.mark.parametrize(
    ("text", "line"), [("---\na: 1\nb: [1\n---\n", "line 4"), ("+++\na = 1\nb =\n+++\n", "line 3")]
)
def test_bad_front_matter_names_its_line(text: str, line: str) -> None:
    with pytest.raises(FrontMatterError, match=f"{line}: front matter is not (YAML|TOML)"):
        markdown_article(text)


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert markdown_article("---\n\nBody").article.body == "Body"
    assert markdown_article("---\n\nOne\n\n---\n\nTwo").article.body == "One\n\nTwo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2026/3/4", "2026-03-04"),
        ("2026-03-04 10:00:05 +0100", "2026-03-04T10:00:05+01:00"),
        ("2026-03-04T10:00:05.5Z", "2026-03-04T10:00:05Z"),
        ("2026-03-04 10:00", "2026-03-04T10:00:00"),
        ("4 March 2026", "2026-03-04"),
        ("Wednesday, 4th Sept. 2026", "2026-09-04"),
        ("March 4, 2026", "2026-03-04"),
        ("Wed, 04 Mar 2026 10:00:00 GMT", "2026-03-04T10:00:00Z"),
        *[(text, "") for text in ("03/04/2026", "2026-02-30", "2026", "Ma 4 2026", "25:00", "last week", "")],
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert rfc3339(text) == expected


@given(st.lists(st.sampled_from(ATOMS), max_size=25).map("".join))
def test_every_piece_stands_where_it_says(text: str) -> None:
    try:
        item = markdown_article(text)
    except FrontMatterError:
        return
    article = item.article
    fields = {FIELD_TITLE: article.title, FIELD_BODY: article.body, FIELD_BYLINE: article.byline}
    for piece in item.source_map.pieces:
        seen, written = (
            fields[piece.field][piece.start : piece.end],
            text[piece.source_start : piece.source_end],
        )
        assert 0 <= piece.source_start < piece.source_end <= len(text)
        if piece.is_literal:
            unlike = [(a, b) for a, b in zip(seen, written, strict=True) if a != b and not (a + b).isspace()]
            assert all(pair in (("\n", "\\"), ("\ufffd", "\0")) or pair[1] == "&" for pair in unlike)
    for quoted in article.quoted_ranges:
        assert quoted.start < quoted.end <= len(article.body)
    assert markdown_article(text).article == article

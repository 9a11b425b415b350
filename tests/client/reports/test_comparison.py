"""Comparisons of hostile articles, in every format; and how places and passages are laid out."""

import re

import pytest
from hostile_comparisons import comparisons
from hostile_reports import texts
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from test_html import Page

from newsassay.client.reports.comparison import html, markdown, pretty
from newsassay.client.reports.comparison.compared import Compared, View
from newsassay.client.reports.comparison.excerpt import Side, excerpt, side_by_side
from newsassay.client.reports.markdown import MOST_CHARACTERS
from newsassay.client.terminal import UNSAFE

GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": False})
WIDTHS = (60, 80, 110)


@settings(max_examples=25)  # each is a report of many parts
@given(compared=comparisons(), width=st.sampled_from(WIDTHS), everything=st.booleans())
def test_a_terminal_obeys_nothing_of_it_and_every_line_fits(
    compared: Compared, width: int, everything: bool
) -> None:
    printed = "".join(pretty.render(compared, View(width, everything=everything)))
    assert not UNSAFE.search(printed.replace("\n", ""))
    assert [line for line in printed.split("\n") if cell_len(line) > width] == []


@settings(max_examples=25)  # each is a report of many parts
@given(compared=comparisons())
def test_nothing_of_it_becomes_markup(compared: Compared) -> None:
    page = Page("".join(html.render(compared, View())))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert not {"script", "img", "svg", "iframe", "form"} & {tag for tag, _ in page.elements}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in attributes)
        assert attributes.get("href", f"#{ids[0]}")[1:] in ids


@settings(max_examples=25)  # each is a report of many parts
@given(compared=comparisons(), everything=st.booleans())
def test_a_comment_has_our_own_tags_only_and_no_link(compared: Compared, everything: bool) -> None:
    summary = "".join(markdown.render(compared, View(everything=everything)))
    assert len(summary) <= MOST_CHARACTERS
    tokens = GITHUB.parse(summary)
    kinds = {child.type for token in tokens for child in (token, *(token.children or ()))}
    assert not kinds & {"link_open", "image", "fence", "code_block", "hr"}
    tags = re.findall("<[^>]*>", "".join(token.content for token in tokens if token.type == "html_block"))
    assert set(tags) <= {"<details>", "<summary>", "</summary>", "</details>"}


@given(before=texts, meant=texts, after=texts, width=st.integers(20, 60))
def test_an_excerpt_marks_what_is_meant(before: str, meant: str, after: str, width: int) -> None:
    text = before + meant + after
    shown = excerpt(text, len(before), len(before) + len(meant), width)
    assert cell_len(shown.text) <= width
    assert "\n" not in shown.text
    assert shown.column >= 0
    assert shown.width >= 1


@pytest.mark.parametrize(
    ("text", "meant", "width", "expected"),
    [
        ("one\nThe bus burned.\nthree", "bus", 40, ("The bus burned.", 4)),
        ("far away " * 9 + "thirty buses burned on " + "and on " * 9, "thirty buses", 40, None),
    ],
)
def test_the_line_of_a_place(text: str, meant: str, width: int, expected: tuple[str, int] | None) -> None:
    start = text.index(meant)
    shown = excerpt(text, start, start + len(meant), width)
    assert shown.text[shown.column : shown.column + shown.width] == meant
    assert expected in (None, (shown.text, shown.column))
    assert len(shown.text) <= width


def lines(left: Side, right: Side, width: int = 60) -> list[str]:
    return ["".join(segment.text for segment in line) for line in side_by_side(left, right, width, "yellow")]


def test_sentences_that_correspond_stand_side_by_side() -> None:
    ours = "The bus burned for an hour on the bridge near the old harbour. Nobody was hurt."
    theirs = "The coach burned. Nobody was hurt."
    rows = lines(Side(ours, 12, [(4, 7)]), Side(theirs, 3, [(4, 9)]))
    assert rows[0].split("│")[0].split()[:3] == ["12", "The", "bus"]
    (row,) = [row for row in rows if "Nobody" in row]
    assert row.count("Nobody was hurt.") == 2
    assert rows[1].index("^^^") == rows[0].index("bus")
    assert rows[1].index("^^^^^") == rows[0].index("coach")


def test_passages_with_other_numbers_of_sentences_are_printed_whole() -> None:
    rows = lines(Side("One. Two. Three.", 1, []), Side("One, two and three.", 1, []))
    assert "One. Two. Three." in rows[0]
    assert "One, two and three." in rows[0]

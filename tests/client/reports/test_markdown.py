import re

from hostile_reports import results, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsassay.client.reports.context import Context
from newsassay.client.reports.markdown import MOST_CHARACTERS, code, render, text
from newsassay.client.scoring import Result
from newsassay.client.terminal import one_line

GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": False})


@given(plain=texts)
def test_text_stays_text(plain: str) -> None:
    for escaped in (text(plain), code(plain)):
        assert not re.search(r"[@#]\w", escaped.replace("&#8203;", "\0")) or escaped.startswith("`")
        (paragraph,) = [token for token in GITHUB.parse(f"- x {escaped} x") if token.type == "inline"]
        kinds = {child.type for child in paragraph.children or ()}
        assert kinds <= {"text", "code_inline"}
    shown = "".join(child.content for child in GITHUB.parseInline(f"x {text(plain)} x")[0].children or ())
    assert shown.replace("\u200b", "") == f"x {one_line(plain)} x"


@settings(max_examples=25)  # each is a report of many parts
@given(found=st.lists(results(), max_size=3))
def test_only_our_own_tags_and_no_link(found: list[Result]) -> None:
    summary = "".join(render(found, Context()))
    assert len(summary) <= MOST_CHARACTERS
    kinds = {
        child.type
        for token in GITHUB.parse(summary)
        for child in (token, *(token.children or ()))
        if child.type
    }
    assert not kinds & {"link_open", "image", "fence", "code_block", "hr"}
    html = re.findall("<[^>]*>", "".join(t.content for t in GITHUB.parse(summary) if t.type == "html_block"))
    assert set(html) <= {"<details>", "<summary>", "</summary>", "</details>"}


def test_what_does_not_fit_is_counted(hostile: Result) -> None:
    summary = "".join(render([hostile] * 300, Context()))
    assert MOST_CHARACTERS - 2000 < len(summary) <= MOST_CHARACTERS
    assert re.search(r"_[\d,]+ lines about 300 articles left out", summary)
    assert summary.count("<details>") == summary.count("</details>")


def test_the_weightiest_come_first(hostile: Result) -> None:
    summary = "".join(render([hostile], Context()))
    order = [
        m[1] for m in re.finditer(r"^- .*?\*\*(\w+)\*\*", summary.partition("<details>")[0], re.MULTILINE)
    ]
    assert order
    assert order == sorted(order, key=["high", "medium", "low"].index)

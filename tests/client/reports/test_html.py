"""The page, as a parser sees it."""

import re
from html.parser import HTMLParser

from hostile_reports import CARDS, results
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.client.reports.context import Context
from newsassay.client.reports.distribution import distribution
from newsassay.client.reports.html import render
from newsassay.client.reports.markup import passage_address
from newsassay.client.reports.selection import Detail
from newsassay.client.scoring import Result
from newsassay.v1.report_pb2 import Score

VOID = {"meta", "input", "br", "path"}
KNOWN = set(
    "html head meta title style body main h1 h2 h3 h4 p a fieldset legend label input article section div span details"
    " summary table thead tbody tfoot tr th td svg desc path mark ol ul li code bdi q dl dt dd footer nav br".split()
)


class Page(HTMLParser):
    """Elements with their attributes, and the text of the article's fields."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.fields: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        is_field = ("class", "text") in attributes
        if is_field:
            self.fields.append("")
        if tag not in VOID:
            self._open.append((tag, is_field))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        if any(is_field for _, is_field in self._open):
            self.fields[-1] += data


def page_of(found: list[Result], context: Context) -> Page:
    return Page("".join(render(found, context)))


def check(page: Page, found: list[Result]) -> None:
    assert {tag for tag, _ in page.elements} <= KNOWN
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in attributes)
        target = attributes.get("href")
        if target is not None:
            assert tag == "a"
            assert target[1:] in ids if target.startswith("#") else re.match("https?://", target)
    fields = [
        text
        for result in found
        for text in (result.item.article.title, result.item.article.byline, result.item.article.body)
        if text
    ]
    assert page.fields == fields


@settings(max_examples=25)  # each is a report of many parts
@given(found=st.lists(results(), max_size=3), explain=st.booleans())
def test_nothing_of_an_article_becomes_markup_and_its_text_stays(found: list[Result], explain: bool) -> None:
    check(page_of(found, Context(cards=CARDS, detail=Detail(explain=explain))), found)


def test_a_real_report_on_a_hostile_text(hostile: Result, context: Context) -> None:
    page = page_of([hostile], context)
    check(page, [hostile])
    assert hostile.report
    marks = [attributes for tag, attributes in page.elements if tag == "mark"]
    assert len(marks) >= len({(e.span.field, e.span.start) for e in hostile.report.evidence})


def test_sums_add_up_as_printed(hostile: Result, context: Context) -> None:
    page = "".join(render([hostile], context)).replace("−", "-")
    tables = re.findall(r"<summary>The sum</summary><table>(.*?)</table>", page)
    assert len(tables) == 5
    for table in tables:
        *terms, total = (float(number) for number in re.findall(r'<td class="number">([-\d.]+)<', table))
        assert abs(sum(terms) - total) < 1e-8


def test_many_articles_have_an_index_and_beyond_a_page_a_notice(hostile: Result) -> None:
    found = [hostile] * 203
    page = "".join(render(found, Context()))
    assert page.count("<article ") == 200
    assert page.count('<tr><th scope="row"><a href="#a') == 200
    assert "200 of 203" in page
    check(Page("".join(render(found[:3], Context()))), found[:3])


def test_the_picture_has_the_quantiles_where_they_are() -> None:
    quantiles = [0.5 + n / 1000 for n in range(101)]
    picture = distribution(Score(value=0.55, low=0.5, high=0.6, percentile=50), quantiles, "x")
    tops = [float(y) for y in re.findall(r"L[\d.]+ ([\d.]+) L", picture)]
    raised = [number for number, top in enumerate(tops) if top < 34]
    assert raised[0] == 25
    assert raised[-1] in (29, 30)
    assert "M165 0" in picture
    assert distribution(Score(value=0.5), [], "x") == ""


def test_a_passage_in_a_live_page() -> None:
    assert passage_address("javascript:alert(1)", "text") == ""
    assert (
        passage_address("https://news.example/a#b", "a-b, c") == "https://news.example/a#:~:text=a%2Db%2C%20c"
    )
    long = " ".join(f"w{n}" for n in range(80))
    assert passage_address("https://news.example/", long).endswith(
        "w0%20w1%20w2%20w3%20w4,w75%20w76%20w77%20w78%20w79"
    )

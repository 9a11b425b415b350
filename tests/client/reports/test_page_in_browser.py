"""The page in a real browser: axe, keyboard, paper, a strict policy, no script, nothing fetched."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsassay.client.cli import cli
from newsassay.client.reports.context import Context
from newsassay.client.reports.html import render
from newsassay.client.reports.selection import Detail
from newsassay.client.scoring import Result

pytestmark = pytest.mark.needs("chromium", "module:playwright", "module:axe_playwright_python")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Jenkins serves archived pages with.
STRICT = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'; media-src 'self';"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everywhere

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def path(hostile: Result, context: Context, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "page.html"
    plain = Context(context.rubric, context.cards, Detail())
    path.write_text("".join(render([hostile, hostile], plain)), encoding="utf-8", newline="\n")
    return path


def opened(browser: Any, path: Path, **settings: Any) -> Any:
    page = browser.new_context(**settings).new_page()
    page.set_default_timeout(5000)
    page.heard = []
    for event in ("console", "pageerror", "dialog"):
        page.on(event, lambda what: page.heard.append(str(what)))
    page.on("request", lambda request: page.heard.append(request.url))
    page.goto(path.as_uri())
    return page


def visible(page: Any, selector: str) -> int:
    return page.locator(selector).filter(visible=True).count()


def test_nothing_runs_nothing_is_fetched_and_the_text_stays(
    browser: Any, path: Path, hostile: Result
) -> None:
    page = opened(browser, path)
    assert page.heard == [path.as_uri()]
    assert page.title() == "newsassay"
    assert page.locator("script, img, iframe, link, object").count() == 0
    assert page.locator(".text").first.evaluate("element => element.textContent") == hostile.item.article.body


@pytest.fixture
def comparison_path(server: Any, tmp_path: Path) -> Path:
    """The page of a comparison of a text, a rewrite that tells another number, and another account."""
    told = "The harbour council of Westhaven voted on Tuesday to close the east quay. Thirty boats must leave, Ida Maro said."
    spun = "The harbour council of Westhaven decided on Tuesday to shut the east quay. Forty boats must leave, Ida Maro stated."
    other = "Ida Maro, the harbour master of Westhaven, closed the east quay after a vote of the council."
    paths = [tmp_path / f"{name}.txt" for name in ("told", "spun", "other")]
    for path, body in zip(paths, (told, spun, other), strict=True):
        path.write_text(body, encoding="utf-8")
    runner = CliRunner(env={"NEWSASSAY_SERVER": server.target})
    page = tmp_path / "comparison.html"
    page.write_text(
        runner.invoke(cli, ["compare", *map(str, paths), "--format", "html"]).output, encoding="utf-8"
    )
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_comparison_is_as_good_a_page(browser: Any, comparison_path: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - not everywhere

    page = opened(browser, comparison_path, color_scheme=scheme, viewport={"width": width, "height": 900})
    assert page.heard == [comparison_path.as_uri()]
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    kind, left, right = (
        page.locator(".passages tbody tr").first.locator("th, td").nth(n).bounding_box() for n in range(3)
    )
    assert kind["x"] < left["x"] < right["x"]
    assert left["y"] == right["y"]
    assert kind["width"] > 40  # pixels: a word, not its letters below each other


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_has_no_objection(browser: Any, path: Path, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - not everywhere

    page = opened(browser, path, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_by_keyboard(browser: Any, path: Path) -> None:
    page = opened(browser, path)
    assert visible(page, ".finding.hedging")
    assert not visible(page, ".finding.note")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "f-hedging":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not visible(page, ".finding.hedging")
    assert visible(page, ".finding.sensationalism")
    line = "mark => getComputedStyle(mark).textDecorationLine"
    others = ", ".join(
        f".{name}-{kind}" for name in ("attribution", "sensationalism") for kind in ("charge", "credit")
    )
    only_hedging = page.locator(f"mark:is(.hedging-charge, .hedging-credit):not({others})").first
    assert only_hedging.evaluate(line) == "none"
    page.locator("#f-hedging").press("Space")
    assert only_hedging.evaluate(line) == "underline"
    page.locator("#f-note").check()
    assert visible(page, ".finding.note")


def test_marks_and_findings_lead_to_each_other(browser: Any, path: Path) -> None:
    page = opened(browser, path)
    page.locator(".text a").first.click()
    finding = page.locator(".finding:target")
    assert finding.is_visible()
    finding.get_by_role("link", name="line 1,").click()
    assert page.locator(".text :target").is_visible()


def test_without_script_it_is_the_same(browser: Any, path: Path) -> None:
    page = opened(browser, path, java_script_enabled=False)
    before = visible(page, ".finding")
    page.locator("#f-hedging").uncheck()
    assert 0 < visible(page, ".finding") < before


def test_a_strict_policy_leaves_it_readable(browser: Any, path: Path, hostile: Result) -> None:
    page = browser.new_context().new_page()
    headers = {"content-security-policy": STRICT, "content-type": "text/html; charset=utf-8"}
    page.route("**/*", lambda route: route.fulfill(body=path.read_text(encoding="utf-8"), headers=headers))
    page.goto("http://ci.example/report.html")
    assert hostile.report
    assert visible(page, ".finding") == 2 * len(hostile.report.evidence)
    assert visible(page, "mark") >= len({entry.span.start for entry in hostile.report.evidence})


def test_on_paper(browser: Any, path: Path) -> None:
    page = opened(browser, path)
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not visible(page, ".filters")
    assert visible(page, ".score-card details table") == 10

"""Cost of HTML: pages a second, and hostile pages, each doubled twice.

python tests/benchmarks/html_pages.py [CASE]...
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsassay.client.html import HtmlError, article_from_html

PAGES = Path(__file__).parents[1] / "cases" / "html"
PARAGRAPH = "<p>" + "word and " * 60 + "</p>"
SIZE = 20_000

CASES: dict[str, Callable[[int], str]] = {
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + f">x</p>{PARAGRAPH}",
    "open attributes": lambda n: "<p " + "a='" * n + f">{PARAGRAPH}",
    "links": lambda n: PARAGRAPH + "<a href=x>y</a> " * n,
    "deep blocks": lambda n: "<div>" * n + PARAGRAPH,
    "deep bold": lambda n: "<b>" * n + PARAGRAPH,
    "nested tables": lambda n: "<table><tr><td>" * n + PARAGRAPH,
    "open definitions": lambda n: "<dl><dd>x" * n + PARAGRAPH,
    "open paragraphs": lambda n: "<p>x " * n + PARAGRAPH,
    "open items": lambda n: "<ul>" + "<li>x " * n + PARAGRAPH,
    "closing tags": lambda n: "<b>" * 150 + "</i>" * n + PARAGRAPH,
    "entities": lambda n: PARAGRAPH + "&amp;" * n,
    "declared entities": lambda n: (
        "<!DOCTYPE html ["
        + "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(n // 10))
        + f"]>{PARAGRAPH}"
    ),
    "comments": lambda n: PARAGRAPH + "<!-- newsassay-disable a --><br>" * n,
    "open comments": lambda n: PARAGRAPH + "<!-- " * n,
    "open tags": lambda n: PARAGRAPH + "<a " * n,
    "open declarations": lambda n: PARAGRAPH + "<!x <? <![CDATA[" * n,
    "script": lambda n: PARAGRAPH + "<script>" + "</" * n,
    "open quotes": lambda n: PARAGRAPH + '<a b="' * n,
    "block quotes": lambda n: PARAGRAPH + "<blockquote>said words here</blockquote>" * n,
    "paragraphs": lambda n: "<p>A short paragraph of text number one.</p>" * n,
    "unlike text": lambda n: "<p>A short\u200b para\u00adgraph &#8203; of text number one.</p>" * n,
    "line breaks": lambda n: "<p>" + "some words<br>" * n,
    "deep JSON": lambda n: '<script type="application/ld+json">' + "[" * n + f"</script>{PARAGRAPH}",
    "headings": lambda n: "<h1 class=byline>x</h1>" * n + PARAGRAPH,
    "open title": lambda n: "<title>" + "&amp;x<b> " * n + PARAGRAPH,
    "one line": lambda n: "<p>" + "abc " * n,
    "white space": lambda n: PARAGRAPH + " " * n * 10,
    "unseen": lambda n: "<svg><select>" * n + PARAGRAPH,
}


def measure(page: str) -> tuple[float, str]:
    """Return CPU seconds, and what became of the page."""
    start = time.process_time()
    try:
        became = f"{len(article_from_html(page).article.body)} characters"
    except HtmlError as error:
        became = error.reason
    return time.process_time() - start, became


def main(names: list[str]) -> None:
    """Print a line a case, and what the pages of the test cases take."""
    pages = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    for _ in range(2):  # the first round loads the extractor
        start = time.process_time()
        for page in pages:
            article_from_html(page)
        seconds = time.process_time() - start
    print(
        f"{len(pages)} pages, {sum(map(len, pages)):,} bytes: {1000 * seconds / max(len(pages), 1):.1f} ms a page"
    )
    for name in names or CASES:
        figures = [measure(f"<html><body><article>{CASES[name](n)}") for n in (SIZE, 2 * SIZE, 4 * SIZE)]
        seconds_each = [seconds for seconds, _ in figures]
        shown = " ".join(f"{seconds:6.2f}" for seconds in seconds_each)
        print(
            f"{name:20} {shown} s, last ratio {seconds_each[2] / seconds_each[1]:.1f}, {figures[2][1]}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])

"""One article as text, Markdown, HTML, JSON and JSONL: the same findings, each at its place in its own file."""

import html
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsassay.client import Client
from newsassay.client.reading import InputOptions, ReadArticle, read
from newsassay.v1.article_pb2 import Article
from newsassay.v1.report_pb2 import FIELD_BODY, CredibilityReport, TextSpan

HEADLINES = [
    "Harbour board to rebuild east pier",
    "Café & quay: what the 12 vans carried",
    "You won't believe what the council did next",
    "School meals cost 4 percent more, report says",
]
PARAGRAPHS = [
    "Observers say the new terminal could open on Monday, March 2, 2026. “We are on schedule,” said Ida Maro, the port's chief engineer, after the board had met for three hours.",
    "According to the port's annual report, the work cost $180 million, plus or minus 5 percent, and was paid for by the shipping lines that use the two older quays.",
    "It is widely believed that 40 percent of the jobs will go abroad. The shocking truth is that nobody asked!!! Everyone knows it, and it is apparently too late to change it.",
    "The council voted 7 to 4 to raise water rates from July 1. Councillor Idris Penhallow, who voted against it, said the council should first have sold the depot in Quarry Lane.",
    "A source close to the talks said the café *chain* had offered less than [half] of the price, and that its owners might walk away before the summer, perhaps in May.",
    "Share this NOW with everyone you know 😀😀! The elites do not want you to read it, and time is running out for the families who live by the harbour & the mill.",
    "Teresa Ablewhite, 52, chairs the finance committee. The committee met on Tuesday for two hours. Ablewhite, 47, told the reporters that the decision had been hers alone.",
    "“The line will be late, and it will be dear,” Bo Marsh, who runs the ferry, told the Harrow Valley Courier. His <unofficial> estimate is that about 30 boats are affected.",
]


def articles() -> list[tuple[str, list[str]]]:
    """Return twenty headlines with three paragraphs each."""
    chosen = list(itertools.islice(itertools.combinations(range(len(PARAGRAPHS)), 3), 0, 56, 2))[:20]
    return [(HEADLINES[n % len(HEADLINES)], [PARAGRAPHS[k] for k in ks]) for n, ks in enumerate(chosen)]


def as_markdown(title: str, paragraphs: list[str]) -> str:
    """Write an article with emphasis, links, entities, hard wraps and front matter."""

    def marked(text: str) -> str:
        text = re.sub(r"([*\[\]<>&_`#\\])", r"\\\1", text).replace("é", "&eacute;")
        first, second, *more = text.split(" ")
        more[3] = f"[{more[3]}](https://x.example/a_(b) 'Ida Maro')"
        wrapped = " ".join(word + ("\n" if n % 9 == 8 else "") for n, word in enumerate(more)).replace(
            "\n ", "\n"
        )
        return f"**{first}** _{second}_ <!-- ! -->{wrapped}".replace("_ <!-- ! -->", "_<!-- ! --> ")

    body = "\r\n\r\n".join(marked(text) for text in paragraphs)
    escaped = title.replace("&", "&amp;")
    return f"---\r\npublisher: Courier\r\n---\r\n\r\n# {escaped}\r\n\r\n{body}\r\n"


def as_html(title: str, paragraphs: list[str]) -> str:
    """Write an article as a page with markup inside sentences."""

    def marked(text: str) -> str:
        first, second, *more = (html.escape(word).replace("é", "&eacute;") for word in text.split(" "))
        more[3] = f'<a href="/x?a=1&amp;b=2" title="Ida Maro">{more[3]}</a>'
        return f"<p><b>{first}</b> <i>{second}</i> <!-- ! -->{' '.join(more)}</p>"

    body = "\n".join(marked(text) for text in paragraphs)
    return (
        "<!DOCTYPE html>\n<html><head><title>x</title></head><body>\n<nav><a href='/'>Home</a></nav>\n"
        f"<article><h1>{html.escape(title)}</h1>\n{body}\n</article>\n<footer>Courier</footer></body></html>\n"
    )


def in_five_forms(folder: Path, title: str, paragraphs: list[str]) -> Iterator[ReadArticle]:
    """Write an article in every form, and read it."""
    body = "\n\n".join(paragraphs)
    fields = json.dumps({"title": title, "body": body})
    forms = {
        "a.txt": body,
        "a.md": as_markdown(title, paragraphs),
        "a.html": as_html(title, paragraphs),
        "a.json": json.dumps(
            [{"body": "Another."}, {"title": title, "body": body}], indent=1, ensure_ascii=False
        ),
        "a.jsonl": f'{{"body": "Another."}}\n{fields}\n',
    }
    for name, written in forms.items():
        path = folder / name
        path.write_bytes(written.encode())
        *_, item = read(str(path), InputOptions(title=title if name == "a.txt" else ""))
        assert not item.problem
        yield item


def seen(item: ReadArticle, span: TextSpan) -> str:
    """Return what stands at a span's place in its file, in the words of the file's reader."""
    cut = item.source_map.source.cut
    cuts = [cut(found) for found in item.source_map.locate(span)]
    written = Path(item.path).read_bytes().decode()
    for found in item.source_map.locate(span):
        line, column = item.source_map.source.position(found.start)
        assert re.split(r"\r\n|\r|\n", written)[line - 1][column - 1 :].startswith(
            re.split(r"[\r\n]", cut(found))[0]
        )
    read_as: dict[str, Callable[[str], str]] = {
        ".md": lambda text: html.unescape(re.sub(r"\\([^\w\s])", r"\1", text)),
        ".html": html.unescape,
        ".json": lambda text: str(json.loads(f'"{text}"')),
        ".jsonl": lambda text: str(json.loads(f'"{text}"')),
    }
    return "".join(map(read_as.get(Path(item.path).suffix, str), cuts))


def findings(report: CredibilityReport) -> list[tuple[Any, ...]]:
    return [
        (e.signal_id, e.span.field, e.span.start, e.span.end, e.span.text, e.message, e.contribution, e.voice)
        for e in report.evidence
    ]


@pytest.mark.parametrize(("title", "paragraphs"), articles(), ids=range(20))
def test_the_same_findings_at_the_place_of_each_file(
    server: Any, tmp_path: Path, title: str, paragraphs: list[str]
) -> None:
    with Client(server.target) as client:
        items = list(in_five_forms(tmp_path, title, paragraphs))
        reports = [client.score(item.article) for item in items]
    assert len(reports[0].evidence) >= 3
    for item, report in zip(items, reports, strict=True):
        assert findings(report) == findings(reports[0]), item.path
        for span in (s for e in report.evidence for s in (e.span, *e.related_spans)):
            if item.path.endswith(".txt") and span.field != FIELD_BODY:
                assert item.source_map.locate(span) == ()  # the headline was given on the command line
            else:
                assert "".join(seen(item, span).split()) == "".join(span.text.split())


def test_twenty_articles_are_enough_to_see_most_kinds_of_findings(server: Any) -> None:
    with Client(server.target) as client:
        found = {
            e.signal_id
            for n in range(0, len(PARAGRAPHS), 2)
            for e in client.score(
                Article(body="\n\n".join(PARAGRAPHS[n : n + 2]), title=HEADLINES[n // 2])
            ).evidence
        }
    assert len(found) >= 15, sorted(found)

"""Reports as one page: no script, nothing fetched, readable even where a strict policy drops the style.

Filters are check boxes and `:has()`. Bytes are a function of reports and articles: no clock, no random ids.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from newsassay.client.reports.context import Context
from newsassay.client.reports.html_article import article_section, card_list
from newsassay.client.reports.markup import words
from newsassay.client.reports.sums import scored
from newsassay.client.reports.words import DISCLAIMER, dimension_name, signed, standing
from newsassay.client.scoring import Result
from newsassay.v1.article_pb2 import Dimension
from newsassay.v1.report_pb2 import CredibilityReport, Provenance

MOST_ARTICLES = 200

_KINDS = {
    "charge": "charges",
    "credit": "credits",
    "note": "notes",
}


def render(results: Iterable[Result], context: Context) -> Iterator[str]:
    """Yield a page with an index, for several articles, and a section each, for the first 200 of them."""
    sections, rows, failed = list[str](), list[str](), list[str]()
    signals: set[str] = set()
    provenance = Provenance()
    for result in results:
        if result.report is None:
            failed.append(failure(result))
            continue
        number = len(rows) + 1
        shown = len(sections) < MOST_ARTICLES
        rows.append(index_row(result, result.report, f"#a{number}" if shown else ""))
        if shown:
            sections.append(article_section(result, result.report, context, f"a{number}"))
            signals |= {evidence.signal_id for evidence in result.report.evidence}
            provenance = result.report.provenance
    index = index_table(rows, failed, len(sections)) if len(rows) != 1 or failed else ""
    yield from _page(index, sections, context, signals, provenance)


def render_one(result: Result, report: CredibilityReport, context: Context) -> Iterator[str]:
    """Yield the page of one article of a folder, with a link to the folder's index."""
    back = '<p><a href="index.html">All articles</a></p>'
    signals = {evidence.signal_id for evidence in report.evidence}
    yield from _page(
        back, [article_section(result, report, context, "a1")], context, signals, report.provenance
    )


def index_page(rows: Sequence[str], failed: Sequence[str]) -> Iterator[str]:
    """Yield the index of a folder of pages."""
    yield from document(["<h1>newsassay</h1>", f"<p>{DISCLAIMER}</p>", index_table(rows, failed, len(rows))])


def index_row(result: Result, report: CredibilityReport, address: str) -> str:
    """Return an article's row in the index; it links to `address`, if there is one."""
    name = words(result.item.article.title or result.item.name) or "(no name)"
    _, score, sums = next(scored(report))
    link = f'<a href="{address}">{name}</a>' if address else name
    return (
        f'<tr><th scope="row">{link}<br><span class="quiet">{words(result.item.name)}</span></th>'
        f'<td class="number">{score.value:.2f}</td><td>{standing(score)}</td>'
        f'<td class="number">{signed(sums.charged)} ×{sums.charges}</td>'
        f'<td class="number">{signed(sums.credited)} ×{sums.credits}</td></tr>'
    )


def index_table(rows: Sequence[str], failed: Sequence[str], shown: int) -> str:
    """Return the index: a row an article, what could not be scored, and a notice if not all are shown."""
    notice = ""
    if shown < len(rows):
        notice = (
            f'<p class="warning">This page shows {shown} of {len(rows)} articles; --output-dir writes a page for'
            " each.</p>"
        )
    failures = f"<h3>Not scored</h3><ul>{''.join(failed)}</ul>" if failed else ""
    head = "".join(
        f'<th scope="col"{kind}>{name}</th>'
        for name, kind in (
            ("article", ""),
            ("score", ' class="number"'),
            ("reference articles", ""),
            ("charges", ' class="number"'),
            ("credits", ' class="number"'),
        )
    )
    return (
        f'<nav aria-labelledby="articles"><h2 id="articles">Articles</h2>{notice}<div class="wide" tabindex="0"'
        f' role="region" aria-labelledby="articles"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>{failures}</nav>"
    )


def failure(result: Result) -> str:
    """Return the line of an article that could not be scored."""
    return f"<li>{words(result.item.name)}: {words(str(result.item.problem or result.error))}</li>"


def _page(
    before: str, sections: Sequence[str], context: Context, signals: set[str], provenance: Provenance
) -> Iterator[str]:
    yield from document(
        [
            "<h1>newsassay</h1>",
            f"<p>{DISCLAIMER}</p>",
            before,
            _filters(notes=context.detail.everything) if sections else "",
            *sections,
            card_list(signals, context.cards),
            footer(provenance) if sections else "",
        ]
    )


def _filters(*, notes: bool) -> str:
    boxes = [(dimension_name(value), dimension_name(value), True) for value in Dimension.values() if value]
    boxes += [(kind, text, kind != "note" or notes) for kind, text in _KINDS.items()]
    inputs = "".join(
        f'<label><input type="checkbox" id="f-{name}"{" checked" if checked else ""}>{text}</label>'
        for name, text, checked in boxes
    )
    return f'<fieldset class="filters"><legend>Show</legend>{inputs}</fieldset>'


def footer(provenance: Provenance) -> str:
    """Return what produced the report, as the end of a page."""
    return (
        f"<footer><p>newsassay {words(provenance.engine_version)}, rubric {words(provenance.rubric_version)}</p>"
        f'<p class="quiet">SHA-256 of the rubric {words(provenance.rubric_sha256)}, of the lexicons'
        f" {words(provenance.lexicon_sha256)}</p></footer>"
    )


def document(parts: Iterable[str]) -> Iterator[str]:
    """Yield a page of these parts: no script, nothing fetched."""
    style, digest = _style()
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>newsassay</title><style>{style}</style></head><body><main>\n"
    )
    for part in parts:
        if part:
            yield f"{part}\n"
    yield "</main></body></html>\n"


@cache
def _style() -> tuple[str, str]:
    """Return the style sheet and its hash, as Content-Security-Policy wants it."""
    style = files("newsassay.client.reports").joinpath("report.css").read_text(encoding="utf-8")
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")

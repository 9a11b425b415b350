"""A comparison as one page: as the page of scores, no script, nothing fetched, readable without its style."""

from collections.abc import Iterator, Sequence

from newsassay.client.reports.comparison.claims import origins_in_words
from newsassay.client.reports.comparison.compared import Compared, View, by_article
from newsassay.client.reports.comparison.html_passages import marked, passages
from newsassay.client.reports.comparison.words import (
    BASES,
    DISCLAIMER,
    RELATIONS,
    STATUSES,
    closest_first,
    direction_in_words,
    kind_of,
    numbers,
    origin_kind,
    reuse_in_words,
    share,
)
from newsassay.client.reports.html import document, footer
from newsassay.client.reports.markup import words
from newsassay.client.reports.words import SEVERITIES, counted, signed
from newsassay.client.terminal import one_line, safe
from newsassay.v1.comparison_pb2 import (
    RELATION_PARTIAL_REUSE,
    ArticlePair,
    ArticlePosition,
    ArticleSpan,
    Claim,
    Conflict,
)

# Larger tables help nobody.
LARGEST_MATRIX = 40
PAIRS = LARGEST_MATRIX * (LARGEST_MATRIX - 1) // 2
_AROUND = 120  # characters of text beside what is meant


def render(compared: Compared, _: View) -> Iterator[str]:
    """Yield the page."""
    yield from document(
        [
            "<h1>newsassay: comparison</h1>",
            f"<p>{words(DISCLAIMER)}</p>",
            *(f'<p class="warning">{words(warning.message)}</p>' for warning in compared.report.warnings),
            _articles(compared),
            _matrix(compared),
            _conflicts(compared),
            _pairs(compared),
            _origins(compared),
            _claims(compared),
            _differences(compared),
            _refused(compared),
            footer(compared.report.provenance),
        ]
    )


def _section(name: str, title: str, content: str) -> str:
    if not content:
        return ""
    return f'<section><h2 id="{name}">{title}</h2>{content}</section>'


def _table(name: str, head: Sequence[str], rows: Sequence[str]) -> str:
    """A table that scrolls by itself where a screen is too narrow; `name` is its heading's id."""
    cells = "".join(f'<th scope="col">{text}</th>' for text in head)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="{name}"><table><thead><tr>{cells}</tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _articles(compared: Compared) -> str:
    rows = [_article(compared, position) for position in compared.report.articles]
    head = ["number", "article", "independence", "what takes from it"]
    return _section("articles", counted(len(rows), "article").capitalize(), _table("articles", head, rows))


def _article(compared: Compared, position: ArticlePosition) -> str:
    index = position.article_index
    value = f"{position.independence.value:.2f}" if position.HasField("independence") else ""
    taken = "<br>".join(f"{signed(c.contribution)} {words(c.message)}" for c in position.contributions)
    return (
        f'<tr id="a{index}"><th scope="row">{index}</th><td>{words(compared.title(index))}<br>'
        f'<span class="quiet">{words(compared.short_name(index))}</span></td><td class="number">{value}</td><td>{taken}</td></tr>'
    )


def _matrix(compared: Compared) -> str:
    count = len(compared.items)
    pairs = {(pair.left_index, pair.right_index): pair for pair in compared.report.pairs}
    if not pairs or count > LARGEST_MATRIX:
        return ""
    rows = []
    for row in range(count):
        cells = "".join(
            f"<td>{_relation(pairs.get((min(row, column), max(row, column))), row)}</td>"
            for column in range(count)
        )
        rows.append(f'<tr><th scope="row">{row}</th>{cells}</tr>')
    legend = "<p>Percentages: how much of the row's article stands in the column's.</p>"
    table = _table("relations", ["article", *map(str, range(count))], rows)
    clusters = "".join(
        f"<li>{numbers(cluster.article_indices)} retell one text"
        f"{f'; {cluster.earliest_index} was first' if cluster.HasField('earliest_index') else ''}"
        f' <span class="quiet">cluster {words(cluster.cluster_id)}</span></li>'
        for cluster in compared.report.clusters
    )
    return _section("relations", "Relations", f"{legend}{table}{f'<ul>{clusters}</ul>' if clusters else ''}")


def _relation(pair: ArticlePair | None, row: int) -> str:
    if pair is None:
        return ""
    name = RELATIONS.get(pair.relation, "?")
    if pair.relation > RELATION_PARTIAL_REUSE:
        return name
    reuse = share(pair.reuse_left if row == pair.left_index else pair.reuse_right)
    return f'<a href="#{_pair_id(pair)}">{name} {reuse}</a>'


def _pair_id(pair: ArticlePair) -> str:
    return f"p{pair.left_index}-{pair.right_index}"


def _conflicts(compared: Compared) -> str:
    found = compared.report.conflicts
    entries = "".join(_conflict(compared, conflict) for conflict in found)
    title = counted(len(found), "conflict").capitalize()
    return _section("conflicts", title, f'<ul class="findings">{entries}</ul>' if entries else "")


def _conflict(compared: Compared, conflict: Conflict) -> str:
    severity = SEVERITIES.get(conflict.severity, "info")
    rows = "".join(
        f"<li><strong>{words(position.normalized_value)}</strong> {_line(compared, places)}</li>"
        for position in conflict.positions
        for places in by_article(position.mentions).values()
    )
    return (
        f'<li class="finding {severity}"><p><span class="severity">{severity}</span> {words(kind_of(conflict))}'
        f" {words(conflict.message)}</p><ul>{rows}</ul>"
        f'<p class="quiet">{BASES.get(conflict.basis, "")}</p></li>'
    )


def _line(compared: Compared, places: Sequence[ArticleSpan]) -> str:
    """The text around the first of an article's places, which is marked; and how many more there are."""
    first = places[0]
    text, start, end = compared.text(first), first.span.start, first.span.end
    begin, stop = max(0, start - _AROUND), end + _AROUND
    at = compared.place(first.article_index, first.span)
    more = f" and {counted(len(places) - 1, 'more place')}" if len(places) > 1 else ""
    before, after = "…" if begin else "", "…" if stop < len(text) else ""
    return (
        f'in <a href="#a{first.article_index}">{first.article_index}</a>, <code>{words(str(at))}</code>{more}:'
        f' <q dir="auto">{before}{marked(text[begin:stop], [(start - begin, end - begin)])}{after}</q>'
    )


def _pairs(compared: Compared) -> str:
    close = [p for p in closest_first(compared.report.pairs) if p.relation <= RELATION_PARTIAL_REUSE]
    parts = [_pair(compared, pair) for pair in close[:PAIRS]]
    if len(close) > PAIRS:
        parts.append(
            f'<p class="warning">{counted(len(close) - PAIRS, "more pair")} left out of this page.</p>'
        )
    return _section("text", "Shared text", "".join(parts))


def _pair(compared: Compared, pair: ArticlePair) -> str:
    name = _pair_id(pair)
    reasons = "".join(
        f"<li>{words(reason.message)}"
        + "".join(f" “{words(place.span.text)}” in {place.article_index}." for place in reason.spans)
        + "</li>"
        for reason in pair.direction_reasons
    )
    return (
        f'<h3 id="{name}">{pair.left_index} and {pair.right_index}: {RELATIONS.get(pair.relation, "related")}</h3>'
        f"<p>{words(reuse_in_words(pair))}; {direction_in_words(pair)}.</p>"
        f"{f'<ul>{reasons}</ul>' if reasons else ''}{passages(compared, pair, name)}"
    )


def _origins(compared: Compared) -> str:
    rows = []
    for origin in compared.report.origins:
        places = "<br>".join(
            f"{place.article_index}: <q>{words(place.span.text)}</q>"
            f" <code>{words(safe(str(compared.place(place.article_index, place.span))))}</code>"
            for place in origin.mentions
        )
        rows.append(
            f'<tr><th scope="row">{words(origin.name)}</th><td>{words(origin_kind(origin.kind))}</td><td>'
            f"<details><summary>{numbers(by_article(origin.mentions))}</summary>{places}</details></td></tr>"
        )
    table = _table("origins", ["source", "kind", "in"], rows) if rows else ""
    return _section("origins", "What they rest on", table)


def _claims(compared: Compared) -> str:
    rows = "".join(_claim(claim, index) for index, claim in enumerate(compared.report.claims))
    return _section("claims", "Claims", f'<ol class="claims" start="0">{rows}</ol>' if rows else "")


def _claim(claim: Claim, index: int) -> str:
    quoted = "".join(f"<li>{place.article_index}: {words(place.span.text)}</li>" for place in claim.spans[1:])
    others = f"<details><summary>elsewhere</summary><ul>{quoted}</ul></details>" if quoted else ""
    first = words(claim.spans[0].span.text) if claim.spans else ""
    status = STATUSES.get(claim.status, "")
    return (
        f'<li id="c{index}">{first} <span class="quiet">{status}: {origins_in_words(claim)}, told by'
        f" {numbers(by_article(claim.spans))}</span>{others}</li>"
    )


def _differences(compared: Compared) -> str:
    parts = []
    for position in compared.report.articles:
        adds = "".join(f"<li>{words(place.span.text)}</li>" for place in position.adds)
        omits = ", ".join(f'<a href="#c{index}">{index}</a>' for index in position.omits)
        if adds:
            adds = f"<details><summary>adds {counted(len(position.adds), 'sentence')}</summary><ul>{adds}</ul></details>"
        if omits:
            omits = f"<p>leaves out claims {omits}</p>"
        if adds or omits:
            title = words(one_line(f"{position.article_index} {compared.short_name(position.article_index)}"))
            parts.append(f"<h3>{title}</h3>{adds}{omits}")
    return _section("differences", "What each adds and leaves out", "".join(parts))


def _refused(compared: Compared) -> str:
    rows = "".join(
        f"<li><q>{words(refused.left.span.text)}</q> in {refused.left.article_index}, <q>{words(refused.right.span.text)}</q>"
        f" in {refused.right.article_index}: {words(refused.reason)}</li>"
        for refused in compared.report.rejected
    )
    return _section("refused", "Differs, and is no conflict", f"<ul>{rows}</ul>" if rows else "")

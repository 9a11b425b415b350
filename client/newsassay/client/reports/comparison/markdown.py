"""A comparison for pull-request comments and job summaries: what contradicts, who retells whom, the rest folded away.

Nothing of an article becomes markup, a link, or a mention of somebody.
"""

from collections.abc import Iterator, Sequence

from newsassay.client.reports.comparison.claims import most_told, origins_in_words
from newsassay.client.reports.comparison.compared import Compared, View, by_article
from newsassay.client.reports.comparison.words import (
    DISCLAIMER,
    PASSAGES,
    RELATIONS,
    closest_first,
    direction_in_words,
    kind_of,
    numbers,
    origin_kind,
    reuse_in_words,
    share,
)
from newsassay.client.reports.markdown import code, fitting, short
from newsassay.client.reports.words import SEVERITIES, counted
from newsassay.v1.comparison_pb2 import RELATION_PARTIAL_REUSE, ArticlePair, ArticleSpan, Conflict

PAIRS, PASSAGES_OF_A_PAIR = 10, 3


def render(compared: Compared, view: View) -> Iterator[str]:
    """Yield the summary; what does not fit into a comment is counted at the end."""
    blocks = [
        ["## newsassay: comparison", "", DISCLAIMER, ""],
        _articles(compared),
        _conflicts(compared),
        _pairs(compared, view),
        _origins(compared),
        _claims(compared, view),
    ]
    yield from fitting(blocks, len(compared.items))


def _articles(compared: Compared) -> list[str]:
    lines = ["| | article | headline | independence |", "|--:|---|---|--:|"]
    for position in compared.report.articles:
        index = position.article_index
        value = f"{position.independence.value:.2f}" if position.HasField("independence") else ""
        lines.append(
            f"| {index} | {code(compared.short_name(index))} | {short(compared.title(index))} | {value} |"
        )
    return [*lines, ""]


def _conflicts(compared: Compared) -> list[str]:
    found = compared.report.conflicts
    lines = [f"### {counted(len(found), 'conflict')}", ""] if found else []
    for conflict in found:
        lines += _conflict(compared, conflict)
    return [*lines, ""]


def _conflict(compared: Compared, conflict: Conflict) -> list[str]:
    severity = SEVERITIES.get(conflict.severity, "")
    lines = [f"- **{severity} {kind_of(conflict)}** {short(conflict.message)}"]
    lines += [
        f"  - {short(position.normalized_value)}: {_quoted(compared, places)}"
        for position in conflict.positions
        for places in by_article(position.mentions).values()
    ]
    return lines


def _pairs(compared: Compared, view: View) -> list[str]:
    found = [
        pair
        for pair in closest_first(compared.report.pairs)
        if view.everything or pair.relation <= RELATION_PARTIAL_REUSE
    ]
    if not found:
        return []
    lines = [
        "### Shared text",
        "",
        "| | | relation | of the first | of the second |",
        "|--:|--:|---|--:|--:|",
    ]
    lines += [
        f"| {pair.left_index} | {pair.right_index} | {RELATIONS.get(pair.relation, '?')} | {share(pair.reuse_left)}"
        f" | {share(pair.reuse_right)} |"
        for pair in found
    ]
    lines.append("")
    for pair in found if view.everything else found[:PAIRS]:
        lines += _pair(pair, view)
    return lines


def _pair(pair: ArticlePair, view: View) -> list[str]:
    said = f"{reuse_in_words(pair)}; {direction_in_words(pair)}"
    lines = [f"<details><summary>{pair.left_index} and {pair.right_index}: {said}</summary>", ""]
    lines += [f"- {short(reason.message)}" for reason in pair.direction_reasons]
    shown = pair.passages if view.everything else pair.passages[:PASSAGES_OF_A_PAIR]
    if shown:
        lines += ["", f"| kind | {pair.left_index} | {pair.right_index} | in place of |", "|---|---|---|---|"]
    for passage in shown:
        changes = "; ".join(
            f"{short(change.left.text)} → {short(change.right.text)}" for change in passage.substitutions[:10]
        )
        kind = PASSAGES.get(passage.kind, "")
        lines.append(f"| {kind} | {short(passage.left.text)} | {short(passage.right.text)} | {changes} |")
    if len(shown) < len(pair.passages):
        lines += ["", f"{counted(len(pair.passages) - len(shown), 'more passage')}."]
    return [*lines, "", "</details>", ""]


def _origins(compared: Compared) -> list[str]:
    found = compared.report.origins
    lines = ["### What they rest on", ""] if found else []
    lines += [
        f"- {short(origin.name)} ({origin_kind(origin.kind)}), in {numbers(by_article(origin.mentions))}"
        for origin in found
    ]
    return [*lines, ""]


def _claims(compared: Compared, view: View) -> list[str]:
    claims = compared.report.claims
    if not claims:
        return []
    shown = range(len(claims)) if view.everything else most_told(claims)
    lines = [f"<details><summary>{counted(len(claims), 'claim')}</summary>", ""]
    for index in shown:
        claim = claims[index]
        quoted = short(claim.spans[0].span.text) if claim.spans else ""
        lines.append(
            f"- {index}: {origins_in_words(claim)}, told by {numbers(by_article(claim.spans))}: {quoted}"
        )
    return [*lines, "", "</details>", ""]


def _quoted(compared: Compared, places: Sequence[ArticleSpan]) -> str:
    """The first of an article's places, and how many more there are."""
    first = places[0]
    at = compared.place(first.article_index, first.span)
    more = f" and {counted(len(places) - 1, 'more place')}" if len(places) > 1 else ""
    return f"“{short(first.span.text)}” in {first.article_index}, {code(f'{at.path}:{at.line}')}{more}"

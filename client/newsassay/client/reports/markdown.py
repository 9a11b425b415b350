"""A summary for pull-request comments and job summaries: scores, what weighs most, and the rest folded away.

It fits into a comment. Nothing of an article becomes markup, a link, or a mention of somebody.
"""

import re
from collections.abc import Iterable, Iterator

from newsassay.client.reports.context import Context
from newsassay.client.reports.places import place_of
from newsassay.client.reports.selection import (
    charges,
    credits_of,
    hidden_in_words,
    remarks,
    severity_of,
)
from newsassay.client.reports.sums import scored
from newsassay.client.reports.words import DISCLAIMER, SEVERITIES, counted, signed, standing
from newsassay.client.scoring import Result
from newsassay.client.terminal import one_line
from newsassay.v1.report_pb2 import CredibilityReport, Evidence

MOST_CHARACTERS = 60_000  # GitHub takes 65,536 in a comment
FOR_INDEX = 15_000
FOR_NOTICE = 500
SHOWN = 10
LONGEST = 400

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$!]")
_NOT_IN_CODE = str.maketrans({"`": "'", "|": "¦"})
# Mentions, references and addresses, which GitHub and GitLab link whatever is escaped: there is no other way.
_LINKED = re.compile(r"(?<=[@#])(?=\w)|(?<=:/)(?=/)|(?<=www)(?=\.)", re.IGNORECASE)


def text(plain: str) -> str:
    r"""Escape text from outside for one line; mentions and addresses get an invisible break, so that nothing links.

    >>> print(text("@ida [x](http://y) & *z*"))
    @&#8203;ida \[x\](http:/&#8203;/y) &amp; \*z\*
    """
    line = one_line(plain).replace("&", "&amp;")
    return _LINKED.sub("&#8203;", _MARKUP.sub(r"\\\g<0>", line))


def code(plain: str) -> str:
    """Return text from outside as code, in which nothing is markup or linked; also fit for a table."""
    line = one_line(plain).translate(_NOT_IN_CODE)
    return f"`{line}`" if line else ""


def render(results: Iterable[Result], context: Context) -> Iterator[str]:
    """Yield the summary; what does not fit is counted at the end."""
    index, sections, failed = list[str](), list[list[str]](), list[str]()
    room = MOST_CHARACTERS
    articles = 0
    for result in results:
        if result.report is None:
            failed.append(
                f"- {code(cut(result.item.name))}: {short(str(result.item.problem or result.error))}"
            )
            continue
        articles += 1
        index.append(_index_row(result, result.report))
        if room > 0:
            sections.append(_section(result, result.report, context))
            room -= sum(len(line) + 1 for line in sections[-1])
    yield from _within(_blocks(index, sections, failed), articles)


def _blocks(
    index: list[str], sections: list[list[str]], failed: list[str]
) -> Iterator[tuple[list[str], int]]:
    """Yield blocks of lines that belong together, each with the room that it may take."""
    yield ["## newsassay", "", DISCLAIMER, ""], MOST_CHARACTERS
    if failed:
        yield ["**Not scored**", "", *failed, ""], FOR_INDEX
    if len(index) > 1:
        heading = ["| article | score | reference articles | charges | credits |", "|---|--:|---|--:|--:|"]
        yield [*heading, *index, ""], FOR_INDEX
    for section in sections:
        yield section, MOST_CHARACTERS


def fitting(blocks: Iterable[list[str]], articles: int) -> Iterator[str]:
    """Yield the lines of blocks that belong together, as long as a comment has room for them."""
    return _within(((lines, MOST_CHARACTERS) for lines in blocks), articles)


def _within(blocks: Iterable[tuple[list[str], int]], articles: int) -> Iterator[str]:
    """Yield lines as long as there is room; a folded part that was cut is closed."""
    left = MOST_CHARACTERS - FOR_NOTICE
    dropped = 0
    for lines, most in blocks:
        room = min(left, most)
        is_folded = False
        for line in lines:
            closes_nothing = line == "</details>" and not is_folded
            if len(line) + 1 > room or closes_nothing:
                dropped += not closes_nothing
                continue
            room -= len(line) + 1
            left -= len(line) + 1
            is_folded = (is_folded or line.startswith("<details>")) and line != "</details>"
            yield f"{line}\n"
        if is_folded:
            yield "\n</details>\n\n"
            left -= len("\n</details>\n\n")
    if dropped:
        yield f"\n_{counted(dropped, 'line')} about {counted(articles, 'article')} left out: a comment holds no more._\n"


def _index_row(result: Result, report: CredibilityReport) -> str:
    _, score, sums = next(scored(report))
    return (
        f"| {code(cut(result.item.name))} | {score.value:.2f} | {standing(score)}"
        f" | {signed(sums.charged)} ×{sums.charges} | {signed(sums.credited)} ×{sums.credits} |"
    )


def _section(result: Result, report: CredibilityReport, context: Context) -> list[str]:
    shown = [evidence for evidence in charges(report) if context.detail.shows(evidence)]
    by_weight = sorted(range(len(shown)), key=lambda n: (-severity_of(shown[n]), shown[n].contribution, n))
    first, rest = by_weight[:SHOWN], sorted(by_weight[SHOWN:])
    lines = [f"### {short(result.item.article.title or result.item.name)}", ""]
    for line in remarks(report):
        lines += [f"> {short(line)}", ""]
    lines += [
        "",
        "| | score | 90 % range | reference articles | charges | credits |",
        "|---|--:|---|---|--:|--:|",
    ]
    lines += [
        f"| {name} | {score.value:.2f} | {score.low:.2f}–{score.high:.2f} | {standing(score)}"
        f" | {signed(sums.charged)} ×{sums.charges} | {signed(sums.credited)} ×{sums.credits} |"
        for name, score, sums in scored(report)
    ]
    lines += ["", *(_finding(result, shown[n]) for n in first), ""]
    if rest:
        lines += [f"<details><summary>{counted(len(rest), 'more finding')}</summary>", ""]
        lines += [_finding(result, shown[n]) for n in rest]
        lines += ["", "</details>", ""]
    if raising := credits_of(report):
        lines += [f"<details><summary>{counted(len(raising), 'credit')}</summary>", ""]
        lines += [_finding(result, evidence) for evidence in raising]
        lines += ["", "</details>", ""]
    if hidden := hidden_in_words(report, context.detail):
        lines += [f"{hidden}.", ""]
    return lines


def _finding(result: Result, evidence: Evidence) -> str:
    place = place_of(result.item, evidence.span)
    kind = "credit" if evidence.contribution > 0 else SEVERITIES.get(severity_of(evidence), "info")
    return (
        f"- {code(cut(f'{place.path}:{place.line}'))} **{kind}** {code(cut(evidence.signal_id))}"
        f" {signed(evidence.contribution)}: {short(evidence.message)}"
    )


def short(plain: str) -> str:
    """Return the beginning of text from outside, escaped for one line."""
    return text(cut(plain))


def cut(plain: str) -> str:
    """Return the beginning of text from outside, on one line."""
    line = one_line(plain)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"

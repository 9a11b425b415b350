"""What articles state, how many origins stand behind it, and what each adds and leaves out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsassay.client.reports.comparison.compared import Compared, View, by_article
from newsassay.client.reports.comparison.excerpt import left_out
from newsassay.client.reports.comparison.words import STATUSES, numbers
from newsassay.client.reports.listing import cells
from newsassay.client.reports.paint import BOLD, QUIET, Line, Segment
from newsassay.client.reports.tables import columns, cut, wrapped
from newsassay.client.reports.words import counted
from newsassay.client.terminal import one_line
from newsassay.v1.comparison_pb2 import (
    CLAIM_STATUS_CORROBORATED,
    CLAIM_STATUS_SINGLE_ORIGIN,
    CLAIM_STATUS_UNSUPPORTED,
    ArticlePosition,
    Claim,
)

SHOWN = 8
_STYLES = {
    CLAIM_STATUS_CORROBORATED: "green",
    CLAIM_STATUS_SINGLE_ORIGIN: "yellow",
    CLAIM_STATUS_UNSUPPORTED: "red",
}


def lines(compared: Compared, view: View) -> Iterator[Line]:
    """Yield the claims that most articles make, and what each article adds and omits."""
    claims = compared.report.claims
    if claims:
        counts = Counter(claim.status for claim in claims)
        said = ", ".join(f"{counts[status]} {name}" for status, name in STATUSES.items() if counts[status])
        yield [Segment("Claims", BOLD)]
        yield from wrapped(f"{counted(len(claims), 'claim')}: {said}", QUIET, view.width)
        shown = range(len(claims)) if view.everything else most_told(claims)
        table = [_claim(claims[index], index) for index in shown]
        heads = list(columns(table))
        for head, index in zip(heads, shown, strict=True):
            quoted = one_line(claims[index].spans[0].span.text) if claims[index].spans else ""
            yield from _beside(head, quoted, view)
        yield from left_out(len(claims) - len(shown), "claim", view.width)
    differing = [p for p in compared.report.articles if p.adds or p.omits]
    if differing:
        if claims:
            yield []
        yield [Segment("What each adds and leaves out", BOLD)]
        for position in differing:
            yield from _differences(compared, position, view)


def _beside(head: Line, quoted: str, view: View) -> Iterator[Line]:
    """A sentence beside its line's head: one row of it, or all of it."""
    used = sum(cells(segment.text) for segment in head)
    if not view.everything:
        yield [*head, Segment(cut(quoted, view.width - used), QUIET)]
        return
    first, *rest = wrapped(quoted, QUIET, view.width, indent=used)
    yield [*head, *first[1:]]
    yield from rest


def most_told(claims: Sequence[Claim]) -> list[int]:
    """Return the claims that most articles make, in their order."""

    def weight(index: int) -> tuple[int, int, int]:
        return -len(by_article(claims[index].spans)), -claims[index].independent_origins, index

    return sorted(sorted(range(len(claims)), key=weight)[:SHOWN])


def origins_in_words(claim: Claim) -> str:
    """Return "2 origins", or that none is named."""
    return counted(claim.independent_origins, "origin") if claim.independent_origins else "no origin named"


def _claim(claim: Claim, index: int) -> Line:
    told = numbers(by_article(claim.spans), most=4)
    return [
        Segment(f"  {index:>3}", QUIET),
        Segment(origins_in_words(claim), _STYLES.get(claim.status, "")),
        Segment(f"in {told}"),
    ]


def _differences(compared: Compared, position: ArticlePosition, view: View) -> Iterator[Line]:
    parts = []
    if position.adds:
        parts.append(f"adds {counted(len(position.adds), 'sentence')}")
    if position.omits:
        parts.append(
            f"leaves out {counted(len(position.omits), 'claim')} of others ({numbers(position.omits)})"
        )
    index = position.article_index
    yield from wrapped(f"{index}  {', '.join(parts)}", "", view.width, hanging=4)
    for added in position.adds if view.everything else position.adds[:1]:
        line = compared.place(index, added.span).line
        yield from _beside([Segment(f"     + {line:>3}  ", QUIET)], one_line(added.span.text), view)

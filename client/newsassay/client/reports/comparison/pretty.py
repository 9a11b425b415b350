"""A comparison for people: who shares what with whom, passages side by side, contradictions with the lines they stand in."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newsassay.client.reports.comparison import claims
from newsassay.client.reports.comparison.compared import Compared, View, by_article
from newsassay.client.reports.comparison.excerpt import Side, excerpt, left_out, side_by_side
from newsassay.client.reports.comparison.matrix import STYLES, matrix
from newsassay.client.reports.comparison.words import (
    BASES,
    DISCLAIMER,
    PASSAGES,
    RELATIONS,
    closest_first,
    direction_in_words,
    kind_of,
    numbers,
    origin_kind,
    reuse_in_words,
)
from newsassay.client.reports.listing import cells
from newsassay.client.reports.paint import BOLD, QUIET, SEVERITY_STYLES, Line, Segment, paint
from newsassay.client.reports.tables import columns, cut, wrapped
from newsassay.client.reports.words import SEVERITIES, counted, signed
from newsassay.client.terminal import one_line, safe
from newsassay.v1.comparison_pb2 import (
    ORIGIN_KIND_VAGUE,
    RELATION_PARTIAL_REUSE,
    AlignedPassage,
    ArticlePair,
    ArticlePosition,
    ArticleSpan,
    Conflict,
    SharedOrigin,
)
from newsassay.v1.report_pb2 import TextSpan

# What is shown of each unless all is asked for.
PAIRS, PASSAGES_OF_A_PAIR, CONFLICTS, ORIGINS = 6, 3, 20, 10
_NAME = 32
_CHANGED = "yellow"


def render(compared: Compared, view: View) -> Iterator[str]:
    """Yield the report part by part."""
    parts = (_articles, _matrix, _conflicts, _pairs, _origins, claims.lines, _refused, _summary)
    for part in parts:
        lines = list(part(compared, view))
        if lines:
            yield "".join(f"{paint(line, color=view.color)}\n" for line in [[], *lines])


def _articles(compared: Compared, view: View) -> Iterator[Line]:
    yield [Segment(f"{counted(len(compared.items), 'article')}", BOLD)]
    table = []
    for position in compared.report.articles:
        index = position.article_index
        row = [
            Segment(f"  {index}", BOLD),
            Segment(_end(compared.short_name(index), min(_NAME, view.width // 3))),
        ]
        if position.HasField("independence"):
            row.append(
                Segment(f"independence {position.independence.value:.2f}", _independence_style(position))
            )
        table.append([*row, Segment(compared.title(index))])
    for line in columns(table):
        yield _within(line, view.width)
    for position in compared.report.articles:
        for contribution in position.contributions:
            said = f"{signed(contribution.contribution)}  {safe(one_line(contribution.message))}"
            yield from wrapped(f"{position.article_index}: {said}", QUIET, view.width, indent=4, hanging=4)


def _independence_style(position: ArticlePosition) -> str:
    value = position.independence.value
    return "green" if value >= 0.75 else "yellow" if value >= 0.4 else "red"  # noqa: PLR2004 - colours only


def _matrix(compared: Compared, view: View) -> Iterator[Line]:
    if compared.report.pairs:
        yield [Segment("Relations", BOLD)]
        yield from matrix(compared, view.width)
        for cluster in compared.report.clusters:
            first = f"; {cluster.earliest_index} was first" if cluster.HasField("earliest_index") else ""
            said = f"{numbers(cluster.article_indices)} retell one text{first} (cluster {safe(cluster.cluster_id)})"
            yield from wrapped(said, "", view.width)


def _pairs(compared: Compared, view: View) -> Iterator[Line]:
    found = closest_first(compared.report.pairs)
    close = [pair for pair in found if view.everything or pair.relation <= RELATION_PARTIAL_REUSE]
    shown = close if view.everything else close[:PAIRS]
    for number, pair in enumerate(shown):
        if number:
            yield []
        yield from _pair(compared, pair, view)
    yield from left_out(len(close) - len(shown), "pair", view.width)


def _pair(compared: Compared, pair: ArticlePair, view: View) -> Iterator[Line]:
    relation = RELATIONS.get(pair.relation, "related")
    yield [
        Segment(f"{pair.left_index} and {pair.right_index}: ", BOLD),
        Segment(relation, STYLES.get(pair.relation, "")),
    ]
    yield from wrapped(f"{reuse_in_words(pair)}; {direction_in_words(pair)}.", "", view.width)
    for reason in pair.direction_reasons:
        yield from wrapped(one_line(reason.message), QUIET, view.width, indent=4)
        for place in reason.spans:
            at = compared.place(place.article_index, place.span)
            yield from wrapped(f"{safe(str(at))}: “{one_line(place.span.text)}”", QUIET, view.width, indent=6)
    shown = pair.passages if view.everything else _telling(pair.passages)
    if shown:
        half = (view.width - 3) // 2
        names = [cut(f"{n} {compared.short_name(n)}", half) for n in (pair.left_index, pair.right_index)]
        filled = " " * (half - cells(names[0]))
        yield [Segment(names[0] + filled, BOLD), Segment(" │ ", QUIET), Segment(names[1], BOLD)]
    for passage in shown:
        yield from _passage(compared, pair, passage, view)
    left_out = Counter(PASSAGES.get(p.kind, "other") for p in pair.passages)
    left_out.subtract(PASSAGES.get(p.kind, "other") for p in shown)
    if said := ", ".join(f"{count} {kind}" for kind, count in left_out.items() if count > 0):
        yield from wrapped(f"⋮ more passages: {said}; --all shows them", QUIET, view.width)


def _telling(passages: Sequence[AlignedPassage]) -> list[AlignedPassage]:
    """The passages that show most, in their order: those with most substitutions, then the longest."""
    ranked = sorted(
        range(len(passages)),
        key=lambda n: (-len(passages[n].substitutions), -len(passages[n].left.text), n),
    )
    return [passages[n] for n in sorted(ranked[:PASSAGES_OF_A_PAIR])]


def _passage(compared: Compared, pair: ArticlePair, passage: AlignedPassage, view: View) -> Iterator[Line]:
    kind = PASSAGES.get(passage.kind, "")
    yield [Segment(f"── {kind} ", QUIET), Segment("─" * max(0, view.width - len(kind) - 4), QUIET)]
    sides = [
        Side(
            span.text,
            compared.place(index, span).line,
            _marks(
                span,
                [substitution.left if left else substitution.right for substitution in passage.substitutions],
            ),
        )
        for index, span, left in (
            (pair.left_index, passage.left, True),
            (pair.right_index, passage.right, False),
        )
    ]
    yield from side_by_side(sides[0], sides[1], view.width, _CHANGED)


def _marks(span: TextSpan, changed: Sequence[TextSpan]) -> list[tuple[int, int]]:
    return sorted((max(0, c.start - span.start), max(0, c.end - span.start)) for c in changed)


def _conflicts(compared: Compared, view: View) -> Iterator[Line]:
    conflicts = compared.report.conflicts
    if not conflicts:
        return
    yield [Segment("Conflicts", BOLD)]
    shown = conflicts if view.everything else conflicts[:CONFLICTS]
    for conflict in shown:
        yield from _conflict(compared, conflict, view)
    yield from left_out(len(conflicts) - len(shown), "conflict", view.width)


def _conflict(compared: Compared, conflict: Conflict, view: View) -> Iterator[Line]:
    style = SEVERITY_STYLES.get(conflict.severity, "")
    head = f"{SEVERITIES.get(conflict.severity, '')} {kind_of(conflict)}".strip()
    first, *rest = wrapped(f"{head}  {one_line(conflict.message)}", "", view.width, hanging=2)
    yield [first[0], Segment(first[1].text[: len(head)], style), Segment(first[1].text[len(head) :])]
    yield from rest
    for position in conflict.positions:
        for places in by_article(position.mentions).values():
            yield from _told(compared, places, one_line(position.normalized_value), view, style)
    if basis := BASES.get(conflict.basis, ""):
        yield [Segment(f"    {basis}", QUIET)]


def _told(
    compared: Compared, places: Sequence[ArticleSpan], value: str, view: View, style: str
) -> Iterator[Line]:
    """The line in which an article tells a value, with the value beneath."""
    shown = places if view.everything else places[:1]
    for place in shown:
        at = compared.place(place.article_index, place.span)
        head = f"    {place.article_index} {f'{at.line}:{at.column}':>7} │ "
        line = excerpt(compared.text(place), place.span.start, place.span.end, view.width - len(head))
        yield [Segment(head, QUIET), Segment(line.text)]
        more = len(places) - len(shown)
        said = value + (f" and {counted(more, 'more place')}" if more else "")
        beneath = Segment(f"{'':{len(head) - 3}} │ ", QUIET)
        marks = [beneath, Segment(" " * line.column), Segment("^" * line.width, style)]
        room = view.width - len(head) - line.column - line.width - 1
        if cells(said) <= room:
            yield [*marks, Segment(f" {said}", style)]
        else:
            yield marks
            yield [beneath, Segment(cut(said, view.width - len(head)), style)]


def _origins(compared: Compared, view: View) -> Iterator[Line]:
    origins = compared.report.origins
    if not origins:
        return
    yield [Segment("What they rest on", BOLD)]
    shown = origins if view.everything else origins[:ORIGINS]
    for origin in shown:
        yield from _origin(compared, origin, view)
    yield from left_out(len(origins) - len(shown), "origin", view.width)


def _origin(compared: Compared, origin: SharedOrigin, view: View) -> Iterator[Line]:
    found = by_article(origin.mentions)
    kind = origin_kind(origin.kind)
    style = "yellow" if origin.kind == ORIGIN_KIND_VAGUE else ""
    yield from wrapped(
        f"{one_line(origin.name)}  ({kind}, in {numbers(found)})", style, view.width, hanging=2
    )
    if not view.everything:
        return
    for place in (place for places in found.values() for place in places):
        at = compared.place(place.article_index, place.span)
        yield [Segment(cut(f"    {safe(str(at))}: “{one_line(place.span.text)}”", view.width), QUIET)]


def _refused(compared: Compared, view: View) -> Iterator[Line]:
    if not compared.report.rejected:
        return
    yield [Segment("Differs, and is no conflict", BOLD)]
    for refused in compared.report.rejected:
        left, right = refused.left, refused.right
        said = (
            f"“{one_line(left.span.text)}” in {left.article_index}, “{one_line(right.span.text)}” in "
            f"{right.article_index}: {one_line(refused.reason)}"
        )
        yield from wrapped(said, QUIET, view.width, hanging=2)


def _summary(compared: Compared, view: View) -> Iterator[Line]:
    report = compared.report
    relations = Counter(RELATIONS.get(pair.relation, "other") for pair in report.pairs)
    counts = [f"{relations[name]} {name}" for name in RELATIONS.values() if relations[name]]
    counts.append(counted(len(report.conflicts), "conflict"))
    yield from wrapped(", ".join(counts), "", view.width)
    origin = report.provenance
    versions = f"newsassay {origin.engine_version}, rubric {origin.rubric_version}"
    yield from wrapped(safe(versions), QUIET, view.width)
    for warning in report.warnings:
        said = f"warning: {one_line(warning.message)} [{one_line(warning.code)}]"
        yield from wrapped(said, "yellow", view.width)
    yield from wrapped(DISCLAIMER, QUIET, view.width)


def _end(name: str, width: int) -> str:
    """A name cut at its beginning: of a path, the end tells more."""
    if cells(name) <= width:
        return name
    end = name[-(width - 1) :]
    while cells(end) >= width:
        end = end[1:]
    return f"…{end}"


def _within(line: Line, width: int) -> Line:
    """A line whose last filled cell is cut to what is left of the width."""
    filled = sum(cells(segment.text) for segment in line[:-2])
    return [*line[:-2], Segment(cut(line[-2].text, width - filled), line[-2].style)]

"""Aligned passages as a table of two columns, with marks on what stands in one another's place."""

from collections.abc import Sequence

from newsassay.client.reports.comparison.compared import Compared
from newsassay.client.reports.comparison.words import PASSAGES
from newsassay.client.reports.markup import exactly, words
from newsassay.client.terminal import safe_lines
from newsassay.v1.comparison_pb2 import AlignedPassage, ArticlePair
from newsassay.v1.report_pb2 import TextSpan

Range = tuple[int, int]


def passages(compared: Compared, pair: ArticlePair, name: str) -> str:
    """Return the passages of a pair; `name` is the id of its heading."""
    if not pair.passages:
        return ""
    rows = "".join(_row(compared, pair, passage) for passage in pair.passages)
    left, right = pair.left_index, pair.right_index
    return (
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="{name}"><table class="passages"><thead><tr>'
        f'<th scope="col">kind</th><th scope="col">{left} {words(compared.short_name(left))}</th>'
        f'<th scope="col">{right} {words(compared.short_name(right))}</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def marked(text: str, ranges: Sequence[Range]) -> str:
    """Return text with marks on ranges, which are in order; those that overlap are cut."""
    parts = []
    position = 0
    for start, end in ranges:
        begin, stop = max(start, position), min(end, len(text))
        if begin < stop:
            parts.append(f"{_shown(text[position:begin])}<mark>{_shown(text[begin:stop])}</mark>")
            position = stop
    return "".join([*parts, _shown(text[position:])])


def _shown(text: str) -> str:
    return exactly(safe_lines(text))


def _row(compared: Compared, pair: ArticlePair, passage: AlignedPassage) -> str:
    left = _cell(compared, pair.left_index, passage.left, [s.left for s in passage.substitutions])
    right = _cell(compared, pair.right_index, passage.right, [s.right for s in passage.substitutions])
    return f'<tr><th scope="row">{PASSAGES.get(passage.kind, "")}</th>{left}{right}</tr>'


def _cell(compared: Compared, index: int, span: TextSpan, changed: Sequence[TextSpan]) -> str:
    ranges = sorted((max(0, c.start - span.start), max(0, c.end - span.start)) for c in changed)
    at = compared.place(index, span)
    return f'<td dir="auto"><span class="quiet">{at.line}:{at.column}</span> {marked(span.text, ranges)}</td>'

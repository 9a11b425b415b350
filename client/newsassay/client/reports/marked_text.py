"""An article's text as HTML, with a mark on every stretch that a finding is about.

Spans overlap, so the text is cut wherever one starts or ends, in one sweep; each piece links to its weightiest
finding, and its classes name everything that it belongs to.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from newsassay.client.reports.markup import exactly

# Characters below which a stretch that touches another is no link: fingers could not tell them apart.
SHORTEST_LINK = 4


class Marked(NamedTuple):
    """A span to mark: code points [start, end) of a field; a link's `target`, and whence it leads back.

    `rank` is greater for what matters more; `kind` is "hedging-charge", `look` what the mark looks like.
    """

    start: int
    end: int
    rank: tuple[float, ...]
    target: str
    anchor: str
    kind: str
    look: str


class _Piece(NamedTuple):
    start: int
    end: int
    top: Marked | None
    kinds: tuple[str, ...]
    anchors: tuple[str, ...]


def marked_text(text: str, spans: Sequence[Marked]) -> str:
    """Return paragraphs whose text content, all in all, is `text` to the character."""
    parts = ["<p>"]
    ends = _paragraph_ends(text)
    pieces = list(_pieces(text, spans, ends))
    for before, piece, after in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        lone = not (_touches(before, piece, ends) or _touches(piece, after, ends))
        is_link = lone or piece.end - piece.start >= SHORTEST_LINK
        parts.append(_marked(text[piece.start : piece.end], piece, is_link=is_link))
        if piece.end in ends and piece.end < len(text):
            parts.append("</p><p>")
    parts.append("</p>")
    return "".join(parts)


def _touches(piece: _Piece | None, following: _Piece | None, ends: set[int]) -> bool:
    """Whether two pieces of one paragraph are both marked."""
    if piece is None or following is None or piece.end in ends:
        return False
    return piece.top is not None and following.top is not None


def _marked(text: str, piece: _Piece, *, is_link: bool) -> str:
    """Return a piece; it carries the anchors of all spans that start with it."""
    if piece.top is None or not text.strip():
        return _anchors(piece.anchors) + exactly(text)
    first, others = piece.anchors[:1], piece.anchors[1:]
    own = f' id="{first[0]}"' if first else ""
    classes = " ".join((piece.top.look, *piece.kinds))
    mark = f'<mark class="{classes}">{exactly(text)}</mark>'
    if not is_link:
        return f"{_anchors(others)}<span{own}>{mark}</span>"
    return f'{_anchors(others)}<a{own} href="#{piece.top.target}">{mark}</a>'


def _anchors(names: Sequence[str]) -> str:
    return "".join(f'<span id="{name}"></span>' for name in names)


def _paragraph_ends(text: str) -> set[int]:
    """Return where paragraphs end: after the last of the line breaks that follow each other."""
    ends, position = set(), text.find("\n")
    while position >= 0:
        position += 1
        if text[position : position + 1] not in ("\n", "\r"):
            ends.add(position)
        position = text.find("\n", position)
    return ends


def _pieces(text: str, spans: Sequence[Marked], ends: set[int]) -> Iterator[_Piece]:
    size = len(text)
    starting: dict[int, list[Marked]] = {}
    ending: Counter[tuple[int, str]] = Counter()
    for span in spans:
        starting.setdefault(min(span.start, size), []).append(span)
        ending[min(span.end, size), span.kind] += 1
    stops: dict[int, list[tuple[str, int]]] = {}
    for (place, kind), count in ending.items():
        stops.setdefault(place, []).append((kind, count))
    cuts = sorted({0, size, *starting, *stops, *ends})
    heap: list[tuple[tuple[float, ...], int, Marked]] = []
    under_way: Counter[str] = Counter()
    for number, (start, end) in enumerate(zip(cuts, [*cuts[1:], size], strict=True)):
        for kind, count in stops.get(start, ()):
            under_way[kind] -= count
        for order, span in enumerate(starting.get(start, ())):
            under_way[span.kind] += 1
            heappush(heap, (tuple(-value for value in span.rank), number * len(spans) + order, span))
        while heap and heap[0][2].end <= start:
            heappop(heap)
        anchors = tuple(span.anchor for span in starting.get(start, ()))
        if start < end or anchors:
            kinds = tuple(sorted(kind for kind, count in under_way.items() if count > 0))
            yield _Piece(start, end, heap[0][2] if heap else None, kinds, anchors)

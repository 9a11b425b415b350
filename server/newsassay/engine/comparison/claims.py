"""What several articles tell, and how many independent origins stand behind it."""

from collections.abc import Iterable, Iterator, Sequence

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.clusters import Groups
from newsassay.engine.comparison.like_segments import Like
from newsassay.engine.comparison.origins import find_origins
from newsassay.engine.comparison.report import ArticleSpan, Claim, ClaimStatus, OriginKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.comparison.values import agree, values_in
from newsassay.engine.facts.mentions import CLASS
from newsassay.engine.spans import Locate

_HELD = 0.5  # share of the shorter sentence's content stems that tells of one claim
_LEAST = 5  # content stems of that sentence
_VALUES = 2  # that two sentences share, with a name

Statement = tuple[int, int]  # the number of an article, and of one of its segments


def same_claims(
    left: ComparedText, right: ComparedText, matches: Iterable[Match], like: Iterable[Like]
) -> Iterator[tuple[Statement, Statement]]:
    """Sentences of two articles that tell one thing: aligned ones, and others of like words, or of like values and names."""
    aligned: set[int] = set()
    for match in matches:
        if match.kind in (PassageKind.VERBATIM, PassageKind.REWORDED):
            aligned.add(match.left.number)
            yield (left.index, match.left.number), (right.index, match.right.number)
    names = left.names & right.names
    for i, j, shared in like:
        a, b = left.segments[i], right.segments[j]
        if i not in aligned and _is_told(a) and _is_told(b):
            least = min(len(a.content), len(b.content))
            alike = least >= _LEAST and shared >= _HELD * least
            if alike or _share_values(left, a, right, b, names):
                yield (left.index, i), (right.index, j)


def _is_told(segment: Segment) -> bool:
    return not segment.quoted and not segment.furniture


def _share_values(
    left: ComparedText, a: Segment, right: ComparedText, b: Segment, names: frozenset[str]
) -> bool:
    """Whether two sentences tell values of one name. `names` are those that both articles have."""
    if names.isdisjoint(a.content & b.content):
        return False
    values = [m for m in values_in(left, a) if not m.kind.startswith(CLASS)]
    others = values_in(right, b) if len(values) >= _VALUES else []
    return sum(any(m.kind == t.kind and agree(m, t) for t in others) for m in values) >= _VALUES


def claims(
    told: Sequence[tuple[Statement, Statement]],
    texts: Sequence[ComparedText],
    cluster_of: dict[int, str],
    locate: list[Locate],
) -> tuple[Claim, ...]:
    """The claims of two articles or more, in the order of their first sentences."""
    statements = sorted({s for pair in told for s in pair})
    number = {s: n for n, s in enumerate(statements)}
    groups = Groups(len(statements))
    for one, other in told:
        groups.join(number[one], number[other])
    return tuple(
        _claim([statements[n] for n in members], texts, cluster_of, locate)
        for members in groups.all()
        if len({statements[n][0] for n in members}) > 1
    )


def _claim(
    statements: list[Statement],
    texts: Sequence[ComparedText],
    cluster_of: dict[int, str],
    locate: list[Locate],
) -> Claim:
    spans: list[ArticleSpan] = []
    sources: set[tuple[str, str]] = set()
    tellers: set[str] = set()
    named = False
    for n, k in statements:
        segment, text = texts[n].segments[k], texts[n].text
        location = text.location(segment.first, segment.last)
        spans.append(ArticleSpan(n, locate[n](location)))
        teller = cluster_of.get(n, "") or f"article {n}"
        tellers.add(teller)
        own = {
            (o.key[0].name, o.key[1])
            for o in texts[n].document.layer(find_origins)
            if o.content is not None
            and o.key[0] is not OriginKind.VAGUE
            and o.content.field is location.field
            and o.content.start < location.end
            and location.start < o.content.end
        }
        named = named or bool(own)
        sources |= own or {("", teller)}
    origins = min(len(sources), len(tellers))
    if origins > 1:
        status = ClaimStatus.CORROBORATED
    else:
        status = ClaimStatus.SINGLE_ORIGIN if named else ClaimStatus.UNSUPPORTED
    return Claim(tuple(spans), origins, status)

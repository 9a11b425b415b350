"""What several articles tell, and how many independent origins stand behind it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from newsassay.engine.comparison.alignment import Match
from newsassay.engine.comparison.clusters import Groups
from newsassay.engine.comparison.origins import find_origins
from newsassay.engine.comparison.report import ArticleSpan, Claim, ClaimStatus, OriginKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.comparison.values import agree, values_in
from newsassay.engine.facts.mentions import CLASS
from newsassay.engine.spans import Locate

_SHARED = 3  # content stems
_HELD = 0.5  # share of the shorter sentence's content stems that tells of one claim
_LEAST = 5  # content stems of that sentence
_VALUES = 2  # that two sentences share, with a name

Statement = tuple[int, int]  # the number of an article, and of one of its segments


def same_claims(
    left: ComparedText, right: ComparedText, matches: list[Match]
) -> Iterator[tuple[Statement, Statement]]:
    """Sentences of two articles that tell one thing: aligned ones, and others of like words, or of like values and names."""
    aligned: set[int] = set()
    for match in matches:
        if match.kind in (PassageKind.VERBATIM, PassageKind.REWORDED):
            aligned.add(match.left.number)
            yield (left.index, match.left.number), (right.index, match.right.number)
    for a in left.segments:
        if a.number in aligned or a.quoted or a.furniture:
            continue
        shared = Counter(chain.from_iterable(map(right.places.get, a.content, repeat(()))))
        for j, n in sorted(shared.items()):
            b = right.segments[j]
            if n >= _SHARED and not b.quoted and not b.furniture and _is_one(left, a, right, b):
                yield (left.index, a.number), (right.index, j)


def _is_one(left: ComparedText, a: Segment, right: ComparedText, b: Segment) -> bool:
    shared = a.content & b.content
    least = min(len(a.content), len(b.content))
    if least >= _LEAST and len(shared) >= _HELD * least:
        return True
    values = [m for m in values_in(left, a) if not m.kind.startswith(CLASS)]
    others = values_in(right, b)
    same = sum(any(m.kind == t.kind and agree(m, t) for t in others) for m in values)
    return same >= _VALUES and not shared.isdisjoint(left.names & right.names)


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

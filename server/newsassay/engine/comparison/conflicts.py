"""Conflicts: differences between two articles put together into facts, each with all its values and places."""

from collections.abc import Iterable

from newsassay.engine.comparison.clusters import Groups
from newsassay.engine.comparison.difference import Agreement, Difference, Place
from newsassay.engine.comparison.report import (
    ArticleSpan,
    Basis,
    Conflict,
    ConflictKind,
    ConflictPosition,
    RejectedConflict,
)
from newsassay.engine.report import Severity
from newsassay.engine.spans import Locate

_SEVERITY = {
    ConflictKind.NUMBER: Severity.HIGH,
    ConflictKind.DATE: Severity.HIGH,
    ConflictKind.POLARITY: Severity.HIGH,
}
_NOUNS = {
    ConflictKind.NUMBER: "number",
    ConflictKind.DATE: "date",
    ConflictKind.PLACE: "place",
    ConflictKind.NAME: "name",
    ConflictKind.ROLE: "role",
    ConflictKind.GENDER: "person’s gender",
    ConflictKind.POLARITY: "statement",
}
_SHOWN = 3  # values that a message quotes


def conflicts(told: Iterable[Difference | Agreement], locate: list[Locate]) -> tuple[Conflict, ...]:
    """One conflict for each fact that is told in ways that exclude each other, in the order of their first places."""
    differences: list[Difference] = []
    agreements: list[Agreement] = []
    for item in told:
        if isinstance(item, Agreement):
            agreements.append(item)
        elif not item.refused:
            differences.append(item)
    if not differences:
        return ()
    items: list[Difference | Agreement] = [*differences, *agreements]
    places = sorted({p for item in items for p in (item.left, item.right)})
    number = {p: n for n, p in enumerate(places)}
    positions = Groups(len(places))
    for agreement in agreements:
        positions.join(number[agreement.left], number[agreement.right])
    facts: dict[int, list[Difference]] = {}
    whole = Groups(len(places))
    for difference in differences:
        whole.join(positions.of(number[difference.left]), positions.of(number[difference.right]))
    for difference in differences:
        facts.setdefault(whole.of(positions.of(number[difference.left])), []).append(difference)
    of_fact: dict[int, list[Place]] = {}
    for p in places:
        of_fact.setdefault(whole.of(positions.of(number[p])), []).append(p)
    found = (_conflict(facts[fact], of_fact[fact], locate) for fact in sorted(facts))
    return tuple(conflict for conflict in found if not _names_two(conflict))


def _names_two(conflict: Conflict) -> bool:
    """Whether two names taken for one person's or place's stand in one article: it tells of two."""
    if conflict.basis is not Basis.FRAMED or conflict.kind not in (ConflictKind.NAME, ConflictKind.PLACE):
        return False
    told = [{mention.article_index for mention in position.mentions} for position in conflict.positions]
    return sum(map(len, told)) > len(set().union(*told))


def _conflict(differences: list[Difference], places: list[Place], locate: list[Locate]) -> Conflict:
    """The conflict of the differences about one fact."""
    kind = min(d.kind for d in differences)
    basis = min(d.basis for d in differences)
    values: dict[str, list[ArticleSpan]] = {}
    shown: dict[str, str] = {}
    for value in sorted({p.value for p in places}, key=lambda value: (-len(value), value)):
        shown.setdefault(_number(value), value)
    for (article, location), key in {(p.article, p.location): _number(p.value) for p in places}.items():
        values.setdefault(shown[key], []).append(ArticleSpan(article, locate[article](location)))
    positions = tuple(ConflictPosition(value, tuple(mentions)) for value, mentions in values.items())
    severity = _SEVERITY.get(kind, Severity.MEDIUM)
    if basis is Basis.FRAMED and severity is Severity.HIGH:
        severity = Severity.MEDIUM
    return Conflict(kind, basis, severity, _message(kind, positions), positions)


def _number(value: str) -> str:
    """What the values of one position have in common: a number, of whatever it is told ("38", "38 car"), or all."""
    first = value.split(" ", 1)[0]
    return first if first.isdigit() else value


def _message(kind: ConflictKind, positions: tuple[ConflictPosition, ...]) -> str:
    """What stands where: "One number is told in 2 ways: “30 buses”, “13 buses”."."""
    shown = ", ".join(f"“{' '.join(p.mentions[0].span.text.split())[:60]}”" for p in positions[:_SHOWN])
    more = ", …" if len(positions) > _SHOWN else ""
    return f"One {_NOUNS[kind]} is told in {len(positions)} ways: {shown}{more}."


def rejected(told: Iterable[Difference | Agreement], locate: list[Locate]) -> tuple[RejectedConflict, ...]:
    """The differences that something reconciles, with what does, by their places."""
    refused = {d for d in told if isinstance(d, Difference) and d.refused}
    return tuple(
        RejectedConflict(
            d.kind,
            ArticleSpan(d.left.article, locate[d.left.article](d.left.location)),
            ArticleSpan(d.right.article, locate[d.right.article](d.right.location)),
            d.refused,
        )
        for d in sorted(refused, key=lambda d: (d.left, d.right, d.kind, d.refused))
    )

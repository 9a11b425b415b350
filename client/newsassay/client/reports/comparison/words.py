"""The words that every format of a comparison uses for the same thing."""

from collections.abc import Iterable, Sequence

from newsassay.client.reports.comparison.compared import Compared
from newsassay.client.reports.words import counted, enum_name
from newsassay.v1.comparison_pb2 import (
    BASIS_ALIGNED,
    BASIS_FRAMED,
    CLAIM_STATUS_CORROBORATED,
    CLAIM_STATUS_SINGLE_ORIGIN,
    CLAIM_STATUS_UNSUPPORTED,
    DIRECTION_LEFT_EARLIER,
    DIRECTION_RIGHT_EARLIER,
    PASSAGE_KIND_FURNITURE,
    PASSAGE_KIND_QUOTATION,
    PASSAGE_KIND_REWORDED,
    PASSAGE_KIND_VERBATIM,
    RELATION_IDENTICAL,
    RELATION_PARTIAL_REUSE,
    RELATION_REWRITE,
    RELATION_SAME_STORY,
    RELATION_SHARED_QUOTATIONS,
    ArticlePair,
    Conflict,
    ConflictKind,
    OriginKind,
)

DISCLAIMER = "This says what stands in which article. It does not say who wrote first unless something shows it, nor who is right."
RELATIONS = {
    RELATION_IDENTICAL: "identical",
    RELATION_REWRITE: "rewrite",
    RELATION_PARTIAL_REUSE: "partial reuse",
    RELATION_SHARED_QUOTATIONS: "shared quotations",
    RELATION_SAME_STORY: "same story",
}
REWRITES = (RELATION_IDENTICAL, RELATION_REWRITE)
PASSAGES = {
    PASSAGE_KIND_VERBATIM: "verbatim",
    PASSAGE_KIND_REWORDED: "reworded",
    PASSAGE_KIND_QUOTATION: "quotation",
    PASSAGE_KIND_FURNITURE: "page furniture",
}
STATUSES = {
    CLAIM_STATUS_CORROBORATED: "corroborated by several",
    CLAIM_STATUS_SINGLE_ORIGIN: "with one origin",
    CLAIM_STATUS_UNSUPPORTED: "without a named origin",
}
BASES = {BASIS_ALIGNED: "in one sentence of both", BASIS_FRAMED: "in separate accounts"}


def kind_of(conflict: Conflict) -> str:
    """Return "number" for CONFLICT_KIND_NUMBER."""
    return enum_name(ConflictKind, conflict.kind, "CONFLICT_KIND_")


def origin_kind(kind: "OriginKind.ValueType") -> str:
    """Return "social post" for ORIGIN_KIND_SOCIAL_POST."""
    return enum_name(OriginKind, kind, "ORIGIN_KIND_")


def share(value: float) -> str:
    """Return "93 %" for 0.93."""
    return f"{round(100 * value)} %"


def numbers(indices: Iterable[int], most: int = 12) -> str:
    """Return article numbers as a list: "0, 2, 5"; of many the first ones and how many more."""
    found = list(indices)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(map(str, found[:most])) + more


def reuse_in_words(pair: ArticlePair) -> str:
    """Return how much of each article stands in the other one."""
    left, right = pair.left_index, pair.right_index
    said = [
        f"{share(pair.reuse_left)} of {left} stands in {right}",
        f"{share(pair.reuse_right)} of {right} in {left}",
    ]
    if pair.verbatim_share:
        said.append(f"{share(pair.verbatim_share)} in the same words")
    if pair.shared_quotations:
        said.append(f"{counted(pair.shared_quotations, 'quotation')} in both")
    return ", ".join(said)


def direction_in_words(pair: ArticlePair) -> str:
    """Return which of two articles was first, if something shows it."""
    if pair.direction not in (DIRECTION_LEFT_EARLIER, DIRECTION_RIGHT_EARLIER):
        return "nothing shows which was first"
    left = pair.direction == DIRECTION_LEFT_EARLIER
    return f"{pair.left_index if left else pair.right_index} was first"


def closest_first(pairs: Iterable[ArticlePair]) -> list[ArticlePair]:
    """Return pairs, those with most in common first."""
    return sorted(
        pairs,
        key=lambda pair: (
            pair.relation,
            -max(pair.reuse_left, pair.reuse_right),
            pair.left_index,
            pair.right_index,
        ),
    )


def rewrites_in_words(compared: Compared) -> str:
    """Return how many pairs are rewrites, and the first of them; "" if none is."""
    found = [pair for pair in closest_first(compared.report.pairs) if pair.relation in REWRITES]
    return _with_first(found, "rewrite", [f"{_named(compared, pair)}" for pair in found[:1]])


def conflicts_in_words(compared: Compared) -> str:
    """Return how many conflicts there are, and what the first says; "" if there is none."""
    found = compared.report.conflicts
    return _with_first(found, "conflict", [conflict.message for conflict in found[:1]])


def _named(compared: Compared, pair: ArticlePair) -> str:
    return f"{compared.name(pair.left_index)} and {compared.name(pair.right_index)}"


def _with_first(found: Sequence[object], noun: str, first: Sequence[str]) -> str:
    return f"{counted(len(found), noun)}: {first[0]}{', …' if len(found) > 1 else ''}" if found else ""

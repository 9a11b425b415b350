"""Everything that two articles tell in two ways, from all comparers."""

from collections.abc import Iterable, Iterator

from newsassay.engine.comparison.aligned_pronouns import aligned_pronouns
from newsassay.engine.comparison.aligned_roles import aligned_roles
from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.aligned_values import aligned_values
from newsassay.engine.comparison.denials import denials
from newsassay.engine.comparison.difference import Agreement, Difference
from newsassay.engine.comparison.framed_names import framed_names
from newsassay.engine.comparison.framed_values import framed_values
from newsassay.engine.comparison.like_segments import Like
from newsassay.engine.comparison.name_differences import name_differences
from newsassay.engine.comparison.office_genders import office_genders
from newsassay.engine.comparison.person_differences import person_differences
from newsassay.engine.comparison.texts import ComparedText


def differences(
    left: ComparedText, right: ComparedText, matches: list[Match], like: Iterable[Like]
) -> Iterator[Difference | Agreement]:
    """All that two articles tell in two ways, and what aligned sentences tell in one."""
    yield from aligned_values(left, right, matches)
    yield from aligned_roles(left, right, matches)
    yield from aligned_pronouns(left, right, matches)
    yield from framed_values(left, right)
    yield from denials(left, right, matches, like)
    yield from name_differences(left, right)
    yield from framed_names(left, right)
    yield from person_differences(left, right)
    yield from office_genders(left, right)

"""Names in whose place an aligned sentence has another that its article alone knows."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile
from operator import itemgetter

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.name_differences import one_name
from newsassay.engine.comparison.report import Basis, ConflictKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_forms import abbreviates, forms_of
from newsassay.engine.facts.names import Name, NameKind, find_names

_PERSON, _ORGANIZATION, _PLACE, _OTHER = NameKind


def aligned_names(left: ComparedText, right: ComparedText, matches: list[Match]) -> Iterator[Difference]:
    """Names of one type that stand in one slot of aligned sentences, each unknown to the other article."""
    for match in matches:
        if match.kind is not PassageKind.REWORDED:
            continue
        for ours, theirs in match.substitutions:
            mine, others = _names(left.text, ours), _names(right.text, theirs)
            if len(mine) == 1 == len(others) and _are_two(left.text, mine[0], right.text, others[0]):
                kind = ConflictKind.PLACE if mine[0].kind is _PLACE else ConflictKind.NAME
                shown = [
                    place(text, name.first, name.last, text.text.tokens.phrase(name.first, name.last))
                    for text, name in ((left, mine[0]), (right, others[0]))
                ]
                yield Difference(kind, Basis.ALIGNED, shown[0], shown[1])


def _names(text: FieldText, tokens: tuple[int, int]) -> list[Name]:
    names = text.layer(find_names)
    first = bisect_right(names, tokens[0], key=itemgetter(1))
    return list(takewhile(lambda name: name.first < tokens[1], names[first : first + tokens[1] - tokens[0]]))


def _are_two(left: FieldText, name: Name, right: FieldText, rival: Name) -> bool:
    """Whether two names are of one type, and neither article has the other's in any form."""
    if not _may_be_of_one_type(name, rival) or _opens_sentence(left, name) or _opens_sentence(right, rival):
        return False
    ours, theirs = forms_of(left, name), forms_of(right, rival)
    if not ours.isdisjoint(right.layer(_forms)) or not theirs.isdisjoint(left.layer(_forms)):
        return False
    words = left.tokens.lower[name.last - 1], right.tokens.lower[rival.last - 1]
    phrases = left.tokens.phrase(name.first, name.last), right.tokens.phrase(rival.first, rival.last)
    return not one_name(*words) and not abbreviates(*phrases)


def _may_be_of_one_type(name: Name, rival: Name) -> bool:
    """Whether two names are of one type: a person's and one of unknown type that has as many words, too."""
    if name.kind is rival.kind:
        return name.kind is not _OTHER
    both = {name.kind, rival.kind} == {_PERSON, _OTHER}
    return both and name.last - name.first == rival.last - rival.first > 1


def _opens_sentence(text: FieldText, name: Name) -> bool:
    return text.sentence_at(name.first).first == name.first


def _forms(text: FieldText) -> frozenset[str]:
    """The forms of all names, and the words, of a text."""
    return frozenset(f for n in text.layer(find_names) for f in forms_of(text, n)) | frozenset(
        text.tokens.lower
    )

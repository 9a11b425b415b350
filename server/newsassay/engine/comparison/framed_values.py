"""Values of independent accounts that tell one fact in two ways.

Two accounts tell many numbers, most of them of different facts. So a value counts only where the other article does not have
it anywhere; whether two such values tell one fact is weighed as for two values of one article.
"""

from collections import Counter
from collections.abc import Container, Iterator
from itertools import chain, product
from operator import itemgetter

from newsassay.engine.comparison.aligned_values import kind_of
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.comparison.values import ToldValues, agree, told
from newsassay.engine.conflicts.evidence import (
    ENOUGH,
    FAR_TOO_MANY,
    evidence,
    is_human,
    least_words,
    of_one_set,
)
from newsassay.engine.conflicts.readings import reconciled
from newsassay.engine.conflicts.slips import slip_figures, slip_keys
from newsassay.engine.conflicts.told_twice import are_apart, is_common
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.mentions import AGE, CLASS, COUNT, DATE, NAME, Mention
from newsassay.engine.lexicon import words_of

_GROWS = words_of("comparison_words", "stage")
_TIMES = words_of("comparison_words", "opening_time")
_OPENING = 3  # tokens
_REACH = 14  # tokens around a value in which a stage of a count is told
_UNCOMPARED = (AGE, CLASS)
_LEAST_ALIKE = 2  # values of a kind that only one of two articles tells, with a pair of them
_Pair = tuple[Mention, Mention]
_Numbers = tuple[int, int]
_Stands = dict[tuple[str, int], dict[str, list[int]]]


def framed_values(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Differences between values that only one of the two articles has."""
    own = _Own(left, right)
    found = {(m.first, t.first): (m, t) for m, t in own.candidates() if _tell_one_fact(own, m, t)}
    for _, (m, t) in sorted(found.items(), key=itemgetter(0)):
        ours, theirs = place(left, m.first, m.last, m.shown), place(right, t.first, t.last, t.shown)
        yield Difference(kind_of(m), Basis.FRAMED, ours, theirs, _refusal(m, t))


class _Own:
    """The values that only one of two articles has, looked up when they are asked for."""

    def __init__(self, left: ComparedText, right: ComparedText) -> None:
        self.left, self.right = left, right
        self._told = told(left), told(right)
        self._unlike = self._told[0].unlike(self._told[1])
        self._alike: dict[tuple[str, frozenset[int]], list[Mention]] = {}

    def alike(self, m: Mention, t: Mention) -> list[Mention]:
        """Those of the kind of two values, of both articles, that are not told of many things; of dates those of their months."""
        return self._alike_of(m.kind, _month(m), _month(t))

    def _alike_of(self, kind: str, *months: int) -> list[Mention]:
        key = kind, frozenset(months)
        if key not in self._alike:
            ours, theirs = self._told
            mine = [x for x in ours.of_facts.get(kind, ()) if _month(x) in months and not theirs.tell(x)]
            yours = [x for x in theirs.of_facts.get(kind, ()) if _month(x) in months and not ours.tell(x)]
            self._alike[key] = mine + yours
        return self._alike[key]

    def candidates(self) -> Iterator[_Pair]:
        """Those that may tell one fact: slips, and such as stand among so many of the same words as it takes."""
        ours, theirs = self._told
        if not self._unlike:
            return
        for n, k in {*self._in_like_words(), *self._slips()}:
            m, t = ours.mentions[n], theirs.mentions[k]
            if of_one_set(m.head, t.head) and agree(m, t) is False and not (theirs.tell(m) or ours.tell(t)):
                yield m, t

    def _slips(self) -> Iterator[_Numbers]:
        ours, theirs = self._told
        for _, shared in _shared(
            self._unlike, *(text.text.layer(_by_slips) for text in (self.left, self.right))
        ):
            for n, k in shared:
                if slip_figures(ours.mentions[n], theirs.mentions[k]):
                    yield n, k

    def _in_like_words(self) -> Iterator[_Numbers]:
        sentences = min(len(text.text.sentences) for text in (self.left, self.right))
        least = least_words(sentences, _LEAST_ALIKE)
        if least == FAR_TOO_MANY:
            return
        # As good as all values that are not told in the same way are unknown to the other article.
        kinds = {
            kind
            for kind, count in self._unlike.items()
            if kind == DATE or least_words(sentences, count) < FAR_TOO_MANY
        }
        for key, shared in _shared(kinds, *(text.text.layer(_by_words) for text in (self.left, self.right))):
            found = {pair: words for pair, words in shared.items() if words >= least}
            enough = least_words(sentences, len(self._alike_of(*key))) if found else least
            yield from (pair for pair, words in found.items() if words >= enough)


def _by_words(text: FieldText) -> _Stands:
    """The numbers of the values of each kind, of dates in each month, by the words around them. A layer of the field."""
    found: _Stands = {}
    for n, m in enumerate(text.layer(ToldValues).mentions):
        if not m.kind.startswith(_UNCOMPARED):
            words = found.setdefault((m.kind, _month(m)), {})
            for word in text.layer(Content).around(m.first, m.last):
                words.setdefault(word, []).append(n)
    return found


def _by_slips(text: FieldText) -> _Stands:
    """The numbers of the values of each kind by what they have in common with their slips. A layer of the field."""
    found: _Stands = {}
    for n, m in enumerate(text.layer(ToldValues).mentions):
        for key in () if m.kind.startswith(_UNCOMPARED) else slip_keys(m):
            found.setdefault((m.kind, 0), {}).setdefault(key, []).append(n)
    return found


def _shared(
    kinds: Container[str], ours: _Stands, theirs: _Stands
) -> Iterator[tuple[tuple[str, int], Counter[_Numbers]]]:
    """Of each of some kinds that both articles tell, how many keys two values have in common, by their numbers."""
    for kind, mine in ours.items():
        yours = theirs.get(kind) if kind[0] in kinds else None
        if yours:
            met = mine.keys() & yours.keys()
            pairs = (product(mine[key], yours[key]) for key in met)
            yield kind, Counter(chain.from_iterable(pairs))


def _month(m: Mention) -> int:
    """The month of a date, 0 if there is none."""
    return (m.value.month or 0) if isinstance(m.value, Date) else 0


def _tell_one_fact(own: _Own, m: Mention, t: Mention) -> bool:
    """Whether two values are those of one fact and cannot both hold."""
    one, other = own.left.document, own.right.document
    is_slip = slip_figures(m, t) > 0
    if not is_slip and (is_common(m) or is_common(t)):
        return False
    alike = own.alike(m, t)
    if evidence(one, m, t, alike, other) < ENOUGH and evidence(other, t, m, alike, one) < ENOUGH:
        return False
    return is_slip or not (are_apart(t, m) if m.is_exhaustive else are_apart(m, t))


def _refusal(m: Mention, t: Mention) -> str:
    """What reconciles two values of two accounts, "" if nothing does."""
    if m.counts_others or t.counts_others:
        return "counts others than the first"
    if m.kind == DATE or m.kind.startswith(NAME) or slip_figures(m, t):
        return ""
    if m.kind == COUNT and not _GROWS.isdisjoint((*_around(m), *_around(t))):
        return "stages of a count"
    if _when(m) != _when(t) or (_counts_people(m) and _tell_of_two_days(m.text, t.text)):
        return "another time"
    return reconciled(m, t, within_body=False)


def _counts_people(m: Mention) -> bool:
    """Whether a count is one of people, who are found, hurt or rescued day by day; not that of all of them."""
    return m.kind == COUNT and not m.is_exhaustive and (not m.head or is_human(m.head))


def _when(m: Mention) -> list[str]:
    """The time with which the sentence of a count opens: "By the closing date there were ..."; nothing for most."""
    first, last = m.text.sentence_at(m.first)[:2]
    opening = m.text.tokens.lower[first : min(first + _OPENING, last, m.first)]
    return opening if m.kind == COUNT and opening and opening[0] in _TIMES and "all" not in opening else []


def _around(m: Mention) -> list[str]:
    sentence = m.text.sentence_at(m.first)
    return m.text.tokens.lower[max(sentence.first, m.first - _REACH) : min(sentence.last, m.last + _REACH)]


def _tell_of_two_days(left: FieldText, right: FieldText) -> bool:
    """Whether each of two articles names weekdays, and the one at least one that the other does not."""
    ours, theirs = left.layer(_weekdays), right.layer(_weekdays)
    return bool(ours) and bool(theirs) and not (ours <= theirs <= ours)


def _weekdays(text: FieldText) -> frozenset[int]:
    return frozenset(d.weekday for d in text.layer(find_dates) if d.weekday is not None)

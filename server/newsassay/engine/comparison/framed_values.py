"""Values of independent accounts that tell one fact in two ways.

Two accounts tell many numbers, most of them of different facts. So a value counts only where the other article does not have
it anywhere; whether two such values tell one fact is weighed as for two values of one article.
"""

from collections.abc import Iterator, KeysView
from itertools import product

from newsassay.engine.comparison.aligned_values import kind_of
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.comparison.values import ToldValues, agree, same_value, told
from newsassay.engine.conflicts.evidence import ENOUGH, evidence, most_alike, of_one_set
from newsassay.engine.conflicts.readings import reconciled
from newsassay.engine.conflicts.slips import slip_figures, slip_keys
from newsassay.engine.conflicts.told_twice import are_apart, is_common, tell_one_event
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.mentions import AGE, CLASS, COUNT, DATE, Mention
from newsassay.engine.lexicon import words_of

_MOST = 24  # values of one kind that only one of two articles has; more are a table
_GROWS = words_of("comparison_words", "stage")
_TIMES = words_of("comparison_words", "opening_time")
_OPENING = 3  # tokens
_REACH = 14  # tokens around a value in which a stage of a count is told
_UNCOMPARED = (AGE, CLASS)


def framed_values(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Differences between values that only one of the two articles has."""
    own = _Own(left, right)
    for m, t in own.candidates():
        if _tell_one_fact(own, m, t):
            yield Difference(
                kind_of(m),
                Basis.FRAMED,
                place(left, m.first, m.last, m.shown),
                place(right, t.first, t.last, t.shown),
                _refusal(m, t),
            )


class _Keys:
    """What the values of a text have in common with others of their facts. A layer of the field."""

    def __init__(self, text: FieldText) -> None:
        content = text.layer(Content)
        self.of_slips: dict[tuple[str, str], list[Mention]] = {}
        words: dict[tuple[str, str], None] = {}
        for m in text.layer(ToldValues).mentions:
            if not m.kind.startswith(_UNCOMPARED):
                for key in slip_keys(m):
                    self.of_slips.setdefault((m.kind, key), []).append(m)
                words |= dict.fromkeys((m.kind, word) for word in content.around(m.first, m.last))
        self.words = words.keys()


class _Own:
    """The values that only one of two articles has, looked up by kind when they are asked for."""

    def __init__(self, left: ComparedText, right: ComparedText) -> None:
        self.left, self.right = left, right
        self._of_kind: dict[str, tuple[list[Mention], list[Mention]]] = {}

    def of_kind(self, kind: str) -> tuple[list[Mention], list[Mention]]:
        """Those of a kind, of both articles."""
        if kind not in self._of_kind:
            ours, theirs = told(self.left), told(self.right)
            self._of_kind[kind] = (
                [m for m in ours.by_kind[kind] if not theirs.tell(m)],
                [t for t in theirs.by_kind[kind] if not ours.tell(t)],
            )
        return self._of_kind[kind]

    def candidates(self) -> Iterator[tuple[Mention, Mention]]:
        """Those that may tell one fact, in order: slips, and of few of a kind such as stand among the same words."""
        ours, theirs = self.left.text.layer(_Keys), self.right.text.layer(_Keys)
        found: dict[tuple[int, int], tuple[Mention, Mention]] = {}
        for key in ours.of_slips.keys() & theirs.of_slips.keys():
            for m, t in product(ours.of_slips[key], theirs.of_slips[key]):
                if (
                    not same_value(m, t)
                    and slip_figures(m, t)
                    and m in self.of_kind(m.kind)[0]
                    and t in self.of_kind(m.kind)[1]
                ):
                    found[m.first, t.first] = m, t
        most = most_alike(min(len(text.text.sentences) for text in (self.left, self.right)))
        for kind in {kind for kind, _ in ours.words & theirs.words}:
            mine, yours = self.of_kind(kind)
            if kind == DATE or len(mine) + len(yours) - 1 <= most:
                for m, t in product(mine[:_MOST], yours[:_MOST]):
                    if kind == DATE or not _words_around(m).isdisjoint(_words_around(t)):
                        found[m.first, t.first] = m, t
        return map(found.__getitem__, sorted(found))


def _words_around(m: Mention) -> KeysView[str]:
    return m.text.layer(Content).around(m.first, m.last).keys()


def _tell_one_fact(own: _Own, m: Mention, t: Mention) -> bool:
    """Whether two values are those of one fact and cannot both hold."""
    if not of_one_set(m.head, t.head) or agree(m, t) is not False:
        return False
    one, other = own.left.document, own.right.document
    is_slip = slip_figures(m, t) > 0
    mine, yours = own.of_kind(m.kind)
    alike = [*mine, *yours]
    if isinstance(m.value, Date) and isinstance(t.value, Date):
        if not is_slip:
            return tell_one_event(one, m, t, other)
        months = m.value.month, t.value.month
        alike = [d for d in alike if isinstance(d.value, Date) and d.value.month in months]
    elif not is_slip and (is_common(m) or is_common(t)):
        return False
    if max(evidence(one, m, t, alike, other), evidence(other, t, m, alike, one)) < ENOUGH:
        return False
    return is_slip or not (are_apart(t, m) if m.is_exhaustive else are_apart(m, t))


def _refusal(m: Mention, t: Mention) -> str:
    """What reconciles two values of two accounts, "" if nothing does."""
    if m.counts_others or t.counts_others:
        return "counts others than the first"
    if m.kind == DATE or slip_figures(m, t):
        return ""
    if not _GROWS.isdisjoint((*_around(m), *_around(t))):
        return "stages of a count"
    is_total = m.is_exhaustive or t.is_exhaustive
    if (_tell_of_two_days(m.text, t.text) and not is_total) or _when(m) != _when(t):
        return "another time"
    return reconciled(m, t, within_body=False)


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

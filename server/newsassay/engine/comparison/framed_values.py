"""Values of independent accounts that tell one fact in two ways.

Two accounts tell many numbers, most of them of different facts. So a value counts only where the other article does not have
it anywhere; whether two such values tell one fact is weighed as for two values of one article.
"""

from collections.abc import Iterable, Iterator, KeysView
from itertools import product
from operator import itemgetter

from newsassay.engine.comparison.aligned_values import kind_of
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.comparison.values import ToldValues, agree, grouped, same_value, told
from newsassay.engine.conflicts.event_slots import find_names_of_events
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
from newsassay.engine.conflicts.told_twice import are_apart, dated_events, is_common, tell_one_event
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.mentions import AGE, CLASS, COUNT, DATE, NAME, Mention
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of

_GROWS = words_of("comparison_words", "stage")
_TIMES = words_of("comparison_words", "opening_time")
_OPENING = 3  # tokens
_REACH = 14  # tokens around a value in which a stage of a count is told
_UNCOMPARED = (AGE, CLASS)

_Pair = tuple[Mention, Mention]


def framed_values(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Differences between values, and names that answer a question of an event, that only one of the two articles has."""
    own = _Own(left, right)
    found = {(m.first, t.first): (m, t) for m, t in own.candidates() if _tell_one_fact(own, m, t)}
    for m, t in own.of_events():
        if _answer_one_question(left, m, right, t):
            found.setdefault((m.first, t.first), (m, t))
    for _, (m, t) in sorted(found.items(), key=itemgetter(0)):
        ours, theirs = place(left, m.first, m.last, m.shown), place(right, t.first, t.last, t.shown)
        yield Difference(kind_of(m), Basis.FRAMED, ours, theirs, _refusal(m, t))


class _Own:
    """The values that only one of two articles has, looked up by kind when they are asked for."""

    def __init__(self, left: ComparedText, right: ComparedText) -> None:
        self.left, self.right = left, right
        self._told = told(left), told(right)
        ours, theirs = self._told
        self._unlike = ours.own(theirs), theirs.own(ours)
        self._compared: dict[str, list[Mention]] = {}
        self._of_kind: dict[str, tuple[list[Mention], list[Mention]]] = {}

    def of_kind(self, kind: str) -> tuple[list[Mention], list[Mention]]:
        """Those of a kind, of both articles."""
        if kind not in self._of_kind:
            (ours, theirs), (mine, yours) = self._told, (side[kind] for side in self._unlike)
            self._of_kind[kind] = (
                [m for m in mine if not theirs.tell(m)],
                [t for t in yours if not ours.tell(t)],
            )
        return self._of_kind[kind]

    def compared(self, kind: str) -> list[Mention]:
        """Those of a kind, of both articles, that are not told of many things."""
        if kind not in self._compared:
            mine, yours = self.of_kind(kind)
            self._compared[kind] = [m for m in (*mine, *yours) if not is_common(m)]
        return self._compared[kind]

    def candidates(self) -> Iterable[_Pair]:
        """Those that may tell one fact, in order: slips, and such as stand among the same words."""
        found: dict[tuple[int, int], _Pair] = {}
        for kind, unlike in self._unlike[0].items():
            if kind not in self._unlike[1] or kind.startswith(_UNCOMPARED):
                continue
            for m, t in _slips(unlike, self._unlike[1][kind]):
                if not (self._told[1].tell(m) or self._told[0].tell(t)):
                    found[m.first, t.first] = m, t
            found |= {(m.first, t.first): (m, t) for m, t in self._in_like_words(kind)}
        return found.values()

    def _in_like_words(self, kind: str) -> Iterator[_Pair]:
        """Those of a kind that stand among so many of the same words as it takes; of dates each month is a kind."""
        sentences = min(len(text.text.sentences) for text in (self.left, self.right))
        unlike = sum(len(side[kind]) for side in self._unlike)
        if least_words(sentences, unlike) == FAR_TOO_MANY and kind != DATE:
            return  # and as good as all of them are unknown to the other article
        mine, yours = (grouped(side, _month) for side in self.of_kind(kind))
        for month in mine.keys() & yours.keys():
            ours, theirs = mine[month], yours[month]
            least = least_words(sentences, len(ours) + len(theirs))
            for m, t in product(ours, theirs) if least < FAR_TOO_MANY else ():
                if len(_words_around(m) & _words_around(t)) >= least:
                    yield m, t

    def of_events(self) -> Iterator[_Pair]:
        """Dates and names that may answer one question of one event that happens once."""
        ours, theirs = (text.text.layer(_of_events) for text in (self.left, self.right))
        for key in filter(theirs.__contains__, ours):
            for m, t in product(ours[key], theirs[key]):
                if m.kind != DATE or not (self._told[1].tell(m) or self._told[0].tell(t)):
                    yield m, t


def _of_events(text: FieldText) -> dict[str, list[Mention]]:
    """The dates and names that answer a question of an event, by that. A layer of the field."""
    found: dict[str, list[Mention]] = {}
    for m in text.layer(ToldValues).by_kind.get(DATE, ()):
        for event in sorted(dated_events(m)):
            found.setdefault(event, []).append(m)
    for m in text.layer(find_names_of_events):
        found.setdefault(m.kind, []).append(m)
    return found


def _slips(mine: list[Mention], yours: list[Mention]) -> Iterator[_Pair]:
    """Values of which one is a slip of the other."""
    by_key: dict[str, list[Mention]] = {}
    for m in mine:
        for key in slip_keys(m):
            by_key.setdefault(key, []).append(m)
    for t in yours if by_key else ():
        for key in slip_keys(t):
            for m in by_key.get(key, ()):
                if not same_value(m, t) and slip_figures(m, t):
                    yield m, t


def _words_around(m: Mention) -> KeysView[str]:
    return m.text.layer(Content).around(m.first, m.last).keys()


def _answer_one_question(left: ComparedText, m: Mention, right: ComparedText, t: Mention) -> bool:
    """Whether two dates or names are answers to one question that cannot both be right; a name of which the other article knows nothing."""
    if agree(m, t) is not False or not tell_one_event(left.document, m, t, right.document):
        return False
    return m.kind == DATE or not (_knows(right.text, m) or _knows(left.text, t))


def _knows(text: FieldText, m: Mention) -> bool:
    """Whether a text has the words of a name."""
    words = map(stem, str(m.value).replace(",", "").split())
    return not text.layer(Content).known.isdisjoint(words)


def _month(m: Mention) -> int:
    """The month of a date, 0 if there is none."""
    return (m.value.month or 0) if isinstance(m.value, Date) else 0


def _tell_one_fact(own: _Own, m: Mention, t: Mention) -> bool:
    """Whether two values are those of one fact and cannot both hold."""
    if not of_one_set(m.head, t.head) or agree(m, t) is not False:
        return False
    one, other = own.left.document, own.right.document
    is_slip = slip_figures(m, t) > 0
    if not is_slip and (is_common(m) or is_common(t)):
        return False
    months = _month(m), _month(t)
    alike = [x for x in own.compared(m.kind) if _month(x) in months]
    if evidence(one, m, t, alike, other) < ENOUGH and evidence(other, t, m, alike, one) < ENOUGH:
        return False
    return is_slip or not (are_apart(t, m) if m.is_exhaustive else are_apart(m, t))


def _refusal(m: Mention, t: Mention) -> str:
    """What reconciles two values of two accounts, "" if nothing does."""
    if m.counts_others or t.counts_others:
        return "counts others than the first"
    if m.kind == DATE or m.kind.startswith(NAME) or slip_figures(m, t):
        return ""
    if not _GROWS.isdisjoint((*_around(m), *_around(t))):
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

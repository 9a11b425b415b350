"""Values of independent accounts that tell one fact in two ways.

Two accounts tell many numbers, most of them of different facts. So a value counts only where the other article does not have
it anywhere, and only beside one that is a slip of it (digits swapped or dropped, the commonest errors of copying: Wiseman,
Cairns & Cox 2011, "A taxonomy of number entry error"), or that alone counts the same things in like words.
"""

from collections.abc import Iterator, KeysView

from newsassay.engine.comparison.aligned_values import kind_of
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis
from newsassay.engine.comparison.slips import figures, is_slip, is_slip_of_date, slip_keys, slip_keys_of_date
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.comparison.values import ToldValues, agree, told
from newsassay.engine.conflicts.alignment import BESIDE, align
from newsassay.engine.conflicts.readings import kinds, reconciled, times_apart
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.mentions import AGE, CLASS, CLOCK, COUNT, DATE, RANK, SCORE, SHARE, Mention
from newsassay.engine.facts.quantities import RATE, Quantity
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of

_MOST = 60  # values of one kind that are compared; more are a table
_TELLING = 3  # significant digits from which swapped ones are no coincidence
_NEAR = 2  # times: two values of one thing lie so near
_GROWS = words_of("comparison_words", "stage")
_TIMES = words_of("comparison_words", "opening_time")
_OPENING = 3  # tokens
_REACH = 14  # tokens around a value in which a stage of a count is told
_UNCOMPARED = (AGE, RANK, SHARE, "decade", CLOCK, SCORE)
_LISTED = (*_UNCOMPARED, COUNT, CLASS)  # kinds of which an article's only value is not taken for another's


def framed_values(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Differences between values that only one of the two articles has."""
    ours, theirs = _Own(left, right), _Own(right, left)
    for m, t in _candidates(ours, theirs):
        if agree(m, t) is not False or not _tell_one_fact(m, ours, t, theirs):
            continue
        if ours.has(m) and theirs.has(t):
            yield Difference(
                kind_of(m),
                Basis.FRAMED,
                place(left, m.first, m.last, m.shown),
                place(right, t.first, t.last, t.shown),
                _refusal(m, t),
            )


class _Own:
    """The values of an article that another one does not have. Each is looked up when it is asked for: few are."""

    def __init__(self, text: ComparedText, other: ComparedText) -> None:
        self.values = told(text)
        self.keys = text.text.layer(_by_key)
        self.words = text.text.layer(_by_word)
        self._others = told(other)
        self._kinds: dict[str, list[Mention]] = {}

    def has(self, m: Mention) -> bool:
        return not self._others.tell(m)

    def of_kind(self, kind: str) -> list[Mention]:
        """The own values of a kind."""
        found = self._kinds.get(kind)
        if found is None:
            found = self._kinds[kind] = list(filter(self.has, self.values.by_kind[kind][:_MOST]))
        return found

    def is_only(self, m: Mention) -> bool:
        """Whether a value is the only one of its kind; counts never are."""
        return m.kind != COUNT and self.has(m) and len(self.of_kind(m.kind)) == 1

    def is_only_count(self, m: Mention) -> bool:
        """Whether nothing else counts the same."""
        alike = self.values.counts[m.head] if m.kind == COUNT else self.values.by_kind[m.kind]
        return sum(x.head == m.head and self.has(x) for x in alike[:_MOST]) == 1


def _candidates(ours: _Own, theirs: _Own) -> Iterator[tuple[Mention, Mention]]:
    """The values that may be slips of one another, count the same, or are the only own ones of their kind, in order."""
    met = set()
    for key in filter(theirs.keys.__contains__, ours.keys):
        for t in theirs.keys[key]:
            for m in ours.keys[key]:
                pair = m.first, t.first
                if pair not in met and not _is_same_number(m, t):
                    met.add(pair)
                    yield m, t
    shared = ours.words.keys() & theirs.words.keys()
    near = {
        key[0]
        for key in shared
        if any(_may_be_near(m, t) for m in ours.words[key] for t in theirs.words[key])
    }
    for kind in ours.values.by_kind if near else ():
        if kind in near:
            only = ours.of_kind(kind), theirs.of_kind(kind)
            if len(only[0]) == 1 == len(only[1]) and (only[0][0].first, only[1][0].first) not in met:
                yield only[0][0], only[1][0]


def _is_same_number(m: Mention, t: Mention) -> bool:
    return isinstance(m.value, Quantity) and isinstance(t.value, Quantity) and m.value.value == t.value.value


def _are_near(m: Mention, t: Mention) -> bool:
    """Whether two values may be one thing's, by their size and by the words beside them."""
    if not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return False
    if not _may_be_near(m.value.value, t.value.value):
        return False
    return not m.text.layer(_beside)[m.first].isdisjoint(t.text.layer(_beside)[t.first])


def _may_be_near(one: float, other: float) -> bool:
    """Whether two numbers are two, and less than one the double of the other."""
    return one != other and max(one, other) < _NEAR * min(one, other)


def _by_word(text: FieldText) -> dict[tuple[str, str], list[float]]:
    """The numbers by kind and a content stem beside them. A layer of the field."""
    found: dict[tuple[str, str], list[float]] = {}
    beside = text.layer(_beside)
    for kind, mentions in text.layer(ToldValues).by_kind.items():
        for m in mentions[:_MOST] if not kind.startswith(_LISTED) else ():
            if isinstance(m.value, Quantity):
                for word in beside[m.first]:
                    found.setdefault((kind, word), []).append(m.value.value)
    return found


def _beside(text: FieldText) -> dict[int, frozenset[str]]:
    """The content stems beside each number, by its first token. A layer of the field."""
    content = text.layer(Content)
    return {
        m.first: frozenset(s for s, distance in content.around(m.first, m.last).items() if distance <= BESIDE)
        for kind, found in text.layer(ToldValues).by_kind.items()
        if not kind.startswith(_LISTED)
        for m in found[:_MOST]
    }


def _by_key(text: FieldText) -> dict[tuple[str, str], list[Mention]]:
    """The values by kind with the figures in order of size, the head, or of a date month, day and century. A layer."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for kind, mentions in text.layer(ToldValues).by_kind.items():
        for m in mentions[:_MOST] if not kind.startswith(CLASS) else ():
            for key in _keys_of(m):
                found.setdefault((kind, key), []).append(m)
    return found


def _keys_of(m: Mention) -> Iterator[str]:
    """What a value has in common with its slips, and what it counts."""
    if isinstance(m.value, Date):
        yield from slip_keys_of_date(m.value)
    elif isinstance(m.value, Quantity):
        yield from slip_keys(m)
        if m.head and not m.value.bound and not m.kind.startswith(_UNCOMPARED):
            yield f"head {m.head}"


def _tell_one_fact(  # noqa: PLR0911 - a decision list
    m: Mention, ours: _Own, t: Mention, theirs: _Own
) -> bool:
    """Whether two values are those of one fact, by what they are and by what stands around them."""
    if isinstance(m.value, Date) and isinstance(t.value, Date):
        return is_slip_of_date(m.value, t.value) and _are_only_dates(m, ours, t, theirs)
    if not (isinstance(m.value, Quantity) and isinstance(t.value, Quantity)):
        return False
    same_head = m.head == t.head != ""
    if is_slip(m, t):
        telling = len(figures(m)) >= _TELLING and not _heads_differ(m, t)
        if telling or same_head or _has_head(m, t) or _shares_words(m, t):
            return True
        return ours.is_only(m) and theirs.is_only(t)
    if m.kind.startswith(_UNCOMPARED):
        return False
    if ours.is_only(m) and theirs.is_only(t):
        return _are_near(m, t) and align(_place(m), _place(t)).near >= 1
    if not same_head or m.value.bound or t.value.bound:
        return False
    is_one = m.is_exhaustive or t.is_exhaustive or _shares_words(m, t)
    return is_one and ours.is_only_count(m) and theirs.is_only_count(t)


def _shares_words(m: Mention, t: Mention) -> bool:
    """Whether two values stand among the same words, more than one."""
    return len(_words_around(m) & _words_around(t)) > 1


def _words_around(m: Mention) -> KeysView[str]:
    return m.text.layer(Content).around(m.first, m.last).keys()


def _heads_differ(m: Mention, t: Mention) -> bool:
    return (
        bool(m.head and t.head) and m.head != t.head and (m.head.startswith(RATE) or t.head.startswith(RATE))
    )


def _has_head(m: Mention, t: Mention) -> bool:
    """Whether one of two counts, which does not say of what, stands near what the other counts: "38 of the train's 112 cars"."""
    if bool(m.head) == bool(t.head):
        return False
    headless, head = (m, t.head) if t.head else (t, m.head)
    around = headless.text.layer(Content).around(headless.first, headless.last)
    return stem(head) in around


def _are_only_dates(m: Mention, ours: _Own, t: Mention, theirs: _Own) -> bool:
    """Whether two days are the only ones of their month that each article has to itself; years have to be told in like words."""
    if isinstance(m.value, Date) and m.value.month:
        return _is_only_day(m.value, ours) and _is_only_day(t.value, theirs)
    return not _words_around(m).isdisjoint(_words_around(t))


def _is_only_day(date: object, own: _Own) -> bool:
    days = [m.value for m in own.of_kind(DATE) if isinstance(m.value, Date) and m.value.day]
    return isinstance(date, Date) and sum(day.month == date.month for day in days) == 1


def _place(m: Mention) -> tuple[FieldText, int, int]:
    return m.text, m.first, m.last


def _refusal(m: Mention, t: Mention) -> str:  # noqa: PLR0911 - one return a reason
    """What reconciles two values of two accounts, "" if nothing does."""
    if isinstance(m.value, Date):
        return ""
    if m.counts_others or t.counts_others:
        return "counts others than the first"
    if is_slip(m, t):
        return ""
    if not _GROWS.isdisjoint((*_around(m), *_around(t))):
        return "stages of a count"
    is_total = m.is_exhaustive or t.is_exhaustive
    if times_apart(m, t) or (_tell_of_two_days(m.text, t.text) and not is_total) or _when(m) != _when(t):
        return "another time"
    if kinds(m) != kinds(t):
        return "another kind of them"
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

"""Events that happen once, with what the text says of them: when, where, by whom, from where.

"She was born on May 3, 1959, in Omaha" is an event (born), a subject, a date and a place. Two frames of
one event and subject must agree in each of these (frames in the sense of Fillmore 1982).
"""

from collections import Counter
from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.context import DISTINGUISHING, Contexts
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import Hit
from newsassay.engine.signals.consistency.proper_names import FieldNames
from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

_REACH = 16  # tokens behind the verb in which its complements stand
_SUBJECT_REACH = 12
_SAME_ROLE = 2  # content words that two descriptions of the one of a kind share
_BUCKET = 6  # frames of one event that are compared pairwise
_NEAR_SENTENCES = 2  # how far a pronoun reaches back to its subject
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_CLAUSE_END = frozenset(
    [
        "who",
        "which",
        "where",
        "when",
        "while",
        "but",
        "after",
        "before",
        "until",
        "although",
        ";",
        ":",
        "that",
    ]
)
_SAID_OF_SLOT = {
    "date": "is dated",
    "place": "is placed in",
    "agent": "is ascribed to",
    "identity": "is said of",
}
_ROLES = {"in": "place", "at": "place", "near": "place", "by": "agent", "from": "origin"}
# Places that hold others: being in one of them excludes little.
_WIDE_FORMS = (
    "us usa u.s. unit stat america @us #us #usa uk u.k. kingdom great britain england @uk #uk europ @europe asia @asia"
    " africa @africa"
)
_WIDE = frozenset(_WIDE_FORMS.split())
_BEFORE_VERB = (WordClass.AUXILIARY | WordClass.DEGREE).value
_OPEN = frozenset(["if", "unless", "whether", "?", "would", "could", "might", "however"])
_IS = frozenset(["is", "was"])
_FRONTS = frozenset(["in", "on", "by", "during"])
_NEGATIONS = frozenset(word for word, bits in CLOSED_CLASS.items() if bits & WordClass.NEGATION.value)
_OPEN_OR_NEGATED = _OPEN | _NEGATIONS


class Filler(NamedTuple):
    """What fills a slot, as tokens [first, last): a date, or names known by their forms."""

    first: int
    last: int
    date: Date | None
    forms: frozenset[str]


class Frame(NamedTuple):
    """One mention of an event: `subject` holds content stems before the verb, `object` those right behind it.

    `kind` holds the words that tell the subject from its like.
    """

    event: str
    token: int
    sentence: int
    subject: frozenset[str]
    kind: frozenset[str]
    pronoun: str
    object: frozenset[str]
    fillers: dict[str, Filler]


def find_frames(text: FieldText) -> tuple[Frame, ...]:
    """Frames that fill a slot, of events told more than once, in reading order. A layer of the field."""
    hits = text.hits("single_events")
    told = Counter([hit.entry.label for hit in hits])
    if len(told) == len(hits):  # frames are compared
        return tuple(_identities(text))
    tokens, names = text.tokens, text.layer(FieldNames)
    dates = {d.first: d for d in text.layer(find_dates)}
    found: list[Frame] = []
    for k, hit in enumerate(hits):
        if told[hit.entry.label] == 1:
            continue
        number = text.sentence_of_token[hit.first]
        sentence = text.sentences[number]
        stop = min(sentence.last, hit.last + _REACH)
        if k + 1 < len(hits) and hits[k + 1].first < stop:
            stop = hits[k + 1].first
        ends = map(_CLAUSE_END.__contains__, tokens.lower[hit.last : stop])
        end = next(compress(count(hit.last), ends), stop)
        fronted = dates.get(sentence.first + 1)
        if fronted is not None and not _is_fronted(text, fronted, hit):
            fronted = None
        start = max(fronted.last if fronted else sentence.first, hit.first - _SUBJECT_REACH)
        if not _OPEN_OR_NEGATED.isdisjoint(tokens.lower[start:end]):
            continue
        fillers = dict(_fillers(text, hit, end, dates, names))
        if fronted and "date" not in fillers and _takes(hit.entry.attributes["slots"].split(), fronted):
            fillers["date"] = Filler(fronted.first, fronted.last, fronted, frozenset())
        frame = _frame(text, hit, number, range(start, end), fillers) if fillers else None
        if frame:
            found.append(frame)
    found += _identities(text)
    return tuple(found)


def _identities(text: FieldText) -> Iterator[Frame]:
    """Who or what the one of a kind is: "the brightest star of the cluster is Orvis"."""
    roles = {hit.first for hit in text.hits("unique_roles")}
    verbs: set[int] = set()
    for role in roles:
        found = map(_IS.__contains__, text.tokens.lower[role + 1 : role + 1 + _SUBJECT_REACH])
        verbs.update(compress(count(role + 1), found))
    if len(verbs) < 2:  # noqa: PLR2004 - frames are compared
        return
    tokens, names, stems = text.tokens, text.layer(FieldNames), text.layer(Contexts).stems
    for i in sorted(verbs):
        name = names.at(i + 1)
        number = text.sentence_of_token[i]
        start = max(text.sentences[number].first, i - _SUBJECT_REACH)
        clause = tokens.lower[start:i]
        if (
            name is None
            or roles.isdisjoint(range(start, i))
            or not _CLAUSE_END.isdisjoint(clause)
            or "," in clause
        ):
            continue
        subject = frozenset(s for s in stems[start:i] if s)
        kind = DISTINGUISHING.intersection(clause)
        filler = Filler(name.first, name.last, None, name.forms)
        yield Frame("is", i, number, subject, kind, "", frozenset(), {"identity": filler})


def _takes(slots: list[str], date: Date) -> bool:
    """Whether an event has one date, or one year for events that a week may see twice."""
    return "date" in slots or ("year" in slots and date.year is not None)


def _is_fronted(text: FieldText, date: Date, hit: Hit) -> bool:
    """Whether a date that opens a sentence is the time of an event: "In 1952, the mill was sold"."""
    lower = text.tokens.lower
    if lower[date.first - 1] not in _FRONTS or text.tokens.lower_at(date.last) != ",":
        return False
    clause = lower[date.last + 1 : hit.first]
    return len(clause) <= _SUBJECT_REACH and "," not in clause and _CLAUSE_END.isdisjoint(clause)


def _frame(text: FieldText, hit: Hit, number: int, clause: range, fillers: dict[str, Filler]) -> Frame | None:
    tokens, stems = text.tokens, text.layer(Contexts).stems
    start, end = clause.start, clause.stop
    i = hit.first - 1
    while i > start and (tokens.classes[i] & _BEFORE_VERB or tokens.lower[i].endswith("ly")):
        i -= 1
    if tokens.has_class(i - 1, WordClass.POSSESSIVE):  # "his mother was born": somebody else
        return None
    pronoun = tokens.lower[i] if tokens.lower[i] in _PRONOUNS else ""
    subject = frozenset(s for s in stems[start : hit.first] if s)
    kind = DISTINGUISHING.intersection(tokens.lower[start : hit.first])
    first = min((f.first for f in fillers.values() if f.first > hit.first), default=end)
    behind = frozenset(s for s in stems[hit.last : first] if s)
    return Frame(hit.entry.label, hit.first, number, subject, kind, pronoun, behind, fillers)


def _fillers(
    text: FieldText, hit: Hit, end: int, dates: dict[int, Date], names: FieldNames
) -> Iterator[tuple[str, Filler]]:
    """The slots that the event has one of, as far as they are filled: the first of each."""
    slots = hit.entry.attributes["slots"].split()
    tokens = text.tokens
    role, first, last, forms = "", 0, 0, frozenset[str]()
    filled: set[str] = set()
    i = hit.last
    while i < end:
        date, name = dates.get(i), names.at(i) if role else None
        if date is not None and date.last <= end:
            if (
                _takes(slots, date)
                and "date" not in filled
                and tokens.lower_at(i - 1) not in ("to", "until", "and")
            ):
                filled.add("date")
                yield "date", Filler(date.first, date.last, date, frozenset())
            i = date.last
            continue
        word = tokens.lower[i]
        if name is not None and name.last <= end and role:
            first, last = first or name.first, name.last
            forms |= name.forms
            i = name.last
            continue
        if word in _ROLES or word in ("and", "on", "for", "with", "to", "as"):
            if role in slots and forms and role not in filled:
                filled.add(role)
                yield role, Filler(first, last, None, forms)
            role, first, forms = _ROLES.get(word, ""), 0, frozenset()
        i += 1
    if role in slots and forms and role not in filled:
        yield role, Filler(first, last, None, forms)


class Clash(NamedTuple):
    """Two frames of one event that fill one slot differently."""

    text: FieldText
    slot: str
    left: Frame
    right: Frame

    def finding(self, signal_id: str) -> Finding:
        """The finding that tells it: both places, both values."""
        tokens = self.text.tokens
        fillers = self.left.fillers[self.slot], self.right.fillers[self.slot]
        words = [" ".join(tokens.phrase(f.first, f.last).split()) for f in fillers]
        verb = tokens.lower[self.left.token]
        return Finding(
            signal_id,
            self.text.location(fillers[0].first, fillers[0].last),
            f"“{verb.capitalize()}” {_SAID_OF_SLOT[self.slot]} “{words[0]}” here and “{words[1]}” elsewhere.",
            related=(self.text.location(fillers[1].first, fillers[1].last),),
            values=(words[0], words[1]),
        )


def clashes(text: FieldText) -> tuple[Clash, ...]:
    """All clashes within one field. A layer of the field."""
    by_event: dict[str, list[Frame]] = {}
    for frame in text.layer(find_frames):
        by_event.setdefault(frame.event, []).append(frame)
    found: list[Clash] = []
    for frames in by_event.values():
        for n, right in enumerate(frames[:_BUCKET]):
            for left in frames[:n]:
                if left.sentence != right.sentence and _one_event(left, right):
                    slots = (s for s in left.fillers if s in right.fillers and s != "origin")
                    clash = next((s for s in slots if _differ(left.fillers[s], right.fillers[s])), None)
                    if clash:
                        found.append(Clash(text, clash, left, right))
    return tuple(found)


def _one_event(left: Frame, right: Frame) -> bool:  # noqa: PLR0911 - one return per guard
    """Whether two frames have one subject, and one object if both have any."""
    if left.object and right.object and left.object.isdisjoint(right.object):
        return False
    if left.object - right.object and right.object - left.object:
        return False
    origins = left.fillers.get("origin"), right.fillers.get("origin")
    if origins[0] and origins[1] and origins[0].forms.isdisjoint(origins[1].forms):
        return False
    if left.kind != right.kind:
        return False
    if left.pronoun or right.pronoun:
        named = right.subject if left.pronoun else left.subject
        if not (left.pronoun and right.pronoun) and not named:
            return False
        near = right.sentence - left.sentence <= _NEAR_SENTENCES
        return near and (not (left.pronoun and right.pronoun) or left.pronoun == right.pronoun)
    shared = left.subject & right.subject
    if left.event == "is" and len(shared) < _SAME_ROLE:
        return False
    return bool(shared) and not (left.subject - shared and right.subject - shared)


def _differ(a: Filler, b: Filler) -> bool:
    if a.date and b.date:
        parts = [
            (x, y) for x, y in zip(a.date[2:], b.date[2:], strict=True) if x is not None and y is not None
        ]
        return any(x != y for x, y in parts)
    if a.date or b.date:
        return False
    if not a.forms.isdisjoint(b.forms):
        named = a.forms - _WIDE, b.forms - _WIDE
        if not all(named) or not named[0].isdisjoint(named[1]):
            return False
    if a.forms <= _WIDE or b.forms <= _WIDE:
        return False
    return any(f[0] == "@" for f in a.forms) == any(f[0] == "@" for f in b.forms)

"""One predicate told twice with one slot differing: "the dam stores 4.2 million litres ... stores 2.4 million".

Two sentences are held against each other where they have values of one kind that cannot both hold; grammar then
tells whether both say it of one subject with one verb (frames in the sense of Fillmore 1982).
"""

from collections.abc import Iterator

from newsassay.engine.conflicts.agreement import agree
from newsassay.engine.conflicts.alignment import Alignment, align, are_parallel, slots
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.event_slots import find_event_names
from newsassay.engine.conflicts.readings import (
    disputed,
    kinds,
    names_year,
    reconciled,
    same_time,
    times_apart,
)
from newsassay.engine.conflicts.statements import (
    EMPTY,
    LASTING,
    is_open,
    meet,
    names_apart,
    same_predicate,
    same_subject,
    shared_event,
)
from newsassay.engine.document import Document
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import Governors, governors
from newsassay.engine.facts.mentions import (
    AGE,
    CLOCK,
    COUNT,
    DATE,
    NAME,
    RANK,
    SCORE,
    SHARE,
    Mention,
    find_values,
)
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.facts.summaries import find_summaries
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.grammar.phrases import phrases
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass

_MOST = 16  # mentions of one kind and head that are compared pairwise; more are a table
_LIVE_REPORT = "___"  # what agencies put between updates
_PAIRS = 40  # pairs that are judged; more are a list
_LOOSE = frozenset([RANK, SHARE, "percentage point"])  # of which one subject may have many
_PERSONAL = frozenset([AGE, "decade"])  # told of persons, and of times
_SEVERAL = frozenset([COUNT, DATE, SCORE])  # of which a sentence may tell several
_ARTICLES = words_of("statement_words", "article")
_RESULT = frozenset(map(stem, words_of("predicate_classes", "result")))
_RETOLD = 0.75  # coverage from which two sentences without a sure subject say one thing
_MANY, _SHARED = 3, 2
_CIRCUMSTANCES = words_of("statement_words", "circumstance")  # units of time, in which much may happen
_SAME_THING, _SAME_PERSON = 2.0, 1.5
_ENOUGH, _ENOUGH_LOOSE, _SURE = 2.0, 2.5, 1.0  # evidence that two clauses with one predicate tell one event
_FIRSTS = 2  # ranks up to second are given to many things
_CONTRAST, _FAR = (
    1,
    12,
)  # sentences between two that tell one event: the next one contrasts, a far one tells another
_EVENT_REACH = 8  # tokens from a date to the event that it dates


def frame_conflicts(document: Document) -> tuple[Conflict, ...]:
    """All conflicts between two sentences of the body. A layer of the document."""
    body = document.body
    rest = max((s.rest for s in document.layer(find_summaries)), default=0)
    if _LIVE_REPORT in body.tokens.words:  # whose updates tell the same anew
        return ()
    buckets: dict[tuple[str, str], list[Mention]] = {}
    for m in (*body.layer(find_values), *body.layer(find_event_names)):
        if m.first >= rest and (m.head or m.kind != COUNT) and not _is_common(m):
            buckets.setdefault((m.kind, m.head), []).append(m)
    found: list[Conflict] = []
    for bucket in buckets.values():
        if len(bucket) > 1:
            for left, right in _differing(bucket[:_MOST]):
                if len(found) >= _PAIRS:
                    return tuple(found)
                severity = _certainty(document, left, right)
                if severity is not None and not _told_together(left, right, bucket):
                    refused = _refusal(document, left, right)
                    found.append(Conflict(left, right, refused=refused, severity=severity))
    return tuple(found)


def _is_common(m: Mention) -> bool:
    if m.kind in _PERSONAL or m.text.tokens.lower_at(m.last) == "of":
        return True
    return m.kind == RANK and isinstance(m.value, Quantity) and m.value.value <= _FIRSTS


def _differing(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions in two sentences that cannot both hold; where a sentence tells several measures, it is a list."""
    for n, right in enumerate(mentions):
        for left in mentions[:n]:
            if left.sentence != right.sentence and agree(left, right) is False:
                told = (m for m in mentions if m.sentence in (left.sentence, right.sentence))
                others = [m for m in told if m is not left and m is not right]
                if others and left.kind not in _SEVERAL and not left.kind.startswith(NAME):
                    continue
                if not any(agree(m, left if m.sentence == right.sentence else right) for m in others):
                    yield left, right


def _told_together(left: Mention, right: Mention, told: list[Mention]) -> bool:
    """Whether some sentence tells both values, and so that they are of two things: "it is £6.50 and will rise to £6.70"."""
    if left.kind.startswith(NAME):
        return False
    by_sentence = [{m.sentence for m in told if agree(m, value)} for value in (left, right)]
    return not by_sentence[0].isdisjoint(by_sentence[1])


def _certainty(document: Document, left: Mention, right: Mention) -> Severity | None:
    """How sure it is that two mentions tell one thing: HIGH, LOW, or None if nothing says so."""
    if kinds(left) != kinds(right):
        return None
    if left.kind == DATE or left.kind.startswith(NAME):
        return Severity.MEDIUM if _tell_one_event(document, left, right) else None
    how = align((left.text, left.first, left.last), (right.text, right.first, right.last))
    if how.words <= _counts_content(left) or times_apart(left, right):
        return None
    a, b = both = governors(left.text, left.first, left.last), governors(right.text, right.first, right.last)
    if _is_one_attribute(left, right, a, b) or _is_retold(left, right, how):
        return Severity.HIGH
    least = _ENOUGH_LOOSE if left.kind in _LOOSE else _ENOUGH
    evidence = _evidence(document, left, right, both, how)
    if evidence < least:
        return None
    return Severity.HIGH if evidence >= least + _SURE else Severity.LOW


def _counts_content(m: Mention) -> bool:
    """Whether what is counted is a word with content, which like mentions share in any case."""
    at = m.value.head_at if isinstance(m.value, Quantity) else -1
    return at >= 0 and bool(m.text.layer(Content).stems[at])


def _evidence(
    document: Document, left: Mention, right: Mention, both: tuple[Governors, Governors], how: Alignment
) -> float:
    """What speaks for two clauses telling one event: one subject, shared nouns and times; 0 if their events or sets differ."""
    a, b = both
    event = _told_of_both(left, right, a, b)
    if not event:
        return 0.0
    counted = {stem(left.head)} - {""}
    is_subject = not counted.isdisjoint(a.subject) and not counted.isdisjoint(b.subject)
    same = None
    if not is_subject and a.clause and b.clause and same_predicate(a.clause, b.clause):
        same = same_subject(document, left.text, a.clause, right.text, b.clause)
    apart = right.sentence - left.sentence
    if same is False or (same is None and (event == EMPTY or not _CONTRAST < apart <= _FAR)):
        return 0.0
    places = (left.first, left.last), (right.first, right.last)
    if (same is not True or left.kind in _LOOSE) and names_apart(left.text, places[0], right.text, places[1]):
        return 0.0
    if same is not True and any(
        m.text.tokens.has_class(m.first - 1, WordClass.POSSESSIVE) for m in (left, right)
    ):
        return 0.0  # "its 120,000 workers"
    shared = (a.near.keys() | a.own.keys()) & (b.near.keys() | b.own.keys()) - counted
    taken_up = same is None and any(n.definite and not n.modifiers for n in (b.subject | b.own).values())
    points = _SAME_PERSON * taken_up
    if same:
        points += _SAME_THING if a.subject else _SAME_PERSON
    points += min(max(len(shared), how.words > bool(counted)), 2) + same_time(left, right) + is_subject
    points += (slots((left.text, *places[0]), (right.text, *places[1])) + bool(counted)) / 2
    return points - (event == EMPTY) - (apart > _FAR)


def _told_of_both(left: Mention, right: Mention, a: Governors, b: Governors) -> str:
    """The event of which two values are told alike: both stated, of one set, in the same time; "" for none."""
    if is_open(left.text, a.clause) != is_open(right.text, b.clause) or names_year(left) != names_year(right):
        return ""
    event = shared_event(a, b)
    if (left.kind in _CIRCUMSTANCES and event not in LASTING) or _are_restricted(left, right):
        return ""
    return event


def _tell_one_event(document: Document, left: Mention, right: Mention) -> bool:
    """Whether two dates or names answer one question of one event, whose clauses have one verb and subject and nothing that the other lacks."""
    if left.kind == DATE:
        if any(m.text.tokens.lower_at(m.first - 1) in _ARTICLES for m in (left, right)):
            return False  # "a 2014 film"
        hits = left.text.hits("single_events")
        events = [{h.entry.label for h in hits if _is_near(m, h.first)} for m in (left, right)]
        if events[0].isdisjoint(events[1]):
            return False
    a, b = (governors(m.text, m.first, m.last) for m in (left, right))
    if a.clause is None or b.clause is None or not same_predicate(a.clause, b.clause):
        return False
    if not same_subject(document, left.text, a.clause, right.text, b.clause):
        return False
    ours, theirs = a.near.keys(), b.near.keys()
    return left.kind != DATE or ours <= theirs or theirs <= ours


def _is_near(m: Mention, token: int) -> bool:
    sentence = m.text.sentence_at(m.first)
    return sentence.first <= token < sentence.last and abs(token - m.first) <= _EVENT_REACH


def _is_one_attribute(left: Mention, right: Mention, a: Governors, b: Governors) -> bool:
    """Whether two values measure one thing that the second sentence takes up: "a strike of eleven days ... the strike, which lasted 17 days"."""
    if left.kind in _LOOSE or left.kind in (COUNT, CLOCK):
        return False
    if left.kind == SCORE:
        return _tells_result(a) and _tells_result(b) and meet(a.all, b.all)
    return is_open(left.text, a.clause) == is_open(right.text, b.clause) and meet(a.attributed, b.attributed)


def _tells_result(g: Governors) -> bool:
    return g.verb in _RESULT or not _RESULT.isdisjoint(g.all)


def _are_restricted(left: Mention, right: Mention) -> bool:
    """Whether what follows each of two values restricts it to another set: "interviews to networks", "interviews to newspapers"."""
    ours, theirs = _behind(left), _behind(right)
    return ours[0] == theirs[0] != "" and bool(ours[1] and theirs[1]) and ours[1].isdisjoint(theirs[1])


def _behind(m: Mention) -> tuple[str, frozenset[str]]:
    """The preposition behind a value, and the content words behind that; "" if there is none."""
    at = m.value.head_at if isinstance(m.value, Quantity) and m.value.head_at >= m.last else m.last - 1
    text = m.text
    if not text.tokens.has_class(at + 1, WordClass.PREPOSITION):
        return "", frozenset()
    found = text.layer(phrases)
    chunk = found.chunk_at(at + 1) + 1
    if found.string[chunk : chunk + 1] not in ("N", "P"):
        return "", frozenset()
    last = found.noun_phrase(chunk).last
    return text.tokens.lower[at + 1], frozenset(filter(None, text.layer(Content).stems[at + 1 : last]))


def _is_retold(left: Mention, right: Mention, how: Alignment) -> bool:
    """Whether one of two sentences says little but what the other says too, and the value in place of the other's."""
    if how.coverage < _RETOLD or how.words < _MANY or how.slots == 0:
        return False
    return not are_parallel((left.text, left.first, left.last), (right.text, right.first, right.last))


def _refusal(document: Document, left: Mention, right: Mention) -> str:
    if any(m.text.is_quoted(m.location.start) for m in (left, right)):
        return "quoted words: the speaker is the source"
    return disputed(document, left, right) or reconciled(left, right, within_body=True)

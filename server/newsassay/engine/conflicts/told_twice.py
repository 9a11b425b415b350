"""One fact told twice with another value: "the dam stores 4.2 million litres ... stores 2.4 million".

Values of one kind that cannot both hold, of two sentences of the body or of headline and body, are held against each other:
what tells their things apart is looked up, and what speaks for one thing is weighed. Dates and names have to answer one
question of one event (frames in the sense of Fillmore 1982).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from newsassay.engine.article import Field
from newsassay.engine.conflicts.agreement import agree
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.event_slots import find_event_names
from newsassay.engine.conflicts.evidence import ENOUGH, SURE, evidence, of_one_set, takes_up_all
from newsassay.engine.conflicts.readings import (
    another_set,
    disputed,
    is_epithet,
    kinds,
    names_year,
    reconciled,
    times_apart,
)
from newsassay.engine.conflicts.repeats import is_repeat
from newsassay.engine.conflicts.statements import (
    Stated,
    contrast,
    is_open,
    same_predicate,
    same_subject,
    tell_two_events,
    tells_before,
)
from newsassay.engine.document import Document
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import governors
from newsassay.engine.facts.mentions import AGE, CLOCK, COUNT, DATE, NAME, RANK, SCORE, Mention, find_values
from newsassay.engine.facts.name_cues import KIN, NAME_CUES
from newsassay.engine.facts.people import people
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.facts.summaries import find_summaries
from newsassay.engine.grammar.phrases import phrases
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass

_MOST = 24  # mentions of one kind that are compared pairwise; more are a table
_LIVE_REPORT = "___"  # what agencies put between updates
_PAIRS = 40  # pairs that are judged; more are a list
_OF_TIMES = "decade"
_SEVERAL = frozenset([COUNT, DATE, SCORE])  # of which a sentence may tell several
_VAGUE = frozenset(["indefinite", "label"])
_FIRSTS = 2  # ranks up to second are given to many things
_ARTICLES = words_of("statement_words", "article")
_PARTITION = words_of("statement_words", "partition")
_REACH = 8  # sentences in which what a count is a part of stands
_DEFINITE = words_of("statement_words", "definite")
_BEHIND_COUNT = WordClass.RELATIVE | WordClass.AUXILIARY | WordClass.PREPOSITION
_EVENT_REACH = 8  # tokens from a date to the event that it dates


def frame_conflicts(document: Document) -> tuple[Conflict, ...]:
    """All conflicts between two sentences of the body, or the headline and one of them. A layer of the document."""
    if _LIVE_REPORT in document.body.tokens.words:  # whose updates tell the same anew
        return ()
    groups: dict[str, list[Mention]] = {}
    for text in document.fields:
        for layer in (find_values, find_event_names):
            for m in text.layer(layer):
                if not is_common(m):
                    groups.setdefault(m.kind, []).append(m)
    found: list[Conflict] = []
    for told in groups.values():
        for conflict in _differing(document, told[:_MOST]) if len(told) > 1 else ():
            if len(found) >= _PAIRS:
                break
            found.append(conflict)
    return tuple(found)


def is_common(m: Mention) -> bool:
    """Whether a value is told of many things, or of nothing in particular: "one", "dozens", "first", "the 1940s"."""
    q = m.value
    if not isinstance(q, Quantity):
        return False
    is_part = m.text.tokens.lower_at(m.last) == "of" and not m.is_exhaustive
    if q.kind in _VAGUE or m.kind == _OF_TIMES or is_part:
        return True
    return (m.kind == COUNT and (q.value == 1 or not (q.head or m.is_exhaustive or takes_up_count(m)))) or (
        m.kind == RANK and q.value <= _FIRSTS
    )


def takes_up_count(m: Mention) -> bool:
    """Whether a number without a noun takes up what was counted before: "the fourteen who had been admitted", "those eleven"."""
    lower_at = m.text.tokens.lower_at
    if lower_at(m.first - 1) not in _DEFINITE or not m.text.tokens.words[m.first][0].isalpha():
        return False
    return m.text.tokens.has_class(m.last, _BEHIND_COUNT)


def _differing(document: Document, told: Sequence[Mention]) -> Iterator[Conflict]:
    """Pairs of mentions of one kind that tell one fact and cannot both hold."""
    rest = max((s.rest for s in document.layer(find_summaries)), default=0)
    for left, right in combinations(told, 2):
        if right.text is not document.body or (left.text is right.text and left.sentence == right.sentence):
            continue
        if (
            not (of_one_set(left.head, right.head) or takes_up_all(left, right))
            or agree(left, right) is not False
            or _are_lists(left, right, told)
        ):
            continue
        if left.kind == DATE or left.kind.startswith(NAME):
            is_new = left.text is right.text and left.first >= rest and kinds(left) == kinds(right)
            is_one = is_new and tell_one_event(document, left, right)
            severity = Severity.MEDIUM
        else:
            points = evidence(document, left, right, told)
            is_one = points >= ENOUGH and not are_apart(left, right)
            if left.kind == AGE:
                is_one = is_one and is_epithet(right) and len(document.layer(people).people) == 1
            severity = Severity.HIGH if points >= SURE else Severity.LOW
        if is_one and not _told_together(left, right, told) and not _is_confirmed(left, told):
            where = "headline" if left.text is not right.text else ""
            yield Conflict(left, right, where, _refusal(document, left, right), severity)


def _are_lists(left: Mention, right: Mention, told: Sequence[Mention]) -> bool:
    """Whether both sentences tell several values of a kind of which a thing has one: "15 percent ... and 24 percent"."""
    if left.kind in _SEVERAL or left.kind.startswith(NAME):
        return False
    numbers = [(m.text.field, m.sentence) for m in told]
    return min(numbers.count((m.text.field, m.sentence)) for m in (left, right)) > 1


def _is_confirmed(left: Mention, told: Sequence[Mention]) -> bool:
    """Whether the body, too, has a value of the headline, of whatever it is told there."""
    return left.text.field is Field.TITLE and any(agree(left, m) for m in told if m.text is not left.text)


def are_apart(left: Mention, right: Mention) -> bool:  # noqa: PLR0911 - a decision list
    """Whether the statements of two values are of two times, things or kinds."""
    ours, theirs = (governors(m.text, m.first, m.last) for m in (left, right))
    a, b = ours.clause, theirs.clause
    if right.is_exhaustive:  # "all eleven of those" are the same at any time
        return contrast(ours.subject, theirs.subject)
    if is_repeat(left, right):
        return _is_part(left, right)
    if (
        kinds(left) != kinds(right)
        or _are_restricted(left, right)
        or is_open(left.text, a) != is_open(right.text, b)
        or contrast(ours.subject, theirs.subject)
        # the sixth child of one, the fourth of another
        or (left.kind == RANK and NAME_CUES.get(left.head, 0) & KIN)
    ):
        return True
    if times_apart(left, right) or tell_two_events(ours, theirs):
        return True
    if tells_before(left.text, a) != tells_before(right.text, b):
        return True
    if left.text.field is not right.text.field:
        return left.kind not in (SCORE, CLOCK) and ours.all.keys().isdisjoint(theirs.all)
    if names_year(left) != names_year(right):
        return True
    return left.kind == COUNT and left.text is right.text and _is_part(left, right)


def _is_part(left: Mention, right: Mention) -> bool:
    """Whether a later count follows from those told before: a part that was told, a sum or a difference."""
    text = right.text
    first = text.sentences[max(0, right.sentence - _REACH)].first
    if not _PARTITION.isdisjoint(text.tokens.lower[left.first : right.first]):
        return True
    counts = {
        m.value.value
        for m in text.layer(find_values)
        if first <= m.first < right.first and isinstance(m.value, Quantity) and m.value.kind == "count"
    }
    wanted = right.value.value if isinstance(right.value, Quantity) else 0.0
    sums = combinations(sorted(counts)[:_MOST], 2)
    return wanted in counts or any(wanted in (a + b, abs(a - b)) for a, b in sums)


def _told_together(left: Mention, right: Mention, told: Sequence[Mention]) -> bool:
    """Whether some sentence tells both values, and so that they are of two things: "it is £6.50 and will rise to £6.70"."""
    if left.kind.startswith(NAME):
        return False
    by_sentence = [{(m.text.field, m.sentence) for m in told if agree(m, value)} for value in (left, right)]
    return not by_sentence[0].isdisjoint(by_sentence[1])


def tell_one_event(document: Document, left: Mention, right: Mention) -> bool:
    """Whether two dates or names answer one question of one event, whose clauses have one verb and subject and nothing that the other lacks."""
    if left.kind == DATE:
        if any(m.text.tokens.lower_at(m.first - 1) in _ARTICLES for m in (left, right)):
            return False  # "a 2014 film"
        if dated_events(left).isdisjoint(dated_events(right)):
            return False
    a, b = (governors(m.text, m.first, m.last) for m in (left, right))
    if a.clause is None or b.clause is None or not same_predicate(a.clause, b.clause):
        return False
    if not same_subject(Stated(document, left.text, a.clause), Stated(document, right.text, b.clause)):
        return False
    ours, theirs = a.near.keys(), b.near.keys()
    return left.kind != DATE or ours <= theirs or theirs <= ours


def dated_events(m: Mention) -> set[str]:
    """The events that happen once of which a date may be the time, by their names."""
    return {h.entry.label for h in m.text.hits("single_events") if _is_near(m, h.first)}


def _is_near(m: Mention, token: int) -> bool:
    sentence = m.text.sentence_at(m.first)
    return sentence.first <= token < sentence.last and abs(token - m.first) <= _EVENT_REACH


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


def _refusal(document: Document, left: Mention, right: Mention) -> str:
    if any(m.text.is_quoted(m.location.start) for m in (left, right)):
        return "quoted words: the speaker is the source"
    if is_repeat(left, right):
        return another_set(left, right)
    return disputed(document, left, right) or reconciled(left, right, within_body=left.text is right.text)

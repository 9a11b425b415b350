"""One predicate told twice with one slot differing: "the dam stores 4.2 million litres ... stores 2.4 million".

Two sentences are held against each other where they have values of one kind that cannot both hold; grammar then
tells whether both say it of one subject with one verb (frames in the sense of Fillmore 1982).
"""

from collections.abc import Iterator

from newsassay.engine.conflicts.agreement import agree
from newsassay.engine.conflicts.alignment import Alignment, align, are_parallel
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.event_slots import find_event_names
from newsassay.engine.conflicts.readings import disputed, kinds, reconciled, times_apart
from newsassay.engine.conflicts.statements import names_apart, same_predicate, same_subject
from newsassay.engine.document import Document
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import Governors, Noun, governors
from newsassay.engine.facts.mentions import AGE, COUNT, DATE, NAME, RANK, SCORE, SHARE, Mention, find_values
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.facts.summaries import find_summaries
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass

_MOST = 16  # mentions of one kind and head that are compared pairwise; more are a table
_LIVE_REPORT = "___"  # what agencies put between updates
_PAIRS = 40  # pairs that are judged; more are a list
_LOOSE = frozenset([RANK, SHARE, DATE, "percentage point"])  # of which one subject may have many
_PERSONAL = frozenset([AGE, "decade"])  # told of persons, and of times
_ONE_A_SENTENCE = ("$", "£", "€", "score")  # where a sentence has more, it is a list
_ARTICLES = frozenset(["a", "an", "the", "his", "her", "its", "their"])
_SUPPOSES = words_of("statement_words", "open")
_RESULT = frozenset(map(stem, words_of("statement_words", "result")))
_RETOLD = 0.75  # coverage from which two sentences without a sure subject say one thing
_MANY, _SHARED = 3, 2
_NEAR = 4  # sentences up to what "the company" takes up
_BEHIND = 6  # tokens behind a value in which what restricts it stands
_FIRSTS = 2  # ranks up to second are given to many things


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
                if _tell_one_thing(document, left, right):
                    refused = _refusal(document, left, right)
                    found.append(Conflict(left, right, refused=refused))
    return tuple(found)


def _is_common(m: Mention) -> bool:
    if m.kind in _PERSONAL or m.text.tokens.lower_at(m.last) == "of":
        return True
    return m.kind == RANK and not isinstance(m.value, str) and getattr(m.value, "value", 0) <= _FIRSTS


def _differing(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions in two sentences that cannot both hold."""
    for n, right in enumerate(mentions):
        for left in mentions[:n]:
            if left.sentence != right.sentence and agree(left, right) is False:
                told = (m for m in mentions if m.sentence in (left.sentence, right.sentence))
                others = [m for m in told if m is not left and m is not right]
                if left.kind.startswith(_ONE_A_SENTENCE) and others:
                    continue
                if not any(agree(m, left if m.sentence == right.sentence else right) for m in others):
                    yield left, right


def _tell_one_thing(  # noqa: PLR0911 - a decision list
    document: Document, left: Mention, right: Mention
) -> bool:
    """Whether two mentions fill one slot of one predicate of one subject, or are values of one attribute of one thing."""
    if kinds(left) != kinds(right) or (left.kind == DATE and not _tell_one_event(left, right)):
        return False
    how = align((left.text, left.first, left.last), (right.text, right.first, right.last))
    if not how.words and not left.kind.startswith(NAME):
        return False
    a, b = (governors(m.text, m.first, m.last) for m in (left, right))
    same = (
        same_subject(document, left.text, a.clause, right.text, b.clause) if a.clause and b.clause else None
    )
    predicate = a.clause is not None and b.clause is not None and same_predicate(a.clause, b.clause)
    if left.kind == DATE or left.kind.startswith(NAME):
        return bool(predicate and same) and _are_of_one_event(left, a, b)
    if times_apart(left, right):
        return False
    if _is_one_attribute(left, a, b):
        return True
    apart = names_apart(left.text, (left.first, left.last), right.text, (right.first, right.last))
    if not predicate or (apart and same is not True):
        return False
    if same is not False and a.verb and left.kind not in _LOOSE and not _are_restricted(left, right):
        around = _meet(a.near | a.own, b.near | b.own)
        taken_up = left.kind == COUNT and any(n.definite and not n.modifiers for n in b.subject.values())
        if around or (left.kind == COUNT and same) or (taken_up and right.sentence - left.sentence <= _NEAR):
            return True
    if same and left.kind == SHARE and how.slots > 0 and how.words >= _SHARED:
        return not _are_parallel(left, right)
    return _is_retold(left, right, how)


def _are_of_one_event(left: Mention, a: Governors, b: Governors) -> bool:
    """Whether two answers, of clauses with one verb and subject, are told of one event: neither clause names what the other does not."""
    ours, theirs = a.near.keys(), b.near.keys()
    return left.kind != DATE or ours <= theirs or theirs <= ours


def _is_one_attribute(left: Mention, a: Governors, b: Governors) -> bool:
    """Whether two values measure one thing that the second sentence takes up: "a strike of eleven days ... the strike, which lasted 17 days"."""
    if left.kind in _LOOSE or left.kind == COUNT:
        return False
    if left.kind == SCORE:
        return _tells_result(a) and _tells_result(b) and _meet(a.all, b.all)
    return _is_open(a) == _is_open(b) and _meet(a.attributed, b.attributed)


def _meet(ours: dict[str, Noun], theirs: dict[str, Noun]) -> bool:
    """Whether a noun is taken up as known, as itself or as what it is a kind of ("footbridge", "bridge"), with nothing added."""
    return any(
        noun.definite and own.endswith(other) and noun.modifiers <= mine.modifiers
        for own, mine in ours.items()
        for other, noun in theirs.items()
    )


def _is_open(g: Governors) -> bool:
    """Whether a clause supposes or denies instead of stating."""
    return g.clause is not None and (g.clause.group.negated or g.clause.group.modal in _SUPPOSES)


def _tells_result(g: Governors) -> bool:
    return g.verb in _RESULT or not _RESULT.isdisjoint(g.own)


def _are_restricted(left: Mention, right: Mention) -> bool:
    """Whether what follows each of two values restricts it to another set: "interviews to networks", "interviews to newspapers"."""
    behind = [_behind(m) for m in (left, right)]
    return all(behind) and behind[0].isdisjoint(behind[1])


def _behind(m: Mention) -> frozenset[str]:
    at = m.value.head_at if isinstance(m.value, Quantity) and m.value.head_at >= m.last else m.last - 1
    text = m.text
    if not text.tokens.has_class(at + 1, WordClass.PREPOSITION):
        return frozenset()
    last = min(text.sentence_at(m.first).last, at + _BEHIND)
    return frozenset(filter(None, text.layer(Content).stems[at + 1 : last]))


def _is_retold(left: Mention, right: Mention, how: Alignment) -> bool:
    """Whether one of two sentences says little but what the other says too, and the value in place of the other's."""
    enough = how.coverage >= _RETOLD and how.words >= _MANY and how.slots > 0
    return enough and not _are_parallel(left, right)


def _are_parallel(left: Mention, right: Mention) -> bool:
    return are_parallel((left.text, left.first, left.last), (right.text, right.first, right.last))


def _tell_one_event(left: Mention, right: Mention) -> bool:
    """Whether both dates tell when something happened that happens once."""
    if any(m.text.tokens.lower_at(m.first - 1) in _ARTICLES for m in (left, right)):
        return False  # "a 2014 film"
    events = [
        {h.entry.label for h in m.text.hits("single_events") if _is_near(m, h.first)} for m in (left, right)
    ]
    return not events[0].isdisjoint(events[1])


def _is_near(m: Mention, token: int) -> bool:
    sentence = m.text.sentence_at(m.first)
    return sentence.first <= token < sentence.last and abs(token - m.first) <= _EVENT_REACH


_EVENT_REACH = 8


def _refusal(document: Document, left: Mention, right: Mention) -> str:
    if any(m.text.is_quoted(m.location.start) for m in (left, right)):
        return "quoted words: the speaker is the source"
    return disputed(document, left, right) or reconciled(left, right, within_body=True)

"""Definite repeats: "a dozen alpacas escaped ... the fourteen alpacas" count one set twice.

A definite noun phrase with a number takes up what was told before (Huddleston & Pullum 2002, 5.6): it must have its
antecedent's number, unless it is a part of it, what is left of it, or several told of before together.
"""

from collections.abc import Iterator
from itertools import combinations

from newsassay.engine.conflicts.agreement import agree
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.readings import another_set
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import clause_at
from newsassay.engine.facts.mentions import COUNT, Mention, find_values
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.grammar.clause_verbs import takes_clause
from newsassay.engine.grammar.clauses import clauses
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass

_DEFINITE = words_of("statement_words", "definite")
_PAIR = 2  # "the two men" takes up any two who were named
_MOST = 24  # mentions of one head that are compared; more are a list
_REACH = 8  # sentences up to the antecedent
_PARTITION = words_of("statement_words", "partition")
_RESTRICTING = words_of("statement_words", "restricting")
_BEHIND = 6  # tokens behind the head in which what restricts it stands


def repeat_conflicts(text: FieldText) -> tuple[Conflict, ...]:
    """All definite repeats that their antecedents contradict. A layer of the field."""
    by_head: dict[str, list[Mention]] = {}
    values = text.layer(find_values)
    for m in values:
        if m.kind == COUNT and m.head:
            by_head.setdefault(m.head, []).append(m)
    found: list[Conflict] = []
    for told in by_head.values():
        if len(told) > 1:
            found.extend(_conflicts(told[:_MOST], values))
    return tuple(found)


def _conflicts(told: list[Mention], values: tuple[Mention, ...]) -> Iterator[Conflict]:
    for n, later in enumerate(told):
        earlier = told[:n]
        if not earlier or not _takes_up(later):
            continue
        fit = [m for m in earlier if _is_antecedent(m, later)]
        if not fit or any(agree(m, later) is not False for m in earlier) or _is_part(later, values):
            continue
        antecedent = fit[-1]
        sure = None if not _restriction(later) else Severity.LOW
        yield Conflict(antecedent, later, refused=another_set(antecedent, later), severity=sure)


def _takes_up(m: Mention) -> bool:
    """Whether a mention counts what was told before, all of it, by a plain number."""
    lower_at = m.text.tokens.lower_at
    if not isinstance(m.value, Quantity) or m.value.value <= _PAIR or m.value.bound or m.counts_others:
        return False
    return lower_at(m.first - 1) in _DEFINITE and not m.is_whole


def _is_antecedent(m: Mention, later: Mention) -> bool:
    """Whether an earlier mention can be what a definite one takes up: near, counted plainly, and not restricted otherwise."""
    if (
        not isinstance(m.value, Quantity)
        or m.value.value < _PAIR
        or m.value.bound == "at_most"
        or m.counts_others
        or m.sentence == later.sentence
    ):
        return False
    if later.sentence - m.sentence > _REACH or m.value.head_at < 0:
        return False
    stems = m.text.layer(Content).stems
    sentence = m.text.sentences[m.sentence]
    said = set(stems[sentence.first : sentence.last])
    return (later.modifiers | _restriction(later)) <= said and m.modifiers <= said


def _restriction(m: Mention) -> frozenset[str]:
    """The content words of what restricts a mention behind its head: "the 12 men [who confessed]"."""
    if not isinstance(m.value, Quantity):
        return frozenset()
    text, behind = m.text, m.value.head_at + 1
    tokens = text.tokens
    word = tokens.lower_at(behind)
    governing = clause_at(text, m.first)
    if word == "that" and governing is not None and takes_clause(governing.group.lemma):
        return frozenset()  # "told the owners of the 12 cars that ..."
    if not (word in _RESTRICTING or tokens.has_class(behind, WordClass.RELATIVE) or word.endswith("ed")):
        return frozenset()
    if governing is not None and governing.group.first == behind and governing.group.finite:
        return frozenset()  # "the 12 shots lasted"
    last = min(text.sentence_at(m.first).last, behind + _BEHIND)
    verbs = [clause.group.first for clause in text.layer(clauses).within(behind, last)]
    last = verbs[1] if len(verbs) > 1 else last
    return frozenset(filter(None, text.layer(Content).stems[behind:last]))


def _is_part(later: Mention, values: tuple[Mention, ...]) -> bool:
    """Whether a number follows from those told before: a part that was told, a sum or a difference."""
    text = later.text
    first = text.sentences[max(0, later.sentence - _REACH)].first
    before = [m.value for m in values if first <= m.first < later.first and isinstance(m.value, Quantity)]
    counts = {q.value for q in before if q.kind == "count"}
    wanted = later.value.value if isinstance(later.value, Quantity) else 0.0
    if wanted in counts or any(
        wanted in (a + b, abs(a - b)) for a, b in combinations(sorted(counts)[:_MOST], 2)
    ):
        return True
    return not _PARTITION.isdisjoint(text.tokens.lower[first : later.first])

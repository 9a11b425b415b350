"""Definite repeats: "a dozen alpacas escaped ... the fourteen alpacas" count one set twice.

A definite noun phrase with a number takes up what was told before (Huddleston & Pullum 2002, 5.6): it must have its
antecedent's number, unless it is a part of it, what is left of it, or several told of before together.
"""

from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import clause_at
from newsassay.engine.facts.mentions import COUNT, Mention
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.grammar.clause_verbs import takes_clause
from newsassay.engine.grammar.clauses import clauses
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass

_DEFINITE = words_of("statement_words", "definite")
_PAIR = 2  # "the two men" takes up any two who were named
_REACH = 8  # sentences up to the antecedent
_RESTRICTING = words_of("statement_words", "restricting")
_BEHIND = 6  # tokens behind the head in which what restricts it stands


def is_repeat(left: Mention, right: Mention) -> bool:
    """Whether a count is a definite noun phrase that takes up what an earlier one counts, with no restriction that is new."""
    if left.text is not right.text or right.kind != COUNT or left.head != right.head or not right.head:
        return False
    return _takes_up(right) and _is_antecedent(left, right)


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

"""One predicate of like sentences that one account affirms and the other denies: "did not resign", "resigned"; "kept", "dropped"."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.like_segments import Like
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.conflicts.statements import names_apart
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import subject_of
from newsassay.engine.grammar.clauses import Clause, clauses
from newsassay.engine.lexicon import LEXICONS, words_of

_SUPPOSING = words_of("comparison_words", "supposing")
_DENYING_SUBJECTS = words_of("comparison_words", "negative_subject")
_EMPTY = words_of("comparison_words", "empty_verb")
_HELD = 0.5  # share of the shorter sentence's content stems that both have


def _poles() -> dict[str, frozenset[tuple[str, bool]]]:
    """The classes of each verb, and whether it is at their positive pole."""
    found: dict[str, set[tuple[str, bool]]] = {}
    for lemma, entry in LEXICONS["opposite_predicates"]:
        found.setdefault(lemma, set()).add((entry.label, entry.attributes["pole"] == "+"))
    return {lemma: frozenset(classes) for lemma, classes in found.items()}


_POLES = _poles()


class _Statement(NamedTuple):
    """What a sentence says by one verb: the subject's stem or "", whether it denies it, and what holds or does not hold."""

    clause: Clause
    subject: str
    denied: bool
    says: frozenset[tuple[str, bool]]


def framed_polarity(left: ComparedText, right: ComparedText, like: Iterable[Like]) -> Iterator[Difference]:
    """Differences of sentences that share content. `like` are their segments.

    What an article tells at both poles is its own contradiction.
    """
    found: list[tuple[int, _Statement, int, _Statement]] = []
    agreed: set[tuple[str, int, str]] = set()
    for i, j, shared in like:
        a, b = left.segments[i], right.segments[j]
        if shared < _HELD * min(len(a.content), len(b.content)) or not (_is_told(a) and _is_told(b)):
            continue
        for mine in _statements(left.text, a):
            for yours in _statements(right.text, b):
                for what, _ in mine.says & yours.says:
                    agreed |= {("left", a.number, what), ("right", b.number, what)}
                if _exclude(mine, yours):
                    found.append((a.number, mine, b.number, yours))
    for i, mine, j, yours in found:
        poles = {what for what, holds in mine.says if (what, not holds) in yours.says}
        if any(("left", i, what) in agreed or ("right", j, what) in agreed for what in poles):
            continue
        if not names_apart(left.text, _tokens(mine), right.text, _tokens(yours)):
            yield Difference(
                ConflictKind.POLARITY,
                Basis.FRAMED,
                place(left, *_tokens(mine), _shown(mine)),
                place(right, *_tokens(yours), _shown(yours)),
            )


def _is_told(segment: Segment) -> bool:
    return not segment.quoted and not segment.furniture


def _tokens(statement: _Statement) -> tuple[int, int]:
    return statement.clause.group.first, statement.clause.group.last


def _shown(statement: _Statement) -> str:
    lemma = statement.clause.group.lemma
    return f"not {lemma}" if statement.denied else lemma


def _exclude(mine: _Statement, yours: _Statement) -> bool:
    """Whether two statements cannot both hold: of one subject, as far as both name one."""
    if mine.subject and yours.subject and mine.subject != yours.subject:
        return False
    return any((what, not holds) in yours.says for what, holds in mine.says)


def _statements(text: FieldText, segment: Segment) -> list[_Statement]:
    known = text.layer(_known)
    if segment.number not in known:
        known[segment.number] = list(_find(text, segment))
    return known[segment.number]


def _known(_: FieldText) -> dict[int, list[_Statement]]:
    """Statements by the number of their segment, as they are asked for. A layer of the field."""
    return {}


def _find(text: FieldText, segment: Segment) -> Iterator[_Statement]:
    lower = text.tokens.lower
    if not _SUPPOSING.isdisjoint(lower[segment.first : segment.last]):
        return
    for clause in text.layer(clauses).within(segment.first, segment.last):
        lemma = clause.group.lemma
        subject = subject_of(text, clause)
        if not lemma or lemma in _EMPTY or subject is None:
            continue
        if text.is_quoted(text.tokens.starts[clause.group.head]):
            continue  # the speaker is the source
        is_nobody = not _DENYING_SUBJECTS.isdisjoint(lower[subject.first : subject.last])
        denied = clause.group.negated is not is_nobody
        stem = "" if is_nobody else text.layer(Content).stems[subject.head]
        says = {(name, pole is not denied) for name, pole in _POLES.get(lemma, ())} | {(lemma, not denied)}
        yield _Statement(clause, stem, denied, frozenset(says))

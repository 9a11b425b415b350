"""One predicate of like sentences that one account affirms and the other denies.

"Did not resign", "resigned"; "kept", "dropped"; "is unaffected", "is also affected".
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.like_segments import Like
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText, Segment
from newsassay.engine.conflicts.statements import names_apart
from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import subject_of
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.grammar.clauses import Clause, clauses
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.closed_class import WordClass

_DETERMINING = WordClass.DETERMINER | WordClass.POSSESSIVE
_SUPPOSING = words_of("comparison_words", "supposing")
_DENYING_SUBJECTS = words_of("comparison_words", "negative_subject")
_EMPTY = words_of("comparison_words", "empty_verb")
_PREFIXES = tuple(sorted(words_of("comparison_words", "negative_prefix")))
_SHORTEST = 4  # letters of a word that a prefix negates
_BEHIND = 3  # tokens behind "is" in which what it says of the subject stands
_HELD = 0.4  # share of the shorter sentence's content stems that both have


def _poles() -> dict[str, frozenset[tuple[str, bool]]]:
    """The classes of each verb, and whether it is at their positive pole."""
    found: dict[str, set[tuple[str, bool]]] = {}
    for lemma, entry in LEXICONS["opposite_predicates"]:
        found.setdefault(lemma, set()).add((entry.label, entry.attributes["pole"] == "+"))
    return {lemma: frozenset(classes) for lemma, classes in found.items()}


_POLES = _poles()


class _Statement(NamedTuple):
    """What a sentence says by a verb, or an adjective, at the tokens [first, last).

    `subject` is the stem of its subject or "", `denied` whether it denies it, and `says` what holds or does not hold.
    """

    first: int
    last: int
    word: str
    subject: str
    denied: bool
    says: frozenset[tuple[str, bool]]


def denials(
    left: ComparedText, right: ComparedText, matches: Iterable[Match], like: Iterable[Like]
) -> Iterator[Difference]:
    """Differences of sentences that share content. `like` are their segments, `matches` those that are aligned.

    What an article tells at both poles is its own contradiction.
    """
    aligned = {(m.left.number, m.right.number) for m in matches}
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
        ours, theirs = mine[:2], yours[:2]
        if not names_apart(left.text, ours, right.text, theirs):
            yield Difference(
                ConflictKind.POLARITY,
                Basis.ALIGNED if (i, j) in aligned else Basis.FRAMED,
                place(left, *ours, _shown(mine)),
                place(right, *theirs, _shown(yours)),
            )


def _is_told(segment: Segment) -> bool:
    return not segment.quoted and not segment.furniture


def _shown(statement: _Statement) -> str:
    return f"not {statement.word}" if statement.denied else statement.word


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
        subject = subject_of(text, clause)
        first, last, word = _predicate(text, clause)
        if not word or word in _EMPTY or subject is None:
            continue
        if text.is_quoted(text.tokens.starts[clause.group.head]):
            continue  # the speaker is the source
        is_nobody = not _DENYING_SUBJECTS.isdisjoint(lower[subject.first : subject.last])
        denied = clause.group.negated is not is_nobody
        about = "" if is_nobody else text.layer(Content).stems[subject.head]
        yield _Statement(first, last, word, about, denied, frozenset(_says(word, holds=not denied)))


def _predicate(text: FieldText, clause: Clause) -> tuple[int, int, str]:
    """The tokens and the word of what a clause says: its verb's lemma, or the stem of the word behind "is"."""
    group, stems = clause.group, text.layer(Content).stems
    if group.lemma != "be":
        return group.first, group.last, group.lemma
    behind = range(group.last, min(group.last + _BEHIND, len(stems)))
    stop = next((i for i in behind if text.tokens.has_class(i, _DETERMINING)), behind.stop)
    found = next((i for i in range(group.last, stop) if stems[i]), None)
    return (group.first, found + 1, text.tokens.lower[found]) if found is not None else (*group[:2], "")


def _says(word: str, *, holds: bool) -> Iterator[tuple[str, bool]]:
    """What holds or not where a word does: its stem, the classes at whose pole it is, and what its prefix denies."""
    yield stem(word), holds
    for name, pole in _POLES.get(word, ()):
        yield name, pole is holds
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST:
            yield stem(word.removeprefix(prefix)), not holds

"""How much speaks for two values telling one fact: a sum of weighed evidence.

What is told a second time is taken up by a definite noun phrase, by the same subject or verb, or by the words around it; and
the fewer values of a kind an article tells, the likelier two of them are one thing's. The weights are those of a logistic
regression, rounded, of 57 contradictions of short articles in twelve registers against 13,600 pairs of values, most of them
of 1,800 edited articles; set by hand on the same pairs are those of words of one class and of two articles. Two articles
are as a text whose values are those that only one of them has.
"""

from collections.abc import Sequence
from math import log

from newsassay.engine.conflicts.alignment import align, like_words
from newsassay.engine.conflicts.slips import slip_figures
from newsassay.engine.conflicts.statements import (
    EMPTY,
    Stated,
    meet,
    same_subject,
    shared_event,
    takes_up,
    takes_up_event,
)
from newsassay.engine.document import Document
from newsassay.engine.facts.governors import governors
from newsassay.engine.facts.like_words import LIKE
from newsassay.engine.facts.mentions import CLOCK, COUNT, DATE, RANK, SHARE, Mention
from newsassay.engine.facts.name_cues import KIN, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.facts.quantities import RATE
from newsassay.engine.lexicon import words_of

ENOUGH, SURE = -0.4, 1.5
"""The sum from which two values tell one fact, and from which that is beyond doubt."""
FAR_TOO_MANY = 1000
"""Shared words that no two values have around them."""

_BASE = 1.95
_SENTENCES, _ALIKE, _SAME_HEADS = -2.4, -1.3, -1.15  # logarithms of how many there are
_FEWEST = 5  # sentences: of a shorter text no more is known than of one so long
_HEADLESS, _SAME_HEAD, _DATED = 0.85, 0.8, -0.4
_DEFINITE, _HEADLINE, _NEXT_SENTENCE, _ALL_OF_THEM = 1.3, 0.5, -0.5, 0.7
_TWO_TELLINGS, _SLIP = 1.1, 1.5  # of values that the other article does not have; for each figure of a slip
_WORD, _MOST_WORDS, _NEAR, _MOST_NEAR = 0.46, 5, 0.9, 3.0
_LIKE = 0.3  # of two words of one class
_EVENT, _TAKEN_UP, _ATTRIBUTE, _SUBJECT = 0.8, 0.2, 1.3, 0.65
_GOVERNED = _EVENT + _TAKEN_UP + _ATTRIBUTE + _SUBJECT
_AROUND = (_WORD + _LIKE) * _MOST_WORDS + _NEAR * _MOST_NEAR
_TAKES_UP = words_of("fact_words", "determiner_of_whole")
_LOOSE = frozenset([COUNT, CLOCK, RANK, SHARE, "percentage point"])  # of which one thing may have many
_HUMAN = KIN | PERSON_NOUN | ROLE | TITLE


def least_words(sentences: int, alike: int) -> int:
    """Content words that stand around two values of two articles alike, at least, if they tell one fact; FAR_TOO_MANY where none do.

    `sentences` are those of the shorter article, `alike` so many values of their kind only one of the two has.
    """
    found = _BASE + _TWO_TELLINGS + _HEADLESS + _GOVERNED + _ALIKE * log(max(alike - 1, 1))
    rest = ENOUGH - found - _SENTENCES * log(max(sentences, _FEWEST) + 1)
    enough = (n for n in range(1, _MOST_WORDS + 1) if _WORD * n + _NEAR * min(n, _MOST_NEAR) >= rest)
    return next(enough, FAR_TOO_MANY)


def of_one_set(ours: str, theirs: str) -> bool:
    """Whether two heads can be those of one set: a noun and itself, its kind or nothing; people by two nouns."""
    if ours == theirs or not (ours and theirs):
        return ours == theirs or not (ours + theirs).startswith(RATE)
    if takes_up(LIKE[theirs], LIKE[ours]) or takes_up(LIKE[ours], LIKE[theirs]):
        return True
    return is_human(ours) and is_human(theirs)


def takes_up_all(left: Mention, right: Mention) -> bool:
    """Whether a count of all there are can be that of what was counted by another noun: "52 pilgrims ... every one of the 25 devotees"."""
    return (
        left.kind == COUNT
        and right.is_exhaustive
        and bool(left.head and right.head)
        and not left.is_exhaustive
    )


def is_human(head: str) -> bool:
    """Whether a noun is one of people."""
    return bool(NAME_CUES.get(head, 0) & _HUMAN)


def evidence(
    document: Document,
    left: Mention,
    right: Mention,
    alike: Sequence[Mention],
    other: Document | None = None,
) -> float:
    """The sum for two values, of which the second stands in a body; below `ENOUGH` perhaps not all of it.

    `alike` are all values of their kind. If the second is that of an `other` document, those that the two do not share.
    """
    found = _of_the_values(left, right, alike)
    if other is None:
        found += _of_their_places(left, right)
    else:
        found += _TWO_TELLINGS + _SLIP * slip_figures(left, right)
        found += _DEFINITE * (left.is_exhaustive or right.is_exhaustive)
    if found + _AROUND + _GOVERNED < ENOUGH:
        return found
    ours, theirs = (left.text, left.first, left.last), (right.text, right.first, right.last)
    how = align(ours, theirs)
    found += _LIKE * min(like_words(ours, theirs), _MOST_WORDS)
    found += _WORD * min(how.words, _MOST_WORDS) + _NEAR * min(how.near, _MOST_NEAR)
    if found + _GOVERNED < ENOUGH:
        return found
    a, b = governors(left.text, left.first, left.last), governors(right.text, right.first, right.last)
    same = same_subject(
        Stated(document, left.text, a.clause), Stated(other or document, right.text, b.clause)
    )
    event = shared_event(a, b)
    found += _EVENT * (event not in ("", EMPTY))
    found += _TAKEN_UP * (meet(a.all, b.subject | b.own) or takes_up_event(a, b))
    if left.kind not in _LOOSE:
        found += _ATTRIBUTE * meet(a.attributed, b.attributed)
    return found + _SUBJECT * (0 if same is None else 1 if same else -1)


def _of_the_values(left: Mention, right: Mention, alike: Sequence[Mention]) -> float:
    """What the values themselves, and how many there are, say for their being one thing's."""
    others = [m for m in alike if m is not left and m is not right]
    found = (
        _BASE + _SENTENCES * log(max(len(right.text.sentences), _FEWEST) + 1) + _ALIKE * log(len(others) + 1)
    )
    found += _SAME_HEADS * log(sum(m.head == left.head for m in others) + 1)
    if left.head == right.head:
        found += _SAME_HEAD if left.head else _HEADLESS
    return found + _DATED * (left.kind == DATE) + _ALL_OF_THEM * right.is_exhaustive


def _of_their_places(left: Mention, right: Mention) -> float:
    """What the places of two values of one article say: there a definite noun phrase takes up what was told before."""
    is_definite = right.text.tokens.lower_at(right.first - 1) in _TAKES_UP
    found = _DEFINITE * (is_definite or right.is_exhaustive)
    if left.text is not right.text:
        return found + _HEADLINE
    return found + _NEXT_SENTENCE * (right.sentence - left.sentence == 1)

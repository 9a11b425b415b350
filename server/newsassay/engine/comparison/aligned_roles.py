"""Nouns of persons in whose place an aligned sentence has another: "a retired [postman]", "a university [lecturer]"."""

from collections.abc import Iterator

from newsassay.engine.comparison.aligned_segments import Match
from newsassay.engine.comparison.difference import Difference, place
from newsassay.engine.comparison.report import Basis, ConflictKind, PassageKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import FieldText
from newsassay.engine.facts.word_forms import PLURALS, stem
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.text.closed_class import WordClass

_ROLES = {form: entry.cue for form, entry in LEXICONS["comparison_words"] if entry.label == "trade"} | {
    form: entry.label for form, entry in LEXICONS["single_roles"]
}
"""What a role is known by, by its names: those of one person may go with another's of the same row."""

_SIMILAR = 0.6  # of sentences that tell one thing of one person
_BEFORE = WordClass.DETERMINER | WordClass.POSSESSIVE


def aligned_roles(left: ComparedText, right: ComparedText, matches: list[Match]) -> Iterator[Difference]:
    """Roles that stand in one slot of aligned sentences, of which neither article has the other's."""
    for match in matches:
        if match.kind is not PassageKind.REWORDED or match.similarity < _SIMILAR:
            continue
        for ours, theirs in match.substitutions:
            mine, yours = _role(left.text, ours), _role(right.text, theirs)
            if mine is None or yours is None:
                continue
            here, there = left.text.tokens.lower[mine], right.text.tokens.lower[yours]
            if _are_two(here, there) and not _knows(left, there) and not _knows(right, here):
                shown = [
                    place(text, *tokens, text.text.tokens.phrase(*tokens))
                    for text, tokens in ((left, ours), (right, theirs))
                ]
                yield Difference(ConflictKind.ROLE, Basis.ALIGNED, shown[0], shown[1])


def _role(text: FieldText, tokens: tuple[int, int]) -> int | None:
    """The token of the noun in which a slot ends, if that is a person's role: a singular one behind an article."""
    first, last = tokens
    head = last - 1
    word = text.tokens.lower[head]
    if word not in _ROLES or PLURALS[word] or text.tokens.words[head][0].isupper():
        return None
    has_class = text.tokens.has_class
    return head if has_class(first, _BEFORE) or has_class(first - 1, _BEFORE) else None


def _are_two(one: str, other: str) -> bool:
    """Whether two nouns are of two roles, as far as known."""
    return _ROLES[one] != _ROLES[other]


def _knows(text: ComparedText, word: str) -> bool:
    return stem(word) in text.content

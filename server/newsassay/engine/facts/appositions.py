"""Appositions behind names: "Ruth Calloway, the governor of Ohio," (Quirk et al. 1985, 17.65)."""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import KIN, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass

_NOUNS = KIN | PERSON_NOUN | ROLE | TITLE
_HEADS = frozenset(word for word, bits in NAME_CUES.items() if bits & _NOUNS)
_LONGEST = 7  # tokens up to the head noun
_DETERMINER = (WordClass.DETERMINER | WordClass.POSSESSIVE).value
# What may follow the head noun; another noun would make it a modifier: "the mayor candidate".
_BEHIND_HEAD = frozenset(",.;)—–") | words_of("fact_words", "behind_apposition")


class Apposition(NamedTuple):
    """The noun phrase as tokens [first, head], from its determiner or first adjective to its head noun."""

    first: int
    head: int
    bits: int


def apposition(text: FieldText, last: int) -> Apposition | None:
    """The apposition behind a name that ends before token `last`, if its head says what the person is."""
    lower, classes = text.tokens.lower, text.tokens.classes
    if text.tokens.lower_at(last) != ",":
        return None
    reach = lower[last + 1 : last + 1 + _LONGEST]
    if _HEADS.isdisjoint(reach):
        return None
    for i, word in enumerate(reach, start=last + 1):
        if word == "'s":
            continue
        if not word[0].isalpha() or (classes[i] and not classes[i] & _DETERMINER):
            return None
        if (
            word in _HEADS
            and text.tokens.lower_at(i + 1) in _BEHIND_HEAD
            and text.tokens.words[i][0].islower()
        ):
            return Apposition(last + 1, i, NAME_CUES[word])
    return None

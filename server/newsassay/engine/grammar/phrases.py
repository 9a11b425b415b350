"""Noun phrases and verb groups of a text, read off its chunks."""

import re
from bisect import bisect_right
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.chunks import Chunk, cut
from newsassay.engine.text.lazy import lazy


class NounPhrase(NamedTuple):
    """A noun phrase or pronoun as the token range [first, last); all other numbers are tokens, None for none.

    `head` is its noun (of a name the last word), `determiner` the article, quantifier or possessive pronoun,
    `possessor` the head of what stands before its last "'s", or the possessive pronoun.
    """

    first: int
    last: int
    head: int
    determiner: int | None
    possessor: int | None
    name: bool
    plural: bool
    pronoun: bool


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries and adverbs between as the token range [first, last); `head` is the verb's token.

    `tense` is "past", "present", or "" (modal, not finite); `modal` the modal's lower-case form or "".
    A form of be or have alone is its own head.
    """

    first: int
    last: int
    head: int
    lemma: str
    finite: bool
    tense: str
    passive: bool
    negated: bool
    modal: str
    perfect: bool
    infinitive: bool


_NOUN_KINDS = re.compile("[NPQTSMox]")
_VERB_KINDS = re.compile("[FKBJGXv]")
_FINITE = frozenset("FKB")


class Phrases:
    """The phrases of one text.

    `string` has one character a chunk (chunks.CHUNK_LEGEND), `starts` their first positions and one more for the end.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.chunks, self.string, self.starts = cut(analysis.tags)
        self._noun_phrases: dict[int, NounPhrase] = {}
        self._verb_groups: dict[int, VerbGroup] = {}

    @lazy
    def noun_phrases(self) -> list[NounPhrase]:
        """All noun phrases and pronouns, in order."""
        return [self.noun_phrase(match.start()) for match in _NOUN_KINDS.finditer(self.string)]

    @lazy
    def verb_groups(self) -> list[VerbGroup]:
        """All verb groups, in order."""
        return [self.verb_group(match.start()) for match in _VERB_KINDS.finditer(self.string)]

    def at(self, token: int) -> NounPhrase | VerbGroup | None:
        """The phrase that holds a token, the first one of a contraction; None if it is in neither kind."""
        chunk = self.chunk_at(token)
        kind = self.string[chunk]
        if _NOUN_KINDS.match(kind):
            return self.noun_phrase(chunk)
        return self.verb_group(chunk) if _VERB_KINDS.match(kind) else None

    def chunk_at(self, token: int) -> int:
        """Number of the chunk that holds a token's first position."""
        return bisect_right(self.starts, self.analysis.position[token]) - 1

    def noun_phrase(self, chunk: int) -> NounPhrase:
        """The noun phrase that is a chunk."""
        found = self._noun_phrases.get(chunk)
        if found is None:
            found = self._noun_phrases[chunk] = self._make_noun_phrase(chunk)
        return found

    def verb_group(self, chunk: int) -> VerbGroup:
        """The verb group that is a chunk."""
        found = self._verb_groups.get(chunk)
        if found is None:
            found = self._verb_groups[chunk] = self._make_verb_group(chunk)
        return found

    def _range(self, chunk: int) -> tuple[int, int]:
        token, starts = self.analysis.token, self.starts
        return token[starts[chunk]], token[starts[chunk + 1] - 1] + 1

    def _make_noun_phrase(self, number: int) -> NounPhrase:
        chunk: Chunk = self.chunks[number]
        start, token = self.starts[number], self.analysis.token
        first, last = self._range(number)
        tags = chunk.tags
        possessor = None
        if chunk.possessive >= 0:
            possessor = token[start + max(chunk.possessive - 1, 0)]
        return NounPhrase(
            first,
            last,
            token[start + chunk.head],
            token[start + chunk.determiner] if chunk.determiner >= 0 else None,
            possessor,
            chunk.kind == "P",
            tags[chunk.head] == "S",
            chunk.kind in "SMox",
        )

    def _make_verb_group(self, number: int) -> VerbGroup:
        chunk: Chunk = self.chunks[number]
        start, analysis = self.starts[number], self.analysis
        first, last = self._range(number)
        head = start + chunk.head
        finite = chunk.kind in _FINITE
        leading = len(chunk.tags) - len(chunk.tags.lstrip("nR")) if finite else 0
        return VerbGroup(
            first,
            last,
            analysis.token[head],
            analysis.lemma(head),
            finite,
            _tense(chunk.tags[leading], analysis.types[start + leading].lower) if finite else "",
            chunk.passive,
            chunk.negated,
            analysis.types[start + chunk.modal].lower if chunk.modal >= 0 else "",
            chunk.perfect,
            chunk.infinitive,
        )


def _tense(tag: str, form: str) -> str:
    """Tense of a finite form: of be the past starts with w, of have and do it ends in d."""
    if tag == "m":
        return ""
    past = tag == "V" or (tag == "b" and form[0] == "w") or (tag in "hd" and form[-1] == "d")
    return "past" if past else "present"


def phrases(text: FieldText) -> Phrases:
    """The phrases of a field; a layer: `field.layer(phrases)`. Linear in the tokens."""
    return Phrases(text.layer(analyse))

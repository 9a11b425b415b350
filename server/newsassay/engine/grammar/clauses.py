"""Clauses: a verb group and who is said to do it. Built for the verb groups that are asked about.

A subject is found by patterns over the reversed chunk string, likeliest construction first, and every answer says
which it was, since they are not equally sure.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.grammar.clause_verbs import takes_clause
from newsassay.engine.grammar.phrases import NounPhrase, Phrases, VerbGroup, phrases
from newsassay.engine.grammar.subjects import SubjectFoundBy, subject_before


class Clause(NamedTuple):
    """A verb group with its subject.

    `antecedent` is the noun phrase that a relative pronoun stands for, where the subject was found by one.
    """

    group: VerbGroup
    subject: NounPhrase | None
    found_by: SubjectFoundBy
    antecedent: NounPhrase | None


_FINITE = frozenset("FKB")
_ATTACHED = r"(?:[IOy][NPTo]){0,3}"
# A noun phrase with what belongs to it: attached phrases, others joined to it, an apposition.
_WHOLE = re.compile(rf"[NPQS]{_ATTACHED}(?:,?&[NP]{_ATTACHED})?(?:,[NP]{_ATTACHED}(?=[,.\n\";)]))?")
_ASKED = re.compile(r"R{0,2}[SMNPQo][FB]")  # reversed
_AUXILIARY = frozenset("mdbhn")
_SHARED_WITHIN = 40  # chunks


class Clauses:
    """The clauses of one text, made when asked for."""

    def __init__(self, found: Phrases) -> None:
        self._phrases = found
        self._string = found.string
        self._reversed = found.string[::-1]
        self._subjects: dict[int, tuple[int | None, SubjectFoundBy]] = {}
        self._made: dict[int, Clause] = {}

    def of(self, group: VerbGroup) -> Clause:
        """The clause of a verb group."""
        return self._at(self._phrases.chunk_at(group.head))

    def within(self, first: int, last: int) -> Iterator[Clause]:
        """The clauses whose verbs stand in a token range, in order."""
        for chunk in range(self._phrases.chunk_at(first), len(self._string)):
            if self._string[chunk] in "FKBJGXv":
                clause = self._at(chunk)
                if clause.group.head >= last:
                    return
                if clause.group.head >= first:
                    yield clause

    def subject_range(self, clause: Clause) -> tuple[int, int] | None:
        """The subject with all that belongs to it, attached phrases and appositions: a token range, or None."""
        subject = clause.subject
        if subject is None:
            return None
        found, token, starts = self._phrases, self._phrases.analysis.token, self._phrases.starts
        if subject.first < clause.group.first and clause.found_by is SubjectFoundBy.NOUN_PHRASE:
            end = found.chunk_at(clause.group.first)
            while self._string[end - 1] in "RTxQ,":
                end -= 2 if self._string[end - 2 : end] in ("IT", "yT") else 1  # on Friday
            return subject.first, max(subject.last, token[starts[end] - 1] + 1)
        match = _WHOLE.match(self._string, found.chunk_at(subject.first))
        return subject.first, token[starts[match.end()] - 1] + 1 if match else subject.last

    def _at(self, chunk: int) -> Clause:
        clause = self._made.get(chunk)
        if clause is None:
            clause = self._made[chunk] = self._make(chunk)
        return clause

    def _make(self, chunk: int) -> Clause:
        group = self._phrases.verb_group(chunk)
        subject, found_by = self._subject(chunk, group)
        noun_phrase = None if subject is None or found_by is SubjectFoundBy.RELATIVE else subject
        antecedent = self._antecedent(subject) if found_by is SubjectFoundBy.RELATIVE else None
        return Clause(
            group,
            None if noun_phrase is None else self._phrases.noun_phrase(noun_phrase),
            found_by,
            None if antecedent is None else self._phrases.noun_phrase(antecedent),
        )

    def _subject(self, chunk: int, group: VerbGroup) -> tuple[int | None, SubjectFoundBy]:
        """Chunk of the subject, or of the relative pronoun; found once, since verbs behind may share it."""
        found = self._subjects.get(chunk)
        if found is None:
            found = self._subjects[chunk] = self._find_subject(chunk, group)
        return found

    def _find_subject(self, chunk: int, group: VerbGroup) -> tuple[int | None, SubjectFoundBy]:
        string = self._string
        if string[chunk] not in _FINITE:
            return self._asked(chunk)
        before = subject_before(string, self._reversed, chunk)
        if before is not None and before[1] is not SubjectFoundBy.NONE:
            return before if string[before[0]] != "E" else self._behind_there(chunk)
        behind = string[chunk + 1 : chunk + 2]
        if behind in ("S", "M", "N", "P", "Q", "o"):
            if string[chunk + 2 : chunk + 3] in ("v", "G", "X", "A", "N") and group.lemma in (
                "be",
                "have",
                "do",
            ):
                return chunk + 1, SubjectFoundBy.INVERTED
            if behind in "SNP" and self._follows_content(chunk) and takes_clause(group.lemma):
                return chunk + 1, SubjectFoundBy.INVERTED
        return self._shared(chunk)

    def _asked(self, chunk: int) -> tuple[int | None, SubjectFoundBy]:
        """The subject of a verb that is not finite: in a question it stands behind the auxiliary."""
        match = _ASKED.match(self._reversed, len(self._string) - chunk)
        if match:
            auxiliary = len(self._string) - match.end()
            if self._phrases.chunks[auxiliary].tags[-1] in _AUXILIARY:
                return auxiliary + 1, SubjectFoundBy.INVERTED
        return None, SubjectFoundBy.NONE

    def _behind_there(self, chunk: int) -> tuple[int | None, SubjectFoundBy]:
        """The noun phrase of which "there is" speaks."""
        for behind in range(chunk + 1, min(chunk + 3, len(self._string))):
            if self._string[behind] in "NPT":
                return behind, SubjectFoundBy.THERE
        return None, SubjectFoundBy.THERE

    def _follows_content(self, chunk: int) -> bool:
        """Whether what is said stands before: a quotation, or a clause if nothing but the speaker follows."""
        if self._string[chunk - 1] == '"':
            return True
        return self._string[chunk - 1] == "," and self._string[chunk + 2 : chunk + 3] in (
            ".",
            ",",
            ";",
            ")",
            "\n",
            "I",
        )

    def _shared(self, chunk: int) -> tuple[int | None, SubjectFoundBy]:
        """The subject of the finite verb before in the same sentence; of what says something, of the one that did."""
        says = takes_clause(self._phrases.verb_group(chunk).lemma)
        nearest = None
        for before in range(chunk - 1, max(chunk - _SHARED_WITHIN, 0), -1):
            kind = self._string[before]
            if kind in ".\n;":
                break
            if kind in _FINITE:
                group = self._phrases.verb_group(before)
                clause_subject, found_by = self._subject(before, group)
                if clause_subject is None or found_by is SubjectFoundBy.RELATIVE:
                    break
                nearest = nearest or (clause_subject, SubjectFoundBy.SHARED)
                if not says or takes_clause(group.lemma):
                    return clause_subject, SubjectFoundBy.SHARED
        return nearest or (None, SubjectFoundBy.NONE)

    def _antecedent(self, pronoun: int | None) -> int | None:
        """The noun phrase right before a relative pronoun, a comma or preposition between."""
        if pronoun is None:
            return None
        before = pronoun - 1
        while before > 0 and self._string[before] in ",Iy":
            before -= 1
        return before if self._string[before] in "NPQTox" else None


def clauses(text: FieldText) -> Clauses:
    """The clauses of a field; a layer: `field.layer(clauses)`."""
    return Clauses(text.layer(phrases))

"""Complements: what follows a verb, by kind.

A pattern over the chunk string finds what is there; what the form leaves open ("claims victory", "claims that")
the verb's frames decide.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from newsassay.engine.grammar.frames import Frame, frames_of
from newsassay.engine.grammar.phrases import Phrases, VerbGroup
from newsassay.engine.text.quotations import Quotations


class ComplementKind(Enum):
    """Kinds of complements."""

    THAT = "that"
    BARE = "bare"  # a clause without "that"
    WH = "wh"
    IF = "if"  # whether, too
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    OBJECT = "object"
    OF = "of"
    PREPOSITION = "preposition"
    QUOTATION = "quotation"
    GAP = "gap"  # what a relative pronoun or a quotation around a parenthetical stands for
    ADJECTIVE = "adjective"


class Complement(NamedTuple):
    """A complement as the token range [first, last); a clause goes up to the next barrier."""

    kind: ComplementKind
    first: int
    last: int


_CLAUSE = r"(?:[SMEQ]|[NP](?:[IOy][NPTMo]){0,3}) (?:,[^,.\n]{1,10},)? \"? R{0,2} [FKB]"
_COMPLEMENT = re.compile(
    rf"""[Rz]{{0,2}} (?:
       (?P<bare>{_CLAUSE})
     | (?P<to_whom>[NPMo]) R{{0,2}} (?P<said_to>{_CLAUSE})
     | (?P<np>[NPMoxTQ])?
       (?: (?:[IOy][NPTMo]){{0,2}} [RT]{{0,2}} (?:
           (?P<that>(?:,[^,.\n]{{1,8}}?,|,)?k|a(?=[SMENPQ])) | (?P<wh>[wW]) | (?P<if>f)
         )
         | (?:O[NPTMo]){{0,2}} [RT]{{0,2}} (?P<infinitive>J)
         | R?(?P<gerund>G) | I?(?P<of>O) | T?(?P<preposition>[Iyu]) | (?P<adjective>A)
       )?
    )""",
    re.VERBOSE,
)
_SENTENCE = 250  # chunks: no sentence is longer
_FINITE = re.compile("[FKB]")
_ALSO_OF_TIME = ("if", "when", "where")  # they open adverbial clauses, too
# Between a verb and the quotation behind it, and between a quotation and the verb behind that.
_BEFORE_QUOTATION = re.compile(r'[NPQoMTIOyukR]{0,7}[,;]?"')
_IN_A_SUBJECT = frozenset("SMNPQRTIOy,")
_SUBJECT_WITHIN = 12  # chunks
_CLAUSE_END = re.compile(r"[.;)\n]")


class Complements:
    """Finds the complements of one text's verb groups."""

    def __init__(self, found: Phrases, quotations: Quotations) -> None:
        self._string, self._starts, self._token = found.string, found.starts, found.analysis.token
        self._types = found.analysis.types
        self._quotation_from = {q.first: q for q in quotations.outermost}
        self._quotation_to = {q.last: q for q in quotations.outermost}

    def of(self, chunk: int, behind: int, group: VerbGroup, *, inverted: bool) -> Iterator[Complement]:
        """Complements of the verb group that is a chunk; what follows it starts behind chunk `behind`."""
        quotation = self._quotation(chunk, behind)
        if quotation is not None:
            yield quotation
        if self._string[chunk] == "B":
            yield from self._predicate(chunk)
            return
        match = _COMPLEMENT.match(self._string, behind + 1)
        if match:
            takes_object = not group.passive and not inverted
            yield from self._found(chunk, match, frames_of(group.lemma), group, takes_object=takes_object)

    def _found(
        self,
        chunk: int,
        match: re.Match[str],
        frames: frozenset[Frame],
        group: VerbGroup,
        *,
        takes_object: bool,
    ) -> Iterator[Complement]:
        if match["bare"] and Frame.CLAUSE in frames and self._has_finite_before(chunk):
            yield self._clause(ComplementKind.BARE, match.start("bare"))
            return
        first = next((name for name in ("bare", "to_whom", "np") if match[name]), None)
        if first and takes_object and match["np"] != "T":
            yield self._phrase(ComplementKind.OBJECT, match.start(first))
        if match["said_to"] and Frame.OBJECT_CLAUSE in frames:
            yield self._clause(ComplementKind.BARE, match.start("said_to"))
        elif first in (None, "np"):
            yield from self._second(match, frames, group)

    def _has_finite_before(self, chunk: int) -> bool:
        """Whether the finite verb behind is not that of the clause itself: "The wish to believe it was strong"."""
        if self._string[chunk] in "FKBv":
            return True
        start = max(self._string.rfind(mark, max(chunk - _SENTENCE, 0), chunk) for mark in ".;\n")
        return _FINITE.search(self._string, max(start, 0), chunk) is not None

    def _second(
        self, match: re.Match[str], frames: frozenset[Frame], group: VerbGroup
    ) -> Iterator[Complement]:
        """The complement behind an object, or the only one."""
        has_object = match["np"] is not None and match["np"] != "T"
        kind = match.lastgroup
        if kind in ("that", "wh", "if"):
            if self._admits_clause(match, kind, frames):
                yield self._clause(ComplementKind(kind), match.end(kind) - 1)
        elif kind == "infinitive":
            if group.passive or (Frame.OBJECT_INFINITIVE if has_object else Frame.INFINITIVE) in frames:
                yield self._clause(ComplementKind.INFINITIVE, match.start(kind))
        elif kind == "adjective":
            yield self._phrase(ComplementKind.ADJECTIVE, match.start(kind))
        elif kind == "preposition" or (kind == "of" and not has_object):
            yield self._prepositional(ComplementKind(kind), match.start(kind))
        elif kind == "gerund" and not has_object and not group.passive:
            yield self._clause(ComplementKind.GERUND, match.start(kind))

    def _admits_clause(self, match: re.Match[str], kind: str, frames: frozenset[Frame]) -> bool:
        """Whether a verb of these frames governs the clause, which could also be a noun's or say when."""
        if match["np"] is not None and match["np"] != "T":
            asked = kind != "that" and match["np"] == "o" and Frame.CLAUSE in frames
            return asked or Frame.OBJECT_CLAUSE in frames
        if kind == "that":
            direct = match.start("that") - match.start() <= 1 and match["that"][-1] == "k"
            return direct or Frame.CLAUSE in frames
        if Frame.CLAUSE in frames:
            return True
        word = self._types[self._starts[match.start(kind)]]
        return Frame.OBJECT in frames and word.lower not in _ALSO_OF_TIME

    def _predicate(self, chunk: int) -> Iterator[Complement]:
        """What follows a form of be, or the verb of a relative clause."""
        behind = chunk + 1
        while behind < len(self._string) and self._string[behind] in "Rn":
            behind += 1
        kind = self._string[behind : behind + 1]
        if kind == "A":
            yield self._phrase(ComplementKind.ADJECTIVE, behind)
            follows = self._string[behind + 1 : behind + 2]
            clause = {"k": "that", "w": "wh", "W": "wh", "f": "if", "J": "infinitive"}.get(follows)
            if clause:
                yield self._clause(ComplementKind(clause), behind + 1)
            elif follows == "O":
                yield self._prepositional(ComplementKind.OF, behind + 1)
            elif follows in ("I", "y"):
                yield self._prepositional(ComplementKind.PREPOSITION, behind + 1)
        elif kind in ("N", "P", "M", "o", "x"):
            yield self._phrase(ComplementKind.OBJECT, behind)
        elif kind == "J":
            yield self._clause(ComplementKind.INFINITIVE, behind)
        elif kind in ("k", "w", "W", "f"):
            clause = {"k": "that", "f": "if"}.get(kind, "wh")
            yield self._clause(ComplementKind(clause), behind)

    def _quotation(self, chunk: int, behind: int) -> Complement | None:
        """The quotation beside the verb and its subject."""
        string = self._string
        before = chunk - 1
        while before > max(chunk - _SUBJECT_WITHIN, 0) and string[before] in _IN_A_SUBJECT:
            before -= 1
        found = None
        if string[before] == '"' and (string[before - 1] in ",." or string[before + 1] == ","):
            found = self._quotation_to.get(self._token[self._starts[before]] + 1)
        if found is None:
            match = _BEFORE_QUOTATION.match(string, behind + 1)
            found = self._quotation_from.get(self._token[self._starts[match.end() - 1]]) if match else None
        return Complement(ComplementKind.QUOTATION, found.first, found.last) if found else None

    def _clause(self, kind: ComplementKind, chunk: int) -> Complement:
        """A clause from a chunk up to the next barrier."""
        match = _CLAUSE_END.search(self._string, chunk)
        end = match.start() if match else len(self._string) - 1
        token, starts = self._token, self._starts
        return Complement(kind, token[starts[chunk]], token[starts[end]])

    def _phrase(self, kind: ComplementKind, chunk: int) -> Complement:
        token, starts = self._token, self._starts
        end = chunk
        while self._string[end + 1 : end + 2] == "O" and self._string[end + 2 : end + 3] in (
            "N",
            "P",
            "T",
            "o",
        ):
            end += 2
        return Complement(kind, token[starts[chunk]], token[starts[end + 1] - 1] + 1)

    def _prepositional(self, kind: ComplementKind, chunk: int) -> Complement:
        if self._string[chunk + 1 : chunk + 2] in ("N", "P", "T", "o", "x", "M"):
            found = self._phrase(kind, chunk + 1)
            token, starts = self._token, self._starts
            return found._replace(first=token[starts[chunk]])
        return self._clause(kind, chunk)

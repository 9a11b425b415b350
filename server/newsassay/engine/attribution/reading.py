"""A field as units: the grammar's chunks, with every quotation folded into one, so that what is quoted hides no syntax.

A unit is one character of `units`: a chunk's (grammar.chunks.CHUNK_LEGEND), or QUOTED. `starts` are their first tokens.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from newsassay.engine.attribution.cue_frames import Frames, Range
from newsassay.engine.document import FieldText
from newsassay.engine.finding import Location, located
from newsassay.engine.grammar.phrases import Phrases, phrases
from newsassay.engine.grammar.word_types import TABLE
from newsassay.engine.text.quotations import Quotation

QUOTED = "Q"
REACH = 200
"""Units that a cue may reach to either side: longer sentences are lists or have lost their marks, and with the
bound the work stays linear."""


class Reading:
    """One field's tokens, tags and units, and the walks over them. Token ranges are half-open."""

    def __init__(self, text: FieldText) -> None:
        found = text.layer(phrases)
        self.text = text
        self.words = text.tokens.words
        self._field, self._token_starts = text.field, text.tokens.starts
        self.lower = text.tokens.lower
        self.quotations = text.quotations.outermost
        self._quotation_firsts = [q.first for q in self.quotations]
        self._analysis = found.analysis
        self._tags, self._position = found.analysis.tags, found.analysis.position
        units, self.starts = _fold(found, self.quotations)
        units = _ABBREVIATION.sub("·", units)
        self.units = units + "\n\n\n"  # so that looks ahead need no check
        self.starts += [self.starts[-1]] * 3
        self._name_unlisted()
        self.reversed = self.units[::-1]

    def _name_unlisted(self) -> None:
        """Take single words with a capital that no table lists for names, whatever their endings look like: "Duhig"."""
        units, starts = self.units, self.starts
        found = []
        for match in _UNLISTED.finditer(self._analysis.classes):
            if self._tags[match.start()] not in _OPEN_TAGS:
                continue
            token = self._analysis.token[match.start()]
            unit = bisect_right(starts, token) - 1
            if (
                units[unit] in _OPEN
                and starts[unit] == token
                and starts[unit + 1] == token + 1
                and self.capitalised(token)
                and not TABLE.readings_of(self.lower[token])
            ):
                found.append(unit)
        for match in _BEHIND_NAME.finditer(units):
            token = starts[match.start()]
            if self.words[token] == "May":
                found.append(match.start())
        if found:
            kinds = list(units)
            for unit in found:
                kinds[unit] = "P"
            self.units = "".join(kinds)

    def tag(self, token: int) -> str:
        """The tag of a token, the first of a contraction."""
        return self._tags[self._position[token]]

    def tags(self, first: int, last: int) -> str:
        """The tags of a token range within a sentence."""
        return self._tags[self._position[first] : self._position[last - 1] + 1]

    def lemma(self, token: int) -> str:
        """The lemma of a token under its tag."""
        return self._analysis.lemma(self._position[token])

    def at(self, token: int) -> int:
        """Number of the unit that holds a token."""
        return bisect_right(self.starts, token) - 1

    def places(self, tokens: Iterable[int]) -> tuple[list[int], str]:
        """Numbers of the units behind those that hold some tokens, and the units' characters. Run by C."""
        behind = list(map(partial(bisect_right, self.starts), tokens))
        return behind, "".join(map(f"\n{self.units}".__getitem__, behind))

    def starting(self, token: int) -> int:
        """Number of the first unit that starts at or behind a token, a sentence's boundary not counted."""
        unit = bisect_left(self.starts, token)
        return (
            unit + 1
            if self.units[unit : unit + 1] == "\n" and self.starts[unit + 1 : unit + 2] == [token]
            else unit
        )

    def last(self, unit: int) -> int:
        """Token behind a unit; of a contraction's first part the token behind the whole."""
        starts = self.starts
        return starts[unit + 1] if starts[unit + 1] > starts[unit] else starts[unit] + 1

    def word(self, unit: int) -> str:
        """The first token of a unit, in lower case; "" outside the text."""
        token = self.starts[unit]
        return self.lower[token] if token < len(self.lower) else ""

    def bounds(self, unit: int) -> tuple[int, int]:
        """The units of a unit's sentence without its final marks, a quotation's own sentences not counted."""
        units = self.units
        low = units.rfind("\n", max(0, unit - REACH), unit) + 1 or max(0, unit - REACH)
        end = units.find("\n", unit, unit + REACH)
        end = min(len(units), unit + REACH) if end < 0 else end
        while end > unit + 1 and units[end - 1] == ".":
            end -= 1
        return low, end

    def quotation_at(self, token: int) -> Quotation | None:
        """The outermost quotation that holds a token."""
        n = bisect_right(self._quotation_firsts, token) - 1
        return self.quotations[n] if n >= 0 and token < self.quotations[n].last else None

    def holds_quotation(self, first: int, last: int) -> bool:
        """Whether any part of a quotation stands in the token range [first, last)."""
        n = bisect_right(self._quotation_firsts, last - 1) - 1
        return n >= 0 and self.quotations[n].last > first

    def locate(self, span: Range) -> Location:
        """Location of a non-empty token range."""
        first, last = span
        starts = self._token_starts
        return located((self._field, starts[first], starts[last - 1] + len(self.words[last - 1])))

    def capitalised(self, token: int) -> bool:
        """Whether a token starts with a capital."""
        return self.words[token][0].isupper()

    def commas(self, first: int, last: int) -> Iterator[int]:
        """Units in a range that are commas."""
        found = self.units.find(",", first, last)
        while found >= 0:
            yield found
            found = self.units.find(",", found + 1, last)

    def recut(self, verbs: list[tuple[int, int, str]]) -> None:
        """Make units of verbs that the chunker took for parts of noun phrases: (first token, token behind, kind). Linear."""
        kinds: list[str] = []
        starts: list[int] = []
        done = 0
        for first, last, kind in verbs:
            unit = self.at(first)
            if unit < done:
                continue
            whole = self.units[unit]
            kinds.append(self.units[done:unit])
            starts += self.starts[done:unit]
            opening, closing = self.starts[unit], self.starts[unit + 1]
            if opening < first:
                kinds.append("N" if whole == "A" else whole)
                starts.append(opening)
            kinds.append(kind)
            starts.append(first)
            if last < closing:
                kinds.append(
                    "P" if self.tag(closing - 1) == "P" else "A" if self.tag(closing - 1) == "A" else "N"
                )
                starts.append(last)
            done = unit + 1
        kinds.append(self.units[done:])
        self.units, self.starts = "".join(kinds), [*starts, *self.starts[done:]]
        self.reversed = self.units[::-1]


_OPEN = "RAGXFvN|"
_OPEN_TAGS = "RAGXVZYvNS|C"
_UNLISTED = re.compile(
    "[" + "".join(character for key, character in TABLE.characters.items() if key.startswith("?^")) + "]"
)
_BEHIND_NAME = re.compile("(?<=P)T")  # "Theresa May"
_ABBREVIATION = re.compile(r"\.(?=[^\n.\")])")  # a point that ends no sentence
_CLAUSE_EDGE = re.compile(r"[,;kaWwfuUQc&\n]")
_FINITE = re.compile("[FKB]")


def has_verb(units: str, unit: int, low: int, end: int) -> bool:
    """Whether the clause around a unit has a finite verb beside it."""
    first = unit
    while first > low and not _CLAUSE_EDGE.match(units, first - 1):
        first -= 1
    match = _CLAUSE_EDGE.search(units, unit + 1, end)
    last = match.start() if match else end
    return _FINITE.search(units, first, unit) is not None or _FINITE.search(units, unit + 1, last) is not None


def _fold(found: Phrases, quotations: tuple[Quotation, ...]) -> tuple[str, list[int]]:
    """Units and their first tokens, with one more for the end. A quotation inside a noun phrase is part of it."""
    string, positions = found.string.replace("Q", "N"), found.starts
    position, token = found.analysis.position, found.analysis.token
    starts = list(map(token.__getitem__, positions[:-1]))
    if not quotations:
        return string, [*starts, token[positions[-1] - 1]]
    kinds: list[str] = []
    folded: list[int] = []
    done = 0
    for quotation in quotations:
        opening = position[quotation.first]
        first = bisect_right(positions, opening) - 1
        last = bisect_left(positions, position[quotation.last - 1] + 1)
        inside = positions[first] < opening and last == first + 1
        if first < done or inside:
            continue
        kinds.append(string[done:first])
        folded += starts[done:first]
        if positions[first] < opening:
            kinds.append(string[first])
            folded.append(starts[first])
        kinds.append(QUOTED)
        folded.append(quotation.first)
        if positions[last] > position[quotation.last - 1] + 1:
            kinds.append(string[last - 1])
            folded.append(quotation.last)
        done = last
    kinds.append(string[done:])
    folded += starts[done:]
    return "".join(kinds), [*folded, token[positions[-1] - 1]]


class Site(NamedTuple):
    """A cue's place: tokens [first, last), lemma and frames, its unit, its sentence as units [low, end), the unit `behind` it."""

    reading: Reading
    first: int
    last: int
    lemma: str
    frames: Frames
    unit: int
    low: int
    end: int
    behind: int

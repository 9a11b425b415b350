"""Where cues can start: at two signatures that stand together, or at a tag behind which a whole form stands.

Most places at which some form could start are left again by a look at the next word: at its signature if the forms that can
start there name what stands behind, else at its tag.
What depends only on the part of the article (its headline, its title) is decided here once and not for each candidate.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from newsassay.engine.rules.alphabet import CELL
from newsassay.engine.rules.compiled import CompiledCue, CompiledForm, CompiledLine
from newsassay.engine.rules.matching import ANYTHING, Lead
from newsassay.engine.rules.rule_file import Verdict

_MOST = 50_000  # remembered pairs of signatures
_FEW = 64  # characters
_FIRST = itemgetter(0)


class Zone(NamedTuple):
    """A part of an article by what rules ask of it: whether it is the headline, and whether it is in the title field."""

    headline: bool
    title: bool

    def holds(self, condition: str) -> bool | None:
        """Whether a condition holds all over the zone; None if it is for each candidate to say."""
        return {"HEADLINE": self.headline, "BODY": not self.headline, "TITLE": self.title}.get(condition)


# A line with the conditions that are left to be asked.
ZonedLine = tuple[CompiledLine, tuple[tuple[str, bool], ...]]


class Opening(NamedTuple):
    """A form that can start at a place, its cue, and the lines that can decide there."""

    form: CompiledForm
    cue: CompiledCue
    lines: tuple[ZonedLine, ...]


# What can start at a place, with the tags that may stand behind its first cell.
Way = tuple[Opening, frozenset[str]]


class Openings(dict[str, tuple[Way, ...]]):
    """The forms that can start in a zone, by the signatures of a place and the next one, or by a tag; made when first asked for."""

    def __init__(
        self, cues: Mapping[str, tuple[CompiledCue, ...]], zone: Zone, signatures: frozenset[str]
    ) -> None:
        super().__init__()
        distinct = {id(cue): cue for found in cues.values() for cue in found}
        lines = {key: _lines_in(cue, zone) for key, cue in distinct.items()}
        self._cues = {
            c: [(cue, kept) for cue in found if (kept := lines[id(cue)]) is not None]
            for c, found in cues.items()
        }
        self._firsts: dict[str, list[tuple[Opening, Lead]]] = {}
        self._starters = re.compile(_one_of(sorted(signatures.intersection(self._cues))))
        self._behind = _Behind(self)
        self._tagged = _whole_forms(cue for key, cue in distinct.items() if lines[key] is not None)

    def __missing__(self, key: str) -> tuple[Way, ...]:
        if len(self) >= _MOST:
            self.clear()
        first, second = key[0], key[1:]
        ways = [
            (opening, ANYTHING.tags if not second or second in behind.signatures else behind.tags)
            for opening, behind in self.starting(first)
        ]
        found = self[key] = tuple([way for way in ways if way[1]])
        return found

    def starting(self, first: str) -> list[tuple[Opening, Lead]]:
        """The forms that can start at a tag or signature, with what may stand behind that."""
        found = self._firsts.get(first)
        if found is None:
            found = self._firsts[first] = [
                (Opening(form, cue, lines), form.second(first))
                for cue, lines in self._cues.get(first, ())
                for form in cue.forms_at(first)
            ]
        return found

    def places(self, cells: str, first: int, last: int) -> list[tuple[int, str]]:
        """Positions in a range at which a cue can start, in order, each with its key; one can have two. Linear."""
        tags, signatures = cells[::CELL], cells[CELL - 1 :: CELL]
        behind = self._behind
        pairs = [
            (i, signatures[i : i + 2])
            for i in map(re.Match.start, self._starters.finditer(signatures, first, last))
            if signatures[i + 1] in (next_ := behind[signatures[i]])[0] or tags[i + 1] in next_[1]
        ]
        if self._tagged is None:
            return pairs
        tagged = takewhile(lambda place: place[0] < last, self._tags(cells, first))
        return sorted([*tagged, *pairs], key=_FIRST)

    def _tags(self, cells: str, first: int) -> Iterator[tuple[int, str]]:
        assert self._tagged is not None  # noqa: S101 - asked only where there is one
        for found in self._tagged.finditer(cells, first * CELL):
            if found.start() % CELL == 0:
                yield found.start() // CELL, found[0]


class _Behind(dict[str, tuple[Container[str], str]]):
    """What may stand behind a signature for a form to start there, signatures and tags; made when first asked for."""

    def __init__(self, openings: Openings) -> None:
        super().__init__()
        self._openings = openings

    def __missing__(self, first: str) -> tuple[Container[str], str]:
        seconds = [behind for _, behind in self._openings.starting(first)]
        named = frozenset().union(*(behind.signatures for behind in seconds))
        unnamed = frozenset().union(*(behind.tags for behind in seconds))
        # a few characters are found sooner in a string, which is one place in memory, than in a set of strings
        found = self[first] = (
            named if len(named) > _FEW else "".join(sorted(named)),
            "".join(sorted(unnamed)),
        )
        return found


def _whole_forms(cues: Iterable[CompiledCue]) -> re.Pattern[str] | None:
    """What finds the tags behind which a whole form stands, as tags are common; each tries only the forms it can start."""
    forms: dict[str, dict[str, None]] = {}
    for cue in cues:
        for form, tags in cue.forms_by_tag:
            for tag in tags:
                forms.setdefault(tag, {})[form] = None
    alike: dict[tuple[str, ...], list[str]] = {}
    for tag in sorted(forms):
        alike.setdefault(tuple(forms[tag]), []).append(tag)
    led = "|".join(f"{_one_of(tags)}(?<=(?={'|'.join(found)}).)" for found, tags in alike.items())
    return re.compile(f"{_one_of(sorted(forms))}(?<=(?:{led}))", re.DOTALL) if forms else None


def _one_of(characters: list[str]) -> str:
    return f"[{re.escape(''.join(characters))}]" if characters else "(?!)"


def _lines_in(cue: CompiledCue, zone: Zone) -> tuple[ZonedLine, ...] | None:
    """The lines of a cue that can decide in a zone; None if it is no candidate there."""
    lines: list[ZonedLine] = []
    for line in cue.lines:
        known = [(zone.holds(name), name, wanted) for name, wanted in line.conditions]
        if any(holds is not None and holds is not wanted for holds, _, wanted in known):
            continue
        asked = tuple([(name, wanted) for holds, name, wanted in known if holds is None])
        if not lines and line.verdict is Verdict.IGNORE and not asked and line.matches_everywhere:
            return None
        lines.append((line, asked))
    return tuple(lines)

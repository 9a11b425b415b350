"""Where cues can start: at two signatures that stand together, or at a tag behind which a whole form stands.

Most places at which some form could start are left again by a look at the next word, which C takes for all places at once.
What depends only on the part of the article (its headline, its title) is decided here once and not for each candidate.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from newsassay.engine.grammar.legend import BOUNDARY
from newsassay.engine.rules.alphabet import CELL
from newsassay.engine.rules.compiled import CompiledCue, CompiledForm, CompiledLine, Match
from newsassay.engine.rules.matching import Signatures
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


class Openings(dict[str, tuple[tuple[Match, Opening], ...]]):
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
        self._firsts: dict[str, list[tuple[Opening, Signatures]]] = {}
        self._starters = re.compile(_one_of(sorted(signatures.intersection(self._cues))))
        self._behind = _Behind(self, signatures | {BOUNDARY})
        self._tagged = _whole_forms(cue for key, cue in distinct.items() if lines[key] is not None)

    def __missing__(self, key: str) -> tuple[tuple[Match, Opening], ...]:
        if len(self) >= _MOST:
            self.clear()
        first, second = key[0], key[1:]
        found = self[key] = tuple(
            [
                (opening.form.match, opening)
                for opening, seconds in self.starting(first)
                if seconds is None or not second or second in seconds
            ]
        )
        return found

    def starting(self, first: str) -> list[tuple[Opening, Signatures]]:
        """The forms that can start at a tag or signature, with the signatures that may stand behind that, None for any."""
        found = self._firsts.get(first)
        if found is None:
            found = self._firsts[first] = [
                (Opening(form, cue, lines), form.seconds(first))
                for cue, lines in self._cues.get(first, ())
                for form in cue.forms_at(first)
            ]
        return found

    def places(self, cells: str, first: int, last: int) -> list[tuple[int, str]]:
        """Positions in a range at which a cue can start, in order, each with its key; one can have two. Linear."""
        signatures = cells[CELL - 1 :: CELL]
        behind = self._behind
        starts = map(re.Match.start, self._starters.finditer(signatures, first, last))
        pairs = [(i, signatures[i : i + 2]) for i in starts if signatures[i + 1] in behind[signatures[i]]]
        if self._tagged is None:
            return pairs
        tagged = takewhile(lambda place: place[0] < last, self._tags(cells, first))
        return sorted([*tagged, *pairs], key=_FIRST)

    def _tags(self, cells: str, first: int) -> Iterator[tuple[int, str]]:
        assert self._tagged is not None  # noqa: S101 - asked only where there is one
        for found in self._tagged.finditer(cells, first * CELL):
            if found.start() % CELL == 0:
                yield found.start() // CELL, found[0]


class _Behind(dict[str, Container[str]]):
    """The signatures that may stand behind a signature for a form to start there; made when first asked for."""

    def __init__(self, openings: Openings, every: frozenset[str]) -> None:
        super().__init__()
        self._openings = openings
        self._every = every

    def __missing__(self, first: str) -> Container[str]:
        seconds = [behind for _, behind in self._openings.starting(first)]
        named = [behind for behind in seconds if behind is not None]
        every = frozenset().union(*named) if len(named) == len(seconds) else self._every
        # a few characters are found sooner in a string, which is one place in memory, than in a set of strings
        found = self[first] = every if len(every) > _FEW else "".join(sorted(every))
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

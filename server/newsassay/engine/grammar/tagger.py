"""The tagger: a class string becomes a tag string, by what the neighbours of each ambiguous class say.

The table counts, for a class between the tag before and the class behind, how often it was which. Counts of
wide contexts are blended into those of narrow ones (Witten and Bell 1991); what is learnt of single frequent
forms goes back to their readings in general.
"""

import itertools
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from newsassay.engine.grammar.legend import BOUNDARY
from newsassay.engine.grammar.word_types import FIRST_PRIVATE, TABLE, FormTable, readings

Counts = dict[str, int]

_MOST = 100_000  # remembered decisions
_COUNT = re.compile(r"(\D)(\d+)")
_PARAGRAPH = "¶"  # stands for the boundary in the file


def contexts(key: str, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The contexts in which an occurrence is counted, narrow to wide: (row, neighbours).

    A row is a class, or with "*" all classes of the same readings: that of a class without "=form" may be left out
    if it would count the same.
    """
    base = key.split("=", 1)[0]
    return (
        (key, f"{before}{after}"),
        (key, f"_{after}"),
        (key, f"{before}_"),
        (key, "__"),
        (base + "*", f"{before}{after}"),
        (base + "*", f"{before}_"),
    )


class Tagger(dict[str, str]):
    """Decisions by class, tag before and class behind, as a string of three characters; made when first asked for."""

    def __init__(
        self, table: FormTable, counts: Mapping[str, Mapping[str, Counts]], after: dict[str, str]
    ) -> None:
        super().__init__()
        self._keys = {character: key for key, character in table.characters.items()}
        self._counts = counts
        # What is seen of the class behind: itself if frequent, else its likeliest reading.
        self._after = {
            character: key if after.get(key) == "=" else after.get(key) or readings(key)[0]
            for key, character in table.characters.items()
        }
        self._decisions: dict[tuple[str, str, str], str] = {}
        self._by_key: dict[str, tuple[str, Mapping[str, Counts], Mapping[str, Counts]]] = {}

    def __missing__(self, context: str) -> str:
        character, before, behind = context[0], context[1], context[2]
        decision = character, before, self._after.get(behind, behind)
        found = self._decisions.get(decision)
        if found is None:
            found = self._decisions[decision] = self.decide(self._keys[character], before, decision[2])
        if len(self) >= _MOST:
            self.clear()
            self._decisions.clear()
        self[context] = found
        return found

    def decide(self, key: str, before: str, after: str) -> str:
        """The likeliest reading of a class; of equals the first in order of code points."""
        allowed, narrow, wide = self._rows(key)
        odds = dict.fromkeys(allowed, 1 / len(allowed))
        both, left, right = f"{before}{after}", f"{before}_", f"_{after}"
        # Wide contexts first: the strengths are those of `contexts`, from its end.
        for rows, neighbours, strength in (
            (wide, left, 1),
            (wide, both, 1),
            (narrow, "__", 8),
            (narrow, left, 2),
            (narrow, right, 16),
            (narrow, both, 2),
        ):
            counts = rows.get(neighbours)
            if counts:
                total = sum(counts.values()) + strength
                for reading in allowed:
                    odds[reading] = (counts.get(reading, 0) + strength * odds[reading]) / total
        return max(allowed, key=lambda reading: (odds[reading], -ord(reading)))

    def _rows(self, key: str) -> tuple[str, Mapping[str, Counts], Mapping[str, Counts]]:
        """Readings of a class, its own counts and those of all classes of the same readings."""
        found = self._by_key.get(key)
        if found is None:
            base = key.split("=", 1)[0]
            get = self._counts.get
            narrow = get(key) or get(key[:-1]) or {}
            wide = get(f"{base}*") or get(base) or {}
            found = self._by_key[key] = readings(key), narrow, wide
        return found

    def tag(self, classes: str) -> list[str]:
        """Tags of a class string that starts and ends with a boundary. Linear."""
        tags: list[str] = []
        before = BOUNDARY
        for character, behind in itertools.pairwise(classes):
            before = character if character < FIRST_PRIVATE else self[character + before + behind]
            tags.append(before)
        tags.append(BOUNDARY)
        return tags


class _Counts(dict[str, Mapping[str, Counts]]):
    """Counts by class and neighbours; a class is parsed when first asked for."""

    def __init__(self, rows: dict[str, str]) -> None:
        super().__init__()
        self._rows = rows

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as in dict
        if key in self:
            return self[key]
        row = self._rows.get(key)
        if row is None:
            return default
        found = self[key] = {
            neighbours.replace(_PARAGRAPH, BOUNDARY): {tag: int(n) for tag, n in _COUNT.findall(number)}
            for neighbours, _, number in (item.rpartition(":") for item in row.split(" "))
        }
        return found


def read_contexts(content: str, table: FormTable) -> Tagger:
    """The tagger in a file's content: rows of class, and neighbours with counts."""
    rows = dict(line.split("\t") for line in content.split("\n") if line and not line.startswith("# "))
    after: dict[str, str] = {}
    for item in rows.pop("after", "").split():
        seen, _, character = item.rpartition(":")
        after[seen] = character
    return Tagger(table, _Counts(rows), after)


TAGGER = read_contexts(
    files("newsassay.engine.grammar").joinpath("contexts.tsv").read_text(encoding="utf-8"), TABLE
)

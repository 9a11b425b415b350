"""The tagger: a class string becomes a tag string, by what the neighbours of each ambiguous class say.

The table says what a class is between the tag before and the class behind. It was learnt from a treebank
(tests/fitting/tagger_counts.py): a decision costs two look-ups.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from itertools import compress, count

from newsassay.engine.grammar.legend import BOUNDARY
from newsassay.engine.grammar.word_types import FIRST_PRIVATE, TABLE, FormTable, readings

PARAGRAPH = "¶"  # stands for the boundary in the file
_MOST = 100_000  # remembered decisions
_ANY = "*"  # stands for all tags before that a class does not list
_AFTER = re.compile(r"\{([^}]+)\}|(.)")

# What a class mostly is behind a tag, and what else it is before which classes.
Reading = tuple[str, dict[str, str]]


class Tagger(dict[str, str]):
    """Decisions by class, tag before and class behind, as a string of three characters; made when first asked for."""

    def __init__(self, table: FormTable, rows: Mapping[str, str], after: Mapping[str, str]) -> None:
        super().__init__()
        self._keys = {character: key for key, character in table.characters.items()}
        self._rows = rows
        # What is seen of the class behind: itself if frequent, else its likeliest reading.
        self._after = {
            character: key if after.get(key) == "=" else after.get(key) or readings(key)[0]
            for key, character in table.characters.items()
        }
        self._read: dict[str, dict[str, Reading]] = {}

    def __missing__(self, context: str) -> str:
        character, before, behind = context[0], context[1], context[2]
        by_tag_before = self._read.get(character)
        if by_tag_before is None:
            by_tag_before = self._read[character] = _read_row(self._rows[self._keys[character]])
        mostly, others = by_tag_before.get(before) or by_tag_before[_ANY]
        found = others.get(self._after.get(behind, behind), mostly)
        if len(self) >= _MOST:
            self.clear()
        self[context] = found
        return found

    def tag(self, classes: str) -> list[str]:
        """Tags of a class string that starts and ends with a boundary. Linear."""
        tags = list(classes)
        for i in compress(count(), map(FIRST_PRIVATE.__le__, classes)):
            tags[i] = self[classes[i] + tags[i - 1] + classes[i + 1]]
        return tags


def _read_row(row: str) -> dict[str, Reading]:
    """A class's readings by tag before: groups of tags before, ":" and what the class is, then readings "=" classes behind."""
    found: dict[str, Reading] = {}
    for group in row.replace(PARAGRAPH, BOUNDARY).split("\t"):
        befores, _, said = group.partition(":")
        mostly, *others = said.split(" ")
        reading = (
            mostly,
            {name or sign: other[0] for other in others for name, sign in _AFTER.findall(other, 2)},
        )
        found.update(dict.fromkeys(befores, reading))
    return found


def read_contexts(content: str, table: FormTable) -> Tagger:
    """The tagger in a file's content: what is seen of classes behind, and a row for each class."""
    lines = (line for line in content.split("\n") if line and not line.startswith("# "))
    rows = {key: row for key, _, row in (line.partition("\t") for line in lines)}
    after: dict[str, str] = {}
    for item in rows.pop("after", "").split():
        seen, _, character = item.rpartition(":")
        after[seen] = character
    return Tagger(table, rows, after)


TAGGER = read_contexts(
    files("newsassay.engine.grammar").joinpath("contexts.tsv").read_text(encoding="utf-8"), TABLE
)

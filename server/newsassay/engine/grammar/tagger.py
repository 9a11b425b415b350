"""The tagger: a class string becomes a tag string, by what the neighbours of each ambiguous class say.

The table says what a class is between the tag before and the class behind. It was learnt from a treebank
(tests/fitting/tagger_counts.py): a decision costs three look-ups.
"""

import re
from collections.abc import Mapping
from importlib.resources import files

from newsassay.engine.grammar.legend import BOUNDARY, LEGEND
from newsassay.engine.grammar.word_types import FIRST_PRIVATE, TABLE, FormTable, readings

PARAGRAPH = "¶"  # stands for the boundary in the file
_ANY = "*"  # stands for all tags before that a class does not list
_AFTER = re.compile(r"\{([^}]+)\}|(.)")

# What a class mostly is behind a tag, and what else it is before which classes.
Reading = tuple[str, dict[str, str]]


class _Row(dict[str, Reading]):
    """A class's readings by the tag before."""

    def __missing__(self, before: str) -> Reading:
        found = self[before] = self[_ANY]
        return found


class Tagger(dict[str, _Row]):
    """What each class is between others; the rows of the table are read when first asked for."""

    def __init__(self, table: FormTable, rows: Mapping[str, str], after: Mapping[str, str]) -> None:
        super().__init__()
        self._characters = table.characters
        self._rows = {character: rows[key] for key, character in table.characters.items()}
        # What is seen of the class behind: itself if frequent, else its likeliest reading.
        self._after = {tag: tag for tag in LEGEND} | {
            character: character if after.get(key) == "=" else after.get(key) or readings(key)[0]
            for key, character in table.characters.items()
        }

    def __missing__(self, character: str) -> _Row:
        found = self[character] = _read_row(self._rows[character], self._characters)
        return found

    def tag(self, classes: str) -> list[str]:
        """Tags of a class string that starts and ends with a boundary. Linear."""
        tags = list(classes)
        after = self._after
        for i in [i for i, character in enumerate(tags) if character >= FIRST_PRIVATE]:
            mostly, others = self[tags[i]][tags[i - 1]]
            if others:
                tags[i] = others.get(after[tags[i + 1]], mostly)
            else:
                tags[i] = mostly
        return tags


def _read_row(row: str, characters: Mapping[str, str]) -> _Row:
    """A class's readings by tag before: groups of tags before, ":" and what the class is, then readings "=" classes behind."""
    found = _Row()
    for group in row.replace(PARAGRAPH, BOUNDARY).split("\t"):
        befores, _, said = group.partition(":")
        mostly, *others = said.split(" ")
        behind = {
            characters.get(name, sign): other[0]
            for other in others
            for name, sign in _AFTER.findall(other, 2)
        }
        found.update(dict.fromkeys(befores, (mostly, behind)))
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

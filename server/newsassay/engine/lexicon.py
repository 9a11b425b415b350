"""Lexicons: every list of words there is, as data with its source.

A lexicon is a TSV file: comment lines `# source:`, `# licence:`, `# date:`, then a row of column names
that starts with `cue` and `label`, then one row per cue. A cue cell holds one or more forms separated by
`|`, which ignore case. An empty cell is an absent attribute. A file with a line `# use: lookup` holds words
to look up around candidates; they are not searched for in texts (see `phrase_matcher`).
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from newsassay.engine.kept_tables import kept


class Entry(NamedTuple):
    """One cue of a lexicon: `cue` is the first form of its row, `attributes` the further columns."""

    lexicon: str
    cue: str
    label: str
    attributes: Mapping[str, str]


def _read(name: str, content: str) -> list[tuple[str, Entry]]:
    """(form, entry) pairs of one lexicon file's content. ValueError names the line that is wrong."""
    lines = [line for line in content.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    if columns[:2] != ["cue", "label"]:
        message = f"lexicon {name}: the first columns are cue and label, not {columns[:2]}"
        raise ValueError(message)
    pairs: list[tuple[str, Entry]] = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns) or not cells[0].strip():
            message = f"lexicon {name}: bad row {line!r}"
            raise ValueError(message)
        attributes = {c: v for c, v in zip(columns[2:], cells[2:], strict=False) if v}
        forms = [form.strip() for form in cells[0].split("|")]
        entry = Entry(name, forms[0], cells[1] if len(cells) > 1 else "", attributes)
        pairs.extend((form, entry) for form in forms)
    return pairs


_LOOKUP = "\n# use: lookup\n"


def _load() -> tuple[dict[str, tuple[tuple[str, Entry], ...]], frozenset[str], str]:
    digest = hashlib.sha256()
    lexicons, searched = {}, set()
    for file in sorted(files("newsassay.engine").joinpath("lexicons").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            content = file.read_bytes()
            digest.update(file.name.encode() + b"\0" + content + b"\0")
            name = file.name.removesuffix(".tsv")
            lexicons[name] = tuple(_read(name, content.decode()))
            if _LOOKUP not in content.decode():
                searched.add(name)
    return lexicons, frozenset(searched), digest.hexdigest()


LEXICONS, SEARCHED, LEXICON_SHA256 = kept("lexicon", _load)


def words_of(lexicon: str, label: str | None = None) -> frozenset[str]:
    """All forms in a lexicon (with a label), lower case, for membership tests around a candidate."""
    by_label = _words_by_label(lexicon)
    return frozenset().union(*by_label.values()) if label is None else by_label.get(label, frozenset())


@cache
def _words_by_label(lexicon: str) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for form, entry in LEXICONS[lexicon]:
        words.setdefault(entry.label, set()).add(form.lower())
    return {label: frozenset(found) for label, found in words.items()}

"""Lexicons and the one automaton that finds all their phrases in one pass.

A lexicon is a TSV file: comment lines `# source:`, `# licence:`, `# date:`, then a row of column names
that starts with `cue` and `label`, then one row per cue. A cue cell holds one or more forms separated by
`|`; forms are matched as whole tokens, ignoring case. An empty cell is an absent attribute. A file with
a line `# use: lookup` holds single words to look up with `words_of`; they are not searched for in texts.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from newsassay.engine.text.tokens import Tokens


class Entry(NamedTuple):
    """One cue of a lexicon: `cue` is the first form of its row, `attributes` the further columns."""

    lexicon: str
    cue: str
    label: str
    attributes: Mapping[str, str]


class Hit(NamedTuple):
    """An occurrence of a cue as the token range [first, last)."""

    first: int
    last: int
    entry: Entry


class PhraseMatcher:
    """Finds all forms of all cues in one pass over a text's tokens."""

    def __init__(self, forms: Iterable[tuple[str, Entry]]) -> None:
        by_phrase: dict[str, list[Entry]] = {}
        for form, entry in forms:
            by_phrase.setdefault(Tokens(form).joined_lower, []).append(entry)
        self._entries = [tuple(entries) for entries in by_phrase.values()]
        self._lengths = [phrase.count(" ") - 1 for phrase in by_phrase]
        self._automaton = AhoCorasick(list(by_phrase))

    def find(self, tokens: Tokens) -> dict[str, list[Hit]]:
        """Hits by lexicon, in order; within a lexicon a hit inside a longer one is dropped."""
        hits: dict[str, list[Hit]] = {}
        if not tokens.words:
            return hits
        starts = tokens.joined_starts
        matches = self._automaton.find_matches_as_indexes(tokens.joined_lower, overlapping=True)
        for phrase, start, _ in matches:
            first = bisect_left(starts, start)
            last = first + self._lengths[phrase]
            for entry in self._entries[phrase]:
                hits.setdefault(entry.lexicon, []).append(Hit(first, last, entry))
        return {lexicon: _longest(found) for lexicon, found in hits.items()}


def _longest(hits: list[Hit]) -> list[Hit]:
    hits.sort(key=lambda hit: (hit.first, -hit.last))
    kept: list[Hit] = []
    reach = 0
    for hit in hits:
        if hit.last > reach or (kept[-1].first, kept[-1].last) == (hit.first, hit.last):
            kept.append(hit)
            reach = max(reach, hit.last)
    return kept


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


LEXICONS, _SEARCHED, LEXICON_SHA256 = _load()
MATCHER = PhraseMatcher(pair for name, pairs in LEXICONS.items() if name in _SEARCHED for pair in pairs)


def words_of(lexicon: str, label: str | None = None) -> frozenset[str]:
    """All forms in a lexicon (with a label), lower case, for membership tests around a candidate."""
    return frozenset(
        form.lower() for form, entry in LEXICONS[lexicon] if label is None or entry.label == label
    )

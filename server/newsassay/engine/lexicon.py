"""Lexicons and the one automaton that finds all their phrases in one pass.

A lexicon is a TSV file: comment lines `# source:`, `# licence:`, `# date:`, then a row of column names
that starts with `cue` and `label`, then one row per cue. A cue cell holds one or more forms separated by
`|`; forms are matched as whole tokens, ignoring case. An empty cell is an absent attribute. A file with
a line `# use: lookup` holds words to look up around candidates; they are not searched for in texts.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


class Hits:
    """What a matcher found in one text; a lexicon's hits are made when first asked for.

    Most lexicons have nothing to say about most texts, and candidates outnumber evidence ten to one.
    """

    def __init__(self, found: Mapping[str, list[tuple[int, int, int]]], entries: Sequence[Entry]) -> None:
        self._found = found
        self._entries = entries
        self._made: dict[str, list[Hit]] = {}

    def of(self, lexicon: str) -> list[Hit]:
        """Hits of a lexicon's cues in order; one inside a longer one is left out."""
        hits = self._made.get(lexicon)
        if hits is None:
            found = self._found.get(lexicon)
            hits = self._made[lexicon] = self._longest(found) if found else []
        return hits

    def _longest(self, found: list[tuple[int, int, int]]) -> list[Hit]:
        found.sort()
        kept: list[Hit] = []
        reach = 0
        for first, minus_last, number in found:
            if -minus_last > reach or (kept[-1].first, kept[-1].last) == (first, -minus_last):
                kept.append(Hit(first, -minus_last, self._entries[number]))
                reach = max(reach, -minus_last)
        return kept


class PhraseMatcher:
    """Finds all forms of all cues in one pass over a text's tokens."""

    def __init__(self, forms: Iterable[tuple[str, Entry]]) -> None:
        self._entries: list[Entry] = []
        targets: dict[str, list[tuple[str, int, int]]] = {}
        for form, entry in forms:
            phrase = _joined(form)
            length = phrase.count(" ") - 1
            targets.setdefault(phrase, []).append((entry.lexicon, length, len(self._entries)))
            self._entries.append(entry)
        self._targets = list(targets.values())
        self._automaton = AhoCorasick(list(targets))

    def find(self, tokens: Tokens) -> Hits:
        """All occurrences. Linear in the text and the number of occurrences."""
        found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        if tokens.words:
            starts, targets = tokens.joined_starts, self._targets
            matches = self._automaton.find_matches_as_indexes(tokens.joined_lower, overlapping=True)
            for phrase, start, _ in matches:
                first = bisect_left(starts, start)
                for lexicon, length, number in targets[phrase]:
                    # Sorts by start, then the longest first, then by rank in the lexicon.
                    found[lexicon].append((first, -first - length, number))
        return Hits(found, self._entries)


def _joined(form: str) -> str:
    """A form as it stands in `Tokens.joined_lower`; plain words, nearly all, need no tokenising."""
    plain = form.isascii() and form.replace(" ", "").isalpha()
    return f" {form.lower()} " if plain else Tokens(form).joined_lower


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

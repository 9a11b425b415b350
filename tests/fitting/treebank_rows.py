"""Sentences of a treebank, aligned with the positions that the grammar makes of their text.

Rows: form, lemma, Penn tag, head (1-based, 0 for the root), relation, and "_" where no space follows; an empty
row ends a sentence, a row "# name" starts a document.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
    " yesterday today tomorrow tonight".split()
)
DETERMINERS = frozenset("the a an this that these those".split())
SUBJECT_PRONOUNS = frozenset("i he she we they".split())
OBJECT_PRONOUNS = frozenset("me him them us her 'em".split())
PREPOSITION_OR_CONJUNCTION = frozenset("after before since as until till than like once".split())
CONJUNCTIONS = frozenset("because although though while unless whereas lest cuz so".split())
NOT = frozenset("n't not never".split())
COMPARING = frozenset("more most less least fewer".split())
FINITE_BE = frozenset("is was are were am 's 're 'm ai".split())
FINITE_HAVE = frozenset("has had have 've 'd 's".split())
OTHER_BE = {"be": "j", "been": "q", "being": "g"}
BY_TAG = {
    "NN": "N",
    "GW": "N",
    "ADD": "|",
    "FW": "|",
    "NNS": "S",
    "NNP": "P",
    "NNPS": "P",
    "CD": "C",
    "LS": "C",
    "JJ": "A",
    "JJR": "A",
    "JJS": "A",
    "AFX": "A",
    "PRP$": "p",
    "POS": "'",
    "EX": "E",
    "WP": "W",
    "WP$": "W",
    "WDT": "W",
    "WRB": "w",
    "TO": "T",
    "RP": "z",
    "CC": "&",
    "RB": "R",
    "RBR": "R",
    "RBS": "R",
    "MD": "m",
    "VB": "v",
    "VBD": "V",
    "VBZ": "Z",
    "VBP": "Y",
    "VBG": "G",
    "VBN": "X",
    ".": ".",
    ",": ",",
    ":": ";",
    "HYPH": ";",
    "NFP": ";",
    "``": '"',
    "''": '"',
    "-LRB-": "(",
    "-RRB-": ")",
    "$": "$",
    "UH": "!",
}
_BY_TAG_AND_FORM: dict[str, tuple[tuple[frozenset[str], str], ...]] = {
    "CC": ((frozenset(("but", "nor", "yet")), "B"),),
    "WDT": ((frozenset(("that",)), "a"),),
    "IN": (
        (frozenset(("that",)), "k"),
        (frozenset(("if", "whether")), "f"),
        (PREPOSITION_OR_CONJUNCTION, "u"),
        (CONJUNCTIONS, "U"),
        (frozenset(("of",)), "O"),
        (frozenset(("by",)), "y"),
    ),
    "PRP": ((SUBJECT_PRONOUNS, "s"), (frozenset(("it", "you")), "i"), (OBJECT_PRONOUNS, "o")),
    "DT": ((DETERMINERS, "D"),),
    "PDT": ((DETERMINERS, "D"),),
}
_OTHERWISE = {"IN": "I", "PRP": "x", "DT": "Q", "PDT": "Q"}


def character(tag: str, form: str) -> str:  # noqa: PLR0911 - a mapping, case by case
    """The legend character of a Penn tag on a form in lower case with straight apostrophes."""
    if form in TIMES and tag in ("NN", "NNP", "NNPS"):
        return "t"
    if tag in ("RBR", "RBS", "JJR", "JJS") and form in COMPARING:
        return "e"
    if tag[:2] == "VB":
        if form in OTHER_BE:
            return OTHER_BE[form]
        if form in FINITE_BE and tag not in ("VBN", "VB") and not (form == "'s" and tag == "VBD"):
            return "b"
        if form in FINITE_HAVE and tag != "VBN":
            return "H" if tag == "VB" else "h"
        if form in ("do", "does", "did") and tag != "VB":
            return "d"
    if tag in ("RB", "RBR", "RBS") and form in NOT:
        return "n"
    for forms, found in _BY_TAG_AND_FORM.get(tag, ()):
        if form in forms:
            return found
    if form == "%":
        return "$"
    return _OTHERWISE.get(tag) or BY_TAG.get(tag, "|")


class Row(NamedTuple):
    """One token of the treebank; `head` counts from 0, -1 for the root."""

    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    glued: bool

    @property
    def character(self) -> str:
        return character(self.tag, self.form.lower().replace("’", "'"))


@dataclass(frozen=True)
class TreebankSentence:
    """A sentence: its rows, its text, and the first code point of each row in it."""

    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        return "".join(row.form + ("" if row.glued else " ") for row in self.rows).rstrip()

    def starts(self) -> list[int]:
        starts, offset = [], 0
        for row in self.rows:
            starts.append(offset)
            offset += len(row.form) + (not row.glued)
        return starts


def sentences(path: Path) -> Iterator[TreebankSentence]:
    """The sentences of a file in order."""
    rows: list[Row] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if len(cells) >= 5:
            form, lemma, tag, head, relation = cells[:5]
            rows.append(Row(form, lemma.lower(), tag, int(head) - 1, relation, cells[5:] == ["_"]))
            if (
                len(rows) > 1
                and (form[0] in "'’" or form.lower() in ("n't", "n’t"))
                and tag not in ("``", "''")
            ):
                rows[-2] = rows[-2]._replace(glued=True)  # parts of a contraction are not marked in the rows
        elif rows:
            yield TreebankSentence(tuple(rows))
            rows = []


def align(sentence: TreebankSentence, spans: list[tuple[int, int]]) -> list[int]:
    """The row of each span of code points: the one that is head of those it covers; -1 for the rest of a row.

    Spans are those of the positions of the sentence's text, in order and disjoint.
    """
    starts, rows = sentence.starts(), sentence.rows
    ends = [start + len(row.form) for start, row in zip(starts, rows, strict=True)]
    found: list[int] = []
    row = 0
    used = -1
    for start, end in spans:
        while row < len(rows) and ends[row] <= start:
            row += 1
        covered = []
        k = row
        while k < len(rows) and starts[k] < end:
            covered.append(k)
            k += 1
        fresh = [k for k in covered if k > used]
        if not fresh:
            found.append(-1)
            continue
        inside = set(fresh)
        heads = [k for k in fresh if rows[k].head not in inside]
        found.append(heads[0] if heads else fresh[-1])
        used = fresh[-1]
    return found

"""The notation of patterns: what a linguist writes, read into trees.

    may                 a word in this form, capitals ignored
    <say>               any inflected form of a lemma
    @ability            a word, or a phrase, of a set
    NOUN  PAST  OF      a word class of the grammar's legend
    -less  over-        a word that ends, or starts, so
    EXACT  UNROUNDED    a figure nobody rounds to: 2,079 or 12.5; 11 or 47
    YEAR                a figure that can be a year: 1987
    LARGE  EIGHT        a whole number from twenty up: 340; a figure that is read with a vowel first: 8, 11
    Capital  CAPITALS   how a word is written: with a capital first, in capitals only
    !X  X&Y  X|Y        not, and, or: of one word, without spaces
    (a b | c d)         alternatives that are sequences, with spaces around “|”
    !(a b | c d)        none of these here, read away from the cue; takes up nothing
    X?  X*  X{1,3}      optional, up to eight, one to three
    ~  ~~               up to eight words of the same clause; up to thirty of the same sentence
    {name}              a named pattern
    START  END          the edges of a sentence, opening and closing marks aside
    _                   the cue, in a rule's line; `_:X` asks something of its first word

Every quantifier is bounded, and so is the number of ways in which a pattern can match from one place: matching takes
time in proportion to the text, whatever it holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial

from newsassay.engine.grammar.legend import NAMES
from newsassay.engine.rules.pattern import (
    MOST_WAYS,
    Absent,
    All,
    Choice,
    Cue,
    Edge,
    Either,
    Gap,
    Item,
    Not,
    Repeat,
    Sequence,
    Test,
    Word,
    ways,
)

MOST_REPEATS = 8
MOST_PARTS = 400
DEEPEST = 6


class NotationError(ValueError):
    """A pattern that cannot be read; the message says where and what to do."""


_QUANTIFIER = re.compile(r"^(.*?)(\?|\*|\{(\d),(\d)\})$")
_SET = re.compile(r"@([a-z][a-z_]*)")
_NAMED = re.compile(r"\{([a-z][a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Names:
    """What a pattern may refer to: texts of named patterns, and sets by the names under which the rules know them."""

    patterns: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)


_NO_NAMES = Names()


def parse(text: str, names: Names = _NO_NAMES) -> Sequence:
    """The tree of a pattern.

    Raises NotationError where the text is not in the notation, names what there is not, or could match in too many ways.
    """
    parts = _SET.sub(partial(_known_set, names.sets), _expanded(text, names.patterns, 0)).split()
    if not parts:
        message = "the pattern is empty: write at least one word"
        raise NotationError(message)
    if len(parts) > MOST_PARTS:
        message = f"the pattern has {len(parts)} parts; {MOST_PARTS} are the most"
        raise NotationError(message)
    sequence, rest = _sequence(parts, 0)
    if rest < len(parts):
        message = f"“{parts[rest]}” stands outside brackets: an opening one is missing"
        raise NotationError(message)
    if ways(sequence) > MOST_WAYS:
        message = f"the pattern can match in more than {MOST_WAYS:,} ways from one place: bound it closer"
        raise NotationError(message)
    return sequence


def _known_set(sets: Mapping[str, str], match: re.Match[str]) -> str:
    """A set's name in a pattern as the rules know it."""
    if match[1] not in sets:
        message = f"{match[0]} is no set here: define it under [sets]"
        raise NotationError(message)
    return "@" + sets[match[1]]


def _expanded(text: str, named: Mapping[str, str], depth: int) -> str:
    """The text with named patterns written out and brackets set apart."""
    if depth > DEEPEST:
        message = "named patterns refer to each other without end"
        raise NotationError(message)

    def written_out(match: re.Match[str]) -> str:
        name = match[1]
        if name not in named:
            message = f"“{{{name}}}” is no named pattern here: define it under [patterns]"
            raise NotationError(message)
        return f"( {_expanded(named[name], named, depth + 1)} )"

    spaced = re.sub(r"(?<!\S)(!?)\((?=\S)", r"\1( ", _NAMED.sub(written_out, text))
    return re.sub(r"(?<=\S)\)(?=[?*{\s)]|$)", " )", spaced)


def _sequence(parts: list[str], i: int, depth: int = 0) -> tuple[Sequence, int]:
    """The items from part i up to “|” or a closing bracket, and where they end."""
    items: list[Item] = []
    while i < len(parts) and parts[i] != "|" and parts[i][0] != ")":
        if parts[i] in ("(", "!("):
            item, i = _bracket(parts, i, depth + 1)
        else:
            item, i = _item(parts[i]), i + 1
        items.append(item)
    return tuple(items), i


def _bracket(parts: list[str], i: int, depth: int) -> tuple[Item, int]:
    """The alternatives that part i opens, up to the closing bracket with its quantifier, and where they end."""
    if depth > DEEPEST:
        message = f"brackets are nested more than {DEEPEST} deep"
        raise NotationError(message)
    is_absent = parts[i] == "!("
    sequences: list[Sequence] = []
    while True:
        sequence, i = _sequence(parts, i + 1, depth)
        if not sequence:
            message = "an alternative in brackets is empty: write “?” behind the bracket instead"
            raise NotationError(message)
        if any(isinstance(item, Cue) for item in sequence):
            message = "“_” stands for the cue of a rule's line: it needs one “_”, outside brackets"
            raise NotationError(message)
        sequences.append(sequence)
        if i >= len(parts):
            message = "a bracket is not closed"
            raise NotationError(message)
        if parts[i] != "|":
            break
    quantifier = parts[i][1:]
    if is_absent:
        if quantifier:
            message = f"“{quantifier}” cannot stand behind “!(…)”, which takes up nothing"
            raise NotationError(message)
        return Absent(tuple(sequences)), i + 1
    return _quantified(Choice(tuple(sequences)), quantifier), i + 1


def _quantified(item: Item, quantifier: str) -> Item:
    if not quantifier:
        return item
    match = _QUANTIFIER.match(quantifier)
    if match is None or match[1]:
        message = f"“{quantifier}” behind a bracket is no quantifier: write “?”, “*” or “{{1,3}}”"
        raise NotationError(message)
    return _repeat(item, match)


def _repeat(item: Item, match: re.Match[str]) -> Repeat:
    least, most = {"?": (0, 1), "*": (0, MOST_REPEATS)}.get(match[2]) or (int(match[3]), int(match[4]))
    if least > most or not most:
        message = f"“{match[2]}” repeats from {least} to {most}: the second number must be the greater"
        raise NotationError(message)
    return Repeat(item, least, most)


_MARKS: dict[str, Item] = {
    "~": Gap(in_clause=True),
    "~~": Gap(in_clause=False),
    "START": Edge(is_start=True),
    "END": Edge(is_start=False),
    "_": Cue(None),
}


def _item(text: str) -> Item:
    if text in _MARKS:
        return _MARKS[text]
    if text.startswith("_:"):
        return Cue(_either(text[2:]))
    quantified = _QUANTIFIER.match(text) if len(text) > 1 else None
    return _repeat(_either(quantified[1]), quantified) if quantified and quantified[1] else _either(text)


def _either(text: str) -> Test:
    tests = tuple(map(_all, text.split("|")))
    return tests[0] if len(tests) == 1 else Either(tests)


def _all(text: str) -> Test:
    tests = tuple(map(_test, text.split("&"))) if text != "&" else (Word("form", "&"),)
    return tests[0] if len(tests) == 1 else All(tests)


@lru_cache(maxsize=2**13)  # most words stand in many patterns
def _test(text: str) -> Test:
    if not text:
        message = "a test is missing beside “|”, “&” or “!”"
        raise NotationError(message)
    if text[0] == "!" and len(text) > 1:
        return Not(_test(text[1:]))
    kind, value = _kind(text)
    if not value or (len(value) > 1 and any(mark in value for mark in "<>@{}()*")):
        message = f"“{text}” is no word, set, class or affix: see the notation"
        raise NotationError(message)
    return Word(kind, value)


# What a test's spelling asks of a word: the first alternative that matches. Its group is the value.
_KINDS = re.compile(
    r"""(?P<shape>Capital|CAPITALS)
    | (?P<any>ANY)
    | (?P<figure>EXACT|UNROUNDED|YEAR|LARGE|EIGHT)
    | (?P<class>[A-Z][A-Z_]+)
    | <(?P<lemma>[^<>]+)>
    | @(?P<set>[^@]+)
    | -(?P<suffix>[^\W\d_]+)
    | (?P<prefix>[^\W\d_]+)-
    | (?P<form>.+)""",
    re.VERBOSE,
)


def _kind(text: str) -> tuple[str, str]:
    """What a test asks of a word, and for which value."""
    match = _KINDS.fullmatch(text)
    assert match is not None  # noqa: S101 - any word is a form
    assert match.lastgroup is not None  # noqa: S101 - every alternative has one
    kind, value = match.lastgroup, match[match.lastgroup]
    if kind == "class" and value not in NAMES:
        message = f"{value} is no word class; there are {', '.join(sorted(NAMES))}"
        raise NotationError(message)
    return kind, value

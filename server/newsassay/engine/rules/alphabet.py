"""What a token is to a set of rules: three characters, so that rules are regular expressions and run in C.

A text becomes one string of cells, a cell a position of the grammar's `Analysis`:

    tag        its word class, a character of the grammar's legend
    shape      how it is written: l(ower), T(itle), U(PPER), M(ixed), d(igit), or a mark
    signature  which of the words, sets and affixes that the rules name it is; one character for each combination

A test of one word is a set of cells (`Cells`): a product of three character classes, or a few such products. Cells are
three characters wide, so a pattern finds its place in the string by multiplying, and a signature or tag found by
scanning tells its cell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import product

from newsassay.engine.grammar.analysis import Analysis
from newsassay.engine.grammar.inflection import forms_of
from newsassay.engine.grammar.legend import BOUNDARY, LEGEND, NAMES
from newsassay.engine.grammar.word_types import BOUNDARY_TYPE, TYPES, WordType
from newsassay.engine.rules.notation import NotationError
from newsassay.engine.rules.pattern import All, Either, Not, Test, Word
from newsassay.engine.text.tokens import Tokens

CELL = 3  # characters a position
_SHAPES = {"lower": "l", "Title": "T", "UPPER": "U", "Mixed": "M", "digit": "d", "mark": "m"}
_SHAPE_CLASSES = {"Capital": frozenset("TUM"), "CAPITALS": frozenset("U")}
_ALL_SHAPES = frozenset(_SHAPES.values())
_YEAR_DIGITS = 4
_EXACT_DIGITS = 3
_ROUND_STEP = 5
_LARGE = 20
_TWO_DIGITS = 2
_ALL_TAGS = frozenset(LEGEND) - {BOUNDARY}
_FIRST_SIGNATURE = 0x3400  # 27,000 code points from here on are letters: no marks, no surrogates
_MOST_SIGNATURES = 27_000
_MOST_REMEMBERED = 60_000


def _is_exact(figure: str) -> bool:
    """Whether a figure has three digits that are no zeros at its end, years aside: 2,079, 12.5 (Jansen & Pollmann 2001)."""
    whole = figure.replace(",", "")
    if not whole.replace(".", "", 1).isdecimal() or (figure.isdecimal() and len(figure) == _YEAR_DIGITS):
        return False
    return len((whole.replace(".", "") if "." in whole else whole.rstrip("0")).lstrip("0")) >= _EXACT_DIGITS


def _is_unrounded(figure: str) -> bool:
    """Whether a figure has two digits and is no multiple of five: 11, 47."""
    return figure.isdecimal() and len(figure) == _EXACT_DIGITS - 1 and int(figure) % _ROUND_STEP > 0


def _is_year(figure: str) -> bool:
    """Whether a figure can be a year of the last centuries: 1987."""
    return figure.isdecimal() and len(figure) == _YEAR_DIGITS and figure[:2] in ("17", "18", "19", "20")


def _is_large(figure: str) -> bool:
    """Whether a figure is a whole number of at least twenty: 340, 5,000."""
    digits = figure.replace(",", "").lstrip("0")  # by their number, for int() refuses thousands of them
    return digits.isdecimal() and (len(digits) > _TWO_DIGITS or int(digits) >= _LARGE)


def _is_eight(figure: str) -> bool:
    """Whether a figure is read with a vowel first: 8, 80, 11, 18, 1800, 8-year-old."""
    whole = figure.split("-", maxsplit=1)[0].split(".", maxsplit=1)[0].split(":", maxsplit=1)[0]
    if whole.startswith("8"):
        return True
    hundreds = whole[:2] if len(whole) == _YEAR_DIGITS else whole.split(",")[0].rstrip("thsm")
    return hundreds in ("11", "18")


# By name: what a figure must be.
_FIGURES: dict[str, Callable[[str], bool]] = {
    "EXACT": _is_exact,
    "UNROUNDED": _is_unrounded,
    "YEAR": _is_year,
    "LARGE": _is_large,
    "EIGHT": _is_eight,
}
# Figures of every kind that the tests tell apart, with and without a vowel first.
_KINDS_OF_FIGURES = tuple("2,079 12.5 11 47 1987 340 8 8,079 8.25 83 1800 80 12 4".split())


@dataclass(frozen=True, slots=True)
class Product:
    """All cells with one of the tags, one of the shapes and one of the signatures; None stands for any."""

    tags: frozenset[str] | None = None
    shapes: frozenset[str] | None = None
    signatures: frozenset[str] | None = None


Cells = tuple[Product, ...]
_ANY: Cells = (Product(),)


class Alphabet:
    """The signatures of the words that some rules name.

    `sets` maps a set's name to its words. A word test (kind, value) is named by itself; words are in lower case.
    """

    def __init__(self, tests: Iterable[Word], sets: Mapping[str, frozenset[str]]) -> None:
        self._sets = sets
        known = list(dict.fromkeys(tests))
        # Tests are counted through, those of spelling first: a membership is a tuple of numbers, which sorts and hashes in C.
        numbers: dict[Word, int] = {}
        self._suffixes = _numbered(known, "suffix", numbers)
        self._prefixes = _numbered(known, "prefix", numbers)
        self._figures = _numbered(known, "figure", numbers)
        self._by_last_letter = _by_letter(self._suffixes, -1)
        self._by_first_letter = _by_letter(self._prefixes, 0)
        members = self._members(known, numbers)
        for prefix, suffix in product(["", *self._prefixes], ["", *self._suffixes]):
            members.setdefault(f"{prefix}\n{suffix}", set())  # stands for unnamed words with these affixes
        if self._figures:
            compounds = (f"8-x{suffix}" for suffix in self._suffixes)  # 8th, 8-year-olds
            for figure in (*_KINDS_OF_FIGURES, *compounds):
                members.setdefault(figure, set())
        membership_of = {word: (*self._spelling(word), *sorted(named)) for word, named in members.items()}
        memberships = sorted(set(membership_of.values()))
        if len(memberships) > _MOST_SIGNATURES:
            message = (
                f"the rules tell {len(memberships)} kinds of words apart; {_MOST_SIGNATURES} are the most"
            )
            raise NotationError(message)
        self._signatures = {m: chr(_FIRST_SIGNATURE + n) for n, m in enumerate(memberships)}
        self._of_member = {word: self._signatures[m] for word, m in membership_of.items()}
        by_number: dict[int, list[str]] = {}
        for membership, signature in self._signatures.items():
            for number in membership:
                by_number.setdefault(number, []).append(signature)
        self._by_test = {test: frozenset(by_number.get(number, ())) for test, number in numbers.items()}
        self._known = _ShapesAndSignatures(self)

    def _members(self, tests: Iterable[Word], numbers: dict[Word, int]) -> dict[str, set[int]]:
        """The tests that name each token, by their numbers; phrases name each of their tokens as a form."""
        members: defaultdict[str, set[int]] = defaultdict(set)
        for test in tests:
            if test.kind not in ("form", "lemma", "set"):
                continue
            number = numbers.setdefault(test, len(numbers))
            for word in self._words_of(test):
                tokens = split_phrase(word)
                if len(tokens) == 1:
                    members[tokens[0]].add(number)
                    continue
                for token in tokens:
                    members[token].add(numbers.setdefault(Word("form", token), len(numbers)))
        return members

    def encode(self, analysis: Analysis) -> str:
        """The cells of a text, CELL characters a position."""
        cells = [""] * (2 * len(analysis.tags))
        cells[0::2] = analysis.tags
        cells[1::2] = map(self._known.__getitem__, analysis.types)
        return "".join(cells)

    def signature(self, word: str) -> str:
        """The signature of a lower-case form."""
        return self._of_member.get(word) or self._signatures[self._spelling(word)]

    def cells(self, test: Test) -> Cells:
        """The cells that pass a test."""
        match test:
            case Not(inner):
                return _complement(self.cells(inner), self)
            case All(tests):
                return reduce(_both, map(self.cells, tests))
            case Either(tests):
                return _merged(tuple(p for part in tests for p in self.cells(part)))
            case Word(kind, value):
                return (self._product(kind, value),)

    def _product(self, kind: str, value: str) -> Product:
        match kind:
            case "any":
                return Product()
            case "shape":
                return Product(shapes=_SHAPE_CLASSES[value])
            case "class":
                return Product(tags=frozenset(NAMES[value]))
            case _:
                return Product(signatures=self._by_test.get(Word(kind, value), frozenset()))

    def phrases(self, test: Test) -> list[tuple[str, ...]]:
        """The members of a test that are more than one token, split; empty for all but sets, forms and lemmas."""
        if not isinstance(test, Word) or test.kind not in ("form", "set"):
            return []
        words = self._sets.get(test.value, frozenset()) if test.kind == "set" else {test.value}
        split = {tokens for word in words if len(tokens := split_phrase(word)) > 1}
        return sorted(split, key=lambda tokens: (-len(tokens), tokens))

    @cached_property
    def all_signatures(self) -> frozenset[str]:
        """Every signature."""
        return frozenset(self._signatures.values())

    def _words_of(self, test: Word) -> Iterable[str]:
        if test.kind == "form":
            words: Iterable[str] = [test.value]
        elif test.kind == "lemma":
            words = forms_of(test.value)
        elif test.value in self._sets:
            words = self._sets[test.value]
        else:
            message = f"@{test.value} is no set here: define it under [sets]"
            raise NotationError(message)
        return words

    def _spelling(self, word: str) -> tuple[int, ...]:
        """The numbers of the tests of spelling that a word passes, always in the same order."""
        ends, starts = self._by_last_letter.get(word[-1:], ()), self._by_first_letter.get(word[:1], ())
        found = [number for suffix, number in ends if word.endswith(suffix)]
        found += [number for prefix, number in starts if word.startswith(prefix)]
        if word[:1].isdecimal():
            found += [number for figure, number in self._figures.items() if _FIGURES[figure](word)]
        return tuple(found)


def _numbered(tests: Iterable[Word], kind: str, numbers: dict[Word, int]) -> dict[str, int]:
    """The values of the tests of a kind with their numbers, which go on behind those given out."""
    return {test.value: numbers.setdefault(test, len(numbers)) for test in tests if test.kind == kind}


def _by_letter(affixes: Mapping[str, int], place: int) -> dict[str, list[tuple[str, int]]]:
    """Affixes with their numbers by their first or last letter, so that a word tries few."""
    found: dict[str, list[tuple[str, int]]] = {}
    for affix, number in affixes.items():
        found.setdefault(affix[place], []).append((affix, number))
    return found


@lru_cache(maxsize=2**15)  # sets share their words
def split_phrase(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase as the grammar cuts them, contractions in two."""
    if phrase.isascii() and phrase.replace(" ", "").isalpha() and "not" not in phrase:
        return tuple(phrase.lower().split())
    # a clitic alone, "'d", would be read as a mark and a letter
    words = [
        word
        for part in phrase.split(" ")
        for word in ([part] if part[:1] == "'" and len(part) > 1 else Tokens(part).words)
    ]
    types = (TYPES[word] for word in words)
    return tuple(part.lower for t in types for part in (t.parts or (t,)))


class _ShapesAndSignatures(dict[WordType, str]):
    """Word type → the two characters of its cells behind the tag, remembered for as many types as fit."""

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self._of = alphabet.signature

    def __missing__(self, word: WordType) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        is_boundary = word is BOUNDARY_TYPE
        found = BOUNDARY * (CELL - 1) if is_boundary else _SHAPES[word.shape] + self._of(word.lower)
        self[word] = found
        return found


def _both(left: Cells, right: Cells) -> Cells:
    """The cells of two sets of cells that are in both."""
    return tuple(
        Product(_meet(a.tags, b.tags), _meet(a.shapes, b.shapes), _meet(a.signatures, b.signatures))
        for a in left
        for b in right
    )


def _meet(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    if a is None or b is None:
        return b if a is None else a
    return a & b


def _complement(cells: Cells, alphabet: Alphabet) -> Cells:
    """The cells outside: what fails every product fails one factor of each."""
    outside = _ANY
    for p in cells:
        fails: list[Product] = []
        if p.tags is not None:
            fails.append(Product(tags=_ALL_TAGS - p.tags))
        if p.shapes is not None:
            fails.append(Product(shapes=_ALL_SHAPES - p.shapes))
        if p.signatures is not None:
            fails.append(Product(signatures=alphabet.all_signatures - p.signatures))
        outside = _both(outside, tuple(fails))
    return outside


def _merged(cells: Cells) -> Cells:
    """Products that ask only for a tag as one, and so for signatures: shorter expressions."""
    merged: dict[tuple[bool, bool, bool], Product] = {}
    rest: list[Product] = []
    for p in cells:
        asked = (p.tags is not None, p.shapes is not None, p.signatures is not None)
        if sum(asked) == 1:
            seen = merged.get(asked, Product(*(frozenset() if a else None for a in asked)))
            merged[asked] = Product(
                _join(seen.tags, p.tags), _join(seen.shapes, p.shapes), _join(seen.signatures, p.signatures)
            )
        else:
            rest.append(p)
    return (*merged.values(), *rest)


def _join(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    return None if a is None or b is None else a | b

"""Trees of patterns to regular expressions over cells, read onwards from a place or backwards from it.

Backwards is the same over the reversed string, where a cell reads signature, shape, tag and items come in reverse: a
look to the left is then a plain match, of any length, instead of a lookbehind of fixed width.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from newsassay.engine.grammar.legend import BOUNDARY, LEGEND, NAMES
from newsassay.engine.rules.alphabet import CELL, Alphabet, Cells, Product
from newsassay.engine.rules.notation import NotationError
from newsassay.engine.rules.pattern import (
    CLAUSE_GAP,
    SENTENCE_GAP,
    Absent,
    Choice,
    Cue,
    Edge,
    Gap,
    Item,
    Repeat,
    Sequence,
    Test,
    Word,
)

_MARKS_AT_EDGE = 3  # opening marks before a sentence's first word, closing ones behind its last
_BARRIERS = frozenset().union(
    *map(NAMES.__getitem__, ("BOUNDARY", "MARK", "THAT", "IF", "RELATIVE", "WH_ADVERB"))
)
_OPENING = frozenset(NAMES["QUOTATION_MARK"] + NAMES["OPENING_BRACKET"] + NAMES["PAUSE"] + NAMES["OTHER"])
_CLOSING = frozenset(NAMES["QUOTATION_MARK"] + NAMES["CLOSING_BRACKET"] + NAMES["FINAL"])
_EDGE = BOUNDARY * CELL


def expression(sequence: Sequence, alphabet: Alphabet, *, backwards: bool = False) -> str:
    """The regular expression of a sequence; backwards for the reversed string.

    Raises NotationError for a set or class that there is not, and for a phrase where one word is meant.
    """
    items = reversed(sequence) if backwards else iter(sequence)
    return "".join(_item(item, alphabet, backwards=backwards) for item in items)


def compiled(sequence: Sequence, alphabet: Alphabet, *, backwards: bool = False) -> re.Pattern[str]:
    """`expression`, compiled."""
    return re.compile(expression(sequence, alphabet, backwards=backwards), re.DOTALL)


def first_cells(sequence: Sequence, alphabet: Alphabet) -> Cells:
    """The cells with which a match of a sequence can start.

    Raises NotationError if the sequence can start with anything, or with nothing: no place to look for it.
    """
    cells: list[Product] = []
    for item in sequence:
        match item:
            case Edge() | Absent():
                continue
            case Choice(sequences):
                cells += [p for s in sequences for p in first_cells(s, alphabet)]
                break
            case Repeat(inner, least, _):
                cells += first_cells((inner,), alphabet)
                if least:
                    break
            case Gap() | Cue():
                message = "a cue cannot start with a gap: begin it with a word, a set or a class"
                raise NotationError(message)
            case _:
                cells += alphabet.cells(item)
                cells += [
                    Product(signatures=frozenset(alphabet.signature(p[0]))) for p in alphabet.phrases(item)
                ]
                break
    else:
        message = "the pattern can match nothing at all: begin it with a word, a set or a class"
        raise NotationError(message)
    unnamed = alphabet.signature(BOUNDARY)  # as of any word that no rule names
    if any(p.tags is None and (p.signatures is None or unnamed in p.signatures) for p in cells):
        message = "a cue must begin with a word, a set or a class, not with “any word” or “not this word”"
        raise NotationError(message)
    return tuple(cells)


class Lead(NamedTuple):
    """What a cell can be: a word with one of the signatures, or any word with one of the tags."""

    signatures: frozenset[str]
    tags: frozenset[str]


ANYTHING = Lead(frozenset(), frozenset(LEGEND) | {BOUNDARY})
_LOOKED_AT = 2  # cells, by which most places are left again


class FormPart(NamedTuple):
    """A form or a part of one: what it is, and the cells that start it.

    It is one of three things: `phrases` of at least two words that start alike, the longest first, as strings of
    signatures; a `sequence` of the signatures that each of its words can have; or an `expression`. Of that, `leads` finds
    what its first two cells can be: a tuple for each way to start; one that is shorter ends there, and anything may follow.
    """

    cells: Cells
    phrases: tuple[str, ...] = ()
    sequence: tuple[frozenset[str], ...] = ()
    expression: str = ""
    leads: Callable[[], frozenset[tuple[Lead, ...]]] = frozenset


def form_parts(form: Sequence, alphabet: Alphabet) -> list[FormPart]:
    """A form; of a set's phrases a part for each first word, so that a place tries its own."""
    if len(form) == 1 and isinstance(form[0], Word) and form[0].kind == "set":
        by_start: dict[str, list[str]] = {}
        for phrase in alphabet.phrases(form[0]):
            by_start.setdefault(alphabet.signature(phrase[0]), []).append(_signed_phrase(phrase, alphabet))
        parts = [
            FormPart((Product(signatures=frozenset(start)),), phrases=tuple(phrases))
            for start, phrases in by_start.items()
        ]
        (words,) = alphabet.cells(form[0])
        return [*parts, FormPart((words,), sequence=(words.signatures,))] if words.signatures else parts
    cells, sequence = first_cells(form, alphabet), _signatures(form, alphabet)
    if sequence:
        return [FormPart(cells, sequence=sequence)]
    leads = partial(_leads, form, alphabet)
    return [FormPart(cells, expression=expression(form, alphabet), leads=leads)]


def _signed_phrase(phrase: Iterable[str], alphabet: Alphabet) -> str:
    return "".join(map(alphabet.signature, phrase))


def _signatures(form: Sequence, alphabet: Alphabet) -> tuple[frozenset[str], ...]:
    """The signatures of each word of a form that asks for nothing else; none of other forms."""
    products = [
        alphabet.cells(item) if isinstance(item, Test) and not alphabet.phrases(item) else () for item in form
    ]
    sequence = [
        p.signatures
        for found in products
        if len(found) == 1
        for p in found
        if p.signatures and p.tags is None and p.shapes is None
    ]
    return tuple(sequence) if len(sequence) == len(form) else ()


def _leads_of_phrases(phrases: Iterable[str]) -> frozenset[tuple[Lead, ...]]:
    return frozenset(
        tuple([Lead(frozenset(signature), frozenset()) for signature in phrase[:_LOOKED_AT]])
        for phrase in phrases
    )


def _leads(sequence: Sequence, alphabet: Alphabet) -> frozenset[tuple[Lead, ...]]:
    ways: frozenset[tuple[Lead, ...]] = frozenset([()])
    for item in sequence:
        if all(len(way) == _LOOKED_AT for way in ways):
            break
        ways = _joined(ways, _item_leads(item, alphabet))
    return ways


def _joined(
    ways: frozenset[tuple[Lead, ...]], behind: frozenset[tuple[Lead, ...]]
) -> frozenset[tuple[Lead, ...]]:
    return frozenset((way + more)[:_LOOKED_AT] for way in ways for more in behind)


def _item_leads(item: Item, alphabet: Alphabet) -> frozenset[tuple[Lead, ...]]:
    match item:
        case Edge() | Absent() | Cue():
            return frozenset([()])
        case Choice(sequences):
            return frozenset().union(*(_leads(s, alphabet) for s in sequences))
        case Gap():
            return frozenset([(ANYTHING,) * n for n in range(_LOOKED_AT + 1)])
        case Repeat(inner, least, most):
            once = _item_leads(inner, alphabet)
            ways: list[frozenset[tuple[Lead, ...]]] = [frozenset([()])]
            for _ in range(max(least, min(most, _LOOKED_AT))):
                ways.append(_joined(ways[-1], once))
            return frozenset().union(*ways[least:])
        case _:
            words = [p for p in alphabet.cells(item) if not _is_empty(p)]
            phrases = _leads_of_phrases(_signed_phrase(p, alphabet) for p in alphabet.phrases(item))
            return phrases | {(_lead(words, alphabet),)} if words else phrases


def _lead(words: Iterable[Product], alphabet: Alphabet) -> Lead:
    """What a word can be; where words that no rule names are among them, its tag tells more than its signature."""
    named, unnamed = set[str](), set[str]()
    for p in words:
        if p.tags is not None and (p.signatures is None or alphabet.signature("") in p.signatures):
            unnamed |= p.tags
        elif p.signatures is not None:
            named |= p.signatures
        else:
            unnamed |= ANYTHING.tags
    return Lead(frozenset(named), frozenset(unnamed))


def _item(item: Item, alphabet: Alphabet, *, backwards: bool) -> str:
    match item:
        case Choice(sequences):
            return _either([expression(s, alphabet, backwards=backwards) for s in sequences])
        case Absent(sequences):
            return f"(?!{_either([expression(s, alphabet, backwards=backwards) for s in sequences])})"
        case Repeat(inner, least, most):
            return f"(?:{_item(inner, alphabet, backwards=backwards)}){{{least},{most}}}"
        case Gap(in_clause):
            cell = _cell_outside(_BARRIERS if in_clause else frozenset(BOUNDARY), backwards=backwards)
            return f"(?:{cell}){{0,{CLAUSE_GAP if in_clause else SENTENCE_GAP}}}?"
        case Edge(is_start):
            return _edge(is_start=is_start, backwards=backwards)
        case Cue():
            message = "“_” stands once in a rule's line, outside brackets"
            raise NotationError(message)
        case _:
            return word_expression(item, alphabet, backwards=backwards)


def word_expression(test: Test, alphabet: Alphabet, *, backwards: bool = False) -> str:
    """One token, or a phrase of a set."""
    cells = [_product(p, backwards=backwards) for p in alphabet.cells(test) if not _is_empty(p)]
    phrases = [
        "".join(
            _signed(alphabet.signature(t), backwards=backwards) for t in (reversed(p) if backwards else p)
        )
        for p in alphabet.phrases(test)
    ]
    if not cells and not phrases:
        return "(?!)"
    return _either([*phrases, *cells])


def _is_empty(p: Product) -> bool:
    return any(part is not None and not part for part in (p.tags, p.shapes, p.signatures))


def _product(p: Product, *, backwards: bool) -> str:
    tag = f"[^{BOUNDARY}]" if p.tags is None else _class(p.tags)
    shape = "." if p.shapes is None else _class(p.shapes)
    signature = "." if p.signatures is None else _class(p.signatures)
    return signature + shape + tag if backwards else tag + shape + signature


@lru_cache(maxsize=2**14)  # the same words stand in many phrases
def _signed(signature: str, *, backwards: bool) -> str:
    return _product(Product(signatures=frozenset(signature)), backwards=backwards)


def _cell_outside(tags: frozenset[str], *, backwards: bool) -> str:
    tag = "[^" + "".join(map(_escaped, sorted(tags))) + "]"
    return f"..{tag}" if backwards else f"{tag}.."


def _edge(*, is_start: bool, backwards: bool) -> str:
    """A sentence's edge, seen from between two cells: ahead it is looked for, behind it is one of a few fixed widths."""
    mark = _product(Product(tags=_OPENING if is_start else _CLOSING), backwards=backwards)
    if is_start == backwards:
        return f"(?=(?:{mark}){{0,{_MARKS_AT_EDGE}}}{_EDGE})"
    return _either([f"(?<={_EDGE}{mark * n})" for n in range(_MARKS_AT_EDGE + 1)])


def _either(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"(?:{'|'.join(expressions)})"


@lru_cache(maxsize=1024)  # the same sets stand in many lines
def _class(characters: frozenset[str]) -> str:
    """A character class, neighbours as ranges."""
    codes = sorted(map(ord, characters))
    if len(codes) == 1:
        return re.escape(chr(codes[0]))
    starts = [codes[0], *(b for a, b in pairwise(codes) if b != a + 1)]
    ends = [*(a for a, b in pairwise(codes) if b != a + 1), codes[-1]]
    parts = (
        _escaped(chr(a)) if a == b else f"{_escaped(chr(a))}-{_escaped(chr(b))}"
        for a, b in zip(starts, ends, strict=True)
    )
    return f"[{''.join(parts)}]"


def _escaped(character: str) -> str:
    return "\\" + character if character in "\\]^-[&~|" else character

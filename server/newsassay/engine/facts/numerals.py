"""Numerals: the value of "twelve", "12", "1.2m", "two hundred and five", "a dozen" or "58th".

Values are floats made of few exact multiplications of decimal literals, the same on every machine.
"""

import re
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.tokens import Tokens
from newsassay.engine.text.word_memo import WordMemo

_DIGITS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,9})?([a-z]{0,8})((?:-[a-z]+){0,4})")
_FIGURE = re.compile("[0-9]")
_SCORE = re.compile(r"([0-9]{1,2})[-–]([0-9]{1,2})")
ORDINAL_ENDINGS = words_of("fact_words", "ordinal_ending")
NUMBER_WORDS: dict[str, tuple[str, float]] = {
    form: (entry.label, float(entry.attributes["value"])) for form, entry in LEXICONS["number_words"]
}
_UNITS = {w: v for w, (label, v) in NUMBER_WORDS.items() if label == "cardinal"}
_TENS = {w: v for w, (label, v) in NUMBER_WORDS.items() if label == "tens"}
_SCALES = {w: v for w, (label, v) in NUMBER_WORDS.items() if label == "scale"}
_SMALL = _UNITS | _TENS
_CARDINALS = _SMALL.keys() | _SCALES.keys()
_ABBREVIATED = {form: float(entry.attributes["value"]) for form, entry in LEXICONS["scale_abbreviations"]}
_SHORT_SCALES = words_of("scale_abbreviations", "apart")
_SCALE_TOKENS = _SCALES | {form: _ABBREVIATED[form] for form in sorted(_SHORT_SCALES)}
_SUFFIX_SCALE = _ABBREVIATED | {word: value for word, value in _SCALES.items() if value >= 1e6}  # noqa: PLR2004 - "5million"
_LONGEST = 8  # words of a numeral
_JOINS = _SCALES.keys() | {"and"}  # what may stand before tens and units
# Words that may belong to the number word before them, and such that may need the words behind them.
_CONTINUE = _UNITS.keys() | _TENS.keys() | _SCALE_TOKENS.keys() | {"a", "an"}
_OPENERS = _SCALES.keys() | {form.split()[0] for form in NUMBER_WORDS if " " in form}


class Numeral(NamedTuple):
    """A number as the token range [first, last).

    `grain` is the size of its last stated place (1000 for "5,000", 0.1 for "2.5"): how far it may have
    been rounded. `kind` is cardinal, ordinal, fraction (value in percent), indefinite ("dozens"), decade ("1940s") or
    score ("2-0": the higher side times 100 plus the lower).
    `unit` is what a suffix says ("%", "km", "" if nothing); `compound` holds the rest of a hyphenated
    compound: "year-old" in "19-year-old".
    """

    first: int
    last: int
    value: float
    grain: float
    kind: str = "cardinal"
    unit: str = ""
    compound: str = ""
    in_words: bool = False


def find_figures(text: FieldText) -> list[int]:
    """Tokens that start with a digit. A layer: ask for it with `text.layer(find_figures)`."""
    return [found.start() for found in _FIGURE.finditer(text.tokens.initials)]


def parse_numeral(tokens: Tokens, i: int) -> Numeral | None:
    """The numeral that starts at token i, or None. Looks at most eight tokens ahead."""
    lower = tokens.lower
    word = lower[i]
    if word in _OPENERS or (i + 1 < len(lower) and lower[i + 1] in _CONTINUE):
        return _digits(tokens, i, word) if word[0].isdigit() else _words(tokens, i, word)
    said = _ALONE[word]
    return Numeral(i, i + 1, *said) if said is not None else None


class _Said(NamedTuple):
    """What a word says by itself, whatever follows: fields as those of Numeral."""

    value: float
    grain: float
    kind: str = "cardinal"
    unit: str = ""
    compound: str = ""
    in_words: bool = False


def _read(word: str) -> _Said | None:
    """What a word says if it is a numeral."""
    if word[0].isdigit():
        return _read_figure(word)
    label, value = NUMBER_WORDS.get(word, ("", 0.0))
    match label:
        case "ordinal" | "indefinite":
            return _Said(value, 1.0, label, in_words=True)
        case "fraction":
            return _Said(value, 5.0, label, "%", in_words=True)
        case "cardinal" | "tens":
            return _Said(value, 1.0, in_words=True)
        case "scale":
            return None
    return _read_compound(word)


def _read_compound(word: str) -> _Said | None:
    """A cardinal in words that is hyphened to others: "six-month", "two-million-dollar"."""
    number, _, compound = word.partition("-")
    label, value = NUMBER_WORDS.get(number, ("", 0.0))
    head, _, rest = compound.partition("-")
    if not compound or head in _UNITS or label not in ("cardinal", "tens"):
        return None
    if head in _SCALES:
        return _Said(value * _SCALES[head], _SCALES[head], "cardinal", "", rest, in_words=True)
    return _Said(value, 1.0, "cardinal", "", compound, in_words=True)


def _read_figure(word: str) -> _Said | None:
    score = _SCORE.fullmatch(word)
    if score:
        high, low = sorted(map(float, score.groups()), reverse=True)
        return _Said(high * 100 + low, 1.0, "score")
    match = _DIGITS.fullmatch(word)
    if not match:
        return None
    whole, fraction, suffix, compound = match.groups()
    value = float(whole.replace(",", "") + (fraction or ""))
    grain = 0.1 ** (len(fraction) - 1) if fraction else trailing(value)
    compound = compound[1:]
    if suffix == "s" and not fraction and not compound and whole[-1] == "0" and "," not in whole:
        return _Said(value + 1900 * (value < 100), 1.0, "decade")  # noqa: PLR2004 - "the 50s"
    if suffix in ORDINAL_ENDINGS:
        return _Said(value, 1.0, "ordinal", compound=compound)
    scale = _SUFFIX_SCALE.get(suffix, 1.0)
    head, _, rest = compound.partition("-")
    if head in _SCALES:
        scale, compound = scale * _SCALES[head], rest
    unit = "" if suffix in _SUFFIX_SCALE else suffix
    return _Said(value * scale, grain * scale, "cardinal", unit, compound)


_ALONE = WordMemo(_read)


def _digits(tokens: Tokens, i: int, word: str) -> Numeral | None:
    said = _ALONE[word]
    if said is None:
        return None
    value, grain, kind, unit, compound, _ = said
    last = i + 1
    if kind == "cardinal" and not compound and not unit:
        lower = tokens.lower
        while last < len(lower) and last <= i + 2:
            following = lower[last]
            if following not in _SCALE_TOKENS or (following in _SHORT_SCALES and not _is_money(tokens, i)):
                break
            value *= _SCALE_TOKENS[following]
            grain *= _SCALE_TOKENS[following]
            last += 1
    return Numeral(i, last, value, grain, kind, unit, compound)


def _is_money(tokens: Tokens, i: int) -> bool:
    return i > 0 and tokens.words[i - 1] in "$£€¥₹₦"


def trailing(value: float) -> float:
    """Size of the last non-zero place of a whole number: 1000 for 25,000; 1 below a hundred."""
    place = 1.0
    if value < 100:  # noqa: PLR2004 - small numbers are counted, not rounded
        return place
    while place * 100 <= value and value % (place * 10) == 0:
        place *= 10
    return place


def _words(tokens: Tokens, i: int, word: str) -> Numeral | None:
    """Numerals of words that what follows may belong to."""
    pair = f"{word} {tokens.lower_at(i + 1)}"
    if NUMBER_WORDS.get(pair, ("", 0.0))[0] == "fraction":
        return Numeral(i, i + 2, NUMBER_WORDS[pair][1], 5.0, "fraction", "%", in_words=True)
    third = tokens.lower_at(i + 2)
    triple = f"{pair} {third}"
    if triple in NUMBER_WORDS:
        return Numeral(i, i + 3, NUMBER_WORDS[triple][1], 1.0, "indefinite", in_words=True)
    label = NUMBER_WORDS.get(word, ("", 0.0))[0]
    if word in _CARDINALS:
        return _cardinal_words(tokens, i)
    if label == "fraction" and tokens.lower_at(i + 1) in ("a", "an") and third in _SCALES:
        return Numeral(i, i + 3, _SCALES[third] / 2, _SCALES[third] / 10, in_words=True)
    said = _ALONE[word]
    return Numeral(i, i + 1, *said) if said is not None else None


def _cardinal_words(tokens: Tokens, i: int) -> Numeral | None:
    """Cardinals in words: "two hundred and five", "twenty five", "a million", "a dozen"."""
    lower = tokens.lower
    article = lower[i] in _SCALES and tokens.lower_at(i - 1) in ("a", "an", "half-a")
    if lower[i] in _SCALES and not article:
        return None
    total, current, grain = 0.0, float(article), 1.0
    k = last = i
    while k < min(len(lower), i + _LONGEST):
        word, before = lower[k], lower[k - 1] if k > i else ""
        if _adds(word, before):
            current, grain = current + _SMALL[word], 1.0
        elif word in _SCALES and (before or article):
            grain = _SCALES[word]
            if grain > 100:  # noqa: PLR2004 - thousand and up close a group
                total, current = total + current * grain, 0.0
            else:
                current *= grain
        elif word == "and" and last == k and before in _SCALES and tokens.lower_at(k + 1) in _SMALL:
            k += 1
            continue
        else:
            break
        k += 1
        last = k
    if last == i:
        return None
    value = total + current
    grain = max(grain, trailing(value)) if grain == 1.0 else grain
    return Numeral(i - article, last, value, grain, in_words=True)


def _adds(word: str, before: str) -> bool:
    """Whether a number below a hundred adds to the numeral that ends in the word before it, "" at its start."""
    if word in _TENS:
        return not before or before in _JOINS
    return word in _UNITS and (not before or before in _TENS or before in _JOINS)

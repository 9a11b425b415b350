"""Word types: what is known of a form wherever it stands. Looked up once per distinct form, then remembered.

A form's readings come from the table of forms; of forms that are not listed, from their capital, their hyphen
and their ending. Forms with the same readings share a class; a frequent form that can be several things is a
class of its own. The class is one character: a legend character if there is one reading, else a private one.
"""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from newsassay.engine.grammar.legend import BOUNDARY
from newsassay.engine.grammar.lemmas import regular_lemma
from newsassay.engine.text.word_memo import WordMemo

FIRST_PRIVATE = "\ue000"  # first of the characters that Unicode leaves to applications
_MARKS = {
    **dict.fromkeys(".!?…", "."),
    **dict.fromkeys(",،、", ","),
    **dict.fromkeys(";:–—-‒―•·", ";"),
    **dict.fromkeys(["“", "”", '"', "„", "«", "»", "``", "''", "‘"], '"'),
    **dict.fromkeys("([{<", "("),
    **dict.fromkeys(")]}>", ")"),
    **dict.fromkeys("$€£¥%‰¢₹₽₩°", "$"),
    "&": "&",
    "+": "&",
}
_ORDINAL = re.compile(r"\d[\d,]*(?:st|nd|rd|th)")
OPEN = frozenset("NSAVZYvGXR!")  # readings of which there are always new words
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_CONTRACTIONS = re.compile(r"(?i)(.*\w)(n't|'ll|'re|'ve|'d|'m)|(can)(not)")
_ENDINGS = (4, 3, 2)  # letters, the longest first
_GUESSES = ("?N", "?S", "?CN", "?AC", "?ANS", "?ANR", "?AX", "?AGX")


def normal(form: str) -> str:
    """A form with straight apostrophes, composed (NFC), without invisible characters inside."""
    if form.isascii():
        return form
    form = unicodedata.normalize("NFC", form).replace("’", "'")
    return _INVISIBLE.sub("", form) or form


class FormTable:
    """Readings of listed forms and of endings, by class key.

    A class key is the readings in order of their code points, with flags before them ("^" written with a capital,
    "?" not listed, "-" listed without counts) and behind them "=form" where a form is its own class.
    """

    def __init__(
        self, forms: dict[str, str], endings: dict[str, str], lemmas: dict[tuple[str, str], str]
    ) -> None:
        self.forms = forms
        self.endings = endings
        self.lemmas = lemmas
        self.also: dict[str, str] = {}  # readings of forms that are none of their class: for mending
        keys = {*forms.values(), *(f"?{key}" for key in endings.values()), *_GUESSES}
        ambiguous = sorted(key for key in keys.union(map(capital, keys)) if len(readings(key)) > 1)
        self.characters = {key: chr(ord(FIRST_PRIVATE) + i) for i, key in enumerate(ambiguous)}

    def character(self, key: str) -> str:
        """The class character of a class key: the reading itself if there is one."""
        return self.characters.get(key) or readings(key)

    def readings_of(self, form: str) -> str:
        """Readings of a listed lower-case form, "" if it is not listed."""
        key = self.forms.get(form)
        return readings(key) if key else ""

    def key(self, form: str) -> str:
        """The class key of any form, listed or not."""
        found = self.forms.get(form)
        if found is not None:
            return found
        lower = form.lower()
        if form == lower:
            return self.unlisted_key(form)
        small = self.forms.get(lower)
        return self.unlisted_key(form) if small is None else capital(small)

    def unlisted_key(self, form: str) -> str:
        """The class key of a form that is not listed."""
        if not form[0].isalpha():
            return self._mark_or_number(form)
        lower = form.lower()
        guess = self._guess(lower)
        return capital(guess) if form != lower else guess

    def _mark_or_number(self, form: str) -> str:
        if form[0].isdigit() or form[0] in "½¼¾":
            if _ORDINAL.fullmatch(form):
                return "A"
            if form[-1].isdigit() or len(form) == 1:
                return "C"
            return "?S" if form.endswith("0s") else "?AC" if "-" in form else "?CN"
        if form[-1].isalnum():
            return "?N"
        return _MARKS.get(form[0], "|")

    def _guess(self, lower: str) -> str:
        if "-" in lower:
            last = self.forms.get(lower.rsplit("-", 1)[1])
            if last and not set(readings(last)).isdisjoint("GX"):
                return "?AGX" if "G" in last else "?AX"
            return "?ANS" if lower.endswith("s") else "?ANR"
        for n in _ENDINGS:
            found = self.endings.get(lower[-n:])
            if found:
                return "?" + found
        return "?S" if lower.endswith("s") else "?N"

    def lemma(self, lower: str, tag: str) -> str:
        """The lemma of a lower-case form under a tag."""
        return self.lemmas.get((lower, tag)) or regular_lemma(lower, tag, self.readings_of)


@cache  # there are as many class keys as the table has
def readings(key: str) -> str:
    """The legend characters a class key allows."""
    return key.split("=", 1)[0].lstrip("^?-") if len(key) > 1 else key


@cache
def capital(key: str) -> str:
    """The class key of a form written with a capital, from that of its lower case."""
    allowed = readings(key)
    if OPEN.isdisjoint(allowed):
        return key
    if key[0] == "^" or key[:2] == "?^":
        return key
    flag = "?" if key[0] == "?" else ""
    _, own, form = key.partition("=") if len(key) > 1 else ("", "", "")
    return f"{flag}^{''.join(sorted({*allowed, 'P'}))}{own}{form}"


class WordType:
    """What is known of a form: `lower` (normalised), `shape`, `readings`, and `ambiguity`, its class character.

    One object per distinct form: compare with `is`. A contraction has two `parts` and no readings of its own.
    """

    __slots__ = ("ambiguity", "lower", "parts", "readings", "shape")

    def __init__(self, form: str, allowed: str, ambiguity: str, parts: "tuple[WordType, ...]" = ()) -> None:
        self.lower = form.lower()
        self.shape = shape(form)
        self.readings = allowed
        self.ambiguity = ambiguity
        self.parts = parts

    def __repr__(self) -> str:
        return f"WordType({self.lower!r}, {self.readings!r})"

    def lemma(self, tag: str) -> str:
        """The lemma under a reading, in lower case."""
        closed = _LEMMA_OF_CLOSED.get(tag)
        if closed:
            return closed
        return TABLE.lemma(self.lower, tag) if tag in _INFLECTED else self.lower


def shape(form: str) -> str:
    """Shape of a form: "lower", "Title", "UPPER", "Mixed", "digit" or "mark"."""
    first = form[0]
    if first.isdigit():
        return "digit"
    if not any(map(str.isalnum, form)):
        return "mark"
    if form == form.lower():
        return "lower"
    if form == form.upper() and len(form) > 1:
        return "UPPER"
    return "Title" if first.isupper() and not _CAPITAL_INSIDE.search(form) else "Mixed"


_CAPITAL_INSIDE = re.compile(r"(?<=\w)(?<!['-])[A-Z]")
_LEMMA_OF_CLOSED = {"b": "be", "j": "be", "q": "be", "g": "be", "h": "have", "H": "have", "d": "do"}
_INFLECTED = frozenset("SZVXGAnm")


def read_forms(content: str) -> FormTable:
    """The table in a file's content: rows of section, readings and forms (see tests/fitting/fit_tagger.py)."""
    forms: dict[str, str] = {}
    endings: dict[str, str] = {}
    lemmas: dict[tuple[str, str], str] = {}
    also: dict[str, str] = {}
    for line in content.splitlines():
        if not line or (line[0] == "#" and line[1:2] == " "):
            continue
        section, allowed, row = line.split("\t")
        words = row.split(" ")
        if section == "own":
            forms.update((word, f"{allowed}={word.lower()}") for word in words)
        elif section == "listed":
            forms.update(dict.fromkeys(words, allowed))
        elif section == "also":
            also.update(dict.fromkeys(words, allowed))
        elif section == "ending":
            endings.update(dict.fromkeys(words, allowed))
        else:
            lemmas.update(((form, allowed), lemma) for form, lemma in (word.split("=") for word in words))
    table = FormTable(forms, endings, lemmas)
    table.also.update(also)
    return table


def first_part(form: str) -> int:
    """Length of a form, or of the first part of a contraction: "couldn't" has 5."""
    match = _CONTRACTIONS.fullmatch(form.replace("’", "'"))
    return match.end(1) if match and match[1] else match.end(3) if match else len(form)


def word_type(form: str) -> WordType:
    """The type of a token as written; of a contraction with its parts. Use TYPES, which remembers."""
    form = normal(form)
    if "'" in form or form[-3:] in ("not", "NOT"):
        contraction = _CONTRACTIONS.fullmatch(form)
        if contraction:
            parts = tuple(TYPES[part] for part in contraction.groups() if part)
            return WordType(form, "", "".join(part.ambiguity for part in parts), parts)
    key = TABLE.key(form)
    allowed = readings(key) + TABLE.also.get(form.lower(), "")
    if form[0].isupper() and not OPEN.isdisjoint(allowed):
        allowed += "P"
    return WordType(form, allowed, TABLE.character(key))


TABLE = read_forms(files("newsassay.engine.grammar").joinpath("forms.tsv").read_text(encoding="utf-8"))
TYPES: WordMemo[WordType] = WordMemo(word_type)


def _lowered(form: str) -> WordType:
    """The type of a form in a text whose capitals say nothing: that of its lower case, if that is a word."""
    found = TYPES[form]
    if found.shape in ("lower", "digit", "mark"):
        return found
    small = TYPES[normal(form).lower()]
    return small if small.parts or TABLE.readings_of(small.lower) else found


LOWERED: WordMemo[WordType] = WordMemo(_lowered)
BOUNDARY_TYPE = WordType(BOUNDARY, BOUNDARY, BOUNDARY)

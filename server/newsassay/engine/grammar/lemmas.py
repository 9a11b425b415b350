"""Lemmas: irregular forms from a table, regular ones by the spelling rules of English inflection."""

from collections.abc import Callable, Iterator

_VOWELS = frozenset("aeiou")
_SHORTEST = 2  # letters of a stem
# What a form in -s, -ed or -ing may go back to, likeliest first.
_S = (
    ("ies", "y"),
    ("s", ""),
    ("es", ""),
    ("ies", "ie"),
    ("ves", "f"),
    ("ves", "fe"),
    ("zzes", "z"),
    ("sses", "s"),
)
_BASE_OF = {"S": "N", "Z": "v", "V": "v", "X": "v", "G": "v"}
_FORM_OF = {"Y": "v"}


def _stems(form: str, ending: str) -> Iterator[str]:
    """Bases of a form in -ed or -ing: "planned" → "plan", "hoped" → "hope", "tried" → "try"."""
    stem = form[: -len(ending)]
    if len(stem) < _SHORTEST:
        return
    if ending == "ed" and stem[-1] == "i":
        yield stem[:-1] + "y"
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        if stem[-1] in "lsz":
            yield stem
        yield stem[:-1]
    if _ends_closed(stem):
        yield stem
        yield stem + "e"
    else:
        yield stem + "e"
        yield stem
    if stem[-1] == "y" and ending == "ing":
        yield stem[:-1] + "ie"
    if stem[-1] == "k":
        yield stem[:-1]


def _ends_closed(stem: str) -> bool:
    """Whether a stem is likelier a whole word than one that lost an e."""
    if len(stem) > _SHORTEST and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS:
        return not stem.endswith(
            ("rs", "ns", "rg", "ng", "dg", "lg", "rc", "nc", "rv", "lv", "tl", "bl", "ls")
        )
    return False


def candidates(form: str, tag: str) -> Iterator[str]:
    """Possible lemmas of a regular lower-case form under a tag, likeliest first."""
    if tag in "SZ":
        for ending, base in _S:
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST - 1:
                yield form[: -len(ending)] + base
    elif tag in "VX" and form.endswith("ed"):
        yield from _stems(form, "ed")
    elif tag == "G" and form.endswith("ing"):
        yield from _stems(form, "ing")


def regular_lemma(form: str, tag: str, readings: Callable[[str], str]) -> str:
    """Lemma by rule: the first candidate that is listed with the base reading, else the form itself or a guess.

    `readings` says which legend characters a listed form can have, "" for forms that are not listed.
    """
    base = _BASE_OF.get(tag)
    if base is None:
        return form
    first = ""
    for candidate in candidates(form, tag):
        first = first or candidate
        if base in readings(candidate):
            return candidate
    return first or form

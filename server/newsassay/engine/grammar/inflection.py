"""The inflected forms of a lemma: the way back from a lemma to the forms that have it."""

from collections.abc import Iterator
from functools import cache

from newsassay.engine.grammar.word_types import TABLE

_INFLECTED_TAGS = "SZVXGA"
_BASE_TAGS = "NvAR"
_VOWELS = frozenset("aeiou")


@cache
def _irregular_forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for (form, _), lemma in TABLE.lemmas.items():
        forms.setdefault(lemma, []).append(form)
    return {lemma: tuple(sorted(set(found))) for lemma, found in forms.items()}


_BE_HAVE_DO = {
    "be": ("am", "are", "be", "been", "being", "is", "was", "were", "'re", "'m"),
    "have": ("had", "has", "have", "having", "'ve"),
    "do": ("did", "do", "does", "doing", "done"),
}


def forms_of(lemma: str) -> tuple[str, ...]:
    """All forms of a lower-case lemma, itself among them, sorted: irregular ones as listed, regular ones by rule.

    A form counts if its own lemma, under a reading it can have, is this one. Of a phrase the first word is inflected.
    """
    if lemma in _BE_HAVE_DO:
        return _BE_HAVE_DO[lemma]
    found = {lemma, *_irregular_forms().get(lemma, ())}
    found |= {form for form in _regular_forms(lemma) if _has_lemma(form, lemma)}
    return tuple(sorted(found))


def _regular_forms(lemma: str) -> Iterator[str]:
    yield from (f"{lemma}s", f"{lemma}es", f"{lemma}ed", f"{lemma}d", f"{lemma}ing")
    if lemma[-1] == "e":
        yield f"{lemma[:-1]}ing"
        if lemma.endswith("ie"):
            yield f"{lemma[:-2]}ying"
    elif lemma[-1] == "y":
        yield from (f"{lemma[:-1]}ies", f"{lemma[:-1]}ied")
    elif lemma[-1] not in _VOWELS:
        yield from (f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing")
        if lemma[-1] == "c":
            yield from (f"{lemma}ked", f"{lemma}king")


def _has_lemma(form: str, lemma: str) -> bool:
    allowed = TABLE.readings_of(form)
    return any(TABLE.lemma(form, tag) == lemma for tag in _INFLECTED_TAGS if tag in allowed)

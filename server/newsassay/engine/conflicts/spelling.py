"""Letters of names: whether one is another misspelt, as far as letters tell."""

from unicodedata import normalize

_NO_VOWELS = str.maketrans("", "", "aeiouy")
_LONGEST = 24  # letters of a surname that are compared
SHORTEST = 5
"""Letters of a name in which one wrong letter still leaves the name recognisable."""


def one_letter_less(word: str) -> list[str]:
    """The word and its forms with one letter left out; misspellings of one word share one of these."""
    letters = word[:_LONGEST]
    return [letters, *(letters[:k] + letters[k + 1 :] for k in range(len(letters)))]


def differ_in_vowels(one: str, other: str) -> bool:
    """Whether two given names have the same consonants and the same first letter: Annika, Anneke."""
    return (
        one[0] == other[0]
        and min(len(one), len(other)) >= SHORTEST
        and (one.translate(_NO_VOWELS) == other.translate(_NO_VOWELS))
    )


def is_misspelling(one: str, other: str) -> bool:
    """Whether two names differ by one letter left out, put in, replaced or swapped, and not at the start.

    Endings that make another name are no misspellings: "Rosa/Rose", "Petrov/Petrova", "Roberts/Robert".
    """
    short, long = sorted((one, other), key=len)
    if normalize("NFD", one).encode("ascii", "ignore") == normalize("NFD", other).encode("ascii", "ignore"):
        return False  # one without its accents
    if len(short) < SHORTEST - 1 or len(long) - len(short) > 1 or short[0] != long[0] or one == other:
        return False
    if not (short.isalpha() and long.isalpha()):
        return False
    k = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[k:] == long[k + 1 :] and (k < len(short) or long[-1] not in "aseiyo")
    swapped = short[k : k + 2] == long[k : k + 2][::-1] and short[k + 2 :] == long[k + 2 :]
    replaced = short[k + 1 :] == long[k + 1 :] and k < len(short) - 1
    return swapped or replaced

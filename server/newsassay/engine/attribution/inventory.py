"""The cue inventory: what each verb, adjective or noun must be followed by to attribute.

A frame is a complement, named in the lexicons as a word: "that" (a clause with or without it), "zero"
(one without it even where no verb shows), "only-that" (one without it only if a pronoun opens it), "wh",
"quote", "to", "ing", "np" (an object), "addressee" (whom it is told, then a clause), "np-as", "np-to" and
the like (an object, then the word), "np-speech" or "np-attitude" (an object whose head is a noun for what is
said or felt), or a preposition. The classes follow Levin 1993, "English Verb Classes
and Alternations", chapters 31, 33, 34 and 37.
"""

from enum import IntEnum
from typing import NamedTuple

from newsassay.engine.lexicon import LEXICONS, words_of


class Frames(NamedTuple):
    """Complements of one cue.

    `contents` are the nouns that can head its object where no others can; `after_object` are the words one of
    which must follow an object.
    """

    label: str
    that: bool
    zero: bool
    wh: bool
    quote: bool
    ing: bool
    object: bool
    predicate: bool
    addressee: bool
    contents: frozenset[str]
    prepositions: frozenset[str]
    after_object: frozenset[str]


CONTENTS = {f"np-{label}": words_of("content_nouns", label) for label in ("speech", "attitude")}
"""Nouns for what is said, and for what is felt, by the frame that asks for them."""

_PLAIN = frozenset(["that", "zero", "wh", "quote", "ing", "np", "np-np", "addressee"])


def _frames(label: str, cell: str) -> Frames:
    codes = cell.split()
    return Frames(
        label,
        "that" in codes,
        "zero" in codes,
        "wh" in codes,
        "quote" in codes,
        "ing" in codes,
        "np" in codes,
        "np-np" in codes,
        "addressee" in codes,
        frozenset[str]().union(*(CONTENTS[c] for c in codes if c in CONTENTS)),
        frozenset(c.removeprefix("only-") for c in codes if c not in _PLAIN and not c.startswith("np-")),
        frozenset(c[3:] for c in codes if c.startswith("np-") and c != "np-np" and c not in CONTENTS),
    )


def _inventory(lexicon: str) -> dict[str, Frames]:
    return {
        entry.cue: _frames(entry.label, entry.attributes.get("frames", "")) for _, entry in LEXICONS[lexicon]
    }


class Form(IntEnum):
    """Inflection of a cue verb, of which a past form may be a participle; adjectives have none."""

    BASE = 1
    THIRD = 2
    ING = 3
    PAST = 4
    ADJECTIVE = 5


BASE, THIRD, ING, PAST, ADJECTIVE = Form  # attribute access on an Enum class is slow


def _form(word: str, lemma: str, label: str) -> Form:
    if label == "adjective":
        return ADJECTIVE
    if word in ("would", "'d"):
        return PAST
    if word == lemma.split(" ", 1)[0]:
        return BASE
    if word.endswith("ing"):
        return ING
    return THIRD if word.endswith("s") else PAST


FORMS = {
    (entry.cue, word): _form(word, entry.cue, entry.label)
    for form, entry in LEXICONS["attribution_verbs"]
    for word in (form.lower().split(" ", 1)[0],)
}
"""Inflection by lemma and first word of the form."""

VERBS = _inventory("attribution_verbs")
DOCUMENTED = {
    lemma: frames._replace(that=True, object=True)
    for lemma, frames in VERBS.items()
    if frames.label == "evidence"
}
"""Frames of verbs of evidence behind a document, which "finds" clauses and results where a person finds things."""

NOUNS = _inventory("attribution_nouns")
NO_FRAMES = _frames("", "")

"""Cues and their frames: what each verb, adjective or noun must be followed by to attribute.

A frame is a complement, named in the lexicons as a word: "that" (a clause with or without it), "zero"
(one without it even where no verb shows), "only-that" (one without it only if a pronoun opens it), "wh",
"quote", "to", "ing", "np" (an object), "addressee" (whom it is told, then a clause), "np-as", "np-to" and
the like (an object, then the word), "np-speech" or "np-attitude" (an object whose head is a noun for what is
said or felt), or a preposition. The classes follow Levin 1993, "English Verb Classes
and Alternations", chapters 31, 33, 34 and 37.
"""

from collections.abc import Callable
from enum import IntEnum
from functools import cache, partial
from typing import NamedTuple

from newsassay.engine.lexicon import LEXICONS, words_of

Range = tuple[int, int]
"""Half-open token range."""


class Frames(NamedTuple):
    """Complements of one cue.

    `contents` are the nouns that can head its object where no others can; `after_object` are the words one of
    which must follow an object.
    """

    label: str
    that: bool
    zero: bool
    only_that: bool
    wh: bool
    quote: bool
    ing: bool
    object: bool
    predicate: bool
    addressee: bool
    contents: frozenset[str]
    prepositions: frozenset[str]
    after_object: frozenset[str]


_CONTENTS = {f"np-{label}": words_of("content_nouns", label) for label in ("speech", "attitude")}
_CLAUSES = tuple(field.replace("_", "-") for field in Frames._fields[1:7])  # that, zero … ing
_PLAIN = frozenset([*_CLAUSES, "np", "addressee"])


@cache  # many verbs have the same
def _frames(label: str, cell: str) -> Frames:
    codes = cell.split()
    return Frames._make(
        (
            label,
            *(code in codes for code in _CLAUSES),
            "np" in codes,
            "np-np" in codes,
            "addressee" in codes,
            frozenset[str]().union(*(_CONTENTS[c] for c in codes if c in _CONTENTS)),
            frozenset(c for c in codes if c not in _PLAIN and not c.startswith("np-")),
            frozenset(c[3:] for c in codes if c.startswith("np-") and c != "np-np" and c not in _CONTENTS),
        )
    )


def _frames_by_cue(lexicon: str) -> dict[str, Frames]:
    return {
        entry.cue: _frames(entry.label, entry.attributes.get("frames", "")) for _, entry in LEXICONS[lexicon]
    }


VERBS = _frames_by_cue("attribution_verbs")
NOUNS = _frames_by_cue("attribution_nouns")
NO_FRAMES = _frames("", "")
"""Prepositional cues: "according to X", "in the words of X", "citing X"."""
DOCUMENTED = {
    lemma: frames._replace(that=True, object=True)
    for lemma, frames in VERBS.items()
    if frames.label == "evidence"
}
"""Frames of verbs of evidence behind a document, which "finds" clauses and results where a person finds things."""


def _source_nouns() -> dict[str, str]:
    """The nouns listed for sources, then those that stand before a person's name or end an organisation's."""
    found = {form.lower(): entry.label for form, entry in LEXICONS["source_nouns"]}
    for form, entry in LEXICONS["name_cues"]:
        if entry.label in ("role", "kin"):
            found.setdefault(form, "role")
            found.setdefault(f"{form}s", "role")
    return found


SOURCE_NOUNS = _source_nouns()
"""Labels of the nouns that can head a source, singular and plural."""
WORDS = {
    entry.label: words_of("attribution_words", entry.label) for _, entry in LEXICONS["attribution_words"]
}
"""Further classes of words, by label."""


class Shape(IntEnum):
    """How a cue stands to its source and content."""

    FINITE = 1  # X said that Y
    PARTICIPLE = 2  # ..., saying that Y
    INFINITIVE = 3  # ... to say that Y
    COORDINATE = 4  # ... and said that Y
    PASSIVE = 5  # Y is said to ...
    PARENTHETICAL = 6  # Y, X said
    INVERTED = 7  # Y, said X
    PHRASE = 8  # according to X, Y
    NOUN = 9  # X's claim that Y
    COLON = 10  # X: Y
    RELATIVE_CLAUSE = 11  # who said that Y


class Draft(NamedTuple):
    """One cue with what it takes, before sources are classified and resolved.

    `contents` holds a range per piece; `extends` if the last one runs on to the end of its clause.
    `source` is None where it is shared with an earlier cue or absent; `antecedent` is what a relative
    pronoun stands for. `strong` drafts count inside another's content; `clausal` ones take a clause or quote.
    """

    shape: Shape
    cue: Range
    frames: Frames
    source: Range | None
    contents: tuple[Range, ...]
    extends: bool = False
    antecedent: Range | None = None
    strong: bool = False
    clausal: bool = True


made_draft: Callable[[tuple[object, ...]], Draft] = partial(tuple.__new__, Draft)
"""A draft of all its fields: Draft(...) runs a Python function, and this takes half as long."""


def running_draft(  # noqa: PLR0913
    shape: Shape,
    cue: Range,
    frames: Frames,
    source: Range | None,
    start: int,
    *,
    antecedent: Range | None = None,
    clausal: bool = True,
) -> Draft:
    """A draft whose content starts at a token and runs on to the end of its clause."""
    content = (start, start + 1)
    return made_draft((shape, cue, frames, source, (content,), True, antecedent, False, clausal))

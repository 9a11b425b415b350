"""Verb groups: the auxiliaries and adverbs of a cue, and whether the cue is a verb here at all."""

from enum import IntEnum
from typing import NamedTuple

from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.syntax import (
    AUXILIARY,
    BE,
    CLOSE,
    COMMA,
    CONJUNCTION,
    COORDINATOR,
    DASH,
    DETERMINER,
    FINAL,
    HAVE,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUANTIFIER,
    RELATIVE,
    SUBJECT_PRONOUN,
    TIME,
    TO,
)

# Verbs that carry an infinitive without changing who speaks: "continued to insist".
_CATENATIVES = frozenset(
    "continue continues continued continuing try tries tried trying seem seems seemed appear appears appeared begin"
    " begins began begun start starts started need needs needed have has had having used manage manages managed fail"
    " fails failed failing proceed proceeds proceeded come comes came go goes went going rush rushed quick able set due"
    " likely ready free careful scheduled supposed expected forced compelled attempt attempts attempted attempting"
    " decided chose choose chooses happens happened tend tends tended get got".split()
)
_COPULAS = frozenset(
    "remain remains remained feel feels felt seem seems seemed sound sounds sounded look looks looked become becomes"
    " became appear appears appeared getting got".split()
)
_CONTRACTED = frozenset(["he", "she", "they", "we", "i", "you", "it"])
_PURE_PARTICIPLES = frozenset(
    "known seen shown written spoken sworn forgotten proven given begun sung".split()
)
_PRONOMINAL = frozenset("that some many few both all which others most".split())


class Form(IntEnum):
    """Inflection of a cue verb; a past form may be a participle."""

    BASE = 1
    THIRD = 2
    ING = 3
    PAST = 4


class VerbGroup(NamedTuple):
    """Tokens [first, last). `nearest` holds the classes of the auxiliary nearest to the verb, 0 for none.

    `infinitive` is a bare one that no catenative carries; `contracted` says that `first` holds the subject too.
    """

    first: int
    last: int
    form: Form
    nearest: int
    infinitive: bool
    contracted: bool

    @property
    def passive(self) -> bool:
        """Whether it is "be" and a participle."""
        return bool(self.nearest & BE) and self.form is Form.PAST


def find_verb_group(site: Site) -> VerbGroup | None:
    """The verb group of a cue, or None where the cue is a noun, an adjective or part of a name."""
    syntax, i = site.syntax, site.hit.first
    if syntax.capitalised(i) and i > site.low and not syntax.is_headline(i):
        return None  # part of a name: "the United States"
    group = _walk(site, _form(site))
    if site.frames.label == "adjective":
        return group if group.nearest & BE else None
    if not group.nearest and not site.syntax.codes[group.first] & TO and not _is_verb(site, group):
        return None
    return group


def _form(site: Site) -> Form:
    word = site.syntax.lower[site.hit.first]
    if site.frames.label == "adjective":
        return Form.BASE
    if word == site.lemma.split(" ", 1)[0]:
        return Form.BASE
    if word.endswith("ing"):
        return Form.ING
    return Form.THIRD if word.endswith("s") else Form.PAST


def _walk(site: Site, form: Form) -> VerbGroup:
    syntax = site.syntax
    codes, lower, low = syntax.codes, syntax.lower, site.low
    adjective = site.frames.label == "adjective"
    k, nearest, contracted, infinitive = site.hit.first, 0, False, False
    while k > low:
        code, word = codes[k - 1], lower[k - 1]
        if code & AUXILIARY:
            nearest = nearest or code
            contracted = "'" in word and word.split("'", 1)[0] in _CONTRACTED
        elif word == "'s" and k - 1 > low and codes[k - 2] & (SUBJECT_PRONOUN | RELATIVE):
            nearest = nearest or (BE if form is Form.ING or adjective else HAVE)
        elif code & TO and form is Form.BASE and not infinitive and not adjective:
            infinitive = True
            if k - 1 > low and lower[k - 2] in _CATENATIVES:
                k -= 1
        elif adjective and word in _COPULAS:
            nearest = nearest or BE
        elif not syntax.is_adverb(k - 1):
            break
        k -= 1
        if contracted or (infinitive and codes[k] & TO):
            break
    return VerbGroup(k, site.hit.last, form, nearest, infinitive and bool(codes[k] & TO), contracted)


def _is_verb(site: Site, group: VerbGroup) -> bool:
    """Whether a form without auxiliary is a verb, by what stands before it and by agreement in number."""
    syntax = site.syntax
    if syntax.lower[site.hit.first] in _PURE_PARTICIPLES:
        return False
    before = group.first - 1
    left = syntax.codes[before] if before >= site.low else FINAL
    word = syntax.lower[before] if before >= site.low else ""
    if (
        left & (DETERMINER | POSSESSIVE | QUANTIFIER)
        and not left & SUBJECT_PRONOUN
        and word not in _PRONOMINAL
    ):
        return False
    if group.form is Form.BASE:
        return _takes_base(site, before, left)
    if group.form is Form.THIRD:
        known = bool(left & (PUNCTUATION | SUBJECT_PRONOUN | RELATIVE))
        return known or not syntax.is_plural(before) or syntax.capitalised(before)
    return group.form is Form.ING or not left & PREPOSITION or bool(left & CONJUNCTION)


def _takes_base(site: Site, before: int, left: int) -> bool:
    """Whether a base form can be finite here: behind a plural, a coordination, or "who"."""
    if before < site.low:
        return False
    if left & (PUNCTUATION & ~CLOSE):
        return bool(left & (COMMA | DASH))
    return bool(left & (COORDINATOR | TIME | RELATIVE)) or site.syntax.is_plural(before)

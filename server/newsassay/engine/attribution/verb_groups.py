"""Verb groups: the auxiliaries and adverbs of a cue, and whether the cue is a verb here at all."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from newsassay.engine.attribution.codes import (
    ADVERB,
    AUXILIARY,
    BE,
    CLOSE,
    CODES,
    COMMA,
    CONJUNCTION,
    COORDINATOR,
    DASH,
    DEGREE,
    DETERMINER,
    FINAL,
    HAVE,
    NEGATION,
    OBJECT_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUANTIFIER,
    RELATIVE,
    SUBJECT_PRONOUN,
    TIME,
    TO,
)
from newsassay.engine.attribution.inventory import ADJECTIVE, BASE, FORMS, ING, PAST, THIRD, Form
from newsassay.engine.attribution.mentions import head_end, relativised
from newsassay.engine.attribution.speech import AGENT_SUFFIXES, SOURCE_NOUNS, Site
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.lexicon import words_of

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
_AUXILIARY_ADVERBS = frozenset("since all both each yet".split())
_CONTRACTED = frozenset(["he", "she", "they", "we", "i", "you", "it"])
_PURE_PARTICIPLES = frozenset(
    "known seen shown written spoken sworn forgotten proven given begun sung".split()
)
_PRONOMINAL = frozenset(
    "that some many few both all which others most another each neither none half several more".split()
)


_NOUN_FORMS = words_of("attribution_nouns") | frozenset(
    "state states charge charges figure figures quote quotes label labels tag tags brand brands frame frames highlight"
    " highlights detail details champion champions vote votes project projects document documents post posts blog blogs"
    " tweet tweets salute salutes command commands press favor favors favour favours support supports love attack attacks"
    " insult insults blame fault faults mock signal signals value judge judges rule rules term terms call calls laugh"
    " smile sigh cry cries shout scream fear fears hope hopes cast bet bets guess sense balance show shows finds".split()
)
_JOINED_NAMES = 4  # tokens between "and" and the verb: "Bo Lund and Ida Maro say"


_COLLECTIVES = frozenset("team staff press public gop media police majority half".split())  # agree either way
_PLURAL_OPENERS = frozenset("those these many some most few both several".split())


_INVARIANT = frozenset(
    "put set cast hit let cut read shed bet broadcast forecast".split()
)  # past forms like their base
_GOVERNS_BASE = TO | AUXILIARY & ~(BE | HAVE)
_LONE = frozenset(["most", "many", "few"])  # "most said they would stay": a subject, no adverb
_BEFORE_LONE = PUNCTUATION | COORDINATOR | CONJUNCTION
_NOMINAL = DETERMINER | POSSESSIVE | QUANTIFIER
_KNOWN_SUBJECTS = PUNCTUATION | SUBJECT_PRONOUN | RELATIVE
_IN_GROUPS = AUXILIARY | ADVERB | NEGATION | DEGREE | TO
# Words that can stand between the first word of a verb group and the verb, adverbs in -ly aside.
_GROUP_WORDS = (
    frozenset(word for word, code in CODES.items() if code & _IN_GROUPS) | _AUXILIARY_ADVERBS | {"'s"}
)


BEFORE_NOUNS = frozenset(
    word for word, code in CODES.items() if code & _NOMINAL and not code & SUBJECT_PRONOUN
) - (_PRONOMINAL | _GROUP_WORDS)
"""Words behind which a form is a noun or participle, never a finite verb."""


class VerbGroup(NamedTuple):
    """Tokens [first, last). `nearest` holds the classes of the auxiliary nearest to the verb, 0 for none.

    `carried` says that "to" stands in the group, `infinitive` that no catenative stands before it, `contracted`
    that `first` holds the subject too.
    """

    first: int
    last: int
    form: Form
    nearest: int
    carried: bool
    infinitive: bool
    contracted: bool


# VerbGroup(...) runs a Python function; most cues get as far as this, and it takes half as long.
_group: Callable[[tuple[object, ...]], VerbGroup] = partial(tuple.__new__, VerbGroup)


def find_verb_group(site: Site) -> VerbGroup | None:
    """The verb group of a cue, or None where the cue is a noun, an adjective or part of a name."""
    _, syntax, first, last, lemma, _, low, _ = site
    lower = syntax.lower
    form = FORMS[lemma, lower[first]]
    if (
        form is BASE
        and lower[first] in _INVARIANT
        and not (first > low and syntax.codes[first - 1] & _GOVERNS_BASE)
    ):
        form = PAST
    if first > low:
        if syntax.words[first][0].isupper() and not syntax.is_headline(first):
            return None  # part of a name: "the United States"
        if form is not ADJECTIVE:
            before = lower[first - 1]
            if before not in _GROUP_WORDS and before[-2:] != "ly":
                if not _is_verb(site, form, first - 1, syntax.codes[first - 1]) and not _is_far_verb(
                    site, form
                ):
                    return None
                return _group((first, last, form, 0, False, False, False))
    return _walked_group(site, form, _walk(site, form))


def _walked_group(site: Site, form: Form, group: VerbGroup) -> VerbGroup | None:
    """A group with auxiliaries or adverbs, or None where its verb is none."""
    first, last, _, nearest, carried, _, _ = group
    if form is ADJECTIVE:
        return group if nearest & BE else None
    if carried or nearest:
        is_noun = nearest & BE and not carried and (form is BASE or form is THIRD)  # "there is talk"
        return None if is_noun else group
    syntax = site.syntax
    left = syntax.codes[first - 1] if first > site.low else FINAL
    if syntax.lower[first] in _LONE and left & _BEFORE_LONE:
        return _group((first + 1, last, form, 0, False, False, False))
    return group if _is_verb(site, form, first - 1, left) else None


def _walk(site: Site, form: Form) -> VerbGroup:  # noqa: C901 - one walk, a branch per class
    syntax = site.syntax
    codes, lower, low = syntax.codes, syntax.lower, site.low
    adjective = form is ADJECTIVE
    k, nearest, contracted, infinitive = site.first, 0, False, False
    while k > low:
        code, word = codes[k - 1], lower[k - 1]
        if not code and not adjective and not word.endswith("ly"):
            break
        if code & AUXILIARY:
            nearest = nearest or code
            contracted = "'" in word and word.split("'", 1)[0] in _CONTRACTED
        elif word == "'s" and k - 1 > low and codes[k - 2] & (SUBJECT_PRONOUN | RELATIVE):
            nearest = nearest or (BE if form is ING or adjective else HAVE)
        elif code & TO and form is BASE and not infinitive and not adjective:
            infinitive = True
            if k - 1 > low and lower[k - 2] in _CATENATIVES:
                k -= 1
        elif word in _AUXILIARY_ADVERBS and k - 1 > low and codes[k - 2] & AUXILIARY:
            pass
        elif adjective and word in _COPULAS:
            nearest = nearest or BE
        elif not (syntax.is_adverb(k - 1) or (code & DEGREE and nearest == 0)):
            break
        k -= 1
        if contracted or (infinitive and codes[k] & TO):
            break
    bare = infinitive and bool(codes[k] & TO)
    return _group((k, site.last, form, nearest, infinitive, bare, contracted))


def _is_verb(  # noqa: PLR0911 - one answer per context
    site: Site, form: Form, before: int, left: int
) -> bool:
    """Whether a form without auxiliary is a verb, by token `before` it with the code `left`, and by agreement."""
    _, syntax, first, _, _, _, low, _ = site
    lower = syntax.lower
    if lower[first] in _PURE_PARTICIPLES:
        return False
    if left & _NOMINAL and not left & SUBJECT_PRONOUN and lower[before] not in _PRONOMINAL:
        return False
    if form is PAST:
        return not left & PREPOSITION or bool(left & CONJUNCTION)
    if form is ING:
        return True
    if not left and _is_noun_compound(site, before):
        return False
    if form is BASE:
        return _takes_base(site, before, left)
    if left & _KNOWN_SUBJECTS:
        return True
    if syntax.capitalised(before):  # names end in s, and title case tells nothing: "15 Odd Tweets"
        return not _is_counted(syntax, syntax.noun_phrase_before(before + 1, low))
    return lower[before] in _COLLECTIVES or not syntax.is_plural(before) or not _is_plural(site, before)


def _is_far_verb(site: Site, form: Form) -> bool:
    """Whether a form agrees with a subject whose relative clause stands between: "the man who met the twins says"."""
    if site.frames.label != "speech" or not site.frames.that or form not in (BASE, THIRD):
        return False
    subject = relativised(site.syntax, site.low, site.first)
    return subject is not None and site.syntax.is_plural(head_end(site.syntax, subject) - 1) is (form is BASE)


def _is_noun_compound(site: Site, before: int) -> bool:
    """Whether a form that is a noun too stands behind a noun that is no source: "member states"."""
    syntax = site.syntax
    if syntax.lower[site.first] not in _NOUN_FORMS:
        return False
    word = syntax.lower[before]
    return not (word in SOURCE_NOUNS or syntax.capitalised(before) or word.endswith(AGENT_SUFFIXES))


def _is_counted(syntax: Syntax, first: int) -> bool:
    """Whether a noun phrase that starts at a token is plural by its first words: "the 15", "these"."""
    word = syntax.lower[first + (syntax.lower[first] == "the")]
    return word.isdigit() or word in _PLURAL_OPENERS


def _is_plural(site: Site, before: int) -> bool:
    """Whether the head of the noun phrase that ends at a token is plural: "those close to him say"."""
    syntax = site.syntax
    start = syntax.noun_phrase_before(before + 1, site.low)
    if start > before:
        return False
    head = head_end(syntax, (start, before + 1)) - 1
    return syntax.is_plural(head) or syntax.lower[start] in _PLURAL_OPENERS


def _takes_base(site: Site, before: int, left: int) -> bool:
    """Whether a base form can be finite here: behind a plural, a coordination, or "who"."""
    if before < site.low:
        return False
    if left & (PUNCTUATION & ~CLOSE):
        return bool(left & (COMMA | DASH))
    if left & (COORDINATOR | TIME | RELATIVE) or site.syntax.is_plural(before):
        return True
    if (not left or left & OBJECT_PRONOUN) and _is_plural(site, before):
        return True
    joined = site.syntax.lower[max(site.low, before - _JOINED_NAMES) : before]
    return site.syntax.capitalised(before) and "and" in joined

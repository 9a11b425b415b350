"""Verb groups: the auxiliaries and adverbs of a cue, and whether the cue is a verb here at all."""

from typing import NamedTuple

from newsassay.engine.attribution.codes import (
    ADVERB,
    AUXILIARY,
    BE,
    CLOSE,
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
from newsassay.engine.attribution.inventory import BASE, FORMS, ING, PAST, THIRD, Form
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


_NOMINAL = DETERMINER | POSSESSIVE | QUANTIFIER
_KNOWN_SUBJECTS = PUNCTUATION | SUBJECT_PRONOUN | RELATIVE
_IN_GROUPS = AUXILIARY | ADVERB | NEGATION | DEGREE | TO
_STRAY = _AUXILIARY_ADVERBS | {"'s"}


class VerbGroup(NamedTuple):
    """Tokens [first, last). `nearest` holds the classes of the auxiliary nearest to the verb, 0 for none.

    `carried` says that "to" stands in the group, `infinitive` that no catenative stands before it, `contracted`
    that `first` holds the subject too.
    """

    first: int
    last: int
    form: Form
    nearest: int = 0
    carried: bool = False
    infinitive: bool = False
    contracted: bool = False

    @property
    def passive(self) -> bool:
        """Whether it is "be" and a participle."""
        return bool(self.nearest & BE) and self.form is PAST


def find_verb_group(site: Site) -> VerbGroup | None:
    """The verb group of a cue, or None where the cue is a noun, an adjective or part of a name."""
    syntax, low = site.syntax, site.low
    i, after, _ = site.hit
    if i > low and syntax.words[i][0].isupper() and not syntax.is_headline(i):
        return None  # part of a name: "the United States"
    adjective = site.frames.label == "adjective"
    form = FORMS[site.lemma, syntax.lower[i]]
    if i > low and not adjective:
        left, word = syntax.codes[i - 1], syntax.lower[i - 1]
        if not left & _IN_GROUPS and word not in _STRAY and (left or not word.endswith("ly")):
            group = VerbGroup(i, after, form)
            return group if _is_verb(site, group) else None
    group = _walk(site, form)
    if adjective:
        return group if group.nearest & BE else None
    if group.nearest & BE and group.form in (BASE, THIRD):
        return None  # a noun: "there is talk"
    if not group.nearest and not group.carried and not _is_verb(site, group):
        return None
    return group


def _walk(site: Site, form: Form) -> VerbGroup:  # noqa: C901 - one walk, a branch per class
    syntax = site.syntax
    codes, lower, low = syntax.codes, syntax.lower, site.low
    adjective = site.frames.label == "adjective"
    k, nearest, contracted, infinitive = site.hit.first, 0, False, False
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
    return VerbGroup(k, site.hit.last, form, nearest, infinitive, bare, contracted)


def _is_verb(site: Site, group: VerbGroup) -> bool:  # noqa: PLR0911 - one answer per context
    """Whether a form without auxiliary is a verb, by what stands before it and by agreement in number."""
    syntax = site.syntax
    if syntax.lower[site.hit.first] in _PURE_PARTICIPLES:
        return False
    before = group.first - 1
    left = syntax.codes[before] if before >= site.low else FINAL
    word = syntax.lower[before] if before >= site.low else ""
    if left & _NOMINAL and not left & SUBJECT_PRONOUN and word not in _PRONOMINAL:
        return False
    form = group.form
    if form is PAST or form is ING:
        return form is ING or not left & PREPOSITION or bool(left & CONJUNCTION)
    if not left and _is_noun_compound(site, before):
        return False
    if form is BASE:
        return _takes_base(site, before, left)
    if left & _KNOWN_SUBJECTS:
        return True
    if syntax.capitalised(before):  # names end in s, and title case tells nothing: "15 Odd Tweets"
        return not _is_counted(syntax, syntax.noun_phrase_before(before + 1, site.low))
    return (
        syntax.lower[before] in _COLLECTIVES or not syntax.is_plural(before) or not _is_plural(site, before)
    )


def _is_noun_compound(site: Site, before: int) -> bool:
    """Whether a form that is a noun too stands behind a noun that is no source: "member states"."""
    syntax = site.syntax
    if syntax.lower[site.hit.first] not in _NOUN_FORMS:
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
    end = next((k for k in range(start + 1, before + 1) if syntax.codes[k] & PREPOSITION), before + 1)
    return end > start and (syntax.is_plural(end - 1) or syntax.lower[start] in _PLURAL_OPENERS)


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

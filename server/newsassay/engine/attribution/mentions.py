"""Noun phrases as mentions of a source: their heads, and whether they can be one."""

from newsassay.engine.attribution.codes import (
    AUXILIARY,
    COORDINATOR,
    OPEN,
    PREPOSITION,
    PUNCTUATION,
    QUANTIFIER,
    QUOTE,
    RELATIVE,
    SUBJECT_PRONOUN,
)
from newsassay.engine.attribution.draft import Range
from newsassay.engine.attribution.speech import AGENT_SUFFIXES, SOURCE_NOUNS
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.lexicon import words_of

_INSCRIPTIONS = words_of("source_nouns", "inscription")
_ABSTRACT = frozenset(
    "atmosphere contrast mood tone difference silence smile weather look gesture mistake".split()
)
_ABSTRACT_SUFFIXES = ("ness", "sphere")  # groups of people share the others: "management", "opposition"
_PARTICIPLE_ENDINGS = ("ed", "ing")
# Adjectives that stand behind their noun with a complement: "sources close to her".
_POSTPOSITIVE = frozenset(
    "close familiar loyal sympathetic critical opposed privy present responsible".split()
)
_RELATIVES = frozenset(["who", "whose", "that", "which"])
_RELATIVE_REACH = 24
_SHORTEST_RELATIVE = 4  # "men who fish say"
_FINITE_ENDINGS = ("s", "ed")
_PRONOMINAL = SUBJECT_PRONOUN | RELATIVE | QUANTIFIER
_PHRASE_BEHIND = PREPOSITION | OPEN
_COMMON_OPENERS = frozenset("a an this these those your my our every each".split())
_ADJECTIVE_SUFFIXES = tuple("able ible less ous ful ive ish tional ical ed".split())
_ADJECTIVES = frozenset(
    "wrong false true untrue dead right fair unfair weak strong bad good great terrible safe unsafe corrupt evil sick racist"
    " sexist fascist stupid dumb crazy insane lazy rude bold brave cruel absurd bizarre odd strange sad tragic historic"
    " pathetic toxic cowardly ugly silly premature immature inaccurate inadequate inappropriate appropriate unfit fit unwise"
    " wise unjust just illegal legal moot void vital crucial critical necessary unnecessary extreme obscene insincere"
    " incomplete naive naïve inept incompetent negligent ignorant arrogant brilliant excellent decent urgent dishonest honest"
    " modest robust unclear clear unpopular popular vulgar arbitrary unworthy worthy risky costly deadly nasty phony shaky"
    " sloppy dirty guilty innocent normal abnormal immoral moral unethical ethical illogical essential hypocritical fake real"
    " cheap expensive hollow empty thin late soft tough harsh unkind lucky unlucky happy unhappy unlikely likely".split()
)
SHARES = frozenset(
    "percent % cent half third quarter majority plurality two-thirds one-third ten those".split()
)
"""Quantities that stand for people: "two-thirds said"."""


def may_speak(syntax: Syntax, noun_phrase: Range) -> bool:
    """Whether a noun phrase can be a source: a name, person, group, organisation or document."""
    head = head_end(syntax, noun_phrase) - 1
    codes = syntax.codes
    if codes[head] & _PRONOMINAL:
        return True
    noun = syntax.lower[head]
    if noun in _INSCRIPTIONS:
        return False
    if noun in SOURCE_NOUNS or noun in SHARES:
        return True
    if noun.endswith(AGENT_SUFFIXES):
        return True
    if not codes[head] and syntax.words[head][0].isupper():
        return not _is_common(syntax, noun_phrase, head)
    return head > noun_phrase[0] and not codes[head - 1] and syntax.words[head - 1][0].isupper()


def _is_common(syntax: Syntax, noun_phrase: Range, head: int) -> bool:
    """Whether a noun capitalised by title case is no name, by its determiner: "This Polar Bear", "7 Memes"."""
    first = noun_phrase[0]
    opening = syntax.lower[first]
    if opening not in _COMMON_OPENERS and not opening.isdigit():
        return False
    return syntax.is_headline(head)


def is_mute(syntax: Syntax, noun_phrase: Range) -> bool:
    """Whether a noun phrase is no source of any verb: what words stand on (a sign, a shirt), or an abstract noun."""
    noun = syntax.lower[head_end(syntax, noun_phrase) - 1]
    if noun in SOURCE_NOUNS:
        return noun in _INSCRIPTIONS
    return noun in _ABSTRACT or noun.endswith(_ABSTRACT_SUFFIXES)


def head_end(syntax: Syntax, noun_phrase: Range) -> int:
    """End of a noun phrase's head, before any phrase, participle or parenthesis behind it."""
    first, last = noun_phrase
    if last - first == 1:
        return last
    lower, codes = syntax.lower, syntax.codes
    for k in range(first + 1, last):
        if codes[k]:
            if codes[k] & _PHRASE_BEHIND:
                return k
        elif lower[k - 1] in SOURCE_NOUNS and (
            lower[k] in _POSTPOSITIVE or lower[k].endswith(_PARTICIPLE_ENDINGS)
        ):
            return k
    return last


def is_predicative(word: str) -> bool:
    """Whether a word in lower case is an adjective that can be said of an object: "unworkable", "wrong"."""
    return word in _ADJECTIVES or (word.endswith(_ADJECTIVE_SUFFIXES) and word not in SOURCE_NOUNS)


def relativised(syntax: Syntax, low: int, verb: int) -> Range | None:
    """The noun phrase that opens a sentence and whose relative clause goes on up to a verb: "friends who know her say"."""
    codes, lower = syntax.codes, syntax.lower
    first = low
    while first < verb and (codes[first] & (COORDINATOR | QUOTE) or syntax.is_adverb(first)):
        first += 1
    if (
        verb - first > _RELATIVE_REACH
        or verb - first < _SHORTEST_RELATIVE
        or not syntax.starts_noun_phrase(first)
    ):
        return None
    end = syntax.noun_phrase_after(first, verb)
    if end == first or lower[end] not in _RELATIVES:
        return None
    clause = codes[end + 1 : verb]
    if any(code & PUNCTUATION for code in clause) or not any(
        code & AUXILIARY or (not code and lower[k].endswith(_FINITE_ENDINGS))
        for k, code in enumerate(clause, start=end + 1)
    ):
        return None
    return (first, end)


def heads_list(syntax: Syntax, noun_phrase: Range) -> bool:
    """Whether a noun phrase in title case is counted things and who they concern: "11 Things Dentists"."""
    first, last = noun_phrase
    low = syntax.sentences[syntax.sentence_of_token[first]].first
    if first == low:
        plurals = range(first + 1, last - 1)
        return syntax.lower[first].isdigit() and any(
            syntax.is_plural(k) and not syntax.codes[k] and syntax.lower[k] not in SOURCE_NOUNS
            for k in plurals
        )
    before = first - 1
    return syntax.lower[low].isdigit() and not syntax.codes[before] and syntax.is_plural(before)

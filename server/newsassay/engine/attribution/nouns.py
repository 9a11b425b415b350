"""Nominal cues: "the report's conclusion that", "her promise to", "raised concerns about"."""

from newsassay.engine.attribution.codes import (
    AUXILIARY,
    BE,
    CODES,
    CONJUNCTION,
    COORDINATOR,
    DETERMINER,
    INTERROGATIVE,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT_PRONOUN,
    THAT,
    TO,
)
from newsassay.engine.attribution.draft import NOUN, Draft, Range
from newsassay.engine.attribution.inventory import NOUNS
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.syntax import Syntax

# Verbs that carry a noun of saying: "made a promise", "raised concerns" (light verbs and kin).
_SUPPORT = frozenset(
    "make makes made making issue issues issued issuing raise raises raised raising express expresses expressed"
    " expressing voice voices voiced voicing repeat repeats repeated repeating have has had having offer offers offered"
    " offering give gives gave given giving file files filed filing release releases released releasing deliver delivers"
    " delivered delivering send sends sent sending level levels leveled levelled hold holds held defend defends defended"
    " announce announces announced unveil unveils unveiled unveiling outline outlines outlined detail details detailed"
    " share shares shared reiterate reiterates reiterated reject rejects rejected dismiss dismisses dismissed deny denies"
    " denied renew renews renewed renewing submit submits submitted state stated states post posted posts wrote write"
    " writes introduce introduces introduced propose proposes proposed push pushes pushed promote promotes promoted"
    " advance advanced float floated back backs backed launch launched launches draw drew echo echoes echoed echoing"
    " bring brought reach reached adopt adopted take took takes".split()
)
_NOT_REPORTED = frozenset(["whose", "my", "our", "your"])  # the author, or the reader
_POSSESSOR_REACH = 3
_SUPPORT_REACH = 5
_MAY_OPEN = PREPOSITION | TO | THAT | INTERROGATIVE | SUBJECT_PRONOUN
_BREAK = PUNCTUATION | PREPOSITION | CONJUNCTION | COORDINATOR


COMPLEMENT_OPENERS = frozenset(word for word, code in CODES.items() if code & _MAY_OPEN).union(
    *(frames.prepositions for frames in NOUNS.values())
)
"""Words that can open a noun's complement: what stands before another attributes nothing, as most nouns do."""


def draft_noun(site: Site) -> Draft | None:
    """The relation of a nominal cue that has both a source and a complement, else None."""
    syntax, noun, after = site.syntax, site.first, site.last
    source, content = _source_behind(syntax, after, site.end)
    if content >= site.end or not _takes(site, content):
        return None
    first = noun
    if source is None:
        source, first = _possessor(syntax, noun, site.low)
    if source is None:
        source, first = _support_subject(syntax, noun, site.low)
    if source is None:
        return None
    contents = ((content, content + 1),)
    clausal = bool(syntax.codes[content] & (THAT | SUBJECT_PRONOUN | INTERROGATIVE))
    return Draft(NOUN, (first, after), site.frames, source, contents, extends=True, clausal=clausal)


def _source_behind(syntax: Syntax, after: int, end: int) -> tuple[Range | None, int]:
    """A source in "warnings from X that", and where the complement starts."""
    if after < end and syntax.lower[after] in ("by", "from"):
        last = syntax.noun_phrase_after(after + 1, end)
        if last > after + 1:
            return (after + 1, last), last
    return None, after


def _takes(site: Site, k: int) -> bool:
    """Whether a complement of the noun starts at token k."""
    syntax, frames = site.syntax, site.frames
    code, word = syntax.codes[k], syntax.lower[k]
    if k + 1 >= site.end:
        return False
    following = syntax.codes[k + 1]
    if code & THAT and frames.that:  # not a relative clause: a subject follows
        return not following & (AUXILIARY | PUNCTUATION) and syntax.starts_noun_phrase(k + 1)
    if code & TO:
        is_infinitive = not following & (DETERMINER | POSSESSIVE | PUNCTUATION)
        return "to" in frames.prepositions and is_infinitive and not syntax.capitalised(k + 1)
    if code & INTERROGATIVE:
        return frames.wh
    return word in frames.prepositions or (frames.that and bool(code & SUBJECT_PRONOUN))


def _possessor(syntax: Syntax, noun: int, low: int) -> tuple[Range | None, int]:
    """The source in "his claim", "the judge's later ruling", and where the cue starts."""
    for k in range(noun - 1, max(low, noun - 1 - _POSSESSOR_REACH) - 1, -1):
        code, word = syntax.codes[k], syntax.lower[k]
        if word == "'s" or (word == "'" and k > low and syntax.lower[k - 1].endswith("s")):
            start = _possessor_start(syntax, k, low)
            return ((start, k), k + 1) if start < k else (None, noun)
        if code & POSSESSIVE and word not in _NOT_REPORTED:
            return (k, k + 1), k + 1
        if code & (_BREAK | DETERMINER | AUXILIARY):
            break
    return None, noun


def _possessor_start(syntax: Syntax, end: int, low: int) -> int:
    """Start of a possessor: the name before "'s", or the noun phrase without what it hangs on."""
    start = syntax.noun_phrase_before(end, low)
    for k in range(end - 2, start - 1, -1):
        code = syntax.codes[k]
        joins_names = code & (PUNCTUATION | COORDINATOR) or syntax.capitalised(k) or code & DETERMINER
        if code & PREPOSITION or (syntax.capitalised(k + 1) and not joins_names):
            return k + 1
    return start


def _support_subject(syntax: Syntax, noun: int, low: int) -> tuple[Range | None, int]:
    """The source in "X made a promise": the subject of the verb that carries the noun."""
    for k in range(noun - 1, max(low, noun - 1 - _SUPPORT_REACH) - 1, -1):
        if syntax.lower[k] in _SUPPORT:
            group = k
            while group > low and (syntax.codes[group - 1] & AUXILIARY or syntax.is_adverb(group - 1)):
                group -= 1
            start = syntax.noun_phrase_before(group, low)
            is_passive = any(code & BE for code in syntax.codes[group:k])
            return ((start, group), k) if start < group and not is_passive else (None, noun)
        if syntax.codes[k] & _BREAK:
            break
    return None, noun

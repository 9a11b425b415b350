"""Subjects: the source of an active cue, next to it, behind a parenthesis, or shared with its clause."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from newsassay.engine.attribution.codes import (
    AUXILIARY,
    CLOSE,
    COMMA,
    CONJUNCTION,
    COORDINATOR,
    DASH,
    DETERMINER,
    DO,
    INTERROGATIVE,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    STOP,
    TIME,
)
from newsassay.engine.attribution.draft import (
    COORDINATE,
    FINITE,
    INFINITIVE,
    PARTICIPLE,
    RELATIVE_CLAUSE,
    Range,
    Shape,
)
from newsassay.engine.attribution.inventory import ADJECTIVE, BASE, ING, PAST
from newsassay.engine.attribution.mentions import (
    SHARES,
    head_end,
    heads_list,
    is_mute,
    may_speak,
    relativised,
)
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.attribution.verb_groups import VerbGroup

_SINGULAR = frozenset("a an this another each every".split())
_DEMONSTRATIVES = frozenset("this that these those there what".split())
_FIRST = frozenset("i we i'd i've i'm i'll we've we'd we're we'll".split())
_SECOND = frozenset("you you've you'd you'll you're".split())
_ADVERBIAL_RELATIVES = frozenset("what how why where when whether".split())
_NOBODY = frozenset(["nobody", "none", "nothing"])
_TIME_WORDS = frozenset("on last this late early in".split())
# Verbs of saying so plain that any subject of theirs is a source.
CORE = frozenset(
    "say tell claim argue insist contend write add warn complain testify declare announce maintain ask explain"
    " acknowledge admit reply vow promise concede deny urge accuse describe call read note state allege assert".split()
)
_PARENTHESIS = 32
_LIST_OPENING = 5
_PARENTHESIS_ENDS = PUNCTUATION & ~CLOSE
_QUESTION = RELATIVE | INTERROGATIVE


class Subject(NamedTuple):
    """A subject's range, None where it is shared with the clause; `left` is the token it starts at."""

    shape: Shape
    source: Range | None
    left: int
    antecedent: Range | None = None


# Subject(...) runs a Python function, and this takes half as long.
_subject: Callable[[tuple[Shape, Range | None, int, Range | None]], Subject] = partial(tuple.__new__, Subject)


def find_subject(site: Site, group: VerbGroup) -> Subject | None:
    """The subject of an active verb group, or None if it has none that could be a source."""
    syntax, low = site.syntax, site.low
    subject = _near_subject(syntax, group, low)
    if subject is not None:
        source = subject.source
        if source is None:
            return subject
        if not _is_source(site, group, subject, source):
            subject = None
        elif not _is_participial(syntax, source[0], low):
            return subject
    if site.frames.label != "speech" or not site.frames.that:
        return subject
    far = relativised(syntax, low, group.first)
    return Subject(FINITE, far, far[0]) if far is not None and may_speak(syntax, far) else subject


def _is_participial(syntax: Syntax, first: int, low: int) -> bool:
    """Whether what looks like a noun phrase is the rest of a clause: "those who have worked with her say"."""
    behind_auxiliary = first > low and syntax.codes[first - 1] & AUXILIARY
    return bool(behind_auxiliary) and not syntax.codes[first] and syntax.words[first][0].islower()


def _near_subject(  # noqa: PLR0911 - one way out per construction
    syntax: Syntax, group: VerbGroup, low: int
) -> Subject | None:
    """The subject beside a verb group or a parenthesis before it, a source or not."""
    first, _, form, nearest, _, infinitive, contracted = group
    if contracted:
        return Subject(FINITE, (first, first + 1), first)
    if infinitive:
        return Subject(INFINITIVE, None, first)
    if form is ING and not nearest:
        return _participle(syntax, first, low)
    end = before_time(syntax, first, low) if syntax.codes[first - 1] & TIME else first
    if end <= low:
        return None
    left = syntax.codes[end - 1]
    if left:
        if left & COORDINATOR or (left & COMMA and syntax.lower[first] == "then"):
            return Subject(COORDINATE, None, first)  # "... and said", "... but on Tuesday said"
        if left & _PARENTHESIS_ENDS and end == first:
            end = subject_end(syntax, end, low)
            if end <= low:
                return None
            left = syntax.codes[end - 1]
        if left & _QUESTION and (not left & DETERMINER or syntax.lower[end - 1] in ("that", "which")):
            return _relative(syntax, end - 1, low)
    start = syntax.noun_phrase_before(end, low)
    return _subject((FINITE, (start, end), start, None)) if start < end else None


def subject_end(syntax: Syntax, verb: int, low: int) -> int:
    """Where the subject before a verb group ends: before a parenthesis or a time adverbial; `low` if nowhere."""
    before = verb - 1
    if before < low:
        return low
    if syntax.codes[before] & _PARENTHESIS_ENDS:
        if syntax.words[before] == "." and before > low and syntax.abbreviates(before - 1):
            return before
        end = before_parenthesis(syntax, before, low)
        return before_time(syntax, end, low) if end > low else low
    return before_time(syntax, verb, low)


def _participle(syntax: Syntax, first: int, low: int) -> Subject:
    """A participle at token `first` shares its clause's subject, or follows its own ("polls showing")."""
    before = first - 1
    if before >= low and not syntax.codes[before]:
        start = syntax.noun_phrase_before(first, low)
        if start < first and not (start > low and syntax.codes[start - 1] & AUXILIARY):
            return Subject(PARTICIPLE, (start, first), start)
    return Subject(PARTICIPLE, None, first)


def _relative(syntax: Syntax, pronoun: int, low: int) -> Subject | None:
    """The subject that is a relative pronoun, with its antecedent."""
    stop = pronoun - 1 if pronoun > low and syntax.codes[pronoun - 1] & COMMA else pronoun
    start = syntax.noun_phrase_before(stop, low)
    if start < stop:
        return Subject(RELATIVE_CLAUSE, (pronoun, pronoun + 1), pronoun, (start, stop))
    if syntax.lower[pronoun] in _ADVERBIAL_RELATIVES:
        return None
    return Subject(RELATIVE_CLAUSE, (pronoun, pronoun + 1), pronoun)


def _is_source(  # noqa: PLR0911 - one refusal per condition
    site: Site, group: VerbGroup, subject: Subject, source: Range
) -> bool:
    """Whether a subject agrees with its verb and can be a source."""
    _, _, left, antecedent = subject
    syntax = site.syntax
    first, last = source
    word = syntax.lower[first]
    if _is_asked_or_denied(syntax, left, site.low):
        return False
    if last - first == 1:
        if word in _SECOND or (word in _FIRST and not _is_told(site, group)):
            return False  # anyone, or what the author thinks in writing
        if word == "it" and group.form is ADJECTIVE:
            return False  # expletive: "it is unclear"
    verb = group.first
    if (
        group.form is BASE
        and not group.nearest
        and word in _SINGULAR
        and syntax.lower[head_end(syntax, source) - 1] not in SHARES
    ):
        return False  # no agreement: the cue is a noun
    if syntax.words[verb][0].isupper() and syntax.is_headline(verb) and heads_list(syntax, source):
        return False
    mention = antecedent or source
    first, last = mention
    if last - first == 1 and syntax.lower[first] in _DEMONSTRATIVES:
        if antecedent is not None and word == "who":
            return syntax.lower[first] == "those"
        return syntax.lower[first] == "that" and site.frames.label == "evidence"
    return may_speak(syntax, mention) or (site.lemma in CORE and not is_mute(syntax, mention))


def _is_told(site: Site, group: VerbGroup) -> bool:
    """Whether a cue tells what the author said or once thought: "I asked", not "I think" (a stance, no attribution)."""
    return group.form is not ADJECTIVE and (site.frames.label == "speech" or group.form is PAST)


def _is_asked_or_denied(syntax: Syntax, first: int, low: int) -> bool:
    """Whether a subject that starts at a token is asked for or denied: "Who said it?", "Why do fans think", "no one knows"."""
    word = syntax.lower[first]
    if first <= low:
        return word == "who" or word in _NOBODY
    if word in _NOBODY or (word == "one" and syntax.lower[first - 1] == "no"):
        return True
    return bool(syntax.codes[first - 1] & DO)


def before_parenthesis(syntax: Syntax, closing: int, low: int) -> int:
    """End of the subject before a parenthesis (", the top Democrat,") that closes at a token, or `low`."""
    codes = syntax.codes
    kind = codes[closing] & (COMMA | DASH)
    if not kind:
        return low
    for k in range(closing - 1, max(low, closing - _PARENTHESIS) - 1, -1):
        code = codes[k]
        if code & kind:
            if codes[k + 1] & COORDINATOR:
                return _before_list(syntax, k, low)
            has_age = k - 2 > low and syntax.lower[k - 1].isdigit() and codes[k - 2] & COMMA
            return k - 2 if has_age else k
        if code & (STOP | QUOTE):
            return low
    return low


def _before_list(syntax: Syntax, last: int, low: int) -> int:
    """End of a name before an apposition that lists several things ("for refugees, migration, and aid"), or `low`."""
    for k in range(last - 1, max(low, last - _PARENTHESIS), -1):
        code = syntax.codes[k]
        if code & (STOP | QUOTE | AUXILIARY):
            return low
        if code & COMMA and syntax.words[k - 1][0].isupper() and syntax.words[k + 1][0].islower():
            return k
    return low


def before_time(syntax: Syntax, verb: int, low: int) -> int:
    """Where a subject ends if a time adverbial stands between it and the verb ("Smith on Friday said")."""
    k = verb
    if syntax.codes[k - 1] & TIME and k - 1 > low:
        while k - 1 > low and (
            syntax.codes[k - 1] & TIME or syntax.lower[k - 1] in _TIME_WORDS or syntax.lower[k - 1].isdigit()
        ):
            k -= 1
    return k


def opening_subject(syntax: Syntax, low: int, cue: int) -> Range | None:
    """The subject that opens a clause: behind fronted adverbials, a pronoun, name, or noun phrase."""
    codes = syntax.codes
    first = low
    while first < cue and (codes[first] & (COORDINATOR | QUOTE) or syntax.is_adverb(first)):
        first += 1
    if first < cue and codes[first] & (PREPOSITION | CONJUNCTION | TIME | COMMA):
        commas = (k for k in range(first, cue - 1) if codes[k] & COMMA and syntax.starts_noun_phrase(k + 1))
        first = next(commas, cue - 1) + 1
    if first >= cue or not syntax.starts_noun_phrase(first):
        return None
    last = syntax.noun_phrase_after(first, cue)
    if last <= first:
        return None
    if syntax.capitalised(first) and not codes[first]:
        end = first
        while end < last and (syntax.capitalised(end) or codes[end] & PUNCTUATION):
            end += 1
        return (first, max(end, first + 1))
    return (first, _before_verb(syntax, first, min(last, first + _LIST_OPENING)))


def _before_verb(syntax: Syntax, first: int, last: int) -> int:
    """End of a noun phrase before a past form that the walk took for a noun: "the judge freed"."""
    verbs = (k for k in range(first + 1, last) if syntax.lower[k].endswith("ed") and not syntax.codes[k - 1])
    return next(verbs, last)


def following_subject(syntax: Syntax, cue: int, last: int) -> Range | None:
    """The main clause's subject behind a sentence-initial participle: "Citing X, the judge ..."."""
    for k in range(cue, last - 1):
        if syntax.codes[k] & COMMA and syntax.starts_noun_phrase(k + 1):
            end = syntax.noun_phrase_after(k + 1, last)
            if end > k + 1:
                return (k + 1, _before_verb(syntax, k + 1, end))
    return None

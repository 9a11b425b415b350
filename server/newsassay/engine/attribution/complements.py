"""The right side of a cue: which complement follows, and where the content starts."""

from newsassay.engine.attribution.codes import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    COORDINATOR,
    DETERMINER,
    FINAL,
    INTERROGATIVE,
    NEGATION,
    OBJECT_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    STOP,
    SUBJECT_PRONOUN,
    THAT,
    TIME,
    TO,
)
from newsassay.engine.attribution.inventory import Frames
from newsassay.engine.attribution.mentions import head_end, is_predicative
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.lexicon import words_of

_VERB_FORMS = words_of("attribution_verbs")
# Finite forms so common that they tell a clause from a noun phrase.
_FINITE = frozenset(
    "went goes came comes took takes made makes got gets gave gives left leaves ran won wins lost loses led met meets"
    " kept keeps became becomes brought brings fell rose grew grows stood sent sends paid pays built broke spent spends"
    " remains seems faces deserves belongs means helps creates represents includes allows carries stays lacks owes"
    " appears exists depends matters threatens poses beat beats shot died dies ought began begins happened happens".split()
)
_FORMULAS = frozenset("goodbye good-bye hello hi nothing so farewell thanks otherwise".split())
_ANSWERS = frozenset(["yes", "no", "okay"])
_RITUALS = frozenset("grace mass prayer prayers word words".split())
_LOOK_AHEAD = 18
_SHORTEST_PAST = 3  # letters; "bed", "red" are none
_OBJECT_REACH = 12
_ADJUNCTS = 4
_CLAUSE_TOKENS = 3
_OBJECT_TOKENS = 4  # of the object noun phrase of "said a short prayer"
_PARENTHESIS = 16
_TIME_OPENERS = frozenset(["last", "late", "early", "next"])
_BEFORE_GERUNDS = frozenset(["by", "after", "before", "without", "while", "when"])
_ADJUNCT_OPENERS = frozenset(["before", "after", "since", "as"])


Complement = tuple[int, int, bool, int]
"""First token of the content, end of the cue (a preposition belongs to it), whether it is a clause or quote, and
the end of content that is only a noun phrase, 0 where it runs on."""


def find_complement(  # noqa: C901, PLR0911, PLR0912, PLR0915 - one branch per frame, in the order they are tried
    syntax: Syntax, frames: Frames, after: int, end: int, *, gap: bool = False
) -> Complement | None:
    """The complement of a cue that ends before token `after`, in a clause that ends before `end`.

    `gap` if the cue stands in a relative clause ("attacks that officials say were planned").
    """
    codes, lower = syntax.codes, syntax.lower
    _, that, zero, wh, quote, ing, np, predicate, addressee, contents, prepositions, after_object = frames
    k, told = after, False
    for _ in range(_ADJUNCTS + 1):
        if k >= end:
            return None
        code, word = codes[k], lower[k]
        if gap and k == after and _fills_gap(frames, word, code):
            return k, after, bool(code & AUXILIARY), 0
        if code & PUNCTUATION:
            if code & QUOTE:
                return (k, after, True, 0) if quote or np or that or told else None
            if not code & (COMMA | STOP) or not (quote or told):
                return None
            if (k + 1 < end or (word == ":" and k + 1 < len(codes))) and codes[k + 1] & QUOTE:
                return k + 1, after, True, 0
            resumed = _resumed(syntax, k, end)
            if resumed:
                k = resumed
                continue
            if zero and after < k < end - _CLAUSE_TOKENS and syntax.starts_noun_phrase(k + 1):
                return after, after, True, 0  # "said despite the rain, they would go"
            return (k + 1, after, True, 0) if word == ":" and k + 1 < end else None
        if code & THAT and (that or told):
            if k + 1 < end and (not codes[k + 1] & (COMMA | FINAL) or k + _CLAUSE_TOKENS < end):
                return k, after, True, 0
            return None
        if (wh or told) and (code & INTERROGATIVE or word == "if"):
            return k, after, True, 0
        if word in prepositions:
            if k + 1 >= end:
                return None
            if code & THAT:
                return k, after, True, 0
            if code & TO:
                if codes[k + 1] & TIME:
                    return None
                negated = k > after and codes[k - 1] & NEGATION  # "vowed not to pay"
                return k - 1 if negated else k, after, False, 0
            return k + 1, k + 1 if k == after else after, False, 0
        if starts_time(syntax, k, end):
            k += 2
            continue
        if addressee and not told:
            object_end = syntax.noun_phrase_after(k, end)
            if k < object_end < end and codes[object_end] & THAT:
                k, told = object_end, True
                continue
        starts = syntax.starts_noun_phrase(k) and not (code & TIME and _is_bare_time(syntax, k, end))
        if (
            (code & SUBJECT_PRONOUN or word == "there")
            and "that" in prepositions
            and not code & (OBJECT_PRONOUN | DETERMINER)
        ):
            return k, after, True, 0
        if (
            starts
            and (
                told or (that and not (addressee and code & OBJECT_PRONOUN))
            )  # behind "told", "him" is who is told
            and _is_clause(syntax, k, end, lenient=zero)
        ):
            return k, after, True, 0
        if starts and k == after:
            if np and not addressee and "to" not in after_object:
                return k, after, False, 0
            object_end = syntax.noun_phrase_after(k, end)
            if contents and object_end > k:
                head = head_end(syntax, (k, object_end))
                if lower[head - 1] in contents:
                    is_cut = head < object_end and codes[head] == 0  # before a participle: "a letter saying"
                    return k, after, False, head if is_cut else object_end
            if after_object and _follows_object(syntax, frames, k + 1, end):
                return k, after, False, 0
            if predicate and _has_predicate(syntax, k, object_end, end):
                return k, after, False, 0
            if np:
                return k, after, False, 0
            if addressee and object_end > k:
                k, told = object_end, True
                continue
            return None
        if code & DETERMINER and np and not told:  # "announced on Friday the arrest"
            return k, after, False, 0
        if ing and k == after and word.endswith("ing"):
            return k, after, False, 0
        if code & TIME or syntax.is_adverb(k):
            k += 1
        elif word in _BEFORE_GERUNDS and k + 1 < end and lower[k + 1].endswith("ing"):
            return None  # "responded by saying": what follows is the gerund's
        elif opens_adjunct(syntax, k, end):
            k = max(k + 1, _adjunct_end(syntax, k + 1, end))
        else:
            return None
    return None


def starts_time(syntax: Syntax, k: int, end: int) -> bool:
    """Whether an adverbial of time starts at a token: "last week", "the day before"."""
    if k + 1 >= end or not syntax.codes[k + 1] & TIME:
        return False
    return bool(syntax.codes[k] & DETERMINER) or syntax.lower[k] in _TIME_OPENERS


def _is_bare_time(syntax: Syntax, k: int, end: int) -> bool:
    """Whether a word of time stands for itself: "called Friday for", not "announced Friday's vote"."""
    if not syntax.codes[k] & TIME:
        return False
    return k + 1 >= end or (syntax.codes[k + 1] != 0 and syntax.lower[k + 1] != "'s")


def _fills_gap(frames: Frames, word: str, code: int) -> bool:
    """Whether the rest of a relative clause completes a cue whose object stands before it.

    "attacks that officials say were planned", "what she described as a mistake", "whom he dubbed “Tiny”".
    """
    if code & AUXILIARY:
        return frames.that
    return word in frames.after_object or (frames.predicate and bool(code & (QUOTE | DETERMINER)))


def opens_adjunct(syntax: Syntax, k: int, end: int) -> bool:
    """Whether a prepositional adjunct starts at a token ("in a letter", "to reporters"), not an infinitive."""
    code = syntax.codes[k]
    if code & TO:
        following = syntax.codes[k + 1] if k + 1 < end else 0
        named = k + 1 < end and (syntax.capitalised(k + 1) or syntax.is_plural(k + 1))
        return named or bool(following & (DETERMINER | POSSESSIVE | OBJECT_PRONOUN))
    return bool(code & PREPOSITION and not code & CONJUNCTION) or syntax.lower[k] in _ADJUNCT_OPENERS


def _adjunct_end(syntax: Syntax, first: int, end: int) -> int:
    """End of a prepositional adjunct's noun phrase, where a name may start a clause of its own."""
    last = syntax.noun_phrase_after(first, end)
    lowered = False
    for k in range(first, last):
        capital = syntax.capitalised(k)
        if (
            lowered
            and capital
            and k > first
            and not syntax.codes[k - 1] & (PREPOSITION | DETERMINER | POSSESSIVE)
        ):
            return k
        lowered = not capital and not syntax.codes[k]
    return last


def _resumed(syntax: Syntax, comma: int, end: int) -> int:
    """Where the sentence goes on behind ", however," or ", in an interview,"; 0 if it does not."""
    for k in range(comma + 2, min(end - 1, comma + _PARENTHESIS)):
        if syntax.codes[k] & COMMA:
            following = syntax.codes[k + 1]
            starts = following & SUBJECT_PRONOUN and not following & (
                OBJECT_PRONOUN | DETERMINER | INTERROGATIVE
            )
            return k + 1 if following & (THAT | QUOTE) or starts else 0
    return 0


def _is_clause(  # noqa: PLR0911 - a sign of a clause each
    syntax: Syntax, first: int, end: int, *, lenient: bool
) -> bool:
    """Whether a clause, not a bare noun phrase, starts at a token: it has a subject and a finite verb."""
    codes, lower = syntax.codes, syntax.lower
    code, word = codes[first], lower[first]
    if lenient and word in _ANSWERS:
        return True
    if word in _FORMULAS and not (first + 1 < end and codes[first + 1] & AUXILIARY):
        return False
    if code & SUBJECT_PRONOUN and (
        not code & (OBJECT_PRONOUN | DETERMINER) or (first + 1 < end and lower[first + 1] == "'s")  # "it's"
    ):
        return True
    if word == "there" or (lenient and word == "it" and first + 1 < end):
        return True
    if lenient and end - first >= _CLAUSE_TOKENS and not _is_ritual(lower[first : first + _OBJECT_TOKENS]):
        return True
    for k in range(first + 1, min(end, first + _LOOK_AHEAD)):
        code = codes[k]
        if code & (AUXILIARY | SUBJECT_PRONOUN) and not code & POSSESSIVE:
            return True
        joins = code & (COORDINATOR | CONJUNCTION) and not code & (RELATIVE | THAT) and lower[k] != "and"
        if code & STOP or (joins and k > first + 1):
            return False
        if code == 0 and not codes[k - 1] & (DETERMINER | POSSESSIVE | PREPOSITION) and _is_finite(lower[k]):
            return True
    return False


def _is_ritual(opening: list[str]) -> bool:
    """Whether what is said is no content: "said a prayer", but not "said Maro's words were empty"."""
    return not _RITUALS.isdisjoint(opening) and "'s" not in opening


def _is_finite(word: str) -> bool:
    if word in _VERB_FORMS or word in _FINITE:
        return True
    return word.endswith("ed") and len(word) > _SHORTEST_PAST and not word.endswith("eed")


def _follows_object(syntax: Syntax, frames: Frames, object_end: int, end: int) -> bool:
    """Whether one of the words that the frame wants follows an object, within its clause."""
    for k in range(object_end, min(end, object_end + _OBJECT_REACH)):
        if syntax.codes[k] & TO and "to-np" in frames.after_object:
            return True
        if syntax.lower[k] in frames.after_object:
            return not syntax.codes[k] & TO or (
                k + 1 < end
                and not syntax.codes[k + 1]
                & (DETERMINER | POSSESSIVE | OBJECT_PRONOUN | PUNCTUATION & ~QUOTE)
                and not syntax.capitalised(k + 1)
            )
        if syntax.codes[k] & (STOP | COMMA | SUBJECT_PRONOUN):
            return False
    return False


def _has_predicate(syntax: Syntax, first: int, object_end: int, end: int) -> bool:
    """Whether a second noun phrase, adjective or quotation follows an object that starts at `first` ("called it a mistake").

    The walk over the object may have taken the adjective for its head ("called the plan unworkable").
    """
    last = object_end - 1
    if last > first and not syntax.codes[last - 1] and is_predicative(syntax.lower[last]):
        return True
    if object_end >= end:
        return False
    code = syntax.codes[object_end]
    if code & (QUOTE | DETERMINER | POSSESSIVE):
        return True
    for k in range(object_end, min(end, object_end + _OBJECT_REACH)):
        if syntax.codes[k] & QUOTE or syntax.lower[k] in ("a", "an"):
            return True
        if syntax.codes[k] & (STOP | COMMA | SUBJECT_PRONOUN | AUXILIARY):
            return False
    return code == 0 or bool(code & (ADVERB)) or syntax.is_adverb(object_end)

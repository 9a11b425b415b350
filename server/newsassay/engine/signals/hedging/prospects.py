"""Prospects: what is planned, wished, asked for or considered, and so left open.

The verbs and nouns are those that govern a complement without implying it: volition, intention, attempt, request
and deliberation (Karttunen 1971, "Implicative verbs"; Huddleston & Pullum 2002, chapter 14.1). "Manage to",
"refuse to" and "fail to" imply theirs or its contrary and are none. Each test gives the reason to refuse a hit,
"" to accept it, None where the hit is no candidate.
"""

from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import Hit
from newsassay.engine.signals.context import be_before, is_adverb, word_set
from newsassay.engine.text.closed_class import WordClass

_SELF = word_set("i we you i'm we're you're i've we've i'd we'd you'd i'll we'll you'll")
_SUBJECT_WITHIN = 5
_INFINITIVE_WITHIN = 6
_BREAKS = frozenset(',.;:!?()“”"–—')
_BEFORE_VERB = WordClass.AUXILIARY | WordClass.NEGATION
_ATTRIBUTIVE = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.PREPOSITION
_NOT_A_VERB = (
    WordClass.DETERMINER
    | WordClass.POSSESSIVE
    | WordClass.PREPOSITION
    | WordClass.PRONOUN
    | WordClass.INTERROGATIVE
    | WordClass.COORDINATOR
)
_DETERMINING = WordClass.DETERMINER | WordClass.POSSESSIVE
_CLAUSE_START = _DETERMINING | WordClass.SUBJECT_PRONOUN | WordClass.QUANTIFIER | WordClass.INDEFINITE_PRONOUN
_WISHED = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.OBJECT_PRONOUN
_NO_GERUNDS = word_set(
    "nothing something anything everything bring sing ring spring swing sting cling fling sling string wring king"
)
_MANNER = frozenset(
    ["hard", "desperately", "harder", "repeatedly", "instead", "again", "eventually", "publicly"]
)
_RUNG = frozenset(["so", "phone", "telephone", "roll", "conference", "curtain", "emergency", "close"])
_PROVIDED = word_set(
    "health pension insurance savings retirement payment benefit drug medical meal floor data seating dental"
)
_OWN_WILL = "a will that the speaker states"
# Verbs that ask for something only with a subjunctive: "insisted that he be heard", not "that he was heard".
_ASSERTING = ("insist", "suggest", "ask", "agree", "prefer")
_SUBJUNCTIVE_WITHIN = 9
_AIMS = word_set(
    "goal goals aim aims objective objectives purpose intention intent plan idea hope mission ambition aspiration"
    " proposal strategy priority priorities dream"
)
_NEAR = 7
# "How likely she is to win", "it is to her credit", "that is to say".
_GRADED = frozenset(["how", "more", "less"])
# "The best way is to wait" tells how a thing is done.
_MEANS = word_set(
    "way ways method methods approach solution step steps use trick format rule practice custom"
)
_GLOSSED = frozenset(["it", "this", "that", "there", "what", "all", "we", "you", "i"])
# "Is to blame", "that is to say", "is to be seen": fixed phrases, and what can be done.
_NO_PLAN = word_set("blame say come do")
_CAN_BE = word_set(
    "found seen hoped expected commended welcomed regretted noted had blamed congratulated fair"
)


def not_prospect(text: FieldText, hit: Hit) -> str | None:
    """A verb or noun that governs a prospective infinitive: "a plan to merge", "hopes to win"."""
    tokens, to = text.tokens, hit.last
    if tokens.lower_at(to) in _MANNER:
        to += 1
    if tokens.lower_at(to) != "to" or not _is_infinitive(text, to):
        return None
    return _OWN_WILL if _is_own(text, hit.first) else ""


def not_planned(text: FieldText, hit: Hit) -> str | None:
    """Accept "planned to merge" and "the planned merger"."""
    tokens = text.tokens
    if tokens.lower_at(hit.last) == "to":
        return "" if _is_infinitive(text, hit.last) else None
    return (
        ""
        if tokens.has_class(hit.first - 1, _ATTRIBUTIVE) and tokens.lower_at(hit.last)[:1].isalpha()
        else None
    )


def not_prospect_of(text: FieldText, hit: Hit) -> str | None:
    """A noun or participle with what is hoped or planned: "hopes for a truce", "the threat of a strike"."""
    tokens = text.tokens
    if not tokens.lower_at(hit.last)[:1].isalnum():
        return None
    if tokens.lower_at(hit.first - 1) in _PROVIDED:
        return f"{tokens.phrase(hit.first - 1, hit.last - 1).lower()}: an arrangement that is there"
    return _OWN_WILL if _is_own(text, hit.first) else ""


def not_threat(text: FieldText, hit: Hit) -> str | None:
    """Accept "her threat to quit"; "a threat to health" has no owner."""
    return not_prospect(text, hit) if text.tokens.has_class(hit.first - 1, WordClass.POSSESSIVE) else None


def not_want(text: FieldText, hit: Hit) -> str | None:
    """Accept "wants to leave", "wants the crew to leave" and "wants a truce"."""
    tokens, after = text.tokens, hit.last
    if tokens.lower_at(after) == "to":
        return not_prospect(text, hit)
    if tokens.has_class(after, _WISHED) or tokens.word_at(after)[:1].isupper():
        return _OWN_WILL if _is_own(text, hit.first) else ""
    return not_request(text, hit)


def not_aimed_at(text: FieldText, hit: Hit) -> str | None:
    """Accept an act as the aim, "aimed at ending the war"; "aimed at the hull" has a target."""
    return "" if _is_gerund(text.tokens.lower_at(hit.last)) else None


def not_considered(text: FieldText, hit: Hit) -> str | None:
    """Deliberation: "is considering a bid", "considered selling"; "considers it fair" judges, "considering" adds."""
    tokens, i = text.tokens, hit.first
    if tokens.lower[i].endswith("ing"):
        return "" if be_before(tokens, i) >= 0 and tokens.lower_at(hit.last)[:1].isalpha() else None
    if be_before(tokens, i) >= 0 or not _is_gerund(tokens.lower_at(hit.last)):
        return None
    return _OWN_WILL if _is_own(text, i) else ""


def not_request(text: FieldText, hit: Hit) -> str | None:
    """A verb of asking with who is to do it: "asked the crew to leave"."""
    lower = text.tokens.lower
    following = lower[hit.last : hit.last + _INFINITIVE_WITHIN]
    if "to" not in following:
        return None
    to = hit.last + following.index("to")
    # "Advised the crew how to sail" tells, and asks for nothing.
    if text.tokens.has_class(to - 1, WordClass.INTERROGATIVE) or not _is_infinitive(text, to):
        return None
    if not _BREAKS.isdisjoint(lower[hit.last : to]):
        return None
    return _OWN_WILL if _is_own(text, hit.first) else ""


def not_call_for(text: FieldText, hit: Hit) -> str | None:
    """Accept "called for an inquiry"; not "a meeting was called for noon", "called for her at six", "a phone call for"."""
    tokens, i = text.tokens, hit.first
    if tokens.lower_at(i - 1) in _RUNG or tokens.has_class(hit.last, WordClass.OBJECT_PRONOUN):
        return None
    if not tokens.lower_at(hit.last)[:1].isalnum():
        return None
    if tokens.lower[i] == "called" and be_before(tokens, i) >= 0:
        return "be called for: set for a time, or fitting"
    return _OWN_WILL if _is_own(text, i) else ""


def not_demand(text: FieldText, hit: Hit) -> str | None:
    """Accept "demanded the release of the crew"; not the adjective and noun of "a demanding job", "its demands"."""
    tokens = text.tokens
    is_object = tokens.has_class(hit.last, _DETERMINING) or tokens.word_at(hit.last)[:1].isupper()
    if is_object and not tokens.has_class(hit.first - 1, _DETERMINING):
        return _OWN_WILL if _is_own(text, hit.first) else ""
    return not_request(text, hit)


def not_mandative(text: FieldText, hit: Hit) -> str | None:
    """A clause of what is demanded: "demanded that the crew leave" (Huddleston & Pullum 2002, chapter 11.7)."""
    tokens, word = text.tokens, text.tokens.lower[hit.first]
    if word.startswith(_ASSERTING):
        return "" if _has_subjunctive(text, hit.last) else None
    is_clause = tokens.has_class(hit.last, _CLAUSE_START) or tokens.word_at(hit.last)[:1].isupper()
    # After a noun "that" may be a relative: "demands that come with the job".
    if not is_clause and not word.endswith(("ed", "ing")):
        return None
    return _OWN_WILL if _is_own(text, hit.first) else ""


def _has_subjunctive(text: FieldText, first: int) -> bool:
    """Whether a bare "be" follows in the clause that starts at token first: "that the boy be returned"."""
    lower = text.tokens.lower
    window = lower[first : first + _SUBJUNCTIVE_WITHIN]
    if "be" not in window:
        return False
    be = first + window.index("be")
    before = be - 1 - (lower[be - 1] == "not")
    is_bare = not text.tokens.has_class(before, WordClass.AUXILIARY) and not is_adverb(lower[before])
    return is_bare and lower[before] not in ("to", "n't", "'ll", "'d") and _BREAKS.isdisjoint(lower[first:be])


def not_be_to(text: FieldText, hit: Hit) -> str | None:
    """What is arranged or aimed at: "is to open in May", "the aim was to talk" (Quirk et al. 1985, chapter 4).

    Of the past only an aim is one: "he was to become mayor" tells what happened later.
    """
    tokens, i = text.tokens, hit.first
    lower, start = tokens.lower, text.sentence_at(hit.first).first
    if not _is_infinitive(text, hit.last - 1):
        return None
    if lower[i] in ("was", "were"):
        return None if _AIMS.isdisjoint(lower[max(i - _NEAR, start) : i]) else ""
    verb = lower[hit.last]
    if verb in _NO_PLAN or (verb == "be" and tokens.lower_at(hit.last + 1) in _CAN_BE):
        return None
    if lower[start] == "to" or tokens.lower_at(i - 1) in _GLOSSED:
        return None
    near = lower[max(i - _NEAR, start) : i]
    return "" if _GRADED.isdisjoint(near) and _MEANS.isdisjoint(near) else None


def _is_own(text: FieldText, verb: int) -> bool:
    """Whether the speaker or hearer is the subject: "I want to", "we are trying to", "you don't want to"."""
    tokens = text.tokens
    for i in range(verb - 1, max(verb - _SUBJECT_WITHIN, -1), -1):
        word = tokens.lower[i]
        if word in _SELF:
            return True
        if not (tokens.has_class(i, _BEFORE_VERB) or is_adverb(word) or word == "'m"):
            return False
    return False


def _is_infinitive(text: FieldText, to: int) -> bool:
    verb = text.tokens.word_at(to + 1)
    return verb.islower() and not text.tokens.has_class(to + 1, _NOT_A_VERB) and not _is_gerund(verb)


def _is_gerund(word: str) -> bool:
    return word.endswith("ing") and word not in _NO_GERUNDS

"""Passives that report what somebody says, thinks or judges: "is believed to", "was criticised".

With an agent ("is regarded by the court as …") they attribute; without one nobody answers for them
(Huddleston & Pullum 2002, chapter 16.10, on long and short passives).
"""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.signals.context import be_before, is_adverb, is_quantity, names_source, word_set
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens


class PassiveReport(NamedTuple):
    """A passive of a reporting verb as a token range, auxiliary included.

    `is_hearsay` is True for a proposition reported by a verb of saying or thinking ("is said to",
    "it is believed that"), False for a judgement. `reason` says why it is no agentless claim: an agent
    or a source is named; "" if there is none.
    """

    first: int
    last: int
    is_hearsay: bool
    has_source: bool
    reason: str


_HAVE = WordClass.HAVE.value
_SUBJECT = WordClass.SUBJECT_PRONOUN.value
_VAGUE_AGENTS = words_of("vague_groups") | {
    "many",
    "some",
    "most",
    "others",
    "all",
    "several",
    "various",
    "numerous",
}
_AGENT_MODIFIERS = frozenset(
    ["many", "some", "most", "several", "various", "numerous", "its", "their", "other"]
)
# Participles that are active in "claimed to have", "proposed to": a bare one needs an auxiliary.
_REDUCED = word_set(
    "said believed thought rumored rumoured reported alleged understood presumed reputed estimated suspected"
)
# As impersonal passives only: "it is argued that", not "the case was argued".
_IMPERSONAL = word_set(
    "argued suggested proposed agreed noted hoped felt contended asserted acknowledged speculated theorized"
    " supposed theorised hypothesized hypothesised conjectured postulated observed remarked"
)
# What was found, and nobody says by whom; "was found to" is no report.
_FINDINGS = frozenset(["found", "shown", "demonstrated", "established", "concluded", "anticipated"])
_ORDINALS = frozenset(["second", "third", "next", "first"])
_EVALUATIVE_ADVERBS = word_set(
    "widely generally commonly often sometimes usually universally frequently popularly traditionally highly"
    " largely internationally critically variously broadly long now well"
)
_NAMING_ADVERBS = frozenset(
    ["best", "better", "widely", "popularly", "affectionately", "commonly", "well", "internationally"]
)
_CLAUSE_START = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.SUBJECT_PRONOUN
_DEBATED = frozenset(["over", "about", "whether", "as", "among", "on", "inside", "within"])
_UNREAL = frozenset(
    [
        "won't",
        "can",
        "could",
        "should",
        "must",
        "to",
        "might",
        "would",
        "will",
        "cannot",
        "ought",
        "'d",
        "'ll",
    ]
)
_WINDOW = 8


def find_passive_reports(text: FieldText) -> tuple[PassiveReport, ...]:
    """All passive reports of a text in order. A layer: `text.layer(find_passive_reports)`."""
    return tuple(report for hit in text.hits("agentless") if (report := _passive_report(text, hit)))


def _passive_report(text: FieldText, hit: Hit) -> PassiveReport | None:
    tokens, i = text.tokens, hit.first
    if hit.entry.label in ("fame", "superlative", "existential"):
        return _nominal_report(text, hit)
    be = be_before(tokens, i)
    if be < 0 and not _is_reduced_passive(tokens, i, hit.entry.label):
        return None
    after = i + 1
    if is_adverb(tokens.lower_at(after)):
        after += 1
    if hit.entry.label != "to" and be >= 0 and _is_unreal(tokens, be):
        return None
    if be >= 0 and tokens.lower_at(after) == "by" and _named_agent(text, i, near=False):
        return PassiveReport(
            be, i + 1, is_hearsay=False, has_source=True, reason="the agent is named: attribution"
        )
    if not _FRAMES[hit.entry.label](tokens, be, i, after):
        return None
    first = be if be >= 0 else i
    is_hearsay = hit.entry.label == "to"
    last = after + 1 if tokens.lower_at(after) in ("to", "that", "as", "for", "with", "of") else i + 1
    last = min(last, text.sentence_at(i).last)
    agent = _named_agent(text, i, near=is_hearsay)
    has_source = agent or names_source(text, first, last)
    reason = "the agent is named: attribution" if agent else ""
    if has_source and not agent:
        reason = "the sentence names its source: attribution"
    return PassiveReport(first, last, is_hearsay, has_source, reason)


def _is_unreal(tokens: Tokens, be: int) -> bool:
    """Whether the passive is wished or possible, not reported: "should be seen as", "to be considered"."""
    j = be - 1
    while is_adverb(tokens.lower_at(j)):
        j -= 1
    return tokens.lower[be] == "be" and tokens.lower_at(j) in _UNREAL


def _nominal_report(text: FieldText, hit: Hit) -> PassiveReport | None:
    """A claim put as a thing: "there is speculation", "a common belief", "is best known for"."""
    tokens, first = text.tokens, hit.first
    if hit.entry.label == "superlative" and _is_ranked(tokens, first):
        return None
    if hit.entry.label == "existential":
        there = next((j for j in range(first - 1, max(first - 7, -1), -1) if tokens.lower[j] == "there"), -1)
        if there < 0 or not any(tokens.has_class(j, WordClass.BE) for j in range(there + 1, first)):
            return None
        if any(tokens.lower[j] in ("no", "not", "little") for j in range(there + 1, first)):
            return None
        if tokens.lower[hit.last - 1] == "debate" and tokens.lower_at(hit.last) not in _DEBATED:
            return None
        first = there
    agent = _named_agent(text, hit.last - 1, near=False)
    has_source = agent or names_source(text, first, hit.last)
    reason = ""
    if has_source:
        reason = "the agent is named: attribution" if agent else "the sentence names its source: attribution"
    return PassiveReport(first, hit.last, is_hearsay=False, has_source=has_source, reason=reason)


def _is_ranked(tokens: Tokens, i: int) -> bool:
    """Whether a superlative has a place in a count, or is one of several: "the second most popular name"."""
    before = tokens.lower_at(i - 1)
    if before in _ORDINALS or is_quantity(tokens, i - 1) or before.endswith(("th", "-most")):
        return True
    near = tokens.lower[max(i - 5, 0) : i]
    return "of" in near or "among" in near or "amongst" in near


def _is_reduced_passive(tokens: Tokens, i: int, label: str) -> bool:
    """A participle without "be": "a man believed to be", "widely regarded as"."""
    if label == "to" and tokens.lower_at(i + 1) != "to":
        return False
    before = tokens.lower_at(i - 1)
    if before in _EVALUATIVE_ADVERBS:
        return not tokens.classes[max(i - 2, 0)] & (_HAVE | _SUBJECT)
    if i and tokens.classes[i - 1] & (_HAVE | _SUBJECT):
        return False
    if tokens.lower[i] in _REDUCED:
        return tokens.lower_at(i + 1) == "to" and tokens.lower_at(i + 2) in ("be", "have")
    return before == "," and tokens.lower[i] in (
        "considered",
        "regarded",
        "hailed",
        "seen",
        "viewed",
        "credited",
    )


def _named_agent(text: FieldText, i: int, *, near: bool) -> bool:
    """Whether a "by" phrase behind the participle names an agent that is no vague group."""
    tokens = text.tokens
    end = min(i + (3 if near else _WINDOW), text.sentence_at(i).last - 1)
    for j in range(i + 1, end):
        word = tokens.lower[j]
        if word in ",;:":
            return False
        if word == "by":
            agent = tokens.lower[j + 1]
            if agent in _AGENT_MODIFIERS or (
                agent == "the" and tokens.lower_at(j + 2) in ("critics", "public", "media")
            ):
                return False
            return not (agent in _VAGUE_AGENTS or (agent.endswith("ing") and "-" not in agent))
    return False


def _reports_proposition(tokens: Tokens, be: int, i: int, after: int) -> bool:
    impersonal = be > 0 and _subject_is_it(tokens, be)
    following = tokens.lower_at(after)
    if impersonal and following != "to":
        return (
            following in ("that", ",")
            or tokens.has_class(after, _CLAUSE_START)
            or tokens.word_at(after)[:1].isupper()
        )
    if following == "to" and tokens.lower[i] == "supposed":
        return tokens.lower_at(after + 1) == "have"
    if following == "to" and tokens.lower[i] not in _FINDINGS:
        return tokens.lower[i] not in _IMPERSONAL or tokens.lower_at(after + 1) in ("be", "have")
    return False


def _subject_is_it(tokens: Tokens, be: int) -> bool:
    for j in range(be - 1, max(be - 4, -1), -1):
        word = tokens.lower[j]
        if word == "it":
            return True
        if not (
            is_adverb(word)
            or word in ("has", "had", "can", "could", "may", "might", "must", "have", "is", "be")
        ):
            return False
    return False


def _judges(tokens: Tokens, be: int, i: int, after: int) -> bool:
    """Accept "is considered a leader", not "is being considered for the post"."""
    if (
        tokens.lower_at(be) == "being"
        and after == i + 1
        and tokens.lower_at(after) not in ("a", "an", "the", "to")
    ):
        return False
    return tokens.lower_at(after) not in (
        "for",
        "in",
        "on",
        "at",
        "and",
        "or",
        ",",
        ".",
        "with",
        "from",
        "whether",
        "but",
    )


def _takes_as(tokens: Tokens, be: int, i: int, after: int) -> bool:
    before = tokens.lower_at(i - 1)
    if tokens.lower_at(after) == "as":
        return True
    return (
        before in ("highly", "widely", "generally", "commonly", "universally", "critically", "well")
        and be >= 0
    )


def _needs_nothing(tokens: Tokens, be: int, i: int, after: int) -> bool:
    del i
    return be >= 0 and tokens.lower_at(after) not in ("to", "with")


def _known(tokens: Tokens, be: int, i: int, after: int) -> bool:
    before, following = tokens.lower_at(i - 1), tokens.lower_at(after)
    if before in ("not", "also", "formerly", "previously") and following != "for":
        return False
    if before in _NAMING_ADVERBS and (
        before in ("best", "better", "well", "widely") or following in ("as", "for", "to", "by")
    ):
        return True
    return (
        be >= 0
        and following in ("for", "to")
        and tokens.lower_at(after + 1) not in ("some", "years", "months")
    )


def _credited(tokens: Tokens, be: int, i: int, after: int) -> bool:
    del i
    return be >= 0 and tokens.lower_at(after) in ("with", "for", "as")


def _accused(tokens: Tokens, be: int, i: int, after: int) -> bool:
    del i
    return be >= 0 and tokens.lower_at(after) == "of"


_FRAMES = {
    "to": _reports_proposition,
    "predicate": _judges,
    "as": _takes_as,
    "any": _needs_nothing,
    "known": _known,
    "with": _credited,
    "of": _accused,
}

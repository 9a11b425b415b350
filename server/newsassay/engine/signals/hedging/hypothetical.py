"""Conditionals, open questions and prospects: "if", "unless", "would have", "plans to"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_adverb, word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.text.closed_class import WordClass

HYPOTHETICAL = "hedging.hypothetical"

CARDS = (
    SignalCard(
        signal_id=HYPOTHETICAL,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.INFO,
        claim="The clause is about a condition, an open question or a plan, not about what has happened.",
        disclaimer="The speaker's own will, the plain future, habits, looks ahead in a story and fixed phrases are none.",
        fires=(
            "If the levee breaks, the town floods.",
            "The ship would have sunk without the pumps.",
            "Unless a buyer is found, the mill closes in March.",
            "The inquiry will ask whether the alarm rang.",
        ),
        near_misses=(
            "He looked as if nothing had happened.",
            "As a child she would often walk to the harbour.",
            "The clerk would later become mayor.",
            "They spoke on condition of anonymity.",
            "I want to thank the crew, and we are going to stay.",
        ),
        precision=0.85,
        base_rate=9.1,
    ),
)

_HABITUAL = word_set("often always usually sometimes regularly frequently typically never")
_RETROSPECTIVE = word_set("later eventually soon subsequently ultimately go become again")
_INFINITIVE_WITHIN = 6
_SELF = word_set("i we you i'm we're you're i've we've i'd we'd you'd i'll we'll you'll")
_SUBJECT_WITHIN = 5
_ATTRIBUTIVE = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.PREPOSITION
_BREAKS = frozenset(',.;:!?()“”"–—')
_NOT_A_VERB = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.PREPOSITION | WordClass.PRONOUN
_WINDOW = 30
_LICENSING = word_set(
    "if unless without otherwise whether said says say saying announced announces declared claims claimed warned"
    " warns believed believes thought hoped hoping promised pledged vowed proposed proposes argued argues predicted"
    " predicts estimated estimates expected expects insisted insists added suggested told indicated think thinks"
    " plan plans proposal proposals bill bills deal measure legislation law rule rules policy offer agreement accord"
    " possibility option options move ruling project scheme settlement resolution merger bid intervention vote"
    " guarantee guarantees clear sure doubt wonder concern concerns fear fears possible likely best better"
)
_REFUSED = word_set(
    "say comment elaborate confirm discuss identify disclose specify answer divulge speculate"
)
_BEFORE_VERB = WordClass.AUXILIARY | WordClass.NEGATION
_WISHED = word_set("like love prefer hate rather")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every mark of the irrealis."""
    return judge_cues(document, "hedging_hypothetical", HYPOTHETICAL, _RULES)


def _not_would(text: FieldText, hit: Hit) -> str:  # noqa: PLR0911 - one return for each sense
    tokens, i = text.tokens, hit.first
    after = tokens.lower_at(hit.last)
    if tokens.lower[i].endswith("'d") and (
        after in ("better", "been", "had") or after.endswith(("ed", "en"))
    ):
        return "'d: had, not would"
    if after in _HABITUAL:
        return f"would {after}: a habit in the past"
    if after in _RETROSPECTIVE:
        return f"would {after}: what happened later"
    if after in _WISHED:
        return f"would {after}: a wish"
    if after == "not" and tokens.lower_at(hit.last + 1) in _REFUSED:
        return "would not say: a refusal"
    if after == "have" or _has_licence(text, hit):
        return ""
    return "would: told as what happened later, or as a habit"


def _has_licence(text: FieldText, hit: Hit) -> bool:
    """Whether the sentence holds what makes "would" unreal: a condition, a report, a plan (CGEL 4.2.3)."""
    sentence = text.sentence_at(hit.first)
    lower = text.tokens.lower
    first, last = max(sentence.first, hit.first - _WINDOW), min(sentence.last, hit.last + _WINDOW)
    return not _LICENSING.isdisjoint(lower[first:last])


def _not_prospect(text: FieldText, hit: Hit) -> str | None:
    """A verb or noun that governs a prospective infinitive: "a plan to merge", "hopes to win" (CGEL 14.1)."""
    if text.tokens.lower_at(hit.last) != "to" or not _is_infinitive(text, hit.last):
        return None
    return "a will that the speaker states" if _is_own(text, hit.first) else ""


def _is_own(text: FieldText, verb: int) -> bool:
    """Whether the speaker or hearer is the subject: "I want to", "we are trying to", "you don't need to"."""
    tokens = text.tokens
    for i in range(verb - 1, max(verb - _SUBJECT_WITHIN, -1), -1):
        word = tokens.lower[i]
        if word in _SELF:
            return True
        if not (tokens.has_class(i, _BEFORE_VERB) or is_adverb(word) or word == "'m"):
            return False
    return False


def _not_planned(text: FieldText, hit: Hit) -> str | None:
    """Accept "planned to merge" and "the planned merger"."""
    tokens = text.tokens
    if tokens.lower_at(hit.last) == "to":
        return "" if _is_infinitive(text, hit.last) else None
    return (
        ""
        if tokens.has_class(hit.first - 1, _ATTRIBUTIVE) and tokens.lower_at(hit.last)[:1].isalpha()
        else None
    )


def _not_request(text: FieldText, hit: Hit) -> str | None:
    """A verb of asking with who is to do it: "asked the crew to leave"."""
    lower = text.tokens.lower
    following = lower[hit.last : hit.last + _INFINITIVE_WITHIN]
    if "to" not in following:
        return None
    to = hit.last + following.index("to")
    if not (_BREAKS.isdisjoint(lower[hit.last : to]) and _is_infinitive(text, to)):
        return None
    return "a will that the speaker states" if _is_own(text, hit.first) else ""


def _is_infinitive(text: FieldText, to: int) -> bool:
    verb = text.tokens.word_at(to + 1)
    return verb.islower() and not text.tokens.has_class(to + 1, _NOT_A_VERB) and not verb.endswith("ing")


def _not_if(text: FieldText, hit: Hit) -> str:
    """Concessive "a useful, if dull, book"; "ask if" leaves a question open and counts."""
    tokens = text.tokens
    if tokens.lower_at(hit.first - 1) in (",", "—", "–") and "," in tokens.lower[hit.last : hit.last + 3]:
        return "if: though, no condition"
    return "if memory serves: a formula" if tokens.lower_at(hit.last) == "memory" else ""


def _not_set_if(text: FieldText, hit: Hit) -> str:
    phrase = text.tokens.phrase(hit.first, hit.last).lower()
    return "" if phrase in ("even if", "what if", "if and when", "if so") else f"{phrase}: a fixed phrase"


def _not_were_to(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    window = range(max(text.sentence_at(hit.first).first, hit.first - 8), hit.first)
    return "" if any(tokens.lower[i] == "if" for i in window) else "were to: an arrangement"


_RULES = {
    "plain": Rule(plain, "makes this a condition"),
    "if": Rule(_not_if, "makes this a condition"),
    "set_if": Rule(_not_set_if, "makes this a condition"),
    "whether": Rule(plain, "leaves a question open"),
    "would": Rule(_not_would, "speaks of a case that is not given", 0.5),
    "were_to": Rule(_not_were_to, "speaks of a case that is not given"),
    "planned": Rule(_not_planned, "speaks of a plan, not of a fact", 0.25),
    "request": Rule(_not_request, "speaks of what is asked for, not of what is done", 0.25),
    "prospect": Rule(_not_prospect, "speaks of a plan or wish, not of a fact", 0.25),
}

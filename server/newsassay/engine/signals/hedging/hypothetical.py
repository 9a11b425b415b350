"""Conditionals, open questions and prospects: "if", "unless", "would have", "plans to"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.signals.hedging import prospects

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
        base_rate=9.9,
    ),
)

_HABITUAL = word_set("often always usually sometimes regularly frequently typically")
_RETROSPECTIVE = word_set("later soon subsequently again")
# Told as what happened later or never, unless somebody foretold it: "she said it would never reopen".
_TOLD = word_set("eventually ultimately go become never")
_FORETOLD_WITHIN = 8
_WINDOW = 30
_LICENSING = word_set(
    "if unless without otherwise whether said says say saying announced announces announcing declared declaring"
    " claims claimed claiming warned warns warning believed believes believing thought hoped hoping promised"
    " promising pledged pledging vowed vowing proposed proposes proposing argues argued arguing predicted predicts"
    " predicting estimated estimates expected expects expecting insisted insists insisting added suggested suggests"
    " told indicated think thinks thinking decided realized realised calculated calculating concluded denied denies"
    " denying dreamed imagined worried worries feared rumored rumoured assured assures countered confident convinced"
    " afraid sure clear plan plans proposal proposals bill bills deal measure legislation law rule rules"
    " policy provision amendment pact treaty offer agreement accord possibility option options move ruling"
    " project scheme settlement resolution solution merger takeover acquisition bid intervention vote guarantee"
    " guarantees doubt wonder wondered concern concerns fear fears possible likely best better"
)
_REFUSED = word_set(
    "say comment elaborate confirm discuss identify disclose specify answer divulge speculate"
)
_CONSENT = word_set(
    "approval approvals agreement consent ratification confirmation clearance review authorization authorisation"
    " negotiation negotiations completion adjustment adjustments change changes condition conditions funding appeal"
)
_CONSENT_WITHIN = 5
_LOOSE_AFTER = frozenset([",", "—", "–", "(", "-"])
_ALTERNATIVES_WITHIN = 7
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
    if after in _RETROSPECTIVE or (after in _TOLD and not _is_foretold(text, hit)):
        return f"would {after}: what happened later"
    if after in _WISHED:
        return f"would {after}: a wish"
    if after == "not" and tokens.lower_at(hit.last + 1) in _REFUSED:
        return "would not say: a refusal"
    if after == "have" or _has_licence(text, hit):
        return ""
    return "would: told as what happened later, or as a habit"


def _is_foretold(text: FieldText, hit: Hit) -> bool:
    """Whether a verb of saying or thinking, or a condition, stands just before; "go on to" is a tale all the same."""
    lower = text.tokens.lower
    first = max(text.sentence_at(hit.first).first, hit.first - _FORETOLD_WITHIN)
    return lower[hit.last : hit.last + 3] != ["go", "on", "to"] and not _LICENSING.isdisjoint(
        lower[first : hit.first]
    )


def _has_licence(text: FieldText, hit: Hit) -> bool:
    """Whether the sentence holds what makes "would" unreal: a condition, a report, a plan (CGEL 4.2.3)."""
    sentence = text.sentence_at(hit.first)
    lower = text.tokens.lower
    first, last = max(sentence.first, hit.first - _WINDOW), min(sentence.last, hit.last + _WINDOW)
    return not _LICENSING.isdisjoint(lower[first:last])


def _not_if(text: FieldText, hit: Hit) -> str:
    """Concessive "a useful, if dull, book"; "ask if" leaves a question open and counts."""
    tokens = text.tokens
    if tokens.lower_at(hit.first - 1) in (",", "—", "–") and "," in tokens.lower[hit.last : hit.last + 3]:
        return "if: though, no condition"
    return "if memory serves: a formula" if tokens.lower_at(hit.last) == "memory" else ""


def _not_whether(text: FieldText, hit: Hit) -> str:
    """Exhaustive conditions, "whether by rail or by road, …", hold in any case (Huddleston & Pullum 2002, 11.5.3.6)."""
    tokens, i = text.tokens, hit.first
    following = tokens.lower[hit.last : hit.last + _ALTERNATIVES_WITHIN]
    is_adjunct = i > 0 and tokens.lower[i - 1] in _LOOSE_AFTER
    return "whether … or: in any case" if is_adjunct and "or" in following else ""


def _not_set_if(text: FieldText, hit: Hit) -> str:
    phrase = text.tokens.phrase(hit.first, hit.last).lower()
    return "" if phrase in ("even if", "what if", "if and when", "if so") else f"{phrase}: a fixed phrase"


def _not_subject_to(text: FieldText, hit: Hit) -> str | None:
    """Accept what waits for somebody's consent: "subject to approval by the court", not "subject to attacks"."""
    awaited = text.tokens.lower[hit.last : hit.last + _CONSENT_WITHIN]
    return None if _CONSENT.isdisjoint(awaited) else ""


def _not_were_to(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    window = range(max(text.sentence_at(hit.first).first, hit.first - 8), hit.first)
    return "" if any(tokens.lower[i] == "if" for i in window) else "were to: an arrangement"


# A report of a plan is exact about the plan: it takes little back.
_LITTLE = 0.2
_PROSPECT = "speaks of a plan or wish, not of a fact"
_REQUEST = "speaks of what is asked for, not of what is done"
_RULES = {
    "plain": Rule(plain, "makes this a condition"),
    "if": Rule(_not_if, "makes this a condition"),
    "set_if": Rule(_not_set_if, "makes this a condition"),
    "subject_to": Rule(_not_subject_to, "makes this a condition"),
    "whether": Rule(_not_whether, "leaves a question open"),
    "would": Rule(_not_would, "speaks of a case that is not given", 0.5),
    "were_to": Rule(_not_were_to, "speaks of a case that is not given"),
    "planned": Rule(prospects.not_planned, "speaks of a plan, not of a fact", _LITTLE),
    "considered": Rule(prospects.not_considered, "speaks of what is considered, not of a fact", _LITTLE),
    "request": Rule(prospects.not_request, _REQUEST, _LITTLE),
    "call_for": Rule(prospects.not_call_for, _REQUEST, _LITTLE),
    "demand": Rule(prospects.not_demand, _REQUEST, _LITTLE),
    "mandative": Rule(prospects.not_mandative, _REQUEST, _LITTLE),
    "prospect": Rule(prospects.not_prospect, _PROSPECT, _LITTLE),
    "threat": Rule(prospects.not_threat, _PROSPECT, _LITTLE),
    "want": Rule(prospects.not_want, _PROSPECT, _LITTLE),
    "prospect_of": Rule(prospects.not_prospect_of, _PROSPECT, _LITTLE),
    "aimed_at": Rule(prospects.not_aimed_at, _PROSPECT, _LITTLE),
    "be_to": Rule(prospects.not_be_to, _PROSPECT, _LITTLE),
}

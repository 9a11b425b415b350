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

HYPOTHETICAL = "hedging.hypothetical"

CARDS = (
    SignalCard(
        signal_id=HYPOTHETICAL,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.INFO,
        claim="The clause is about a condition, an open question or a plan, not about what has happened.",
        disclaimer="Habits (“would often”), looks ahead in a story (“would later become”) and fixed phrases are none.",
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
        ),
    ),
)

_HABITUAL = word_set("often always usually sometimes regularly frequently typically never")
_RETROSPECTIVE = word_set("later eventually soon subsequently ultimately go become again")
_WISHED = word_set("like love prefer hate rather")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every mark of the irrealis."""
    return judge_cues(document, "hedging_hypothetical", HYPOTHETICAL, _RULES)


def _not_would(text: FieldText, hit: Hit) -> str:
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
    return ""


def _not_set_if(text: FieldText, hit: Hit) -> str:
    phrase = text.tokens.phrase(hit.first, hit.last).lower()
    return "" if phrase in ("even if", "what if", "if and when", "if so") else f"{phrase}: a fixed phrase"


def _not_were_to(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    window = range(max(text.sentence_at(hit.first).first, hit.first - 8), hit.first)
    return "" if any(tokens.lower[i] == "if" for i in window) else "were to: an arrangement"


_RULES = {
    "plain": Rule(plain, "makes this a condition"),
    "if": Rule(plain, "makes this a condition"),
    "set_if": Rule(_not_set_if, "makes this a condition"),
    "whether": Rule(plain, "leaves a question open"),
    "would": Rule(_not_would, "speaks of a case that is not given", 0.5),
    "were_to": Rule(_not_were_to, "speaks of a case that is not given"),
    "intention": Rule(plain, "speaks of a plan or wish, not of a fact", 0.25),
}

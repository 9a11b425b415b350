"""Plausibility shields: "I think", "as far as we know", "it is not clear whether"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import be_before
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.text.closed_class import WordClass

PLAUSIBILITY_SHIELD = "hedging.plausibility_shield"

CARDS = (
    SignalCard(
        signal_id=PLAUSIBILITY_SHIELD,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="The speaker takes back commitment from a whole clause, or says that it is not known.",
        disclaimer="Where a reason is given, hedging.calibrated_uncertainty credits it.",
        fires=(
            "It is not clear whether the valve was open.",
            "I think the council was wrong.",
            "As far as we know, nobody was on board.",
            "The cause of the blast is still unclear.",
        ),
        near_misses=(
            "The sky was clear over the airfield.",
            "The tomb of the unknown soldier was restored.",
            "She made it clear that the vote would go ahead.",
        ),
        w3c_refs=("c2385f39",),
        precision=0.91,
        base_rate=0.9,
    ),
)

_REMAINING = frozenset(["remain", "remains", "remained", "left", "still", "yet"])
_FIXED = frozenset(["soldier", "soldiers", "quantity", "quantities", "territory", "artist", "author"])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every shield."""
    return judge_cues(document, "hedging_shield", PLAUSIBILITY_SHIELD, _RULES)


def _not_opinion(text: FieldText, hit: Hit) -> str:
    return "think of: consider" if text.tokens.lower_at(hit.last) in ("of", "about", "in") else ""


def _not_unclear(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    if tokens.words[hit.first] == "Unknown" or tokens.lower_at(hit.last) in _FIXED:
        return "unknown: part of a name or term"
    if be_before(tokens, hit.first) >= 0 or tokens.lower_at(hit.first - 1) in _REMAINING:
        return ""
    if tokens.has_class(hit.last, WordClass.INTERROGATIVE | WordClass.SUBORDINATOR):
        return ""
    return "unknown: little known, not left open"


_RULES = {
    "plain": Rule(plain, "takes back commitment from the statement"),
    "opinion": Rule(_not_opinion, "presents an opinion as one"),
    "unclear": Rule(_not_unclear, "says that this is not known"),
}

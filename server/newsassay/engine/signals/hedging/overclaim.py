"""Overclaim: "undoubtedly", "proves once and for all", "everyone knows"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import names_source, starts_sentence, word_set
from newsassay.engine.signals.cues import Rule, judge_cues
from newsassay.engine.signals.hedging.booster import judge_boosters
from newsassay.engine.text.closed_class import WordClass

OVERCLAIM = "hedging.overclaim"

CARDS = (
    SignalCard(
        signal_id=OVERCLAIM,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="The article claims a certainty, or an agreement of all, that reporting can hardly support.",
        disclaimer="The legal standard of proof, negated certainty and what a source is said to claim are not charged.",
        fires=(
            "This proves once and for all that the test was fixed.",
            "The mayor is undoubtedly the worst in the country.",
            "Everyone knows the figures are false.",
            "There is no doubt that the fire was set.",
            "Obviously, nobody wants another toll on the bridge.",
        ),
        near_misses=(
            "The jury was told to be sure beyond a reasonable doubt.",
            "The link has not been proven once and for all.",
            "There is no question about the date of the hearing, the clerk said.",
            "Not everyone knows the rules.",
            "The sign is clearly visible from the road, and of course, the driver said, he saw it.",
        ),
        w3c_refs=("fe3b53d1", "853a3706"),
        precision=0.76,
        base_rate=0.34,
    ),
)

_NEGATION = WordClass.NEGATION.value
_PROOF = word_set("prove proves proved proven proving show shows showed demonstrates demonstrate")
_SUSPENDING = word_set(
    "n't almost nearly virtually left leaves considered thinks far if whether seem seems sure until so what"
)
_WINDOW = 4


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every claim of certainty."""
    yield from judge_cues(document, "hedging_overclaim", OVERCLAIM, _RULES)
    yield from judge_boosters(document, OVERCLAIM)


def _not_certain(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    if tokens.lower_at(hit.last) in ("mark", "marks"):
        return "question marks"
    first = max(text.sentence_at(hit.first).first, hit.first - _WINDOW)
    for i in range(first, hit.first):
        if tokens.classes[i] & _NEGATION or tokens.lower[i] in _SUSPENDING:
            return "the certainty is denied"
    if names_source(text, hit.first, hit.last):
        return "a source claims it, not the article"
    return ""


def _not_prove(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    near = range(max(text.sentence_at(hit.first).first, hit.first - 8), hit.first)
    if not any(tokens.lower[i] in _PROOF for i in near):
        return "once and for all: finality, not proof"
    return _not_certain(text, hit)


def _not_no_doubt(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    if tokens.lower_at(hit.first - 1) in ("have", "has", "had", "little", "leave", "is", "was", "be"):
        return "judged as a longer phrase" if tokens.lower_at(hit.last) != "that" else _not_certain(text, hit)
    return _not_certain(text, hit)


def _not_truth(text: FieldText, hit: Hit) -> str:
    if not starts_sentence(text, hit.first) and text.tokens.lower_at(hit.first - 1) not in (
        "but",
        "and",
        ",",
        ":",
    ):
        return "the truth is: part of a clause, no assertion"
    return _not_certain(text, hit)


_SURE = "claims a certainty that reporting can hardly support"
_RULES = {
    "certain": Rule(_not_certain, _SURE),
    "prove": Rule(_not_prove, _SURE),
    "truth": Rule(_not_truth, _SURE, 0.5),
    "no_doubt": Rule(_not_no_doubt, _SURE, 0.5),
}

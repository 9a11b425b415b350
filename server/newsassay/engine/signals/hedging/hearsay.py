"""Hearsay evidentials: "reportedly", "allegedly", "is believed to", "rumour has it"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import names_source, word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.signals.passive_reports import find_passive_reports

HEARSAY = "hedging.hearsay"

CARDS = (
    SignalCard(
        signal_id=HEARSAY,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="The claim is passed on as hearsay, and nobody is named who says so.",
        disclaimer="With a named source in the sentence it is attribution; “the alleged victim” is legal usage.",
        fires=(
            "The actor has reportedly left the country.",
            "The painting is believed to be a forgery.",
            "Rumour has it that the factory will close.",
            "It is said that the bell cracked on its first night.",
        ),
        near_misses=(
            "The actor has reportedly left the country, according to his agent.",
            "Police said the driver is believed to be in his forties.",
            "Trains are supposed to run every ten minutes.",
            "The alleged victim gave evidence for two hours.",
        ),
        w3c_refs=("98495085",),
        precision=0.91,
        base_rate=0.17,
    ),
)

_AFTER_VERB = frozenset(["to", "that", "in", "the", "a", "an", "he", "she", "they", "it", "by", "on"])
_LEGAL_HEADS = word_set(
    "victim victims offence offences offense offenses assailant attacker perpetrator perpetrators shooter gunman"
    " crime crimes assault abuse conspirator co-conspirator murderer killer rapist thief violation violations sexual rape murder kidnapping robbery theft incident"
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every hearsay word, and every passive of saying and believing."""
    yield from judge_cues(document, "hedging_hearsay", HEARSAY, _RULES)
    for text in document.fields:
        for report in text.layer(find_passive_reports):
            if report.is_hearsay:
                location = text.location(report.first, report.last)
                if report.reason:
                    yield Rejection(HEARSAY, location, report.reason)
                else:
                    phrase = text.tokens.phrase(report.first, report.last)
                    yield Finding(HEARSAY, location, f"“{phrase}” {_WHOSE}.")


def _sourced(text: FieldText, hit: Hit) -> str:
    return "the sentence names its source: attribution" if names_source(text, hit.first, hit.last) else ""


def _not_adjective(text: FieldText, hit: Hit) -> str:
    if text.tokens.lower_at(hit.last) in _LEGAL_HEADS:
        return "alleged …: legal usage before a verdict"
    after = text.tokens.lower_at(hit.last)
    if after in _AFTER_VERB or not after[:1].isalpha():
        return "alleged: a verb, judged as a passive"
    return _sourced(text, hit)


def _not_rumour(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    if tokens.lower_at(i - 1) in (
        "denied",
        "deny",
        "denies",
        "dismissed",
        "dispel",
        "false",
        "debunked",
        "quash",
        "the",
    ) and (tokens.lower_at(hit.last) not in ("that", "of")):
        return "a rumour reported as such"
    return _sourced(text, hit)


_WHOSE = "passes on a claim without saying whose it is"
_RULES = {
    "plain": Rule(plain, _WHOSE),
    "adverb": Rule(_sourced, _WHOSE),
    "adjective": Rule(_not_adjective, _WHOSE),
    "rumour": Rule(_not_rumour, _WHOSE),
}

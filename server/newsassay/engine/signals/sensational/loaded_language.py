"""Loaded language: words that judge while they name, by class and intensity."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.signals.sensational.word_context import refusal

LOADED_LANGUAGE = "sensational.loaded_language"

CARDS = (
    SignalCard(
        signal_id=LOADED_LANGUAGE,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A word that judges while it names: an emotive verb, a pejorative label, a subjective intensifier.",
        disclaimer="The word in a plain sense, in a name, negated, or in somebody's quotation is not the writer's judgement.",
        fires=(
            "The senator slammed the plan on Monday.",
            "She lashed out at the council.",
            "The governor ripped into the report.",
        ),
        near_misses=(
            "His slam dunk won the game.",
            "The blast furnace closed in May.",
            "Rip currents closed the beach.",
        ),
        w3c_refs=("15fff94d",),
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every cue of the lexicon."""
    for text in document.fields:
        for hit in text.hits("loaded"):
            location = text.location(hit.first, hit.last)
            reason = refusal(text, hit)
            if reason:
                yield Rejection(LOADED_LANGUAGE, location, reason)
            else:
                weight = float(hit.entry.attributes["intensity"])
                yield Finding(
                    LOADED_LANGUAGE, location, f"Loaded language: “{hit.entry.cue}”.", weight=weight
                )

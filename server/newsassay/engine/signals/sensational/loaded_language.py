"""Loaded language: words that judge while they name, by class and intensity."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.signals.sensational.word_context import refusal, voice_of

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
        precision=0.87,
        base_rate=6.4,
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
                yield Finding(
                    LOADED_LANGUAGE,
                    location,
                    f"“{text.tokens.phrase(hit.first, hit.last)}” is {_CLASSES[hit.entry.label]}.",
                    voice=voice_of(text, hit),
                    weight=float(hit.entry.attributes["intensity"]),
                )


_CLASSES = {
    "attack_verb": "a verb of violence for criticism",
    "loaded_speech": "a verb of speech that judges the speaker",
    "speech_manner": "an adverb that judges how somebody spoke",
    "deceit": "a word that charges deceit",
    "pejorative_label": "a label that disparages",
    "pejorative_adjective": "an adjective that disparages",
    "laudatory": "a word that praises",
    "evaluative_adverb": "an adverb that comments on the news",
    "partisan": "a label of a political camp",
    "drama_noun": "a noun of drama",
    "drama_adjective": "an adjective of drama",
    "conflict_verb": "a verb of violence",
    "scare": "a metaphor of threat",
    "dysphemism": "a dysphemism",
    "vivid_verb": "a vivid verb for a plain act",
    "epithet": "an epithet that colours a person",
    "idiom": "an idiom that mocks or dramatises",
}

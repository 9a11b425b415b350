"""Hyperbole, appeals to fear and urgency: words that raise the voice, found by lexicon."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.sensational.word_context import refusal, voice_of

HYPERBOLE = "sensational.hyperbole"
FEAR_APPEAL = "sensational.fear_appeal"
URGENCY = "sensational.urgency"

CARDS = (
    SignalCard(
        signal_id=HYPERBOLE,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="Puffery, amazement or a bare superlative praises or damns beyond what is shown.",
        disclaimer="A superlative of measure (“the longest bridge”), a negated one and a name are no puffery.",
        fires=(
            "The world-renowned chef opened an utterly amazing restaurant.",
            "It was the greatest speech of all time.",
            "The jaw-dropping view is unparalleled.",
        ),
        near_misses=(
            "The longest bridge in the county reopened on Monday.",
            "The findings are not unprecedented, she said.",
            "He played for the Harbour Spectacular Orchestra.",
        ),
        w3c_refs=("d0513609",),
        precision=0.88,
        base_rate=0.48,
    ),
    SignalCard(
        signal_id=FEAR_APPEAL,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="Words of terror and doom frighten the reader.",
        disclaimer="A feared event that is reported, and a fright that is denied, are no appeal.",
        fires=(
            "This silent killer is in your kitchen, and the nightmare has only begun.",
            "The terrifying plan would leave the town defenceless.",
            "A ticking time bomb lies under the harbour.",
        ),
        near_misses=(
            "There is no cause for panic, the doctor said.",
            "Residents fear that the levee will break.",
            "The film “Nightmare Harbour” opens on Friday.",
        ),
        w3c_refs=("9ba34544",),
        precision=0.86,
        base_rate=0.12,
    ),
    SignalCard(
        signal_id=URGENCY,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="A label or phrase hurries the reader: “BREAKING”, “before it's too late”.",
        disclaimer="Breaking as a verb, and a deadline that the article reports, are no labels.",
        fires=(
            "BREAKING: The mayor has resigned.",
            Example(title="Must watch: mayor leaves by the back door"),
            "Act now, before it's too late.",
        ),
        near_misses=(
            "He was arrested for breaking a window.",
            "Doctors treat urgent cases first.",
            "The exclusive club is developing a new pier.",
        ),
        precision=0.89,
        base_rate=0.04,
    ),
)

_LABEL_ENDS = frozenset([":", "!", "-", "–", "—", "|", "…"])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every cue of the three lexicons."""
    for text in document.fields:
        for hit in text.hits("sensational_hyperbole"):
            yield _judge(text, hit, HYPERBOLE, f"is hyperbole ({hit.entry.label})")
        for hit in text.hits("sensational_fear"):
            yield _judge(text, hit, FEAR_APPEAL, "frightens the reader")
        for hit in text.hits("sensational_urgency"):
            yield from _judge_urgency(text, hit)


def _judge(text: FieldText, hit: Hit, signal_id: str, claim: str) -> Judgement:
    location = text.location(hit.first, hit.last)
    reason = refusal(text, hit)
    if reason:
        return Rejection(signal_id, location, reason)
    weight = float(hit.entry.attributes.get("intensity", "1"))
    return Finding(
        signal_id,
        location,
        f"“{text.tokens.phrase(hit.first, hit.last)}” {claim}.",
        voice=voice_of(text, hit),
        weight=weight,
    )


def _judge_urgency(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    location = text.location(hit.first, hit.last)
    if hit.entry.label == "phrase":
        yield Finding(URGENCY, location, "The reader is told to hurry.")
        return
    starts = text.sentence_at(hit.first).first == hit.first or text.tokens.word_at(hit.first - 1) in (
        "[",
        "(",
        "|",
    )
    if starts and text.tokens.word_at(hit.last) in (*_LABEL_ENDS, "]", ")"):
        yield Finding(URGENCY, location, "A label hurries the reader.")
    elif text.tokens.phrase(hit.first, hit.last).isupper() and starts:
        yield Finding(URGENCY, location, "A label in capitals hurries the reader.")

"""Headlines that speak to their reader, or point at what only the article will tell."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.headline import headline
from newsassay.engine.report import Severity
from newsassay.engine.signals.sensational.teaser import judge_opening

SECOND_PERSON = "sensational.second_person_headline"
FORWARD_REFERENCE = "sensational.forward_reference"

CARDS = (
    SignalCard(
        signal_id=SECOND_PERSON,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="The headline addresses its reader instead of saying what happened.",
        disclaimer="A “you” that a person said, or that belongs to a title, addresses nobody here.",
        fires=(
            Example(title="How well do you know your harbour?"),
            Example(title="The bridge that will change your life"),
            Example(title="You're cooking rice wrong"),
        ),
        near_misses=(
            Example(title="Mayor to council: “You failed this town”"),
            Example(title="Harbour town says thank you to its nurses"),
            Example(title="Youth club reopens in the harbour"),
        ),
        w3c_refs=("d3f1ce30",),
        precision=0.99,
        base_rate=0.02,
    ),
    SignalCard(
        signal_id=FORWARD_REFERENCE,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="The headline points at something that it keeps back, so that the reader has to go on.",
        disclaimer="“This week” and other times, and a “this” that a person said, keep nothing back. A headline that the"
        " article does not open with may still be borne out further down.",
        fires=(
            Example(title="This baker opened a box, and what happened next is lovely"),
            Example(title="Here's why the bridge is pink"),
            Example(title="The harbour is shrinking. This is why"),
        ),
        near_misses=(
            Example(title="Council votes on bridge this week"),
            Example(title="Mayor: “This is a good day for the harbour”"),
            Example(title="Bridge to close for two days"),
        ),
        w3c_refs=("35d6f6dd", "ceff00a1"),
        precision=0.99,
        base_rate=0.04,
    ),
)

_SECOND_PERSON = frozenset(
    "you your you're you'll you've you'd yours yourself yourselves ya y'all u ur yo".split()
)
_DEMONSTRATIVES = frozenset(["this", "these"])
_TIMES = frozenset(
    "week weekend month year years season spring summer fall autumn winter morning afternoon evening night"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december christmas easter thanksgiving halloween century decade quarter time"
    " term day days weeks months".split()
)
_HERE = frozenset(["here's", "here're"])
_SEGMENT_STARTS = frozenset([":", ".", "!", "?", "–", "—", "-", "|", "…", ","])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every second person and every demonstrative of the headline."""
    text = headline(document)
    for i, word in enumerate(text.tokens.lower):
        if word in _SECOND_PERSON:
            yield _judge_person(text, i)
        elif word in _DEMONSTRATIVES:
            yield _judge_demonstrative(text, i)
        elif word in _HERE or (word == "here" and text.tokens.lower_at(i + 1) in ("is", "are", "'s")):
            yield _judge_presentation(text, i)
    for hit in text.hits("clickbait_forward"):
        location = text.location(hit.first, hit.last)
        if text.is_quoted(location.start):
            yield Rejection(FORWARD_REFERENCE, location, "quoted")
        else:
            yield Finding(
                FORWARD_REFERENCE, location, "The headline keeps back what the article tells.", weight=1.5
            )
    yield from judge_opening(document, FORWARD_REFERENCE)


def _judge_person(text: FieldText, i: int) -> Judgement:
    location = text.location(i, i + 1)
    if text.is_quoted(location.start):
        return Rejection(SECOND_PERSON, location, "quoted")
    if text.tokens.lower_at(i - 1) in ("thank", "thanking"):
        return Rejection(SECOND_PERSON, location, "“thank you” is a name for thanks")
    return Finding(SECOND_PERSON, location, f"“{text.tokens.words[i]}” in a headline addresses the reader.")


def _judge_demonstrative(text: FieldText, i: int) -> Judgement:
    tokens = text.tokens
    location = text.location(i, min(i + 2, len(tokens)))
    if text.is_quoted(location.start):
        return Rejection(FORWARD_REFERENCE, location, "quoted")
    if not _TIMES.isdisjoint(tokens.lower[i + 1 : i + 3]):
        return Rejection(FORWARD_REFERENCE, location, "a time")
    initial = i == 0 or tokens.words[i - 1] in _SEGMENT_STARTS
    return Finding(
        FORWARD_REFERENCE,
        location,
        f"“{tokens.words[i]}” points at what the headline keeps back.",
        weight=1.5 if initial else 1.0,
    )


def _judge_presentation(text: FieldText, i: int) -> Judgement:
    location = text.location(i, i + 1)
    if text.is_quoted(location.start):
        return Rejection(FORWARD_REFERENCE, location, "quoted")
    return Finding(FORWARD_REFERENCE, location, "“Here's” presents what the headline keeps back.", weight=1.5)

"""The tense in which an article frames speech: reports say what was said, features and columns what people say.

After Bell 1991, "The Language of News Media", chapter 10: the past "said" is the hard-news frame.
"""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.grammar.analysis import analyse
from newsassay.engine.grammar.legend import NAMES
from newsassay.engine.report import Severity, Voice

PAST_FRAME = "attribution.rate_past_frame"

_LEAST = 4  # frames: fewer are no habit
_MOSTLY = 0.75  # of the frames
_SHOWN = 7  # places listed beside the first
_PRESENT = frozenset(NAMES["VERB_PRESENT"])

CARDS = (
    SignalCard(
        signal_id=PAST_FRAME,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="The article frames what people say in the past tense, as reports of what was said do.",
        disclaimer="It says nothing about who speaks, or whether the frames are true.",
        fires=(
            "It will close, the mayor said. It is old, the trust said. It was costly, she said. It was not, he said.",
            "She said no. He said yes. They said so. Ann Lee said that it rained.",
            "A clerk said it was shut. A guard said it was open. A cook said it was both, and a boy says it. A nun said no.",
        ),
        near_misses=(
            "It will close, the mayor says. It is old, the trust says. It was costly, she says. It was not, he said.",
            "She said no, he said yes, and nobody else spoke.",
            "“She said, he said, they said, we said,” the mayor told the court.",
        ),
        base_rate=0.0,
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the tense of “say” in the author's own sentences of the body, as one finding."""
    text = document.body
    starts = text.tokens.starts
    said = [i for i, form in enumerate(text.tokens.lower) if form == "said" and not text.is_quoted(starts[i])]
    if len(said) < _LEAST:
        return
    analysis = text.layer(analyse)
    says = sum(
        word.lower in ("say", "says") and tag in _PRESENT and not text.is_quoted(starts[analysis.token[p]])
        for p, (word, tag) in enumerate(zip(analysis.types, analysis.tags, strict=True))
    )
    places = [text.location(i, i + 1) for i in said]
    frames = len(said) + says
    if len(said) < _MOSTLY * frames:
        yield Rejection(PAST_FRAME, places[0], f"{says} of {frames} frames are in the present")
        return
    told = f"Of {frames} frames of “say” {len(said)} are in the past."
    yield Finding(PAST_FRAME, places[0], told, voice=Voice.AUTHOR, related=tuple(places[1 : _SHOWN + 1]))

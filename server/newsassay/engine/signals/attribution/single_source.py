"""Articles that hear one source only."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import source_key
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.report import Severity, SourceKind

SINGLE_SOURCE = "attribution.single_source"

_LONE = (
    "The council met on Tuesday to talk about the bridge. Councillor Maja Holm said the deck was rotten. She said the"
    " work would take a year and close the road to all traffic. Holm added that the budget had been set aside and that"
    " no tolls were planned. The bridge was built in 1931 and has carried buses since 1964. It links the old town with"
    " the harbour. “We have waited long enough,” she said. The road will be closed from the first week of March, and"
    " a ferry will run in its place between seven in the morning and nine at night, on every day but Sunday."
)

CARDS = (
    SignalCard(
        signal_id=SINGLE_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="Everything that the article attributes comes from one source.",
        disclaimer="Briefs under 100 words and articles with fewer than three attributions are not judged.",
        fires=(
            _LONE,
            _LONE.replace("Councillor Maja Holm", "Mayor Idris Vale")
            .replace("Holm", "Vale")
            .replace("She", "He")
            .replace("she", "he"),
            _LONE.replace("Councillor Maja Holm", "A spokesman")
            .replace("She", "He")
            .replace("she", "he")
            .replace("Holm", "The spokesman"),
        ),
        near_misses=(
            _LONE + " Resident Bo Lund said the ferry would be too small.",
            _LONE[:200],
            _LONE.replace(
                "“We have waited long enough,” she said.", "The union denied that the deck was rotten."
            ),
        ),
        w3c_refs=("7113e6b1", "c6a45cc1"),
    ),
)

_WORDS = 100
_CUES = 3


def detect(document: Document) -> Iterator[Judgement]:
    """One finding, at the first mention, where three cues or more have one source between them."""
    if document.word_count < _WORDS:
        return
    relations = [r for r in document.layer(attributions) if r.source is not None]
    if len(relations) < _CUES or len({source_key(r.resolved_source) for r in relations}) != 1:
        return
    cues = {r.cue for r in relations}
    if len(cues) < _CUES or any(r.source_kind is SourceKind.NONE for r in relations):
        return
    first = relations[0]
    if first.source is not None:
        yield Finding(
            SINGLE_SOURCE,
            first.source,
            f"All {len(cues)} attributions are to one source: “{first.resolved_source[:60]}”.",
        )

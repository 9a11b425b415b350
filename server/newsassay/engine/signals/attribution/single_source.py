"""Articles that hear one source only."""

from collections.abc import Iterator

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import source_key
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.report import SourceKind

SINGLE_SOURCE = "attribution.single_source"

_LONE = (
    "The council met on Tuesday to talk about the bridge. Councillor Maja Holm said the deck was rotten. She said the"
    " work would take a year and close the road to all traffic. Holm added that the budget had been set aside and that"
    " no tolls were planned. The bridge was built in 1931 and has carried buses since 1964. It links the old town with"
    " the harbour. “We have waited long enough,” she said. The road will be closed from the first week of March, and"
    " a ferry will run in its place between seven in the morning and nine at night, on every day but Sunday."
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

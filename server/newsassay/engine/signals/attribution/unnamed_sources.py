"""Anonymous sources, and whether the article says why they stay unnamed."""

from collections.abc import Iterator

from newsassay.engine.attribution.anonymity import find_anonymity
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import source_key
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Location
from newsassay.engine.report import SourceKind

ANONYMOUS_SOURCE = "attribution.anonymous_source"
ANONYMITY_EXPLAINED = "attribution.anonymity_explained"


_EXPLAINED = 0.5
_REPEAT = 0.3


def detect(document: Document) -> Iterator[Judgement]:
    """One finding per cue with an anonymous source, one credit per reason given."""
    heard: set[str] = set()
    cues: set[Location] = set()
    for relation in document.layer(attributions):
        if relation.source_kind is not SourceKind.ANONYMOUS or relation.source is None:
            continue
        if relation.cue is None or relation.cue in cues:
            continue
        cues.add(relation.cue)
        explained = relation.anonymity_reason is not None
        name = source_key(relation.resolved_source)
        weight = (_REPEAT if name in heard else 1.0) * (_EXPLAINED if explained else 1.0)
        heard.add(name)
        yield Finding(
            ANONYMOUS_SOURCE,
            relation.source,
            "The source stays unnamed, and the article says why."
            if explained
            else "The source stays unnamed.",
            related=(relation.cue,),
            weight=weight,
        )
    for text in document.fields:
        for anonymity in text.layer(find_anonymity).values():
            if anonymity.reason is not None:
                yield Finding(
                    ANONYMITY_EXPLAINED,
                    text.location(*anonymity.reason),
                    "The article says why a source stays unnamed.",
                )

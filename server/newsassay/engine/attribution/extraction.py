"""Extraction of all attribution relations of an article."""

from newsassay.engine.attribution.relation import Relation
from newsassay.engine.document import Document


def attributions(document: Document) -> tuple[Relation, ...]:
    """All relations in reading order. A layer: ask for it with `document.layer(attributions)`."""
    del document
    return ()

"""One statement affirmed and denied: a negation, or an opposite, that stands in one of two like sentences."""

from collections.abc import Iterator

from newsassay.engine.conflicts.denials import denied
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.document import Document
from newsassay.engine.facts.mentions import CLASS, OPPOSITE
from newsassay.engine.finding import Judgement

POLARITY_CONFLICT = "consistency.polarity_conflict"


def detect(document: Document) -> Iterator[Judgement]:
    """Judge each denial against affirmations of the same predicate, and each opposite of headline and lede."""
    if document.body.text:
        for conflict in document.layer(summary_conflicts):
            if conflict.left.kind.startswith(CLASS + OPPOSITE):
                yield conflict.judgement(POLARITY_CONFLICT)
        for conflict in denied(document):
            yield conflict.judgement(POLARITY_CONFLICT)

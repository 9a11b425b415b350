"""A headline's figure or name that the body gives otherwise."""

from collections.abc import Iterator

from newsassay.engine.article import Field
from newsassay.engine.conflicts.replaced_names import replaced_names
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.document import Document
from newsassay.engine.facts.mentions import CLASS, OPPOSITE
from newsassay.engine.finding import Judgement

HEADLINE_MISMATCH = "consistency.headline_mismatch"


def detect(document: Document) -> Iterator[Judgement]:
    """Judge figures of the headline, and names and other facts of headline and lede, that the body seems to give too."""
    for conflict in document.layer(summary_conflicts):
        kind = conflict.left.kind
        if kind.startswith(CLASS + OPPOSITE):
            continue
        if conflict.left.text.field is Field.TITLE or kind.startswith(CLASS):
            yield conflict.judgement(HEADLINE_MISMATCH)
    told = {conflict.left.first for conflict in document.layer(summary_conflicts)}
    for conflict in document.layer(frame_conflicts):
        if conflict.left.text.field is Field.TITLE and conflict.left.first not in told:
            told.add(conflict.left.first)
            yield conflict.judgement(HEADLINE_MISMATCH)
    for replacement in document.layer(replaced_names):
        yield replacement.finding(HEADLINE_MISMATCH)

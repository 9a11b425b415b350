"""One count, sum or measure given with two values."""

from collections.abc import Iterator

from newsassay.engine.article import Field
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.document import Document
from newsassay.engine.facts.mentions import AGE, CLASS, DATE, NAME
from newsassay.engine.finding import Judgement

NUMBER_CONFLICT = "consistency.number_conflict"

_REST = (
    " Residents of the valley had waited for news since dawn. The road along the river stayed closed for most"
    " of the day, and buses were sent over the pass. A spokeswoman thanked the volunteers who had helped."
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every pair of figures that seem to state one fact and differ; the headline's have their own signal."""
    told: set[tuple[int, int]] = set()
    for conflict in (*document.layer(summary_conflicts), *document.layer(frame_conflicts)):
        kind, places = conflict.left.kind, (conflict.left.first, conflict.right.first)
        if (
            conflict.left.text.field is Field.BODY
            and places not in told
            and kind not in (AGE, DATE)
            and not kind.startswith((CLASS, NAME))
        ):
            told.add(places)
            yield conflict.judgement(NUMBER_CONFLICT)

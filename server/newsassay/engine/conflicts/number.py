"""One count, sum or measure given with two values."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension, Field
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.conflicts.repeats import repeat_conflicts
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.document import Document
from newsassay.engine.facts.mentions import AGE, CLASS, DATE, NAME
from newsassay.engine.finding import Judgement
from newsassay.engine.report import Severity

NUMBER_CONFLICT = "consistency.number_conflict"

_REST = (
    " Residents of the valley had waited for news since dawn. The road along the river stayed closed for most"
    " of the day, and buses were sent over the pass. A spokeswoman thanked the volunteers who had helped."
)

CARDS = (
    SignalCard(
        signal_id=NUMBER_CONFLICT,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="The article gives two values for one count, sum or measure that cannot both hold.",
        disclaimer="Rounding, intervals, another speaker, another time, or another set counted is no conflict.",
        fires=(
            "Police seized 40 rifles in a raid on a barn near Tolmin. It rained. The 65 rifles lay under straw.",
            "The tunnel will cost $3.2 million to repair.\nEngineers told the council that to repair the tunnel"
            " will cost $4.7 million." + _REST,
            "At least 200 workers at the cannery fell ill.\nThe cannery said at least 120 workers fell ill after"
            " the shift." + _REST,
        ),
        near_misses=(
            "Police seized a dozen rifles in a raid on a barn near Tolmin.\nOfficers said the raid on the barn"
            " near Tolmin had led them to 12 rifles hidden under straw." + _REST,
            "The tunnel will cost more than $3 million to repair.\nEngineers told the council that to repair the"
            " tunnel will cost $4.7 million." + _REST,
            "The cannery employs 200 workers.\nThe cannery originally employed 120 workers." + _REST,
            Example(body="Turnout was 48 percent in Arlo and 61 percent in Bray. Bray has 9,000 voters."),
        ),
        w3c_refs=(),
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every pair of figures that seem to state one fact and differ; the headline's have their own signal."""
    told: set[tuple[int, int]] = set()
    for conflict in document.body.layer(repeat_conflicts):
        told.add((conflict.left.first, conflict.right.first))
        yield conflict.judgement(NUMBER_CONFLICT)
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

"""One statement affirmed and denied: a negation, or an opposite, that stands in one of two like sentences."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.conflicts.denials import denied
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.document import Document
from newsassay.engine.facts.mentions import CLASS, OPPOSITE
from newsassay.engine.finding import Judgement
from newsassay.engine.report import Severity

POLARITY_CONFLICT = "consistency.polarity_conflict"

CARDS = (
    SignalCard(
        signal_id=POLARITY_CONFLICT,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="One sentence affirms what another of the same content denies.",
        disclaimer="What sources dispute, what changed, and conditions or questions are no conflict.",
        fires=(
            (
                "The Orsk reactor was not damaged in the storm. Engineers left at noon."
                " The Orsk reactor was damaged in the storm, the ministry said."
            ),
            Example(
                title="Brenner senate rejects water levy",
                body="The Brenner senate approved the water levy on Monday. It takes effect in spring.",
            ),
            (
                "Mayor Ilse Kranz will not attend the harbour festival. It rained."
                " Mayor Ilse Kranz will attend the harbour festival."
            ),
        ),
        near_misses=(
            (
                "The Orsk reactor was not damaged in the storm. Engineers left at noon."
                " The Orsk harbour was damaged in the storm, the ministry said."
            ),
            Example(
                title="Brenner senate approves water levy",
                body="The Brenner senate approved the water levy on Monday. The town council rejected it in spring.",
            ),
            (
                "Mayor Ilse Kranz will not attend the harbour festival. If it is dry, Mayor Ilse Kranz will attend the"
                " harbour festival."
            ),
        ),
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge each denial against affirmations of the same predicate, and each opposite of headline and lede."""
    if document.body.text:
        for conflict in document.layer(summary_conflicts):
            if conflict.left.kind.startswith(CLASS + OPPOSITE):
                yield conflict.judgement(POLARITY_CONFLICT)
        for conflict in denied(document):
            yield conflict.judgement(POLARITY_CONFLICT)

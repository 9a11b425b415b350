"""A headline's figure or name that the body gives otherwise."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension, Field
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.conflicts.replaced_names import replaced_names
from newsassay.engine.conflicts.summary import summary_conflicts
from newsassay.engine.conflicts.told_twice import frame_conflicts
from newsassay.engine.conflicts.tolls import toll_conflicts
from newsassay.engine.document import Document
from newsassay.engine.facts.mentions import CLASS, OPPOSITE
from newsassay.engine.finding import Judgement
from newsassay.engine.report import Severity

HEADLINE_MISMATCH = "consistency.headline_mismatch"

CARDS = (
    SignalCard(
        signal_id=HEADLINE_MISMATCH,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="The headline or lede gives a figure, name or place that the body gives otherwise.",
        disclaimer="Rounding, short forms of names, and facts that the body leaves out are no mismatch.",
        fires=(
            Example(
                title="Fire at Torvik shipyard injures 14 welders",
                body="A fire at the Torvik shipyard injured nine welders on Sunday. The blaze began in a paint store.",
            ),
            Example(
                title="Bridge over the Lenn closes for 6 weeks",
                body="The bridge over the Lenn closes for three weeks in autumn, the county said on Monday.",
            ),
            Example(
                title="Co-op buys dairy for €12m",
                body="The co-op buys the dairy at Senn for €21m, both said. The dairy employs many people.",
            ),
        ),
        near_misses=(
            Example(
                title="Fire at Torvik shipyard injures nine welders",
                body="A fire at the Torvik shipyard injured 9 welders on Sunday. The blaze began in a paint store.",
            ),
            Example(
                title="Bridge over the Lenn closes for 6 weeks",
                body="The bridge over the Lenn closes on Monday. Drivers expect delays for three weeks in spring.",
            ),
            Example(
                title="Co-op buys dairy for €21m",
                body="The co-op buys the dairy at Senn for €20.8m, both said. The dairy employs many people.",
            ),
        ),
        w3c_refs=("1c858afa", "62c31a40"),
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge figures of the headline, and names and other facts of headline and lede, that the body seems to give too."""
    for conflict in document.layer(summary_conflicts):
        kind = conflict.left.kind
        if kind.startswith(CLASS + OPPOSITE):
            continue
        if conflict.left.text.field is Field.TITLE or kind.startswith(CLASS):
            yield conflict.judgement(HEADLINE_MISMATCH)
    told = {conflict.left.first for conflict in document.layer(summary_conflicts)}
    for conflict in (*document.layer(toll_conflicts), *document.layer(frame_conflicts)):
        if conflict.left.text.field is Field.TITLE and conflict.left.first not in told:
            told.add(conflict.left.first)
            yield conflict.judgement(HEADLINE_MISMATCH)
    for replacement in document.layer(replaced_names):
        yield replacement.finding(HEADLINE_MISMATCH)

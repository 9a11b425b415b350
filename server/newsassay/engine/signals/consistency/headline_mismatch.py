"""A headline's figure or name that the body gives otherwise."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension, Field
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.signals.consistency.comparison import disagreements, finding
from newsassay.engine.signals.consistency.contrast import contrast_finding, contrasts
from newsassay.engine.signals.consistency.polarity_conflict import OPPOSITE
from newsassay.engine.signals.consistency.substitution import substitution_finding, substitutions

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
    for d in document.layer(disagreements):
        if d.left.text.field is not Field.TITLE:
            continue
        if d.refused:
            yield Rejection(HEADLINE_MISMATCH, d.left.location, d.refused)
        else:
            yield finding(HEADLINE_MISMATCH, d)
    for contrast in document.layer(contrasts):
        if not contrast.left.entry.label.startswith(OPPOSITE):
            yield contrast_finding(HEADLINE_MISMATCH, contrast)
    for found in document.layer(substitutions):
        yield substitution_finding(HEADLINE_MISMATCH, found)

"""Agentless claims: "is believed to", "is widely regarded as", "was criticised", with nobody to answer for it."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.signals.passive_reports import find_passive_reports

AGENTLESS_CLAIM = "attribution.agentless_claim"

CARDS = (
    SignalCard(
        signal_id=AGENTLESS_CLAIM,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A passive reports a claim or a judgement and leaves out whose it is.",
        disclaimer="With an agent or a source in the sentence it attributes; names (“known as”) are not charged.",
        fires=(
            "The chapel is widely regarded as the finest in the county.",
            "It has been argued that the tax hurts small towns.",
            "The minister was criticised for the delay.",
            "The castle is thought to be haunted.",
            "The play is the author's most famous.",
        ),
        near_misses=(
            "The chapel is regarded by the heritage board as the finest in the county.",
            "The bill is being considered in the upper house.",
            "The committee considered the bill on Monday.",
            "The river, also known as the Wend, floods each spring.",
        ),
        w3c_refs=("5ab55dfc",),
        precision=0.85,
        base_rate=0.33,
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every passive report."""
    for text in document.fields:
        for report in text.layer(find_passive_reports):
            location = text.location(report.first, report.last)
            if report.reason:
                yield Rejection(AGENTLESS_CLAIM, location, report.reason)
            else:
                phrase = text.tokens.phrase(report.first, report.last)
                yield Finding(
                    AGENTLESS_CLAIM, location, f"“{phrase}” reports a judgement and leaves out whose it is."
                )

"""Experts from outside: a source that had no part in what it judges."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.attribution.inventory import WORDS
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity

INDEPENDENT_SOURCE = "attribution.independent_source"

CARDS = (
    SignalCard(
        signal_id=INDEPENDENT_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="The article hears an expert who had no part in the work it reports.",
        disclaimer="That the expert is independent is taken from the article.",
        fires=(
            "“The effect is small,” said Gareth Oyelami, a neurologist who was not involved in the study.",
            "Hana Prochazka, who had no role in the research, called the result convincing.",
            "Outside experts said the trial was too short.",
        ),
        near_misses=(
            "The mayor said he was not involved in the sale of the pier.",
            "Gareth Oyelami, who led the study, said the effect was small.",
            "“I was not involved in the study of law,” she said.",
        ),
        w3c_refs=("c6a45cc1",),
    ),
)

_REACH = 5  # tokens up to the noun for the work


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every formula outside quotations; one that wants a noun for the work needs it behind."""
    text = document.body
    for hit in text.hits("independent_source"):
        location = text.location(hit.first, hit.last)
        if text.is_quoted(location.start):
            yield Rejection(INDEPENDENT_SOURCE, location, "quoted")
        elif hit.entry.label == "work" and WORDS["work"].isdisjoint(
            text.tokens.lower[hit.last : min(hit.last + _REACH, text.sentence_at(hit.first).last)]
        ):
            yield Rejection(INDEPENDENT_SOURCE, location, "no study or other work that is reported")
        else:
            yield Finding(INDEPENDENT_SOURCE, location, "A source from outside judges what is reported.")

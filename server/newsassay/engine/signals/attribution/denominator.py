"""Counts with what they are out of: "12 of 340 patients", "one in 5,000 births"."""

import re
from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.grammar.analysis import analyse
from newsassay.engine.report import Severity

DENOMINATOR = "attribution.denominator"

CARDS = (
    SignalCard(
        signal_id=DENOMINATOR,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="A count is given with the number that it is out of.",
        disclaimer="Small wholes (“two of three”), shares in percent and dates are not counted.",
        fires=(
            "Rashes were seen in 12 of 340 patients.",
            "The fault was found in 41 out of 1,200 brakes.",
            "The illness strikes one in 5,000 babies.",
        ),
        near_misses=(
            "Two of the three guards left.",
            "The drug helped 12 percent of patients.",
            "In 2019, 340 patients were seen in 12 clinics.",
        ),
        w3c_refs=("baa89d32",),
    ),
)

_OUT_OF = re.compile(r"C(?:[zIR]?O|I)D?A?(C)A?S")
_LEAST = 20  # the whole
_YEARS = range(1500, 2101)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every number, "of", "out of" or "in", and number of things, outside quotations."""
    text = document.body
    if not text.text:
        return
    analysis = text.layer(analyse)
    for match in _OUT_OF.finditer(analysis.tags):
        first, whole, last = (analysis.token[p] for p in (match.start(), match.start(1), match.end()))
        digits = text.tokens.words[whole].replace(",", "")
        location = text.location(first, last)
        if not digits.isdecimal() or int(digits) < _LEAST:
            continue
        part = text.tokens.words[first].replace(",", "")
        if text.is_quoted(location.start) or (part.isdecimal() and int(part) in _YEARS):
            yield Rejection(DENOMINATOR, location, "quoted, or a year")
        else:
            yield Finding(DENOMINATOR, location, "A count comes with what it is out of.")

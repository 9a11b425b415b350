"""Runs of exclamation and question marks: "!!", "??", "?!"."""

import re
from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.report import Severity

EXCLAMATION_RUN = "sensational.exclamation_run"
QUESTION_RUN = "sensational.question_run"

CARDS = (
    SignalCard(
        signal_id=EXCLAMATION_RUN,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="Two or more exclamation marks in a row shout at the reader.",
        disclaimer="A single exclamation mark, or one that belongs to a name, is no run.",
        fires=(
            "The council voted at midnight!! Nobody was told.",
            "They knew all along!!!",
            "Prices doubled overnight!?!",
        ),
        near_misses=(
            "The crowd shouted: “Out!”",
            "Shares of Yahoo! fell by two percent.",
            "The musical Oliver! opens in May! Tickets are on sale.",
        ),
        w3c_refs=("1338ba72",),
    ),
    SignalCard(
        signal_id=QUESTION_RUN,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="Two or more question marks in a row insinuate instead of asking.",
        disclaimer="One question mark is a question.",
        fires=(
            "What is the mayor hiding??",
            "Who paid for the bridge???",
            "Is this the end?? Experts disagree.",
        ),
        near_misses=(
            "Who paid for the bridge? The council will not say.",
            "The form asks: “Are you a resident?”",
            "Is it? Was it? The answer is no.",
        ),
        w3c_refs=("6fc95996",),
    ),
)

_RUN = re.compile(r"[!?]{2,}")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every run of two or more marks; a run that holds a "!" is an exclamation."""
    for text in document.fields:
        for run in _RUN.finditer(text.text):
            location = Location(text.field, *run.span())
            signal_id = EXCLAMATION_RUN if "!" in run.group() else QUESTION_RUN
            if run.group() == "!?":
                yield Rejection(
                    signal_id, location, "“!?”: a name's or a quotation's mark before a question mark"
                )
            else:
                yield Finding(signal_id, location, f"{len(run.group())} marks in a row: “{run.group()[:8]}”")

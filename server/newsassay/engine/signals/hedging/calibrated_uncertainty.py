"""Calibrated uncertainty: a margin, a range, a reason, "could not independently verify"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.cues import Rule, judge_cues, plain

CALIBRATED_UNCERTAINTY = "hedging.calibrated_uncertainty"

CARDS = (
    SignalCard(
        signal_id=CALIBRATED_UNCERTAINTY,
        dimension=Dimension.HEDGING,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="The article says how uncertain something is, or why: a margin, a range, a limit of what was checked.",
        disclaimer="A bare hedge is none; neither is a range that is no estimate.",
        fires=(
            "The poll has a margin of error of three points.",
            "The Gazette could not independently verify the account.",
            "It is too early to say what caused the crash.",
            "The repair will cost an estimated 10 to 15 million dollars.",
            "The cause is unclear because the recorder was lost.",
        ),
        near_misses=(
            "The cause is unclear.",
            "The shop opens between 9 and 10.",
            "The candidate won by a margin of three points.",
            "Perhaps the mill will close.",
        ),
        w3c_refs=("c2385f39", "98495085"),
        precision=0.95,
        base_rate=0.07,
    ),
)

_WINDOW = 10
_MARGIN = frozenset(["margin", "interval", "minus"])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every statement of a margin, range or limit."""
    return judge_cues(document, "hedging_calibrated", CALIBRATED_UNCERTAINTY, _RULES)


def _told_before(text: FieldText, hit: Hit) -> str | None:
    """No second candidate for "a margin of error of plus or minus three points"."""
    first = max(text.sentence_at(hit.first).first, hit.first - _WINDOW)
    return "" if _MARGIN.isdisjoint(text.tokens.lower[first : hit.first]) else None


def _no_range(text: FieldText, hit: Hit) -> str | None:
    """An estimate with its range: "estimated at 10 to 15", "likely between 200 and 300"."""
    tokens = text.tokens
    end = min(text.sentence_at(hit.first).last, hit.last + _WINDOW)
    for i in range(hit.last, end):
        word = tokens.lower[i]
        if word in (".", ";"):
            break
        if (
            word in ("to", "and", "-", "–")
            and tokens.lower_at(i + 1)[:1].isdigit()
            and tokens.lower_at(i - 1)[:1].isdigit()
        ):
            if _is_year(tokens.words[i - 1]) and _is_year(tokens.words[i + 1]):
                continue
            if word == "and" and "between" not in tokens.lower[max(i - 4, 0) : i]:
                continue
            return ""
    return None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("18", "19", "20")  # noqa: PLR2004 - digits of a year


_STATED = "states the size or the reason of the uncertainty"
_RULES = {
    "plain": Rule(plain, _STATED),
    "margin": Rule(_told_before, _STATED),
    "range": Rule(_no_range, _STATED),
}

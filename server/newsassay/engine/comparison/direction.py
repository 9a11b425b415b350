"""Which of two articles that share wording was there first: only with reasons, and never by a guess."""

from collections.abc import Iterator
from datetime import UTC, datetime

from newsassay.engine.article import Article
from newsassay.engine.comparison.credits import credits_to
from newsassay.engine.comparison.report import ArticleSpan, Direction, DirectionEvidence, DirectionReason
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Location
from newsassay.engine.rules.judging import cells, judge_article
from newsassay.engine.rules.rulebook import RULEBOOK
from newsassay.engine.spans import Locate

_APART = 60  # seconds
_MINUTES = 60
_SLIPS_OF_WORDING = ("consistency.spun_phrase", "consistency.agreement_slip")
_SLIP_RULES = RULEBOOK.of_signals(_SLIPS_OF_WORDING)
_MOST = 3  # places that show slips of wording
_DATE_LENGTH = len("2026-01-31")

_Reason = tuple[Direction, DirectionReason]


def direction(
    left: ComparedText, right: ComparedText, locate: list[Locate]
) -> tuple[Direction, tuple[DirectionReason, ...]]:
    """The direction that the strongest reasons give, with all that speak for it.

    Credits and times are facts that are told; slips of wording decide only where these are silent. Facts that
    contradict each other leave it unknown.
    """
    told = [*_by_time(left.document.article, right.document.article), *_by_credit(left, right, locate)]
    reasons = [*told, *_by_slips(left, right, locate)]
    facts = {found for found, _ in told} or {found for found, _ in reasons}
    if len(facts) != 1:
        return Direction.UNKNOWN, ()
    (found,) = facts
    return found, tuple(reason for towards, reason in reasons if towards is found)


def _by_time(left: Article, right: Article) -> Iterator[_Reason]:
    ours, theirs = _moment(left.published_at), _moment(right.published_at)
    if ours is None or theirs is None:
        return
    if _DATE_LENGTH in (len(left.published_at.strip()), len(right.published_at.strip())):
        ours, theirs = (m.replace(hour=0, minute=0, second=0, microsecond=0) for m in (ours, theirs))
    apart = (theirs - ours).total_seconds()
    if abs(apart) >= _APART:
        message = f"One was published {_duration(abs(apart))} before the other."
        towards = Direction.LEFT_EARLIER if apart > 0 else Direction.RIGHT_EARLIER
        yield towards, DirectionReason(DirectionEvidence.PUBLICATION_TIME, message, ())


def _moment(published_at: str) -> datetime | None:
    """A time stamp as a moment, UTC where it names no zone; None if there is none."""
    try:
        moment = datetime.fromisoformat(published_at.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _duration(seconds: float) -> str:
    """A length of time in its two largest units: "2 h 5 min"."""
    minutes = int(seconds) // _MINUTES
    days, hours, minutes = minutes // (24 * 60), minutes // 60 % 24, minutes % 60
    parts = [f"{n} {unit}" for n, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if n]
    return " ".join(parts[:2])


def _by_credit(left: ComparedText, right: ComparedText, locate: list[Locate]) -> Iterator[_Reason]:
    for text, other, towards in (
        (left, right, Direction.RIGHT_EARLIER),
        (right, left, Direction.LEFT_EARLIER),
    ):
        places = [credit.location for credit in credits_to(text.document, other.document.article)]
        if places:
            message = "One credits the publisher of the other."
            spans = _spans(text.index, places, locate)
            yield towards, DirectionReason(DirectionEvidence.CREDIT, message, spans)


def _by_slips(left: ComparedText, right: ComparedText, locate: list[Locate]) -> Iterator[_Reason]:
    """Broken phrases that synonym replacement leaves, where only one of the two has any."""
    ours, theirs = (text.document.layer(_slips) for text in (left, right))
    if bool(ours) == bool(theirs):
        return
    text, found = (left, ours) if ours else (right, theirs)
    towards = Direction.RIGHT_EARLIER if ours else Direction.LEFT_EARLIER
    message = "One has phrases that replacing words by synonyms leaves behind, the other has none."
    yield (
        towards,
        DirectionReason(
            DirectionEvidence.WORDING_SLIPS, message, _spans(text.index, list(found[:_MOST]), locate)
        ),
    )


def _slips(document: Document) -> tuple[Location, ...]:
    judged = judge_article(document.layer(cells), _SLIP_RULES)
    return tuple(sorted(j.location for j in judged if isinstance(j, Finding)))


def _spans(index: int, places: list[Location], locate: list[Locate]) -> tuple[ArticleSpan, ...]:
    return tuple(ArticleSpan(index, locate[index](place)) for place in places)

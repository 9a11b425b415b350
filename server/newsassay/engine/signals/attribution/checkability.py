"""How far a reader could check an attribution: when it was said, in which words, by a plain verb."""

from newsassay.engine.attribution.relation import Relation
from newsassay.engine.document import Document
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import QuotationKind

_DAYS = words_of("calendar_names", "weekday") | {"yesterday"}
_MONTHS = words_of("calendar_names", "month")
_DAYS_AND_MONTHS = _DAYS | _MONTHS
# Verbs that add nothing of the reporter's to what was said, unlike "claimed", "admitted", "ranted".
_PLAIN = words_of("attribution_words", "plain_frame")

_INDIRECT = QuotationKind.INDIRECT  # attribute access on an Enum class is slow
_BARE = 0.3
_QUOTED = 0.5
_PLAINLY = 0.5
_DATED = 1.0
_DATE_REACH = 60  # tokens; no sentence of a report is longer, and the work stays linear


def checkability(document: Document, relation: Relation) -> float:
    """Weight of an attribution that has a cue: 0.3 to 2.3, about 1 in edited news.

    Who said it is a name already; when it was said, its wording and a verb that does not judge are the rest
    of what an editor asks for ("said on Tuesday", words in quotation marks).
    """
    if relation.cue is None:
        return _BARE
    field, start, _ = relation.cue
    text = document.field(field)
    lower = text.tokens.lower
    cue = text.tokens.at(start)
    first, last, _, _, _ = text.sentence_at(cue)
    weight = _BARE
    if relation.quotation_kind is not _INDIRECT:
        weight += _QUOTED
    if lower[cue] in _PLAIN:
        weight += _PLAINLY
    if _is_dated(lower, max(first, cue - _DATE_REACH), min(last, cue + _DATE_REACH)):
        weight += _DATED
    return weight


def _is_dated(lower: list[str], first: int, last: int) -> bool:
    """Whether a token range names a day, or a month with a number behind it."""
    around = lower[first:last]
    if _DAYS_AND_MONTHS.isdisjoint(around):
        return False
    following = lower[first + 1 : last + 1]
    return not _DAYS.isdisjoint(around) or any(
        word in _MONTHS and after[0].isdigit() for word, after in zip(around, following, strict=False)
    )

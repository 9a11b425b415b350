"""Datelines and reporting credits: where a report comes from, and who did the work."""

from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.phrase_matcher import Hit

REPORTING_CREDIT = "attribution.reporting_credit"


_LEXICON = "reporting_credits"
_OPENING = 16  # tokens in which a dateline ends
_LINES = 3  # a dateline may stand below a headline or a byline that was taken into the body
_DASHES = frozenset("—–-")
_LONGEST_CREDIT = 60  # tokens of a credit line
_SHORTEST_PLACE = 3  # letters
_LABELS = words_of("credit_words", "no_place")
_AGENCIES = words_of("credit_words", "agency")


def detect(document: Document) -> Iterator[Judgement]:
    """The dateline, if there is one, and every credit line."""
    text = document.body
    if not text.tokens.words:
        return
    for first in text.paragraphs[:_LINES]:
        last = _dateline(text, first)
        if last:
            location = text.location(first, last)
            if text.tokens.lower[first] in _LABELS:
                yield Rejection(REPORTING_CREDIT, location, "a label, not a place")
            else:
                yield Finding(REPORTING_CREDIT, location, "A dateline says where the report comes from.")
            break
    for hit in text.hits(_LEXICON):
        if _is_credit(text, hit):
            yield Finding(
                REPORTING_CREDIT,
                text.location(hit.first, hit.last),
                "A credit line says who reported.",
            )
            return


def _dateline(text: FieldText, first: int) -> int:
    """Token behind the dateline that starts at a token, 0 if none: a place in capitals, or an agency in brackets."""
    tokens = text.tokens
    shouted = tokens.words[first].isupper() and len(tokens.words[first]) >= _SHORTEST_PLACE
    for i in range(first, min(first + _OPENING, len(tokens))):
        word = tokens.words[i]
        if word == "(" and _closes_agency(text, i + 1):
            return i + 3 + (tokens.word_at(i + 3) in _DASHES)
        if word in _DASHES:
            return i + 1 if shouted and i > first and not tokens.glued(i + 1) else 0
        if word[0].islower() or word in _ENDS:
            return 0
    return 0


_ENDS = frozenset(":!?;“\"'‘")


def _closes_agency(text: FieldText, i: int) -> bool:
    return text.tokens.word_at(i + 1) == ")" and text.tokens.lower_at(i) in _AGENCIES


def _is_credit(text: FieldText, hit: Hit) -> bool:
    """Whether a formula stands in a short paragraph that credits people: behind a name, or before one."""
    first, last = text.paragraph_at(hit.first)
    if last - first > _LONGEST_CREDIT:
        first = text.sentence_at(hit.first).first
    words = text.tokens.words
    if hit.entry.label == "helped":
        return words[hit.first - 1][:1].isupper() or words[hit.first - 1] in ("also", ")")
    opens = hit.first - first <= 1 and not (hit.first > first and words[first].isalnum())
    return opens and words[hit.first][0].isupper() and text.tokens.word_at(hit.last)[:1].isupper()

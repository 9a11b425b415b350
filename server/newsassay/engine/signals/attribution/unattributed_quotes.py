"""Quotations that nobody is said to have said."""

from collections.abc import Iterator

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Voice
from newsassay.engine.text.quotations import Quotation

UNATTRIBUTED_QUOTE = "attribution.unattributed_quote"


_TITLE_INTRODUCERS = words_of("attribution_words", "introduces_title")
_SHORT_IN_TITLES = 3  # letters: such words stay small in titles
_SHORTEST = 5  # words; shorter ones are names, terms and scare quotes


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every outermost quotation of the body that is no part of an attribution."""
    text = document.body
    if not text.text or not text.quotations.outermost:
        return
    contents = [relation.content for relation in document.layer(attributions)]
    spans = sorted([(start, end) for field, start, end in contents if field is text.field])
    reach = n = 0
    for quotation in text.quotations.outermost:
        start, end, _, _, first, last, _, _, closed = quotation
        while n < len(spans) and spans[n][0] < end:
            reach = max(reach, spans[n][1])
            n += 1
        if reach > start or last - first - 1 - closed < _SHORTEST:
            continue
        location = Location(text.field, start, end)
        reason = _refusal(text, quotation)
        if reason:
            yield Rejection(UNATTRIBUTED_QUOTE, location, reason)
        else:
            message = "Words stand in quotation marks, and nobody is named as having said them."
            yield Finding(UNATTRIBUTED_QUOTE, location, message, voice=Voice.AUTHOR)


def _refusal(text: FieldText, quotation: Quotation) -> str:
    tokens = text.tokens
    if not quotation.closed:
        return "the quotation mark is never closed"
    words = [w for w in tokens.words[quotation.first + 1 : quotation.last - 1] if w[0].isalnum()]
    if sum(w[0].isupper() or len(w) <= _SHORT_IN_TITLES for w in words) >= len(words):
        return "title of a work"
    if tokens.lower_at(quotation.first - 1) in _TITLE_INTRODUCERS:
        return f"“{tokens.word_at(quotation.first - 1)}” introduces a name or phrase"
    return ""

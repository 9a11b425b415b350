"""Articles that do not say who wrote them."""

from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.lexicon import words_of

MISSING_BYLINE = "attribution.missing_byline"

_BODY = (
    "The ferry to the islands will run twice a day from April, the harbour office said. Fares stay as they are. The"
    " old boat is to be sold, and a larger one has been ordered from a yard in Gdynia. It can carry forty cars and two"
    " hundred passengers. The islanders had asked for a night crossing as well, but the office found too few people"
    " who would use it. A ticket hall will be built beside the pier before the summer, with room for bicycles."
)


_WORDS = 60
_GENERIC = words_of("credit_words", "function")
_AGENCIES = words_of("credit_words", "agency")
_CREDITS = words_of("credit_words", "opens_credit")
_DATELINE = 16
_LINES = 4


def detect(document: Document) -> Iterator[Judgement]:
    """One finding where the byline, or a line of the body that is kept for it, names neither person nor agency."""
    text = document.body
    if document.word_count < _WORDS or not text.tokens.words:
        return
    byline = document.byline.tokens
    words = [w for w in byline.lower if w[0].isalpha()]
    if words and not _GENERIC.issuperset(words):
        return
    place = document.byline.location(0, len(byline)) if byline.words else _empty_line(text)
    if place is None:
        return
    credit = _credit(text)
    if credit:
        yield Rejection(MISSING_BYLINE, place, credit)
    elif words:
        yield Finding(
            MISSING_BYLINE, place, "The byline names a function, not a person or agency.", weight=0.7
        )
    else:
        yield Finding(MISSING_BYLINE, place, "No author or agency stands where the byline should.")


def _edge_lines(text: FieldText) -> Iterator[tuple[int, int]]:
    """Token ranges of the first and last lines of a body, in order."""
    count = len(text.paragraphs)
    yield from map(text.paragraph, sorted({*range(min(_LINES, count)), *range(max(0, count - 2), count)}))


def _empty_line(text: FieldText) -> Location | None:
    """One of the first or last lines that is kept for an author and names none: "By:", "Written by: admin"."""
    tokens = text.tokens
    for first, last in _edge_lines(text):
        if last - first >= _DATELINE:
            continue
        words = [w for w in tokens.lower[first:last] if w[0].isalpha()]
        if words and words[0] in _CREDITS and _GENERIC.union(_CREDITS).issuperset(words):
            return text.location(first, last)
    return None


def _credit(text: FieldText) -> str:
    """Why the body itself counts as signed, "" if it does not."""
    tokens = text.tokens
    if not _AGENCIES.isdisjoint(tokens.lower[:_DATELINE]) and "(" in tokens.words[:_DATELINE]:
        return "agency named in the dateline"
    for first, last in _edge_lines(text):
        opening = tokens.lower[first]
        if opening in _CREDITS and last - first > 1 and last - first < _DATELINE:
            words = [w for w in tokens.lower[first:last] if w[0].isalpha()]
            following = tokens.words[min(first + 1, last - 1)]
            if _GENERIC.union(_CREDITS).issuperset(words):
                continue
            if following[0].isupper() or tokens.lower[first + 1] in ("by", "to"):
                return "signed in the body"
        if opening in ("—", "–", "-") and last - first < _DATELINE:
            return "signed in the body"
    return ""

"""Teasers: headlines whose words the opening of the article does not take up.

News puts first what its headline says (the inverted pyramid); a headline whose matter comes later, or never, sends
its reader on. After Dor 2003, "On newspaper headlines as relevance optimizers", and Blom and Hansen 2015, "Click
bait: forward-reference as lure in online news headlines".
"""

from collections.abc import Iterator

from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.text.tokens import Tokens

FORWARD_REFERENCE = "sensational.forward_reference"  # its card is in the rule file of that name

_MIN_BODY_WORDS = 100
_MIN_HEADLINE_WORDS = 4  # content words: with fewer, one synonym decides
_OPENING_WORDS = 120  # tokens: the headline's own repetition, the lede and what explains it
_TAKEN_UP_FROM = 0.4
_WORD_LENGTH = 4
_STEM = 5  # letters in which the forms of a word mostly agree
_DASHES = frozenset("|–—-»•")
_SITE_WORDS = 4


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the headline by how many of its content words come back in the opening, as one finding at most."""
    title, body = document.title, document.body
    if body.tokens.word_count < _MIN_BODY_WORDS:
        return
    last = _without_site_name(title.tokens)
    matter = _content_words(title.tokens, last)
    if len(matter) < _MIN_HEADLINE_WORDS:
        return
    opening = {word[:_STEM] for word in body.tokens.lower[:_OPENING_WORDS]}
    taken_up = sum(word[:_STEM] in opening for word in matter)
    share = taken_up / len(matter)
    if share >= _TAKEN_UP_FROM:
        return
    location = title.location(0, last)
    if title.is_quoted(location.start) and title.is_quoted(location.end - 1):
        yield Rejection(FORWARD_REFERENCE, location, "the headline is a quotation")
        return
    yield Finding(
        FORWARD_REFERENCE,
        location,
        f"The article opens with {taken_up or 'none'} of the headline's {len(matter)} content words.",
        Severity.LOW,
        weight=1 - share / (2 * _TAKEN_UP_FROM),
    )


def _without_site_name(tokens: Tokens) -> int:
    """Number of title tokens without the name of a site at the end ("… – The Lenn Courier")."""
    count = len(tokens)
    for i in range(max(1, count - _SITE_WORDS - 1), count - 1):
        if tokens.words[i] in _DASHES:
            return i
    return count


def _content_words(tokens: Tokens, last: int) -> list[str]:
    """Different words of open classes, in order."""
    return list(
        dict.fromkeys(
            tokens.lower[i]
            for i in range(last)
            if not tokens.classes[i] and len(tokens.words[i]) >= _WORD_LENGTH and tokens.words[i][0].isalpha()
        )
    )

"""Counters of likes, shares and images, left over from a feed."""

import re
from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.phrase_matcher import Hit
from newsassay.engine.report import Voice
from newsassay.engine.signals.sensational.emoji_runs import find_emoji
from newsassay.engine.signals.sensational.mojibake import find_mojibake

ENGAGEMENT_COUNTER = "sensational.engagement_counter"


_LINE_TOKENS = 14  # a line of furniture is short
_COUNTER = re.compile(r"\s?\d[\d,.]{0,9}[kKmM]?(?=\s*?(?:\n|$))")
_QUANTITY = re.compile(r"\d[\d,.]*[kKmM]?")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every count of reactions, and every number that hangs on an emoji or stands alone."""
    for text in document.fields:
        for hit in text.hits("reactions"):
            yield from _counted(text, hit)
        yield from _hanging_numbers(text)
        if "/" in text.text:
            yield from _image_counters(text)


def _counted(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    """A count of reactions: a number and "shares" or "likes", with nothing else in the line but its like."""
    before = text.tokens.word_at(hit.first - 1)
    if not _QUANTITY.fullmatch(before):
        return
    first, last = text.paragraph_at(hit.first)
    location = text.location(hit.first - 1, hit.last)
    if last - first <= _LINE_TOKENS and _is_row_of_counters(text.tokens.lower[first:last]):
        yield Finding(
            ENGAGEMENT_COUNTER, location, "A counter of reactions stands in the text.", voice=Voice.AUTHOR
        )
    else:
        yield Rejection(ENGAGEMENT_COUNTER, location, "a count that a sentence reports")


def _is_row_of_counters(line: list[str]) -> bool:
    """Whether all words of a line name reactions."""
    return all(word in _REACTIONS for word in line if word.isalpha() and len(word) > 1)


_REACTIONS = words_of("reactions") | words_of("feed_buttons")


def _hanging_numbers(text: FieldText) -> Iterator[Judgement]:
    spans = [(run.start, run.end) for run in text.layer(find_emoji)]
    spans += [(broken.start, broken.end) for broken in text.layer(find_mojibake)]
    for begin, end in spans:
        counter = _COUNTER.match(text.text, end)
        if counter and begin and text.text[begin - 1] != "\n":
            start = counter.start() + counter.group()[0].isspace()
            yield Finding(
                ENGAGEMENT_COUNTER,
                Location(text.field, start, counter.end()),
                "A bare number hangs on the emoji that ends the line: a counter from a feed.",
                voice=Voice.AUTHOR,
            )


def _image_counters(text: FieldText) -> Iterator[Judgement]:
    """Lines such as "1 / 2"."""
    tokens = text.tokens
    slash = text.text.find("/")
    while slash >= 0:
        i = tokens.at(slash)
        first, last = text.paragraph_at(i)
        of, total = tokens.words[first], tokens.word_at(i + 1)
        if (first, last) == (i - 1, i + 2) and _is_count(of) and _is_count(total) and int(of) <= int(total):
            yield Finding(
                ENGAGEMENT_COUNTER,
                text.location(first, last),
                "An image counter stands in the text.",
                voice=Voice.AUTHOR,
            )
        slash = text.text.find("/", slash + 1)


def _is_count(word: str) -> bool:
    return word.isdecimal() and len(word) <= _COUNT_DIGITS


_COUNT_DIGITS = 4

"""Words in capitals for emphasis, as against acronyms, tickers, names, datelines and headings."""

import re
from collections.abc import Iterator
from itertools import compress, count

from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import CLOSED_CLASS
from newsassay.engine.voices import voice_of_post

ALL_CAPS = "sensational.all_caps"


_SHOUTED = words_of("sensational_shouted")
# Light verbs ("share", "send", "list") stand in capitals on buttons and in menus.
_JUDGING = words_of("loaded") | (words_of("attribution_verbs") - words_of("attribution_verbs", "light"))
_SHORTEST_REPEATED = 5  # letters: a shorter word in capitals that also occurs in small ones may be an acronym
_SHORTEST = 3  # letters
_HEADLINE_SHARE = 0.7
_HEADLINE_WORDS = 4
_HEADLINE_WEIGHT = 2.0
_LINE_WORDS = 60


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every run of words in capitals."""
    for text in document.fields:
        words = text.tokens.words
        capitals = list(compress(count(), map(str.isupper, words)))
        if any(_could_shout(text.tokens.lower[i]) for i in capitals):
            for run in _runs(capitals):
                yield from _judge(text, run)


def _could_shout(lower: str) -> bool:
    """A cheap test that most acronyms fail."""
    return (
        len(lower) >= _SHORTEST_REPEATED
        or lower in _SHOUTED
        or (lower in CLOSED_CLASS and len(lower) >= _SHORTEST)
    )


def _runs(capitals: list[int]) -> Iterator[range]:
    """Runs of neighbouring tokens; "A" and "I" join words in capitals."""
    k = 0
    while k < len(capitals):
        first = capitals[k]
        last = first + 1
        while k + 1 < len(capitals) and capitals[k + 1] == last:
            k += 1
            last += 1
        k += 1
        yield range(first, last)


def _judge(text: FieldText, run: range) -> Iterator[Judgement]:
    tokens = text.tokens
    shouted = [i for i in run if _is_ordinary(text, i)]
    if not shouted:
        return
    words = [i for i in run if len(tokens.words[i]) > 1]
    location = text.location(words[0], words[-1] + 1)
    first, last = text.paragraph_at(run.start)
    if text.field is Field.TITLE and len(words) >= _HEADLINE_WORDS:
        yield Finding(
            ALL_CAPS,
            location,
            "The headline is in capitals.",
            weight=min(len(words) / _HEADLINE_WORDS, _HEADLINE_WEIGHT),
        )
    elif _is_name(words, shouted) or tokens.lower_at(run.stop) in _NAMED_BY_WORDS:
        yield Rejection(ALL_CAPS, location, "a name in capitals")
    elif _is_heading(text, first, last) or (run.start == first and len(run) > 1):
        yield Rejection(ALL_CAPS, location, "a heading in capitals")
    elif run.start == first and tokens.word_at(run.stop) in _DATELINE_ENDS:
        yield Rejection(ALL_CAPS, location, "a dateline or label in capitals")
    else:
        shown = " ".join(tokens.words[i] for i in shouted[:_SHOWN])
        weight = (1 + min(len(shouted), _HEAVIEST)) / 2
        yield Finding(
            ALL_CAPS,
            location,
            f"Capitals shout: {shown}.",
            voice=voice_of_post(text, run.start),
            weight=weight,
        )


def _is_name(words: list[int], shouted: list[int]) -> bool:
    """Whether ordinary words are few beside others in capitals, as in "HARBOUR TODAY" or "THE DAILY GULL"."""
    return 3 * len(shouted) <= len(words) or (words[0] != shouted[0] and 2 * len(shouted) <= len(words))


_NAMED_BY_WORDS = words_of("typography_words", "named_in_capitals")
_SHOWN = 3
_HEAVIEST = 5  # words of one run that add to its weight
_DATELINE_ENDS = frozenset(["(", "—", "–", "-", ":", ",", "|", "/"])


def _is_ordinary(text: FieldText, i: int) -> bool:
    """Whether a word in capitals is an ordinary English word and no acronym or name.

    It is if it is listed as one that gets shouted, judges or reports, if it is a function word, if it is
    inflected, or if the same text writes it in small letters too.
    """
    lower = text.tokens.lower[i]
    if lower in CLOSED_CLASS or lower in _SHOUTED:
        return _is_listed(lower)
    return len(lower) >= _SHORTEST_REPEATED and (
        lower in _JUDGING or _is_inflected(lower) or lower in text.layer(_written_words)
    )


def _is_inflected(lower: str) -> bool:
    """Whether a word ends as participles and adverbs do, which few names and hardly any acronyms do."""
    return (
        len(lower) >= _SHORTEST_INFLECTED and _INFLECTED.search(lower) is not None and lower not in _NAMES_TOO
    )


_INFLECTED = re.compile("(?:ed|ing|ly)$")
_SHORTEST_INFLECTED = 6
_NAMES_TOO = words_of("typography_words", "name_too")


def _is_listed(lower: str) -> bool:
    if lower in CLOSED_CLASS:
        return len(lower) >= _SHORTEST and lower not in _ACRONYMS_TOO
    return lower in _SHOUTED


def _written_words(text: FieldText) -> frozenset[str]:
    return frozenset(text.tokens.words)


# Function words that are acronyms as well: World Health Organization, information technology.
_ACRONYMS_TOO = words_of("typography_words", "acronym_too")


def _is_heading(text: FieldText, first: int, last: int) -> bool:
    """Whether most words of the line are in capitals."""
    line = [w for w in text.tokens.words[first : min(last, first + _LINE_WORDS)] if w[0].isalpha()]
    return bool(line) and sum(map(str.isupper, line)) >= _HEADLINE_SHARE * len(line)

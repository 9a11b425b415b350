"""Names of several words that differ in one by a slip of the pen: companies, places, and people whose names tell no sex."""

from collections.abc import Iterator
from itertools import pairwise

from newsassay.engine.conflicts.alignment import Place
from newsassay.engine.conflicts.spelling import SHORTEST, differ_in_vowels, is_misspelling
from newsassay.engine.document import Document
from newsassay.engine.facts.name_cues import NAME_CUES, ORGANIZATION
from newsassay.engine.facts.names import NameKind, plain_and_told
from newsassay.engine.finding import Finding
from newsassay.engine.report import Severity

_NO_PERSONS = frozenset([NameKind.ORGANIZATION, NameKind.PLACE, NameKind.OTHER])
_LONGEST = 4  # words
_ENDING = 2  # letters


def alike_names(document: Document, signal_id: str) -> Iterator[Finding]:
    """Names of several words that differ in one, by a letter or behind a common beginning: "Oakhollow Foods", "Oakhallow Foods"."""
    places: dict[tuple[str, ...], Place] = {}
    for text in document.fields:
        for first, last, _, kind, _ in text.layer(plain_and_told)[1]:
            if kind in _NO_PERSONS and 1 < last - first <= _LONGEST:
                places.setdefault(tuple(text.tokens.lower[first:last]), (text, first, last))
    by_rest: dict[tuple[int, tuple[str, ...]], list[tuple[str, ...]]] = {}
    for words in places:
        for k, word in enumerate(words):
            if len(word) > SHORTEST and word.isalpha() and not NAME_CUES.get(word, 0):
                by_rest.setdefault((k, words[:k] + words[k + 1 :]), []).append(words)
    for (k, _), alike in by_rest.items():
        for one, other in pairwise(alike):
            short, long = sorted((one[k].removesuffix("s"), other[k].removesuffix("s")), key=len)
            is_slip = is_misspelling(one[k], other[k])
            is_alike = is_slip or _share_beginning(short, long)
            if k == 0 and differ_in_vowels(one[k], other[k]) and _may_be_person(places[one]):
                continue  # "Annike Oster ... Anneke Oster": two given names
            if is_alike and not long.startswith(short):  # "British Columbians"
                yield from _judge(signal_id, places[one], places[other], None if is_slip else Severity.LOW)


def _judge(signal_id: str, one: Place, other: Place, severity: Severity | None) -> Iterator[Finding]:
    if one[0] is other[0] and one[0].sentence_of_token[one[1]] == other[0].sentence_of_token[other[1]]:
        return  # told side by side: two things
    values = tuple(" ".join(text.tokens.phrase(first, last).split()) for text, first, last in (other, one))
    message = f"One name stands in two spellings: “{values[0]}” here, “{values[1]}” elsewhere."
    locations = [text.location(first, last) for text, first, last in (other, one)]
    yield Finding(signal_id, locations[0], message, severity, related=(locations[1],), values=values)


def _share_beginning(short: str, long: str) -> bool:
    """Whether two words begin alike and differ before their endings: "Brightwater", "Brightwell"; not "Methodist", "Methodism"."""
    return (
        short[:SHORTEST] == long[:SHORTEST] and short[: len(short) - _ENDING] != long[: len(short) - _ENDING]
    )


def _may_be_person(place: Place) -> bool:
    """Whether a name need not be an organisation's."""
    text, first, last = place
    return not any(NAME_CUES.get(word, 0) & ORGANIZATION for word in text.tokens.lower[first:last])

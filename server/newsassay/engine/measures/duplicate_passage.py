"""Passages that stand twice in one body."""

from collections import Counter
from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.sentences import Sentence

DUPLICATE_PASSAGE = "consistency.duplicate_passage"

_BRIDGE = "The harbour bridge will be closed to lorries from Monday."
_BIOGRAPHY = "A keen gardener who writes about seeds for the whole family."
_FURTHER = "Read more: the ten best walks along the northern coast"


_SHORTEST = 8
_LIVE_REPORT = "___"  # what agencies put between the updates of a live report
_MARKS = " .,;:!?\"“”‘’'…*()[]-–—|•"
_FURNITURE = words_of("consistency_guards", "furniture")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every sentence that equals an earlier one; a repeated run of sentences is one passage."""
    text = document.body
    lower = text.tokens.lower
    # Equal sentences have equal first characters of words: what these tell apart need not be written out.
    initials = text.tokens.initials.replace("İ", "I").lower()
    outlines = [
        initials[first:last].strip(_MARKS)
        for first, last, _, _, _ in text.sentences
        if last - first >= _SHORTEST
    ]
    if len(set(outlines)) == len(outlines):
        return
    first_seen: dict[str, int] = {}
    repeats: list[tuple[int, int]] = []
    long = (n for n, (first, last, _, _, _) in enumerate(text.sentences) if last - first >= _SHORTEST)
    shared = Counter(outlines)
    for number in (n for n, outline in zip(long, outlines, strict=True) if shared[outline] > 1):
        sentence = text.sentences[number]
        key = " ".join(lower[sentence.first : sentence.last]).strip(_MARKS)
        earlier = first_seen.setdefault(key, number)
        if earlier != number:
            repeats.append((earlier, number))
    is_live = bool(repeats) and _LIVE_REPORT in text.tokens.words
    for earlier, number, count in _passages(repeats):
        if is_live:
            location = text.location(text.sentences[number].first, text.sentences[number].last)
            yield Rejection(DUPLICATE_PASSAGE, location, "updates of a live report")
            continue
        yield _judge(
            text, text.sentences[earlier], text.sentences[number], text.sentences[number + count - 1], count
        )


def _passages(repeats: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(earlier sentence, later sentence, sentences) of each run of repeats."""
    k = 0
    while k < len(repeats):
        earlier, number = repeats[k]
        count = 1
        while k + count < len(repeats) and repeats[k + count] == (earlier + count, number + count):
            count += 1
        yield earlier, number, count
        k += count


def _judge(text: FieldText, earlier: Sentence, first: Sentence, last: Sentence, count: int) -> Judgement:
    location = text.location(first.first, last.last)
    words = text.tokens.lower[first.first : first.last]
    content = sum(word[0].isalpha() for word in words)
    if content < _SHORTEST:
        return Rejection(DUPLICATE_PASSAGE, location, f"{content} words: too short to be a passage")
    if text.is_quoted(first.start + 1) or text.is_quoted(earlier.start + 1):
        return Rejection(DUPLICATE_PASSAGE, location, "quoted words: pull quote or refrain")
    if not _FURNITURE.isdisjoint(words):
        return Rejection(DUPLICATE_PASSAGE, location, "page furniture")
    if earlier.paragraph == 0 and first.paragraph == 1:
        return Rejection(DUPLICATE_PASSAGE, location, "the headline repeated")
    if text.tokens.words[first.last - 1] == ":":
        return Rejection(DUPLICATE_PASSAGE, location, "introduces a list")
    what = f"{count} sentences stand" if count > 1 else f"A sentence of {content} words stands"
    return Finding(
        DUPLICATE_PASSAGE,
        location,
        f"{what} a second time in the body.",
        related=(text.location(earlier.first, earlier.last),),
    )

"""Sentences whose figures somebody is said to have counted: a source reports them, or a document is named beside them."""

from bisect import bisect_right

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import SourceKind

_DOCUMENTS = words_of("source_nouns", "document")
_SOURCED = (SourceKind.DOCUMENT, SourceKind.NAMED_ORGANIZATION, SourceKind.NAMED_PERSON, SourceKind.ROLE)
_REACH = 3  # sentences of a paragraph: the one asked for and those before it


def is_sourced(document: Document, number: int) -> bool:
    """Whether a sentence of the body, given by its number, or one of the two before it in its paragraph, is sourced.

    Also where it, or the sentence before, names a document.
    """
    text, reported = document.body, document.layer(_reported)
    paragraph = text.sentences[number].paragraph
    for near in range(number, max(-1, number - _REACH), -1):
        if near in reported and text.sentences[near].paragraph == paragraph:
            return True
    previous = text.sentences[max(0, number - 1)]
    return not _DOCUMENTS.isdisjoint(text.tokens.lower[previous.first : text.sentences[number].last])


def _reported(document: Document) -> frozenset[int]:
    """Numbers of the body's sentences that hold content, or the cue, of a source that can count. A layer."""
    text = document.body
    starts = [sentence.start for sentence in text.sentences]
    found: set[int] = set()
    for relation in document.layer(attributions):
        if relation.content.field is text.field and relation.source_kind in _SOURCED:
            first = bisect_right(starts, relation.content.start) - 1
            last = bisect_right(starts, relation.content.end - 1) - 1
            found.update(range(first, last + 1))
            if relation.cue is not None:
                found.add(bisect_right(starts, relation.cue.start) - 1)
    return frozenset(found)

"""Hashtags and handles as furniture, as against those that a report is about."""

from collections.abc import Iterator

from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.voices import voice_of_post

HASHTAG_HANDLE = "sensational.hashtag_handle"


_REPORTED = words_of("typography_words", "reports_tag")
_SIGNS = frozenset("#@")
_DASHES = frozenset("—–-")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every hashtag and handle."""
    for text in document.fields:
        if "#" in text.text or "@" in text.text:
            for i, word in enumerate(text.tokens.words):
                if word in _SIGNS and _is_tag(text, i):
                    yield _judge(text, i)


def _is_tag(text: FieldText, i: int) -> bool:
    """Whether sign i stands before a name and not behind one, as in an e-mail address."""
    tokens = text.tokens
    follows = tokens.glued(i + 1) and any(map(str.isalpha, tokens.words[i + 1][:2]))
    return follows and not (tokens.glued(i) and tokens.words[i - 1][-1].isalnum())


def _judge(text: FieldText, i: int) -> Judgement:
    tokens = text.tokens
    location = text.location(i, i + 2)
    sentence = text.sentence_at(i)
    nearby = tokens.lower[max(sentence.first, i - _NEARBY) : min(sentence.last, i + _NEARBY)]
    if not _REPORTED.isdisjoint(nearby):
        return Rejection(HASHTAG_HANDLE, location, "the sentence reports the tag")
    first, last = text.paragraph_at(i)
    if tokens.word_at(i - 1) == "(" and tokens.words[first] in _DASHES:
        return Rejection(HASHTAG_HANDLE, location, "signature of an embedded post")
    if voice_of_post(text, i):
        return Rejection(HASHTAG_HANDLE, location, "in an embedded post")
    if text.field is Field.TITLE:
        return Finding(HASHTAG_HANDLE, location, "A tag in a headline addresses a feed.")
    if not _stands_in_clause(text, i) and _only_tags(text, i, last):
        return Finding(HASHTAG_HANDLE, location, "A tag at the end of a paragraph addresses a feed.")
    return Rejection(HASHTAG_HANDLE, location, "part of a sentence")


_GOVERNORS = WordClass.PREPOSITION | WordClass.DETERMINER | WordClass.COORDINATOR | WordClass.BE
_EDGE = 24  # tokens looked at
_NEARBY = 20


def _stands_in_clause(text: FieldText, i: int) -> bool:
    """Whether a preposition, determiner or "and" before the sign makes the tag a noun of the sentence."""
    return text.tokens.has_class(i - 1, _GOVERNORS)


def _only_tags(text: FieldText, first: int, last: int) -> bool:
    """Whether a short token range holds tags and punctuation only."""
    words = text.tokens.words
    return last - first <= _EDGE and all(
        not words[k][0].isalnum() or words[k - 1] in _SIGNS for k in range(first, last)
    )

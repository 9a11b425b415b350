"""The headline of an article: its title, or the line that plainly is one at the top of a body sent without a title."""

import re

from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.lexicon import words_of

# A line, and a blank one behind it. One match at the start of the body, of bounded length.
_FIRST_LINE = re.compile(r"\s{0,16}(\S[^\n]{10,200})\n[ \t]{0,16}\n")
_WORDS = range(4, 21)
_LEAST_STORY = 300  # characters: what follows is an article, not a note
_NO_HEADLINE_ENDS = frozenset('.,;:–—-)]”"')
_NO_HEADLINE_STARTS = tuple(sorted(words_of("credit_words", "opens_caption")))


def headline(document: Document) -> FieldText:
    """The title; without one, the body's headline line, in the body's offsets; an empty title if there is none."""
    return document.layer(_find_headline)


def _find_headline(document: Document) -> FieldText:
    body = document.article.body
    if document.title.text.strip():
        return document.title
    found = _FIRST_LINE.match(body)
    if not found or len(body) - found.end() < _LEAST_STORY:
        return document.title
    line = found[1].rstrip()
    is_headline = (
        len(line.split()) in _WORDS
        and line[-1] not in _NO_HEADLINE_ENDS
        and not line[0].islower()
        and line[0] not in '-*•#>|([“"'
        and not line.lower().startswith(_NO_HEADLINE_STARTS)
    )
    # Cut at the line's end only, so that its offsets are the body's.
    return FieldText(Field.BODY, body[: found.start(1) + len(line)]) if is_headline else document.title

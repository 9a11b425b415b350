"""Speaker labels: "Smith: Taxes will fall" in headlines, "SMITH: ..." in transcripts."""

from newsassay.engine.article import Field
from newsassay.engine.attribution.draft import Draft, Shape
from newsassay.engine.attribution.speech import Speech
from newsassay.engine.attribution.syntax import PUNCTUATION, QUOTE
from newsassay.engine.lexicon import words_of

_LABEL_TOKENS = 6
_SOURCE_NOUNS = words_of("source_nouns")


def draft_speakers(speech: Speech) -> list[Draft]:
    """A draft for each paragraph (the title is one) that opens with a speaker and a colon."""
    syntax = speech.syntax
    if ":" not in syntax.text.text:
        return []
    lower, codes, words = syntax.lower, syntax.codes, syntax.words
    paragraphs = [*syntax.text.paragraphs, len(words)]
    drafts: list[Draft] = []
    for n in range(len(paragraphs) - 1):
        first, last = paragraphs[n], paragraphs[n + 1]
        if codes[first] & QUOTE:
            first += 1
        for k in range(first + 1, min(last - 2, first + _LABEL_TOKENS)):
            if lower[k] == ":":
                if _is_label(speech, first, k, headline=syntax.text.field is Field.TITLE or n == 0):
                    drafts.append(Draft(Shape.COLON, (k, k + 1), None, (first, k), ((k + 1, last),)))
                break
            if codes[k] & PUNCTUATION and words[k] not in (".", "-"):
                break
    return drafts


def _is_label(speech: Speech, first: int, colon: int, *, headline: bool) -> bool:
    syntax = speech.syntax
    label = syntax.words[first:colon]
    if not label or not all(word[0].isupper() or word in ".-" for word in label):
        return False
    if all(word.isupper() for word in label):
        return len(label[-1]) > 1
    return headline and (syntax.lower[colon - 1] in _SOURCE_NOUNS or not syntax.codes[first])

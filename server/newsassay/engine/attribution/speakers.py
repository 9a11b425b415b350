"""Speaker labels: "Smith: Taxes will fall" in headlines, "SMITH: ..." in transcripts, "..." — Smith below quotations."""

from bisect import bisect_right
from collections import Counter

from newsassay.engine.article import Field
from newsassay.engine.attribution.codes import (
    AUXILIARY,
    DASH,
    INTERROGATIVE,
    PUNCTUATION,
    QUOTE,
    SUBJECT_PRONOUN,
)
from newsassay.engine.attribution.draft import COLON, Draft, Range
from newsassay.engine.attribution.speech import SOURCE_NOUNS, Speech

_LABEL_TOKENS = 6
_CREDIT_TOKENS = 12
_NOT_SPEAKERS = frozenset(
    "update updated correction clarification note editor's related advertisement photo photos video watch read more"
    " source via location date time breaking exclusive opinion analysis transcript abstract summary"
    " question questions reminder fyi psa whoa hey attention everything everyone crossword quiz cup vs edition calendar"
    " wow bombshell revealed shocking alert live recap preview poll-watch fact fix in up here why how what q a".split()
)


def draft_speakers(speech: Speech) -> list[Draft]:
    """A draft for each paragraph (the title is one) under a speaker's label, and for each signed quotation."""
    drafts = _signed(speech)
    syntax = speech.syntax
    initials = syntax.text.tokens.initials
    colon = initials.find(":")
    if colon < 0:
        return drafts
    paragraphs = [*syntax.text.paragraphs, len(syntax.words)]
    labels: list[tuple[Range, int]] = []
    while colon >= 0:
        n = bisect_right(paragraphs, colon) - 1
        label = _label(speech, paragraphs[n], paragraphs[n + 1])
        if label is not None:
            labels.append((label, n))
        colon = initials.find(":", paragraphs[n + 1])
    names = Counter(" ".join(syntax.lower[first:last]) for (first, last), _ in labels)
    is_transcript = any(count > 1 for count in names.values())
    for (first, colon), n in labels:
        in_headline = syntax.text.field is Field.TITLE or n == 0
        if _is_speaker(speech, first, colon, headline=in_headline, transcript=is_transcript):
            content = (colon + 1, paragraphs[n + 1])
            drafts.append(Draft(COLON, (colon, colon + 1), None, (first, colon), (content,)))
    return drafts


def _label(speech: Speech, first: int, last: int) -> Range | None:
    """Capitalised words and a colon at the start of the paragraph of tokens [first, last)."""
    syntax = speech.syntax
    if syntax.codes[first] & QUOTE:
        first += 1
    for k in range(first, min(last - 2, first + _LABEL_TOKENS)):
        word = syntax.words[k]
        if word == ":":
            return (first, k) if k > first else None
        if not word[0].isupper() and (not syntax.codes[k] & PUNCTUATION or word not in ".-"):
            return None
    return None


def _is_speaker(speech: Speech, first: int, colon: int, *, headline: bool, transcript: bool) -> bool:
    syntax = speech.syntax
    if syntax.lower[first] in _NOT_SPEAKERS or syntax.lower[colon - 1] in _NOT_SPEAKERS:
        return False
    if not syntax.words[colon + 1][0].isalpha() and not syntax.codes[colon + 1] & QUOTE:
        return False  # a score or a time
    opening = syntax.codes[colon + 1]
    asks = opening & INTERROGATIVE or (opening & AUXILIARY and not opening & SUBJECT_PRONOUN)
    if headline and asks:
        return False  # "Cats or dogs: Which are you?", but not "Lund: I'm back"
    if headline and (syntax.lower[colon - 1] in SOURCE_NOUNS or not syntax.codes[first]):
        return True
    if transcript:
        return not syntax.codes[first]
    label = syntax.words[first:colon]
    return (
        all(word.isupper() for word in label) and len(label[-1]) > 1 and colon - first <= _LABEL_TOKENS // 2
    )


def _signed(speech: Speech) -> list[Draft]:
    """Quotations with a dash and a name behind them, on the same line or the next."""
    syntax = speech.syntax
    codes = syntax.codes
    drafts: list[Draft] = []
    for quotation in speech.quotations:
        dash = quotation.last
        if dash + 1 >= len(codes) or not codes[dash] & DASH or quotation.is_short:
            continue
        if not syntax.capitalised(dash + 1) or syntax.codes[dash + 1]:
            continue
        end = syntax.noun_phrase_after(dash + 1, min(len(syntax.words), dash + _CREDIT_TOKENS))
        line_ends = (
            end >= len(syntax.words) or "\n" in syntax.text.text[syntax.text.tokens.end(end - 1) :][:3]
        )
        if end > dash + 1 and (line_ends or syntax.codes[end] & PUNCTUATION):
            content = (quotation.first, quotation.last)
            drafts.append(Draft(COLON, (dash, dash + 1), None, (dash + 1, end), (content,)))
    return drafts

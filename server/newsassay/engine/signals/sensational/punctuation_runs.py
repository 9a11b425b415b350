"""Runs of exclamation and question marks: "!!", "??", "?!"."""

import re
from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.voices import has_lost_quotation_marks, voice_of_post

EXCLAMATION_RUN = "sensational.exclamation_run"
QUESTION_RUN = "sensational.question_run"


_RUN = re.compile(r"[!?]{2,}")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every run of two or more marks; a run that holds a "!" is an exclamation."""
    for text in document.fields:
        if _may_hold_run(text.text):
            shown = len(text.text.strip())
            for run in _RUN.finditer(text.text):
                yield _judge(text, run.group(), *run.span(), is_all=len(run.group()) == shown)


def _may_hold_run(text: str) -> bool:
    """Whether two marks stand side by side: much faster than the pattern, and most texts hold none."""
    exclaims, asks = "!" in text, "?" in text
    return (
        (exclaims and "!!" in text)
        or (asks and "??" in text)
        or (exclaims and asks and ("!?" in text or "?!" in text))
    )


def _judge(text: FieldText, marks: str, start: int, end: int, *, is_all: bool) -> Judgement:
    location = Location(text.field, start, end)
    signal_id = EXCLAMATION_RUN if "!" in marks else QUESTION_RUN
    if marks == "!?" and text.text[start - 1 : start].isalpha() and _is_name(text, start):
        return Rejection(
            signal_id, location, "“!?”: the “!” belongs to a name, the question mark to the sentence"
        )
    if (marks.count("!") < _SHORTEST and has_lost_quotation_marks(text)) or any(
        text.tokens.word_at(i) in _QUOTATION_MARKS for i in range(*text.tokens.range(start, end))
    ):
        return Rejection(signal_id, location, "question marks that stand for lost quotation marks")
    if signal_id == QUESTION_RUN and _are_lost_characters(text.text, start, end):
        return Rejection(signal_id, location, "characters that a conversion lost")
    if is_all:
        return Rejection(signal_id, location, "marks alone")
    return Finding(
        signal_id,
        location,
        f"“{marks[:8]}” is a run of {len(marks)} marks.",
        voice=voice_of_post(text, text.tokens.at(start)),
        weight=1 + min(len(marks) - 2, _HEAVIEST) / 4,
    )


_HEAVIEST = 4
_SHORTEST = 2  # marks of a run
_QUOTATION_MARKS = frozenset("“”")


def _are_lost_characters(text: str, start: int, end: int) -> bool:
    """Whether question marks touch the word behind them, or no word before them: they replace what was there."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return after.isalnum() or not before or before.isspace()


def _is_name(text: FieldText, mark: int) -> bool:
    """Whether a capitalised word that does not start its sentence stands before the mark ("Yahoo!?")."""
    i = text.tokens.at(mark) - 1
    return text.tokens.word_at(i)[:1].isupper() and text.sentence_at(i).first < i

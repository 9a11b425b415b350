"""Single exclamation and question marks in the author's own voice."""

from collections.abc import Iterator

from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection, habit
from newsassay.engine.voices import has_lost_quotation_marks, other_voice

EXCLAMATION = "sensational.exclamation"
RHETORICAL_QUESTION = "sensational.rhetorical_question"


_RUN = frozenset("!?.…")
_HEADLINE_WEIGHT = 2.0  # a headline speaks for the whole article


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every single mark: of exclamation one by one, of question together, for a text is made of them."""
    for text in document.fields:
        initials = text.tokens.initials
        if "!" in initials:
            for i in _places(initials, "!"):
                if not _is_in_run(text, i):
                    yield _judge_exclamation(text, i)
    body = document.body
    if "?" in body.tokens.initials:
        yield from _judge_questions(body)


def _places(initials: str, mark: str) -> Iterator[int]:
    place = initials.find(mark)
    while place >= 0:
        yield place
        place = initials.find(mark, place + 1)


def _is_in_run(text: FieldText, i: int) -> bool:
    """Whether another mark touches this one: such runs are signals of their own."""
    tokens = text.tokens
    return (tokens.glued(i + 1) and tokens.words[i + 1] in _RUN) or (
        tokens.glued(i) and tokens.words[i - 1] in _RUN
    )


def _judge_exclamation(text: FieldText, i: int) -> Judgement:
    tokens = text.tokens
    location = text.location(i, i + 1)
    following = tokens.word_at(i + 1)
    if not tokens.glued(i) or (tokens.glued(i + 1) and following[0].isalnum()) or following[:1].islower():
        return Rejection(EXCLAMATION, location, "part of a name or a formula")
    reason = other_voice(text, i)
    if reason:
        return Rejection(EXCLAMATION, location, reason)
    weight = _HEADLINE_WEIGHT if text.field is Field.TITLE else 1.0
    return Finding(EXCLAMATION, location, f"The author exclaims: “{tokens.words[i - 1]}!”.", weight=weight)


def _judge_questions(text: FieldText) -> Iterator[Judgement]:
    if has_lost_quotation_marks(text):
        return
    asked: list[int] = []
    for i in _places(text.tokens.initials, "?"):
        reason = _is_no_question(text, i)
        if reason == _LOST:
            return
        if reason:
            yield Rejection(RHETORICAL_QUESTION, text.location(i, i + 1), reason)
        else:
            asked.append(i)
    locations = [text.location(i, i + 1) for i in asked]
    if len(locations) > 1:
        times = len(locations)
        yield habit(RHETORICAL_QUESTION, locations, f"The author asks the reader {times} times.", times)
    elif locations:
        yield Rejection(RHETORICAL_QUESTION, locations[0], "asked once only")


_LOST = "in place of a lost character"


def _is_no_question(text: FieldText, i: int) -> str:
    """Why a question mark is not the author's question, or ""."""
    tokens = text.tokens
    if not tokens.glued(i) or (tokens.glued(i + 1) and tokens.words[i + 1][0].isalnum()):
        return _LOST
    if _is_in_run(text, i):
        return "in a run of marks"
    sentence = text.sentence_at(i)
    if text.paragraph(sentence.paragraph) == (sentence.first, i + 1) and i + 1 < len(tokens):
        return "a heading"
    return other_voice(text, i)

"""Articles that do not say who wrote them."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.report import Severity

MISSING_BYLINE = "attribution.missing_byline"

_BODY = (
    "The ferry to the islands will run twice a day from April, the harbour office said. Fares stay as they are. The"
    " old boat is to be sold, and a larger one has been ordered from a yard in Gdynia. It can carry forty cars and two"
    " hundred passengers. The islanders had asked for a night crossing as well, but the office found too few people"
    " who would use it. A ticket hall will be built beside the pier before the summer, with room for bicycles."
)

CARDS = (
    SignalCard(
        signal_id=MISSING_BYLINE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.INFO,
        claim="The article names no author and no agency.",
        disclaimer="A byline or agency credit inside the body counts; briefs under 60 words are not judged.",
        fires=(
            _BODY,
            Example(body=_BODY, title="Ferry to run twice a day"),
            Example(body=_BODY, byline="admin"),
        ),
        near_misses=(
            Example(body=_BODY, byline="Edda Lindqvist"),
            "By Edda Lindqvist\n\n" + _BODY,
            "PORT ELLEN (Reuters) - " + _BODY,
        ),
        w3c_refs=("d397cb76", "b4fafa09"),
    ),
)

_WORDS = 60
_GENERIC = frozenset(
    "admin administrator editor editors editorial staff newsroom team desk web news writer user guest contributor author"
    " reporter the our online digital by".split()
)
_AGENCIES = frozenset(
    "ap afp reuters upi dpa ansa efe tass xinhua bloomberg pa kyodo cnn bbc aap cp ians pti ani".split()
)
_CREDITS = frozenset(["by", "reporting", "reported", "written", "author", "words", "story", "contributed"])
_DATELINE = 16
_LINES = 4


def detect(document: Document) -> Iterator[Judgement]:
    """One finding, at the first word of the body, where neither byline nor body names an author."""
    text = document.body
    if document.word_count < _WORDS or not text.tokens.words:
        return
    location = Location(text.field, *text.tokens.span(0, 1))
    words = [w for w in document.byline.tokens.lower if w[0].isalpha()]
    if words and not _GENERIC.issuperset(words):
        return
    credit = _credit(text)
    if credit:
        yield Rejection(MISSING_BYLINE, location, credit)
    elif words:
        message = "The byline names a function, not a person or agency."
        yield Finding(
            MISSING_BYLINE, document.byline.location(0, len(document.byline.tokens)), message, weight=0.7
        )
    else:
        yield Finding(MISSING_BYLINE, location, "No author or agency is named.")


def _credit(text: FieldText) -> str:
    """Why the body itself counts as signed, "" if it does not."""
    tokens = text.tokens
    if not _AGENCIES.isdisjoint(tokens.lower[:_DATELINE]) and "(" in tokens.words[:_DATELINE]:
        return "agency named in the dateline"
    paragraphs = [*text.paragraphs, len(tokens)]
    count = len(paragraphs) - 1
    for n in sorted({*range(min(_LINES, count)), *range(max(0, count - 2), count)}):
        first, last = paragraphs[n], paragraphs[n + 1]
        opening = tokens.lower[first]
        if opening in _CREDITS and last - first > 1 and last - first < _DATELINE:
            following = tokens.words[min(first + 1, last - 1)]
            if following[0].isupper() or tokens.lower[first + 1] in ("by", "to"):
                return "signed in the body"
        if opening in ("—", "–", "-") and last - first < _DATELINE:
            return "signed in the body"
    return ""

"""Clickbait frames: quiz questions, dares, gushing and feed slang in headlines."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass

CLICKBAIT_PHRASE = "sensational.clickbait_phrase"

CARDS = (
    SignalCard(
        signal_id=CLICKBAIT_PHRASE,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="A frame that baits for a click: a quiz, a dare, a promise of feeling, or the slang of feeds.",
        disclaimer="The same words in a quotation, or in the body of a report, are no bait.",
        fires=(
            Example(title="You won't believe what the harbour looks like now"),
            Example(title="Which Harbour Town Are You"),
            Example(title="We tried the new ferry and it was everything"),
        ),
        near_misses=(
            Example(title="Council: “You won't believe the cost”"),
            Example(title="Which towns will get a new ferry"),
            Example(title="Ferry company tried over sinking"),
        ),
        w3c_refs=("ceff00a1", "40508eff"),
    ),
)

_FIRST_PERSON = frozenset(
    "i we my our me us i'm we're i've we've i'd we'd i'll we'll myself ourselves".split()
)
_INTERROGATIVES = frozenset("which what how who where when why what's who's how's".split())
_QUIZ_VERBS = frozenset("are do did can could would should will have is".split())
_STRONG = 2.0


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the frames of the title, and those of the body that are bait wherever they stand."""
    for text in document.fields:
        is_title = text is document.title
        for hit in text.hits("clickbait"):
            if is_title or hit.entry.attributes.get("scope") == "any":
                yield _judge(text, hit)
    yield from _questions(document.title)
    yield from _first_person(document.title)


def _judge(text: FieldText, hit: Hit) -> Judgement:
    location = text.location(hit.first, hit.last)
    if text.is_quoted(location.start):
        return Rejection(CLICKBAIT_PHRASE, location, "quoted")
    weight = float(hit.entry.attributes.get("weight", "1"))
    return Finding(
        CLICKBAIT_PHRASE, location, f"{_LABELS[hit.entry.label]}: “{hit.entry.cue}”.", weight=weight
    )


_LABELS = {
    "dare": "A dare to the reader",
    "quiz": "A quiz as headline",
    "viral": "The feed as news",
    "gush": "A promise of feeling",
    "slang": "The slang of feeds",
    "advice": "Advice as news",
    "intensifier": "A chatty intensifier",
    "generic": "People in general as actors",
}


def _questions(text: FieldText) -> Iterator[Judgement]:
    """A question to the reader: "which … are you", "can you", "would you" at the start of the headline."""
    tokens = text.tokens
    for i, word in enumerate(tokens.lower):
        if (
            word in _QUIZ_VERBS
            and tokens.lower_at(i + 1) == "you"
            and (i == 0 or tokens.lower[0] in _INTERROGATIVES or tokens.words[i - 1] in ":.!?—–-")
        ):
            location = text.location(i, i + 2)
            if text.is_quoted(location.start):
                yield Rejection(CLICKBAIT_PHRASE, location, "quoted")
            else:
                yield Finding(
                    CLICKBAIT_PHRASE, location, "A quiz question to the reader as headline.", weight=_STRONG
                )
            return


def _first_person(text: FieldText) -> Iterator[Judgement]:
    tokens = text.tokens
    for i, word in enumerate(tokens.lower):
        if word in _FIRST_PERSON and not (word == "us" and tokens.words[i].isupper()):
            location = text.location(i, i + 1)
            if word == "i" and (
                not tokens.words[i].isupper() or tokens.has_class(i - 1, WordClass.PREPOSITION)
            ):
                continue
            if text.is_quoted(location.start):
                yield Rejection(CLICKBAIT_PHRASE, location, "quoted")
            else:
                yield Finding(CLICKBAIT_PHRASE, location, "The writer's “I” or “we” as headline.", weight=0.8)
            return

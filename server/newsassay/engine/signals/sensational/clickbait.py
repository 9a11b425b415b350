"""Clickbait frames: quiz questions, dares, gushing and feed slang in headlines."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.headline import headline
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity
from newsassay.engine.signals.sensational.narrative_past import past_verb
from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

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
        precision=0.98,
        base_rate=0.25,
    ),
)

_FIRST_PERSON = frozenset(
    "i we my our me us i'm we're i've we've i'd we'd i'll we'll myself ourselves".split()
)
_INTERROGATIVES = frozenset("which what how who where when why".split())
_QUIZ_VERBS = frozenset("are do did can could would should will have is".split())
_CONTRACTIONS = frozenset(
    "they're isn't aren't wasn't weren't doesn't don't didn't won't"
    " can't couldn't wouldn't shouldn't hasn't haven't they've they'll he'll she'll it'll that'll".split()
)
# "it's" is two tokens, for an ending "'s" is split off.
_WITH_IS = frozenset(["it", "he", "she", "that", "there", "what", "who", "here", "where", "how", "let"])
_PASTS = frozenset(
    "got made gave found took went saw wrote told did ran sang drew built bought brought caught came kept left lost"
    " met put read said sent shot spent stood taught thought threw wore won became just".split()
)
_INDEFINITE = frozenset(["a", "an", "one"])
_POLAR = frozenset("is are was were do does did can could would should has have".split())
_SUBJECT = (
    WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.SUBJECT_PRONOUN | WordClass.INDEFINITE_PRONOUN
)
_SUBJECT_ENDS = WordClass.PREPOSITION | WordClass.COORDINATOR | WordClass.RELATIVE
_SUBJECT_REACH = 6  # tokens in which the verb of an opening subject is looked for
_TRIALS = frozenset("try tastes taste guess react review confess imitate".split())
_PASTIMES = frozenset("watch listen eat drink discuss describe recreate play".split())
_TRIED_ON = frozenset(
    "people kids americans brits irishmen australians canadians koreans indians russians italians teens guys girls moms"
    " mums dads couples strangers grandmas grandpas grandparents siblings sisters brothers twins besties exes".split()
)
_TRIAL_REACH = 4
# What a Roman numeral follows: rulers, wars, divisions.
_NUMBERED = frozenset(
    "elizabeth charles james william henry mary francis peter nicholas leopold napoleon paul george war division"
    " phase part chapter volume group class type act level tier title schedule".split()
)
_OPENERS = words_of("clickbait_headline", "opener")
_GENERIC_ACTORS = words_of("clickbait_headline", "generic_actor")
_TEASER_NOUNS = words_of("clickbait_headline", "teaser_noun")
_NEWS_VERBS = words_of("clickbait_headline", "news_verb")
_BREAKS = frozenset(":.!?—–-")
_SHORT = 3  # tokens
_STRONG = 2.0
_WEAK = 0.6


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the frames of the headline, and those of the body that are bait wherever they stand."""
    text = headline(document)
    for hit in text.hits("clickbait"):
        if text is document.title or hit.entry.attributes.get("scope") != "any":
            yield _judge(text, hit)
    for hit in document.body.hits("clickbait"):
        if hit.entry.attributes.get("scope") == "any":
            yield _judge(document.body, hit)
    yield from _questions(text)
    yield from _register(text)
    yield from _openings(text)
    verb = past_verb(text)
    if verb:
        yield _frame(text, verb, verb + 1, "The headline tells a tale in the past tense.", _WEAK)


def _judge(text: FieldText, hit: Hit) -> Judgement:
    location = text.location(hit.first, hit.last)
    if text.is_quoted(location.start):
        return Rejection(CLICKBAIT_PHRASE, location, "quoted")
    weight = float(hit.entry.attributes.get("weight", "1"))
    return Finding(
        CLICKBAIT_PHRASE,
        location,
        f"“{text.tokens.phrase(hit.first, hit.last)}” {_LABELS[hit.entry.label]}.",
        weight=weight,
    )


_LABELS = {
    "dare": "dares the reader",
    "quiz": "makes a quiz of the headline",
    "viral": "makes news of a feed",
    "gush": "promises a feeling",
    "slang": "is the slang of feeds",
    "advice": "sells advice as news",
    "intensifier": "is a chatty intensifier",
    "generic": "makes actors of people in general",
    "gossip": "sells gossip as news",
}


def _questions(text: FieldText) -> Iterator[Judgement]:
    """A question to the reader: "which … are you", "can you", "would you" at the start of the headline."""
    tokens = text.tokens
    for i, word in enumerate(tokens.lower):
        if (
            word in _QUIZ_VERBS
            and tokens.lower_at(i + 1) == "you"
            and (i == 0 or tokens.lower[0] in _INTERROGATIVES or tokens.words[i - 1] in _BREAKS)
        ):
            yield _frame(text, i, i + 2, "The headline asks its reader a quiz question.", _STRONG)
            return


def _register(text: FieldText) -> Iterator[Judgement]:
    """Signs of chat in a headline: the writer's "I" or "we", and contractions."""
    tokens = text.tokens
    for i, word in enumerate(tokens.lower):
        if word == ":" and i > 0:  # "Mayor: My plan is fair": what follows is the speaker's
            return
        if word in _FIRST_PERSON and _is_first_person(text, i):
            yield _frame(text, i, i + 1, "The writer speaks as “I” or “we” in the headline.", 0.8)
            return
        is_contracted = word in _WITH_IS and tokens.lower_at(i + 1) == "'s" and tokens.words[i] != "WHO"
        last = i + 1 + is_contracted
        if word in _CONTRACTIONS or is_contracted:
            yield _frame(text, i, last, f"“{tokens.phrase(i, last)}” makes the headline chat.", _WEAK)
            return


def _is_first_person(text: FieldText, i: int) -> bool:
    """Whether "us" is not the country and "I" no numeral."""
    word = text.tokens.words[i]
    if word.lower() == "us":
        return not word.isupper()
    before = text.tokens.lower_at(i - 1)
    return word != "i" and not (
        word == "I" and (before in _NUMBERED or text.tokens.has_class(i - 1, WordClass.PREPOSITION))
    )


def _openings(text: FieldText) -> Iterator[Judgement]:
    """How a headline opens: a call, a bare if-clause, people in general, somebody without a name."""
    tokens = text.tokens
    first, second = tokens.lower_at(0), tokens.lower_at(1)
    if first in _OPENERS or (first == "let" and second == "'s"):
        yield _frame(text, 0, 1, "The headline calls to its reader.", 1.0)
    elif first == "if" and "," not in tokens.words and len(tokens) > _SHORT:
        yield _frame(text, 0, 1, "The headline is a bare if-clause.", 1.0)
    elif (first in _GENERIC_ACTORS and _is_verb_like(text, 1)) or _is_trial(text):
        yield _frame(text, 0, 1, "The headline makes actors of people in general.", _WEAK)
    elif first in _INDEFINITE and (verb := _teased_verb(text)):
        yield _frame(text, 0, verb, "The headline keeps back who it is about.", _WEAK)
    elif "?" not in tokens.words and (
        (first in _POLAR and (tokens.has_class(0, WordClass.DO) or tokens.has_class(1, _SUBJECT)))
        or (
            first in _WITH_IS
            and second == "'s"
            and tokens.has_class(2, WordClass.DETERMINER | WordClass.POSSESSIVE)
        )
    ):
        yield _frame(text, 0, 2, "The headline asks without a question mark, as in a chat.", 1.0)
    elif first == "how" and second == "to":
        yield _frame(text, 0, 2, "The headline sells advice as news.", 1.0)


def _is_trial(text: FieldText) -> bool:
    """Whether a bare plural tries, tastes or guesses something: "Grandmothers Try Energy Drinks"."""
    tokens = text.tokens
    for i in range(1, min(_TRIAL_REACH, len(tokens))):
        if tokens.lower[i] in _TRIALS:
            is_plural = tokens.lower[i - 1].endswith("s") or tokens.lower[i - 1] in _TRIED_ON
            return is_plural and tokens.lower_at(i + 1) not in ("to", "", "for", "out")
        if tokens.lower[i] in _PASTIMES and tokens.lower[i - 1] in _TRIED_ON:
            return True
    return False


def _is_verb_like(text: FieldText, i: int) -> bool:
    """Whether token i can be the verb behind a bare plural: an auxiliary or a word that is no noun or participle."""
    word = text.tokens.lower_at(i)
    return text.tokens.has_class(i, WordClass.AUXILIARY) or (
        word.isalpha()
        and word not in _NEWS_VERBS
        and not (word.endswith(("ed", "s", "ing")) and not word.endswith("ss"))
        and word not in CLOSED_CLASS
    )


def _teased_verb(text: FieldText) -> int:
    """Token of the finite verb behind an unnamed person or thing that opens the headline; 0 if none.

    Newspaper headlines drop articles; "A Dad Was Shocked When" is the opening of a tale.
    """
    tokens = text.tokens
    if tokens.lower_at(1) in _TEASER_NOUNS and tokens.lower_at(2) == "who":
        return 2
    for i in range(2, min(_SUBJECT_REACH, len(tokens))):
        word = tokens.lower[i]
        if word in _NEWS_VERBS or not word[0].isalnum() or tokens.has_class(i, _SUBJECT_ENDS):
            return 0
        if (
            word in _PASTS
            or tokens.has_class(i, WordClass.AUXILIARY)
            or (word.endswith("ed") and i + 1 < len(tokens))
        ):
            return i
    return 0


def _frame(text: FieldText, first: int, last: int, message: str, weight: float) -> Judgement:
    location = text.location(first, last)
    if text.is_quoted(location.start):
        return Rejection(CLICKBAIT_PHRASE, location, "quoted")
    return Finding(CLICKBAIT_PHRASE, location, message, weight=weight)

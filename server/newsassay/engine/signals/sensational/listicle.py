"""Listicle headlines ("17 Things That …"), as against counts in hard news ("12 people killed")."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.headline import headline
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass

LISTICLE = "sensational.listicle"

CARDS = (
    SignalCard(
        signal_id=LISTICLE,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="The headline sells a numbered list instead of saying what happened.",
        disclaimer="A number of people, things or units that an event is about is no list.",
        fires=(
            Example(title="17 Things Only Harbour Kids Will Understand"),
            Example(title="Ten reasons to love the new bridge"),
            Example(title="Here Are 9 Bridges That Look Good Enough To Eat"),
        ),
        near_misses=(
            Example(title="12 people killed in harbour blast"),
            Example(title="3 former mayors indicted over bridge contract"),
            Example(title="40 years after the flood, the harbour remembers"),
        ),
        w3c_refs=("277ffe1c",),
        precision=0.99,
        base_rate=0.01,
    ),
)

_LIST_NOUNS = words_of("clickbait_headline", "list_noun")
_NEWS_NOUNS = words_of("clickbait_headline", "news_noun")
_NEWS_VERBS = words_of("clickbait_headline", "news_verb")
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty".split()
)
_LEADS = frozenset("the top here are here's these our my these".split())
_BEFORE_NUMBER = frozenset([":", "|", "–", "—", "-", ".", "?", "!", "and", "or", "but", "with", "plus", "&"])
_REACH = 10  # tokens in which the head noun of the list is looked for
_LARGEST = 1000
_DIGITS = 3
_STOPS = frozenset([",", ".", ":", ";", "-", "–", "—", "?", "!", "(", "$", "%", "/", "|"])
_CLAUSE = WordClass.MODAL | WordClass.BE | WordClass.HAVE | WordClass.DO
_HEAD_ENDS = WordClass.PREPOSITION | WordClass.RELATIVE | WordClass.PRONOUN | _CLAUSE


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the number that opens the headline, or a part of it, or follows "here are" or "the top"."""
    text = headline(document)
    for i in range(len(text.tokens)):
        if _is_list_number(text, i):
            yield _judge(text, i)


def _is_list_number(text: FieldText, i: int) -> bool:
    tokens = text.tokens
    word = tokens.lower[i]
    if not (
        word in _NUMBER_WORDS or (word.isdecimal() and len(word) <= _DIGITS and 1 < int(word) < _LARGEST)
    ) or tokens.glued(i):
        return False
    if tokens.word_at(i - 1) == "." and tokens.lower_at(i - 2) == "no":  # a rank
        return False
    k = i - 1
    while tokens.lower_at(k) in _LEADS:
        k -= 1
    return k < 0 or tokens.words[k] in _BEFORE_NUMBER


def _judge(text: FieldText, i: int) -> Judgement:
    tokens = text.tokens
    number = tokens.words[i]
    head = _head(text, i)
    phrase = text.location(i, max(head, i) + 1)
    if head < 0:
        return Rejection(LISTICLE, text.location(i, i + 1), f"{number}: no list noun behind the number")
    noun, rest = tokens.lower[head], tokens.lower[i + 1 :]
    if text.is_quoted(tokens.starts[i]):
        return Rejection(LISTICLE, phrase, "a quoted title")
    if noun in _LIST_NOUNS and tokens.lower_at(head + 1) not in _NEWS_VERBS:
        return Finding(LISTICLE, phrase, f"The headline sells a numbered list: {number} {noun}.", weight=2.0)
    continues = (
        _is_bare_noun_phrase(text, head)
        or _has_bare_relative(text, i, head)
        or tokens.lower_at(head + 1) in _TELLING
    )
    if noun in _NEWS_NOUNS and continues and number.isdecimal() and not _is_told_of(text, head):
        continues = False
    if not continues and any(word in _NEWS_NOUNS or word in _NEWS_VERBS for word in rest):
        return Rejection(LISTICLE, phrase, f"{number} {noun}: a count in news")
    if number.isdecimal() and continues:
        return Finding(LISTICLE, phrase, f"The headline sells a numbered list: {number} {noun}.", weight=1.5)
    return Rejection(LISTICLE, phrase, f"{number} {noun}: a count in a clause")


def _head(text: FieldText, number: int) -> int:
    """Token of the head noun behind a number: the first list noun, else the first plural; -1 if none."""
    tokens = text.tokens
    i = number + 1
    if tokens.lower_at(i) == "of":
        i += 1
    head = -1
    for k in range(i, min(number + _REACH, len(tokens))):
        word = tokens.lower[k]
        if word in _MARKS or (k > number + 1 and text.is_quoted(tokens.starts[k])):  # a title that modifies
            continue
        if (
            word == "," and k == i + 1 and head < 0 and not tokens.lower[i].endswith("s")
        ):  # "5 easy, healthy habits"
            continue
        if word in _STOPS or (k > i and tokens.has_class(k, _HEAD_ENDS)):
            break
        if word in _LIST_NOUNS:
            return k
        if _is_plural(word):
            head = k
    return head


_TELLING = frozenset("share tell describe reveal explain confess speak discuss recall".split())


def _is_told_of(text: FieldText, head: int) -> bool:
    """Whether the reader, the writer or everybody is in the clause behind the noun: "9 people you meet"."""
    return not _PARTAKERS.isdisjoint(text.tokens.lower[head + 1 : head + 4])


_PARTAKERS = frozenset(
    "you you'll you've you're your we we've they every everyone i only all on share tell describe reveal explain confess"
    " speak discuss recall who that".split()
)


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith("ss") and word not in _NOT_PLURAL)


_PLURALS = frozenset(["people", "men", "women", "children"])
_MARKS = frozenset("“”\"‘’'")
_NOT_PLURAL = frozenset(
    "this is was has its his us as 's always various famous delicious gorgeous serious".split()
)


def _is_bare_noun_phrase(text: FieldText, head: int) -> bool:
    """Whether the headline goes on as a noun phrase does: not at all, with a relative, or a preposition."""
    tokens = text.tokens
    after = head + 1
    if after >= len(tokens) or tokens.words[after] in ".!?:":
        return True
    return tokens.has_class(after, WordClass.RELATIVE | WordClass.PRONOUN | WordClass.INDEFINITE_PRONOUN) or (
        tokens.lower[after] in _NOUN_CONTINUATIONS
    )


def _has_bare_relative(text: FieldText, number: int, head: int) -> bool:
    """Whether a second noun and a verb follow the listed noun: "21 knots sailors will never tie"."""
    tokens = text.tokens
    plurals = sum(_is_plural(tokens.lower[k]) for k in range(number + 1, head + 1))
    after = tokens.lower_at(head + 1)
    if plurals > 1 and (tokens.has_class(head + 1, WordClass.MODAL) or after in _RELATIVE_VERBS):
        return True
    starts = range(head + 2, min(head + _SUBJECT_WORDS, len(tokens)))
    return _may_start_subject(text, head + 1) and any(tokens.has_class(k, WordClass.MODAL) for k in starts)


_SUBJECT_WORDS = 7  # tokens of the subject in a relative clause without "that", and its modal


def _may_start_subject(text: FieldText, i: int) -> bool:
    """Whether token i is a capitalised open-class word or a number's quality: no verb, preposition or mark."""
    word = text.tokens.word_at(i)
    return word[:1].isupper() and not text.tokens.classes[i] and word.lower() not in _NEWS_VERBS


_RELATIVE_VERBS = frozenset(
    "need want love hate know understand remember have never always secretly actually".split()
)
_NOUN_CONTINUATIONS = frozenset(
    "for with to from about of in on every all only your our that'll who've we've".split()
)

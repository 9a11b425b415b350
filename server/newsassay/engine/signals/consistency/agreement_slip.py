"""Slips of agreement by head noun, which spun text has and edited text almost never.

Three kinds: an article that does not fit the next sound ("a element"), "each" or "every" with a plural
noun, and a plural head with a singular verb across one prepositional phrase ("talks with X is seen").
Rules: Huddleston & Pullum 2002, chapters 5 (18) and 18 (4.2).
"""

from collections.abc import Iterator
from itertools import compress, count

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass

AGREEMENT_SLIP = "consistency.agreement_slip"

CARDS = (
    SignalCard(
        signal_id=AGREEMENT_SLIP,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="Words that must agree do not: article and sound, each or every and number, head noun and verb; or the pronoun that opens a text has no antecedent.",
        disclaimer="Quoted speech, dialect, letters, labels and titles of works are left out.",
        fires=(
            "The outcome added a element of doubt.",
            "Under the plan each countries have to pay a share.",
            "Her upcoming talks with the union is seen as a test.",
        ),
        near_misses=(
            "It was a onetime offer, made within an hour by a UN envoy and an FBI agent to an 8-year-old.",
            "Each of the countries pays, and every news agency wrote about it.",
            "The outcome of talks with the unions is open, and one of the people is ill.",
        ),
        precision=0.96,
        base_rate=0.009,
    ),
)

_CONSONANT_SOUND = words_of("agreement_words", "consonant_sound")
_VOWEL_SOUND = words_of("agreement_words", "vowel_sound")
_EITHER_SOUND = words_of("agreement_words", "either_sound")
_PLURALS = words_of("agreement_words", "plural")
_UNITS = words_of("agreement_words", "unit")
_PARTITIVES = words_of("agreement_words", "partitive")
_NO_PLAIN_SUBJECT = (_PARTITIVES | {"what", "which", "whose"}) - {"all", "some", "most"}
_UNLIKELY_AFTER_A = frozenset("aeiou81")
_UNLIKELY_OPENINGS = frozenset(word[:2] for word in _VOWEL_SOUND)
_LIKELY_AFTER_AN = frozenset("ai")
_ARTICLES = frozenset(["a", "an"])
_DISTRIBUTIVES = frozenset(["each", "every"])
_CUES = _ARTICLES | _DISTRIBUTIVES | {"is", "was", "has"}
_VOWELS = "aeiou"
_PREFIXES = frozenset(["un", "us", "uni"])  # "an un-senatorial tone"
_UNCERTAIN = (
    "hono",
    "heir",
    "hour",
    "one-",
    "once",
    "uni",
    "eu",
    "ur",
    "us",
    "ut",
    "ub",
    "uk",
)  # beyond the list
_VOWEL_NAMED = "AEIO"  # initialisms that start with these need "an" read either way
_CONSONANT_NAMED = "BCDGJKPQTUVWYZ"
_PLURAL_VERBS = frozenset(["have", "are", "were", "do"])
_DITRANSITIVE = words_of("consistency_guards", "ditransitive")
_ATTRIBUTIVE_ING = words_of("consistency_guards", "attributive_ing")
_OPENERS = words_of("consistency_guards", "opener")
_CLAUSE_WORDS = frozenset(["that", "because", "if", "while", "although", "though", "whereas", "since"])
_PREPOSITIONS = frozenset(
    "with of between from in on for about over against by at among under across within".split()
)
_NOT_IN_PHRASE = (
    WordClass.SUBJECT_PRONOUN.value
    | WordClass.AUXILIARY.value
    | WordClass.RELATIVE.value
    | WordClass.SUBORDINATOR.value
    | WordClass.COORDINATOR.value
    | WordClass.NEGATION.value
)
_LONGEST_SUBJECT = 10


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every article before an unlikely letter, every "each" and "every", every "is", "was" and "has"."""
    for text in document.fields:
        lower = text.tokens.lower
        for i in compress(count(), map(_CUES.__contains__, lower)):
            word = lower[i]
            judge = _article if word in _ARTICLES else _distributive if word in _DISTRIBUTIVES else _verb
            judged = judge(text, i)
            if judged:
                yield judged


def _slip(text: FieldText, first: int, last: int, message: str) -> Judgement:
    location = text.location(first, last)
    if text.is_quoted(location.start):
        return Rejection(AGREEMENT_SLIP, location, "quoted words: the speaker's grammar")
    return Finding(AGREEMENT_SLIP, location, message)


def _article(text: FieldText, i: int) -> Judgement | None:  # noqa: PLR0911 - a decision list
    tokens = text.tokens
    lower = tokens.lower_at(i + 1)
    if tokens.lower[i] == "an":
        is_likely = lower[:1] in _LIKELY_AFTER_AN
    else:
        is_likely = lower[:1] not in _UNLIKELY_AFTER_A and lower[:2] not in _UNLIKELY_OPENINGS
    if is_likely:
        return None
    article, word = tokens.words[i], tokens.word_at(i + 1)
    if not word or tokens.glued(i + 1) or tokens.glued(i) or not word[0].isalnum():
        return None
    sentence = text.sentence_at(i)
    if (article[0].isupper() and i != sentence.first) or i + 1 >= sentence.last:
        return None  # a letter or label: "Plan A is", "vitamin A in"
    needs = _needed_article(word, lower)
    if needs in ("", article.lower()):
        return None
    location = text.location(i, i + 2)
    if tokens.classes[i + 1] and lower not in ("other", "all-out"):
        return Rejection(AGREEMENT_SLIP, location, "a letter, or a word is missing")
    if i and tokens.words[i - 1][-1].isdigit():
        return Rejection(AGREEMENT_SLIP, location, "a unit or label")
    return _slip(text, i, i + 2, f"“{article} {word}” should be “{needs} {word}”.")


def _needed_article(word: str, lower: str) -> str:  # noqa: PLR0911 - a decision list
    """The article, "a" or "an", by the first sound of a word; "" where usage varies or the sound is not known."""
    stem = lower.split("-", maxsplit=1)[0]
    if word[0].isdigit():
        return "an" if _starts_with_vowel_number(lower) else "a"
    if lower in _EITHER_SOUND or stem in _EITHER_SOUND:
        return ""
    if lower in _CONSONANT_SOUND or (stem in _CONSONANT_SOUND and stem not in _PREFIXES):
        return "a"
    if lower in _VOWEL_SOUND or stem in _VOWEL_SOUND:
        return "an"
    head = word.split("-", maxsplit=1)[0].rstrip("s")
    if len(head) == 1 or (len(head) > 1 and head.isupper()) or "." in head:
        if head[0] in _VOWEL_NAMED:
            return "an"
        return "a" if head[0] in _CONSONANT_NAMED else ""
    if not lower[0].isascii():
        return ""
    if lower.startswith(_UNCERTAIN) or word[0] == "U":
        return ""
    return "an" if lower[0] in _VOWELS else "a"


def _starts_with_vowel_number(digits: str) -> bool:
    """Whether a number is read with a vowel first: eight, eleven, eighteen, eighty, eight hundred."""
    whole = digits.split("-", maxsplit=1)[0].split(".", maxsplit=1)[0].split(":", maxsplit=1)[0]
    if whole.startswith("8"):
        return True
    groups = whole.split(",")
    return groups[0].rstrip("thsm") in ("11", "18") or (len(whole) == 4 and whole[:2] in ("11", "18"))  # noqa: PLR2004 - 1800


def _distributive(text: FieldText, i: int) -> Judgement | None:
    tokens = text.tokens
    lower_word, noun, following = tokens.lower[i], tokens.lower_at(i + 1), tokens.lower_at(i + 2)
    if noun not in _PLURALS:
        return None
    location = text.location(i, i + 2)
    before = tokens.lower_at(i - 1)
    if before in _DITRANSITIVE or before in ("them", "us", "we", "they"):
        return Rejection(AGREEMENT_SLIP, location, "“each” belongs to the words before it")
    ends_phrase = not following or not following[0].isalpha() or tokens.classes[i + 2] or following == "'s"
    if not ends_phrase or following in ("'s", "'", "’"):
        return Rejection(AGREEMENT_SLIP, location, "the plural only modifies the noun that follows")
    if lower_word == "each" and following not in _PLURAL_VERBS and _is_subject_plural(text, i):
        return Rejection(AGREEMENT_SLIP, location, "“each” floats behind a plural subject")
    return _slip(
        text, i, i + 2, f"“{tokens.words[i]}” takes a singular noun, “{tokens.words[i + 1]}” is plural."
    )


def _is_subject_plural(text: FieldText, i: int) -> bool:
    """Whether a plural subject may stand directly before "each": "the firms each", "John and Ann each"."""
    before = text.tokens.lower_at(i - 1)
    return before.endswith("s") or text.tokens.words[max(0, i - 1)][0].isupper()


def _verb(text: FieldText, verb: int) -> Judgement | None:
    """Whether a singular verb has a clause-initial plural head with one prepositional phrase behind it."""
    tokens = text.tokens
    lower = tokens.lower
    if _PLURALS.isdisjoint(lower[max(0, verb - _LONGEST_SUBJECT) : verb]):  # nine times in ten
        return None
    head = _plural_head(text, verb)
    if head < 0:
        return None
    first = _subject_start(text, head)
    if first < 0 or lower[head] in _UNITS or _holds_second_phrase(text, head + 2, verb):
        return None  # "supporters of the law hope this is"
    if tokens.words[head][0].isupper() and (head > first or tokens.words[verb - 1][0].isupper()):
        return None  # "Children of the Night is": a name
    location = text.location(first, verb + 1)
    if tokens.lower_at(verb + 1) in ("what", "how", "why", "where", "that", "because"):
        return Rejection(AGREEMENT_SLIP, location, "the subject may be a clause")
    return _slip(
        text,
        first,
        verb + 1,
        f"The head noun “{tokens.words[head]}” is plural, the verb “{lower[verb]}” singular.",
    )


def _plural_head(text: FieldText, verb: int) -> int:
    """The plural noun that one prepositional phrase parts from a verb, or -1."""
    lower, classes = text.tokens.lower, text.tokens.classes
    start = max(text.sentence_at(verb).first, verb - _LONGEST_SUBJECT)
    for k in range(verb - 1, start - 1, -1):
        word = lower[k]
        if word in _PREPOSITIONS:
            is_phrase = k > start and lower[k - 1] in _PLURALS and k + 1 < verb
            return k - 1 if is_phrase else -1
        if classes[k] & _NOT_IN_PHRASE or not word[0].isalnum():
            return -1
    return -1


def _holds_second_phrase(text: FieldText, first: int, last: int) -> bool:
    """Whether no noun, or a determiner behind one, stands in the range: a verb must then be in between."""
    classes, lower = text.tokens.classes, text.tokens.lower
    determiner = WordClass.DETERMINER.value | WordClass.PRONOUN.value | WordClass.POSSESSIVE.value
    noun = next((k for k in range(first, last) if not classes[k]), last)
    return noun == last or any(classes[k] & determiner and lower[k] != "'s" for k in range(noun, last))


def _subject_start(text: FieldText, head: int) -> int:
    """First token of a noun phrase that opens its clause and ends at `head`, or -1."""
    tokens = text.tokens
    lower, classes = tokens.lower, tokens.classes
    sentence = text.sentence_at(head).first
    allowed = WordClass.DETERMINER.value | WordClass.POSSESSIVE.value | WordClass.QUANTIFIER.value
    k = head
    while k > sentence and head - k < 4:  # noqa: PLR2004 - determiner and two adjectives
        word = lower[k - 1]
        if word == "," and k - 2 == sentence and lower[k - 2] in _OPENERS:
            return k
        if word in _CLAUSE_WORDS or word in _OPENERS:
            behind_that = word == "that" and k == head  # may be relative: "the man that talks with"
            return k if (word in _CLAUSE_WORDS and not behind_that) or k - 1 == sentence else -1
        if word in _NO_PLAIN_SUBJECT:
            return -1
        if word.endswith("ing") and word not in _ATTRIBUTIVE_ING:
            return -1
        if (classes[k - 1] and not classes[k - 1] & allowed) or not word[0].isalpha() or word.endswith("'s"):
            return -1
        k -= 1
    return k if k == sentence else -1

"""Questions about the words around a candidate. All look at a bounded number of tokens."""

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens


def word_set(words: str) -> frozenset[str]:
    """The words of a space-separated list."""
    return frozenset(words.split())


_NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
    " trillion dozen half one-third two-thirds three-quarters one-half one-quarter a-dozen double triple twice"
    " hundreds thousands millions billions dozens midnight noon halfway"
)
# "about a year", "nearly a third": what "a" must be followed by to be a quantity.
_UNITS = word_set(
    "dozen hundred thousand million billion third quarter fifth tenth half couple decade century year month week"
    " day hour minute mile kilometre kilometer metre meter foot inch pound kilo kilogram ton tonne gallon"
    " litre liter score percent fraction mile-long half-dozen half-hour half-century quarter-century"
    " half-million"
)
_CURRENCY = frozenset("$€£¥#")
_SOURCING = word_set("said says say told tells stated states announced wrote writes testified according")
_VAGUE_SUBJECTS = words_of("vague_groups") | {"some", "many", "others", "most", "they", "who"}
_SOURCE_WINDOW = 40
_MARKS_BEFORE_START = 2
_OPENING = frozenset("“‘«„\"'([:;-–—|•*.!?…")
_FORMS_OF_BE = WordClass.BE.value
_SUBJECT_PRONOUN = WordClass.SUBJECT_PRONOUN.value
_ADVERBS = word_set(
    "also now often sometimes still not never ever long so even already best well most more usually always"
    " then thus rather perhaps much less once just only very quite too variously to-date yet far"
)


def is_adverb(word: str) -> bool:
    """Whether a lower-case form can stand as an adverb between an auxiliary and its verb."""
    return word.endswith("ly") or word in _ADVERBS


def is_quantity(tokens: Tokens, i: int) -> bool:
    """Whether a quantity starts at token i: a digit, a number word, a currency sign, "a dozen", "half"."""
    word = tokens.lower_at(i)
    if not word:
        return False
    if word[0].isdigit() or word[0] in _CURRENCY or word in _NUMBER_WORDS:
        return True
    if "-" in word and word.split("-", 1)[0] in _NUMBER_WORDS:
        return True
    if word in ("a", "an", "one", "us"):
        following = tokens.lower_at(i + 1)
        return following in _UNITS or (word == "us" and following[:1] in _CURRENCY)
    return False


def starts_sentence(text: FieldText, i: int) -> bool:
    """Whether token i is the first word of its sentence, opening marks aside."""
    first = text.sentence_at(i).first
    return i == first or (
        i - first <= _MARKS_BEFORE_START and not any(w[0].isalnum() for w in text.tokens.words[first:i])
    )


def is_name_part(text: FieldText, i: int) -> bool:
    """Whether body token i is capitalised where no sentence, quotation or clause begins: "Some Like It Hot"."""
    word = text.tokens.words[i]
    if not word.istitle() or text.field is not Field.BODY or word == "I":
        return False
    return not (starts_sentence(text, i) or text.tokens.words[i - 1][-1] in _OPENING)


def in_title(text: FieldText) -> bool:
    """Whether the field is a headline, where any word may be capitalised."""
    return text.field is Field.TITLE


def be_before(tokens: Tokens, i: int) -> int:
    """Number of the form of "be" before token i, at most three adverbs between; -1 if there is none."""
    lower, classes = tokens.lower, tokens.classes
    for j in range(i - 1, max(i - 5, -1), -1):
        word = lower[j]
        if classes[j] & _FORMS_OF_BE or (word == "'s" and j and classes[j - 1] & _SUBJECT_PRONOUN):
            return j
        if not is_adverb(word):
            return -1
    return -1


def names_source(text: FieldText, first: int, last: int) -> bool:
    """Whether the sentence around the token range names who says so: "according to", "police said"."""
    sentence = text.sentence_at(first)
    lower = text.tokens.lower
    start, end = max(sentence.first, first - _SOURCE_WINDOW), min(sentence.last, last + _SOURCE_WINDOW)
    if _SOURCING.isdisjoint(lower[start:end]):
        return False
    for i in range(start, end):
        word = lower[i]
        if word not in _SOURCING or first <= i < last:
            continue
        if word == "according":
            if text.tokens.lower_at(i + 2) not in _VAGUE_SUBJECTS:
                return True
            continue
        before = lower[i - 1] if i > sentence.first else ""
        is_passive = i > sentence.first and text.tokens.classes[i - 1] & _FORMS_OF_BE
        if before not in _VAGUE_SUBJECTS and not is_passive:
            return True
    return False

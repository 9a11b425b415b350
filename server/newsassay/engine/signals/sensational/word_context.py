"""Why a charged word is not charged where it stands: negated, part of a name, or another sense."""

from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import Hit
from newsassay.engine.text.closed_class import WordClass

_NEGATION_REACH = 3
_NEW_START = frozenset("“\"‘':-—–…")  # what follows these may be capitalised as a sentence is


def refusal(text: FieldText, hit: Hit) -> str:
    """The reason why a hit is refused, or "" if nothing speaks against it."""
    if _is_name(text, hit):
        return "part of a name"
    if _is_negated(text, hit.first):
        return "negated"
    return ""


def _is_name(text: FieldText, hit: Hit) -> bool:
    """Whether a capital inside a sentence marks the words as part of a name. Titles capitalise anyway."""
    if text.field.name == "TITLE":
        return False
    word = text.tokens.words[hit.first]
    if not word[0].isupper() or word.isupper():
        return False
    sentence = text.sentence_at(hit.first)
    if sentence.first == hit.first:
        following = text.tokens.word_at(hit.last)
        return following[:1].isupper() and following != "I" and hit.last < sentence.last
    if text.tokens.word_at(hit.first - 1) in _NEW_START:
        return text.tokens.word_at(hit.last)[:1].isupper()
    return True


def _is_negated(text: FieldText, first: int) -> bool:
    tokens = text.tokens
    return any(
        tokens.has_class(k, WordClass.NEGATION) and tokens.lower[k] not in ("without", "none", "neither")
        for k in range(max(text.sentence_at(first).first, first - _NEGATION_REACH), first)
    )

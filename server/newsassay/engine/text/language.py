"""Is this English? Function words answer that for free."""

from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import CLOSED_CLASS
from newsassay.engine.text.tokens import Tokens

# Closed-class words are 40 to 55 % of English running text; in other languages that use the Latin
# alphabet accidental look-alikes ("me", "so", "as") stay below 15 %.
_ENGLISH_FROM = 0.2
# In a shorter text the share says little: headlines and telegraphic sentences drop function words.
_TELLING_WORDS = 60
_FOREIGN_SCRIPT_FROM = 0.3  # share of words with a letter beyond ASCII

_FOREIGN = words_of("foreign_function_words").difference(CLOSED_CLASS)


def english_share(tokens: Tokens) -> float:
    """Share of words that are English closed-class words, 0..1; 0 without words."""
    function_words = len(tokens) - tokens.classes.count(0)
    return min(1.0, function_words / tokens.word_count) if tokens.word_count else 0.0


def looks_english(tokens: Tokens, share: float) -> bool:
    """Whether a text is taken for English; `share` is its English share.

    A short text is, unless another language's function words or letters say otherwise.
    """
    if tokens.word_count >= _TELLING_WORDS or share >= 2 * _ENGLISH_FROM:
        return share >= _ENGLISH_FROM
    foreign = sum(map(_FOREIGN.__contains__, tokens.lower))
    if foreign > share * tokens.word_count:
        return False
    beyond_ascii = sum(word.isalpha() and not word.isascii() for word in tokens.words)
    return share >= _ENGLISH_FROM or beyond_ascii <= _FOREIGN_SCRIPT_FROM * tokens.word_count

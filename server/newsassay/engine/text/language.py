"""Is this English? Function words answer that for free."""

from newsassay.engine.text.tokens import Tokens

# Closed-class words are 40 to 55 % of English running text; in other languages that use the Latin
# alphabet accidental look-alikes ("me", "so", "die") stay below 10 %.
_ENGLISH_FROM = 0.2
_MIN_WORDS = 12


def english_share(tokens: Tokens) -> float:
    """Share of word tokens that are English closed-class words, 0..1; 0 without words."""
    function_words = len(tokens) - tokens.classes.count(0)
    return min(1.0, function_words / tokens.word_count) if tokens.word_count else 0.0


def looks_english(share: float, words: int, *, is_ascii: bool) -> bool:
    """Whether a text is taken for English. Short texts are, if they are ASCII: headlines drop articles."""
    return share >= _ENGLISH_FROM or (words < _MIN_WORDS and is_ascii)

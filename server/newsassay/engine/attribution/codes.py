"""Word codes: one integer per token whose bits say which closed classes and marks it belongs to.

A word of an open class has code 0. Closed classes are those of the text model; marks, adverbs, words of
time and conjunctions are added here.
"""

from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

DETERMINER = WordClass.DETERMINER.value
POSSESSIVE = WordClass.POSSESSIVE.value
SUBJECT_PRONOUN = WordClass.SUBJECT_PRONOUN.value
OBJECT_PRONOUN = WordClass.OBJECT_PRONOUN.value
SUBORDINATOR = WordClass.SUBORDINATOR.value
COORDINATOR = WordClass.COORDINATOR.value
PREPOSITION = WordClass.PREPOSITION.value
INTERROGATIVE = WordClass.INTERROGATIVE.value
RELATIVE = WordClass.RELATIVE.value
QUANTIFIER = WordClass.QUANTIFIER.value
DEGREE = WordClass.DEGREE.value
MODAL = WordClass.MODAL.value
BE = WordClass.BE.value
HAVE = WordClass.HAVE.value
DO = WordClass.DO.value
NEGATION = WordClass.NEGATION.value
AUXILIARY = WordClass.AUXILIARY.value
COMMA, QUOTE, DASH, STOP, OPEN, CLOSE, FINAL, ADVERB, TIME, TO, THAT, CONJUNCTION = (
    1 << n for n in range(20, 32)
)
PUNCTUATION = COMMA | QUOTE | DASH | STOP | OPEN | CLOSE | FINAL

_EXTRA: dict[int, str] = {
    SUBJECT_PRONOUN: "i'm you're we're they're i've you've we've they've he'd she'd they'd we'd i'd you'd it'd he'll"
    " she'll they'll we'll i'll you'll it'll",
    COMMA: ",",
    QUOTE: "\" “ ” « » ‘ '' ``",
    DASH: "— – ― -",
    STOP: "; :",
    OPEN: "( [",
    CLOSE: ") ]",
    FINAL: ". ! ? …",
    ADVERB: "also then again still never always often further furthermore once later soon now just even only instead"
    " first already long ever not both either rather previously recently repeatedly too therefore thus perhaps maybe"
    " twice thrice quickly simply clearly reportedly apparently allegedly merely largely once indeed himself herself itself themselves",
    TIME: "monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december jan feb sept oct nov dec yesterday today tonight tomorrow week month year"
    " morning afternoon evening night earlier later recently",
    TO: "to",
    THAT: "that",
    CONJUNCTION: "that whether if because although though while since unless until till before after as when where"
    " whenever wherever once than so lest whereas",
}


def _codes() -> dict[str, int]:
    codes = dict(CLOSED_CLASS)
    for bit, words in _EXTRA.items():
        for word in words.split():
            codes[word] = codes.get(word, 0) | bit
    return codes


CODES = _codes()
"""Codes by word in lower case."""

"""Boosters and extreme cases: "obviously", "of course", "nobody wants that", as small pieces of overclaim.

One of them is a habit of speech, and so it weighs a fraction of a claim of certainty; an article full of them
argues instead of reporting. After Hyland 2005, "Metadiscourse" (boosters), and Pomerantz 1986, "Extreme case
formulations".
"""

from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import names_source, word_set
from newsassay.engine.signals.cues import Rule, judge_cues
from newsassay.engine.text.closed_class import WordClass

_NEGATION = WordClass.NEGATION.value
# "clearly visible", "speak clearly": how a thing is seen or done.
_PERCEIVED = word_set(
    "visible marked defined labeled labelled audible legible displayed seen heard stated written spelled"
    " delineated identified identifiable recognizable recognisable posted printed"
    " hear hears see sees saw remember remembers say says claimed claims explain explained shows frustrated upset unhappy"
    " shaken angry moved annoyed"
)
# Generic present of a mental verb after a universal: nobody has asked them all ("nobody wants").
_GENERIC = word_set(
    "wants needs knows likes loves hates thinks believes agrees cares deserves understands sees doubts disputes"
    " denies expects trusts"
)
_CONDITION = word_set("sure ensure ensures ensured ensuring if whether unless until once so when")
# "Of course, talks could still fail."
_POSSIBLE = word_set("could may might perhaps maybe possibly probably almost virtually nearly if")
_CLAUSE = 10  # tokens
_INTENDED = frozenset(["vote", "support", "back", "choose", "run", "attend"])
_BOUNDARY = frozenset('.;:!?"”)')


def judge_boosters(document: Document, signal_id: str) -> Iterator[Judgement]:
    """Judge every booster and extreme case, as evidence of the signal given."""
    return judge_cues(document, "hedging_booster", signal_id, _RULES)


def _denied(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    first = max(text.sentence_at(hit.first).first, hit.first - 2)
    if any(tokens.classes[i] & _NEGATION or tokens.lower[i] in _POSSIBLE for i in range(first, hit.first)):
        return "the certainty is denied or weakened"
    if tokens.lower_at(hit.last) in _INTENDED:
        return "an intention, not a certainty"
    end = min(text.sentence_at(hit.first).last, hit.last + _CLAUSE)
    if not _POSSIBLE.isdisjoint(tokens.lower[hit.last : end]):
        return "the clause is granted as possible, not claimed"
    if names_source(text, hit.first, hit.last):
        return "a source says so, not the article"
    return ""


def _not_manner(text: FieldText, hit: Hit) -> str:
    following = text.tokens.lower_at(hit.last)
    if following in _PERCEIVED or following in _BOUNDARY or following == "and":
        return "how a thing is seen or said, not how sure it is"
    return _denied(text, hit)


def _not_universal(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    if tokens.lower_at(hit.last) not in _GENERIC or tokens.lower_at(hit.first - 1) in _CONDITION:
        return "no general claim"
    return _denied(text, hit)


_BOOSTED = "closes the question instead of answering it"
_EXTREME = "leaves no exception"
_RULES = {
    "booster": Rule(_denied, _BOOSTED, 0.25, Severity.LOW),
    "manner": Rule(_not_manner, _BOOSTED, 0.25, Severity.LOW),
    "universal": Rule(_not_universal, _EXTREME, 0.2, Severity.INFO),
}

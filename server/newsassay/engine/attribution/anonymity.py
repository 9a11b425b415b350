"""Anonymity: where an article says that a source stays unnamed, and why.

Newsroom rules (AP Stylebook, "anonymous sources"; Reuters Handbook) ask for the reason beside the formula.
"""

from typing import NamedTuple

from newsassay.engine.attribution.cue_frames import WORDS, Range
from newsassay.engine.document import FieldText

_OPENER_REACH = 4
_SHORTEST_REASON = 3


class Anonymity(NamedTuple):
    """A formula in a sentence; `reason` are the tokens that say why, None where nothing does."""

    sentence: int
    formula: Range
    reason: Range | None


def find_anonymity(text: FieldText) -> dict[int, Anonymity]:
    """Anonymity formulas by sentence. A layer: ask for it with `text.layer(find_anonymity)`."""
    found: dict[int, Anonymity] = {}
    for hit in text.hits("anonymity"):
        label = hit.entry.label
        if label == "mark":
            continue
        number = text.sentence_of_token[hit.first]
        known = found.get(number)
        span = (hit.first, hit.last)
        if label == "reason":
            if known is not None and known.reason is None:
                found[number] = known._replace(reason=_clause(text, span))
            elif known is None:
                found[number] = Anonymity(number, span, _clause(text, span))
        elif known is None:
            found[number] = Anonymity(number, span, _reason_behind(text, hit.last))
        elif known.formula[0] < hit.first and known.reason is not None:
            found[number] = known._replace(formula=span)
    return found


def _reason_behind(text: FieldText, after: int) -> Range | None:
    """The clause that gives the reason right behind a formula: "because ...", "to discuss ..."."""
    tokens = text.tokens
    last = text.sentence_at(after - 1).last
    for k in range(after, min(last, after + _OPENER_REACH)):
        if tokens.lower[k] in WORDS["reason_opener"]:
            return _clause(text, (k, k + 1))
        if tokens.lower[k] in (",", "—") and k > after:
            return None
    return None


def _clause(text: FieldText, span: Range) -> Range | None:
    """From a span to the next comma or the end of its sentence."""
    tokens = text.tokens
    last = text.sentence_at(span[0]).last
    end = span[1]
    while end < last and tokens.words[end] not in ",.;!?—":
        end += 1
    return (span[0], end) if end - span[0] >= _SHORTEST_REASON else None
